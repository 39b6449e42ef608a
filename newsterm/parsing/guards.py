"""Looking at bytes before a parser does: what they are, and whether they are built to exhaust one."""

import codecs
import re
from xml.parsers import expat

from newsterm.model.errors import ParseError
from newsterm.parsing.encodings import readable

DEEPEST = 500
"""Elements within elements; real feeds have a dozen, XHTML content included."""
_HEAD = 65_536
_ROOTS = rb"(?:[a-z][\w.-]{0,30}:)?(?:rss|feed|rdf|channel)\b"
_FIRST_ELEMENT = re.compile(rb"<(?:(html|head|body)\b|(" + _ROOTS + rb"))", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype\s+html\b", re.IGNORECASE)
_ANY_MARKUP = re.compile(rb"<(?:p|div|a|br|table|meta|title|script|center|h[1-6])\b", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DECLARATION = re.compile(rb"\A\s*<\?[^>]*>")
_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
_ENTITY = re.compile(rb"<!ENTITY\s+([^\s%>]{1,200})\s+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"&(?!#)|%")
_LARGEST_EXPANSION = 1024 * 1024
_MOST_ENTITIES = 300
_MOST_DOCTYPES = 20
_GAP = re.compile(rb"\s{64,}")
_MOST_OPEN_COMMENTS = 50
MOST_ENTRIES = 10_000
"""Of a feed that only the tolerant reader can read; the largest archives have some thousands."""
MOST_ELEMENTS = 200_000
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_BEGIN = re.compile(rb"<[A-Za-z]")
_ENTRY = re.compile(rb"<(?:\w{1,30}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_END_TAG = re.compile(rb"</\s*" + _ROOTS + rb"[^>]{0,100}>", re.IGNORECASE)
_CUT_OFF = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
}


def looks_like_html(body: bytes) -> bool:
    """Whether a body is a web page and no feed."""
    head = _COMMENT.sub(b"", readable(body[:_HEAD]))
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith((b"{", b"[", b"\x1f\x8b")):
        return False
    if first := _FIRST_ELEMENT.search(head):
        return first[1] is not None
    return bool(_DOCTYPE.search(head) or (not start.startswith(b"<?xml") and _ANY_MARKUP.search(head)))


def looks_like_feed(body: bytes) -> bool:
    """Whether a body is a feed by its first element, or JSON that names the JSON Feed format."""
    head = _COMMENT.sub(b"", readable(body[:_HEAD]))
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return b"jsonfeed.org/version/" in head.replace(b"\\/", b"/")
    first = _FIRST_ELEMENT.search(head)
    return first is not None and first[2] is not None


def refuse_expanding_entities(text: bytes) -> None:
    """Refuse declarations of entities that make much of little (CWE-776).

    Args:
        text: XML in which markup is ASCII.

    Raises:
        ParseError: an entity refers to others, or what they expand to is large.
    """
    if b"<!ENTITY" not in text and b"<!DOCTYPE" not in text:
        return
    head = _ASIDE.sub(b"", text)
    first = _FIRST_TAG.search(head)
    head = head[: first.start()] if first else head
    if head.count(b"<!ENTITY") > _MOST_ENTITIES or head.count(b"<!DOCTYPE") > _MOST_DOCTYPES:
        raise ParseError("It declares far more entities than any feed needs.")
    entities = _ENTITY.findall(head)
    expanded = 0
    for name, double, single in entities:
        value = double or single
        if _REFERENCE.search(value) and not _is_plain_character(value):
            raise ParseError(
                "It declares entities that are made of other entities, which is how feeds are booby-trapped."
            )
        expanded += len(value) * text.count(b"&" + name + b";")
    if expanded > _LARGEST_EXPANSION:
        raise ParseError("It declares entities that expand to far more text than any feed needs.")


def _is_plain_character(value: bytes) -> bool:
    """Whether a value is a doubly escaped character such as "&#38;#38;" or "&amp;"."""
    return len(value) <= 12 and b"%" not in value and value.count(b"&") == 1


def shorten_gaps(body: bytes) -> bytes:
    """Shorten white space before the first element, over which feedparser takes quadratic time."""
    first = _FIRST_TAG.search(body)
    return _GAP.sub(b"\n", body[: first.start()]) + body[first.start() :] if first else body


def refuse_deep_nesting(text: bytes) -> None:
    """Refuse elements nested absurdly deep, as far as the XML is well-formed.

    Raises:
        ParseError: they are.
    """
    depth = 0

    def open_element(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ParseError(f"Its elements are nested more than {DEEPEST} deep, which no feed needs.")

    def close_element(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("iso-8859-1")  # in which no byte is wrong
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        parser.Parse(_DECLARATION.sub(b"", text), True)
    except (expat.ExpatError, ValueError, LookupError):
        return  # the tolerant parser may still make something of it


def refuse_open_comments(text: bytes) -> None:
    """Refuse many comments that are never closed: feedparser takes quadratic time over them.

    Raises:
        ParseError: there are.
    """
    if text.count(b"<!--", text.rfind(b"-->") + 1) > _MOST_OPEN_COMMENTS:
        raise ParseError("It is full of comments that are never closed.")


def refuse_countless_elements(text: bytes) -> None:
    """Refuse more entries, or elements, than can be read in time.

    Raises:
        ParseError: there are.
    """
    if sum(1 for _ in _ENTRY.finditer(text)) > MOST_ENTRIES:
        raise ParseError(f"It has more than {MOST_ENTRIES} entries, which no feed needs.")
    if text.count(b"<") > MOST_ELEMENTS and sum(1 for _ in _BEGIN.finditer(_CDATA.sub(b"", text))) > MOST_ELEMENTS:
        raise ParseError(f"It has more than {MOST_ELEMENTS} elements, which no feed needs.")


def ends_in_the_middle(text: bytes) -> bool:
    """Whether XML stops before the end of its root element: it was cut off on its way or where it was made."""
    if _END_TAG.search(text[-2000:]):
        return False
    parser = expat.ParserCreate()
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        return error.code in _CUT_OFF
    except (ValueError, LookupError):
        return False
    return False
