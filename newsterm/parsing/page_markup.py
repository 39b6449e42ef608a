"""A page's markup before and after trafilatura: links made absolute, and what it found, in its own words, as HTML."""

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from lxml.etree import _Element, tostring
from lxml.html import HtmlElement

from newsterm.parsing.page_titles import comparable
from newsterm.text.html_vocabulary import resolve

_TAGS: Final = MappingProxyType(
    {"item": "li", "quote": "blockquote", "lb": "br", "ref": "a", "row": "tr", "graphic": "img", "comments": "div"}
)
_RENDERED: Final = MappingProxyType({"#b": "b", "#i": "i", "#u": "u", "#t": "samp", "#sub": "sub", "#sup": "sup"})
_WHERE_HEADLINES_STAND: Final = 3
"""Blocks at the beginning of a story among which its headline may be."""


def resolve_links(page: HtmlElement, url: str) -> None:
    """Resolve the links of a page against its `<base>`, where it has one; later only its address is known."""
    base = page.find(".//base[@href]")
    target = "" if base is None else resolve(url, base.get("href", ""))
    if target:
        for link in page.iter("a"):
            if href := link.get("href"):
                link.set("href", resolve(target, href))


def to_html(body: _Element, headlines: Collection[str]) -> str:
    """Write a story as HTML, without its headline, which is shown above it anyway.

    Args:
        body: what trafilatura's `bare_extraction` found; it is changed.
        headlines: what the page may call its story, as `page_titles.comparable` writes it.
    """
    for element in list(body.iter("head", "p"))[:_WHERE_HEADLINES_STAND]:
        parent = element.getparent()
        if parent is not None and comparable("".join(map(str, element.itertext()))) in headlines:
            parent.remove(element)
            break
    for element in body.iter():
        _rename(element)
    body.tag = "body"
    return str(tostring(body, encoding="unicode", method="html"))


def _rename(element: _Element) -> None:
    kept: dict[str, str] = {}
    rendered = element.get("rend", "")
    match element.tag:
        case "hi":
            element.tag = _RENDERED.get(rendered, "i")
        case "head":
            element.tag = rendered if len(rendered) == 2 and rendered[1] in "123456" else "h3"
        case "list":
            element.tag = "ol" if rendered == "ol" else "ul"
        case "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        case "code":
            kept = {"class": name} if (name := element.get("class")) else {}
            element.tag = "pre" if _is_block(element) else "code"
        case "ref":
            kept = {"href": element.get("target", "")}
            element.tag = "a"
        case tag:
            element.tag = _TAGS.get(str(tag), tag)
            kept = dict(element.attrib) if element.tag == "img" else {}
    element.attrib.clear()
    element.attrib.update(kept)


def _is_block(element: _Element) -> bool:
    """Whether code stands by itself rather than in a line of text."""
    parent = element.getparent()
    if parent is None or parent.tag == "pre":
        return False
    return parent.tag == "body" or "\n" in "".join(map(str, element.itertext())).strip()
