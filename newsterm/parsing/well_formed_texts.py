"""Single values as the quick way reads them: feedparser's rules for texts, addresses and dates."""

import contextlib
import html.entities
import re
from datetime import datetime

from newsterm.parsing.dates import LONGEST_DATE, parse_date

_WINDOWS_1252 = {
    code: character for code in range(0x80, 0xA0) if (character := bytes([code]).decode("cp1252", "ignore"))
}
_C1 = re.compile("[\x80-\x9f]")
_CLOSING_TAG = re.compile(r"</\w+>")
_ENTITY = re.compile(r"&#?\w+;")
_NAMED_ENTITY = re.compile(r"&(\w+);")
_LINK_ENTITY = re.compile(r"&(\w+);", re.ASCII)
_PLAIN_BASE = re.compile(r"https?://[a-z0-9.-]+/[\w/-]*", re.ASCII)
_ABSOLUTE = re.compile(r"\s*[a-z][a-z0-9+.-]*://[^/\s]", re.ASCII | re.IGNORECASE)
_TRIPLE_SLASH = re.compile(r"[A-Za-z][A-Za-z0-9+-.]*:///")


class UnusualError(Exception):
    """Something that is better left to feedparser."""


def mended(text: str) -> str:
    """Trim a text and undo double encoding and Windows-1252 references, as feedparser does."""
    text = text.strip()
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_WINDOWS_1252) if _C1.search(text) else text


def link_parts(attributes: dict[str, str]) -> tuple[str, str, str]:
    """Relation, media type and address of a link."""
    if "url" in attributes or "uri" in attributes or _TRIPLE_SLASH.match(attributes["href"]):
        raise UnusualError
    rel = attributes.get("rel", "alternate").lower()
    return rel, attributes.get("type", "text/html").lower().strip(), attributes["href"].strip()


def read_date(value: str) -> datetime | None:
    """A date, where it is not so long that only its beginning can be one."""
    if len(value) > LONGEST_DATE:
        raise UnusualError
    return parse_date(value)


def web_base(base: str) -> str:
    """What xml:base says, where that is beyond doubt."""
    if base and not _PLAIN_BASE.fullmatch(base):
        raise UnusualError
    return base


def is_absolute(link: str) -> bool:
    """Whether an address needs no other."""
    return _ABSOLUTE.match(link) is not None


def plain_link(value: str) -> str:
    """The text of a link element, with ampersands as they were meant."""
    if _TRIPLE_SLASH.match(value):
        raise UnusualError
    return _LINK_ENTITY.sub(r"&\g<1>", value.replace("&amp;", "&"))


def looks_like_markup(value: str) -> bool:
    """Whether text that is said to be plain is HTML all the same."""
    if _CLOSING_TAG.search(value):
        raise UnusualError  # it depends on which tags
    if not _ENTITY.search(value):
        return False
    if "<" in value:
        raise UnusualError
    return all(name in html.entities.entitydefs for name in _NAMED_ENTITY.findall(value))
