"""Bytes of feeds in which markup is ASCII, whatever encoding they came in."""

import codecs
import re

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_ENCODINGS = (*_WIDE, (b"\x4c\x6f\xa7\x94", "cp037"))
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}>")


def readable(body: bytes) -> bytes:
    """The body in an encoding in which markup is ASCII, for looking at."""
    for start, encoding in _ENCODINGS:
        if body.startswith(start):
            return _in_utf_8(body, encoding) or body
    return body


def wide_in_utf_8(body: bytes) -> bytes | None:
    """A body in UTF-8 that came in UTF-16 or UTF-32, by its mark or first character (XML 1.0, appendix F).

    Neither a header nor a declaration says more than that (RFC 7303, section 3). Returns None for all others.
    """
    for start, encoding in _WIDE:
        if body.startswith(start):
            return _in_utf_8(body, encoding)
    return None


def _in_utf_8(body: bytes, encoding: str) -> bytes | None:
    """A body in UTF-8 without a declaration, which may end within a character; None if it is in no such encoding."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(body)
    except UnicodeDecodeError:
        return None
    return _DECLARATION.sub("", text).encode("utf-8", "replace")
