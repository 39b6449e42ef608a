"""Text made safe for a terminal, once, at the door: no character that a terminal obeys goes further than this."""

import re
from collections.abc import Sequence
from typing import Final

_LONGEST_STRING = 4096
"""Characters of an OSC or DCS body that are taken out with it; an unterminated one cannot eat the story."""

_SEQUENCE: Final = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # OSC, DCS and the like with their bodies
    rf"[^\x07\x1b\x90\x98\x9c-\x9f]{{0,{_LONGEST_STRING}}}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[ -/]*[0-~]"  # other escapes
)
_ESCAPES: Final = re.compile("\x1b{2,}")
_SINGLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\xad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates
    "\ufff9-\ufffb"  # interlinear annotation
    "\U000e0000-\U000e007f"  # tag characters
    "\ud800-\udfff"  # surrogates
)
UNSAFE: Final = re.compile(f"[{_SINGLE}]")
"""One character that may never reach a terminal."""

_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u0730-\u074a"  # Hebrew, Arabic, Syriac
    "\u093c\u0941-\u0948\u094d\u0951-\u0957"  # Devanagari
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84"  # Thai, Lao, Tibetan
    "\u3099\u309a\u200c\u200d\ufe00-\ufe0f"  # kana, joiners, variation selectors
)
"""Characters that are drawn over the one before, and joiners; terminals pile up any number of them."""
_MOST_COMBINING = 8
_PILE: Final = re.compile(f"([{_COMBINING}]{{{_MOST_COMBINING}}})[{_COMBINING}]+")
_STRAY_JOINER: Final = re.compile(r"(?:(?<=\s)|^)[\u200c\u200d\ufe0f]+", re.MULTILINE)
_SUSPECT: Final = re.compile(f"[{_SINGLE}\u200c\u200d\ufe0f]|[{_COMBINING}]{{{_MOST_COMBINING + 1}}}")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_REFERENCE: Final = re.compile("&(?!(?:amp|lt|gt|quot|nbsp);)")
"""A character of HTML that may be anything, as far as its name does not say otherwise."""
_SPACE: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(f"[{_COMBINING}]+")


def is_safe(text: str) -> bool:
    """Whether `make_safe` would leave the text as it is."""
    return make_safe(text) == text


def gives_only_safe_text(html: str) -> bool:
    """Whether all text in an HTML is surely safe: nothing suspect stands in it, and no reference to any character."""
    return not (_CONTROL if html.isascii() else _SUSPECT).search(html) and not _REFERENCE.search(html)


def make_safe(text: str) -> str:
    """Take out all that a terminal would obey; line feeds and tabs stay, as does every visible character.

    Whole escape sequences go with their bodies, then lone control characters, bidi controls, tag characters,
    surrogates and invisible spaces; a base character keeps at most eight combining marks. Joiners inside emoji and
    Indic or Persian words stay.
    """
    if not (_CONTROL if text.isascii() else _SUSPECT).search(text):
        return text
    if UNSAFE.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        text = _ESCAPES.sub("\x1b", text)  # as a terminal reads them: each begins anew, the last one counts
        text = UNSAFE.sub("", _SEQUENCE.sub("", text))
    return _STRAY_JOINER.sub("", _PILE.sub(r"\1", text))


def make_safe_line(text: str) -> str:
    """Make the text safe and fold it to one trimmed line."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _SPACE.sub(" ", make_safe(text)).strip()


def continue_safely(pieces: Sequence[str], text: str) -> str:
    """The text as it may stand right after safe pieces, none of them empty: marks may pile up where they meet."""
    marks = _MARKS.match(text)
    if not marks:
        return text
    before = "".join(piece[-_MOST_COMBINING:] for piece in pieces[-_MOST_COMBINING:])[-_MOST_COMBINING:]
    already = next((count for count, mark in enumerate(reversed(before)) if not _MARKS.match(mark)), len(before))
    room = _MOST_COMBINING - already
    return text[: min(room, marks.end())] + text[marks.end() :]
