"""From a feed as its format says it to safe text and documents."""

import re
from dataclasses import replace
from urllib.parse import unquote, urljoin, urlsplit

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.model.parsed import ParsedEntry, ParsedFeed
from newsterm.parsing.raw import Enclosure, RawEntry, RawFeed, RawText
from newsterm.text.cleaning import clean
from newsterm.text.entities import unescape
from newsterm.text.html_to_document import html_to_document, text_to_document
from newsterm.text.html_to_text import html_to_line
from newsterm.text.terminal_safety import make_safe, make_safe_line

_MOST_ENCLOSURES = 20
_KINDS = {"audio": "Audio", "video": "Video", "image": "Image"}
_TAG = re.compile(r"<[A-Za-z/!]")
_ENTITY = re.compile(r"&#?\w{1,30};")
_BREAKS = re.compile(r"[\t\n\r]+")
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?/[\w/.~%+-]*(?:\?[\w/.~%+=&-]+)?", re.ASCII)
"""Addresses that are absolute and safe as they are."""


def finish(raw: RawFeed, url: str) -> ParsedFeed:
    """Make a feed safe, its addresses absolute and its texts documents.

    Args:
        raw: the feed as it was read.
        url: the address it came from.
    """
    site = absolute(raw.link, url)
    return ParsedFeed(
        title=_line(raw.title),
        site_url=site,
        description=_line(raw.description),
        entries=tuple(_entry(entry, site or url, url) for entry in raw.entries),
        next_url=absolute(raw.next_link, url),
        wishes=raw.wishes,
        new_url=_web(absolute(raw.new_link, url)),
    )


def _entry(raw: RawEntry, site: str, url: str) -> ParsedEntry:
    link = absolute(raw.link, site)
    chosen = max(raw.texts, key=lambda text: len(text.value), default=RawText("", is_html=False))
    base = absolute(chosen.base, url) if chosen.base else link or site
    return ParsedEntry(
        guid=make_safe_line(raw.guid),
        title=_line(raw.title),
        url=link,
        author=make_safe_line(unescape(raw.author) if "&" in raw.author else raw.author),
        published=raw.published,
        document=_with_enclosures(clean(_document(chosen, base)), raw.enclosures, base),
        source=make_safe(chosen.value),
    )


def _document(text: RawText, base: str) -> Document:
    if not text.value:
        return Document("")
    if text.is_html and _TAG.search(text.value):
        return html_to_document(text.value, base)
    # Line breaks of a text without any markup are meant, whatever type it says to have.
    return text_to_document(unescape(text.value) if text.is_html else text.value)


def _line(text: RawText) -> str:
    if text.is_html and (_TAG.search(text.value) or _ENTITY.search(text.value)):
        return html_to_line(text.value)
    return make_safe_line(text.value)


def absolute(link: str, base: str) -> str:
    """An address made absolute and safe to show; "" stays "".

    White space round it goes, line breaks and tabs within it too, as in a browser (WHATWG URL, section 4.1).
    """
    if _ABSOLUTE.fullmatch(link):
        return link
    link = _BREAKS.sub("", link.strip())
    return make_safe_line(urljoin_safely(base, link)) if link else ""


def _web(url: str) -> str:
    """An address of the web; "" for others."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def urljoin_safely(base: str, link: str) -> str:
    """`urljoin`, with what is beyond it left as it is."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _with_enclosures(document: Document, enclosures: list[Enclosure], base: str) -> Document:
    """Add a paragraph with a link for every file that the document does not show or link already."""
    if not enclosures:
        return document
    known = {span.target for span in document.spans} | {block.target for block in document.blocks}
    for enclosure in enclosures[:_MOST_ENCLOSURES]:
        target = absolute(enclosure.url, base)
        if not target or target in known:
            continue
        known.add(target)
        label = _label(enclosure, target)
        separator = "\n\n" if document.text else ""
        start = len(document.text) + len(separator)
        end = start + len(label)
        document = replace(
            document,
            text=document.text + separator + label,
            blocks=(*document.blocks, Block(BlockKind.PARAGRAPH, start, end)),
            spans=(*document.spans, Span(SpanKind.LINK, start, end, target)),
        )
    return document


def _label(enclosure: Enclosure, target: str) -> str:
    kind = _KINDS.get(enclosure.type.split("/", 1)[0].lower(), "Attachment")
    try:
        path = urlsplit(target).path
    except ValueError:
        path = ""
    name = make_safe_line(enclosure.title) or make_safe_line(unquote(path.rstrip("/").rsplit("/", 1)[-1])) or "file"
    size = f" ({_size(enclosure.length)})" if enclosure.length >= 1000 else ""
    return f"{kind}: {name}{size}"


def _size(length: int) -> str:
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if length >= factor:
            return f"{length / factor:.3g} {unit}" if length < 1000 * factor else f"{length // factor} {unit}"
    return f"{length} bytes"
