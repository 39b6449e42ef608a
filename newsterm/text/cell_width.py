"""How many terminal cells text takes: wide East Asian characters and emoji two, combining ones none.

Never fewer than the terminal toolkit counts, which paints by tables of a newer Unicode version than Python's.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_UNEVEN: Final = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u22ff]"
)
"""Any character whose width must be looked up; the rest take one cell."""
_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})
_ONE: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs of category Cf that are drawn: they enclose the digits that follow."""
_TWO: Final = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d356\U0001d360-\U0001d376]")
"""Wide since Unicode 16."""
_NONE: Final = re.compile("[\u1160-\u11ff\U0001f3fb-\U0001f3ff]")
"""Vowels and finals of Hangul and skin colours, drawn with what stands before."""
_JOINER: Final = "\u200d"
_AS_EMOJI: Final = "\ufe0f"


def is_even(text: str) -> bool:
    """Whether every character takes exactly one cell."""
    return text.isascii() or not _UNEVEN.search(text)


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Cells of one character by itself: 0, 1 or 2 (Unicode Standard Annex 11)."""
    if character in _ONE:
        return 1
    if unicodedata.category(character) in _NOTHING or _NONE.match(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" or _TWO.match(character) else 1


def widths(text: str) -> Iterator[int]:
    """The cells that each character adds to those before: what is joined on none, a call for an emoji form one."""
    return _iter_joined(text) if _JOINER in text or _AS_EMOJI in text else map(character_width, text)


def _iter_joined(text: str) -> Iterator[int]:
    measured, joined = 0, False
    for character in text:
        if character == "\n":
            measured, joined = 0, False
            yield 1
        elif joined:
            joined = False
            yield 0
        elif character == _JOINER:
            joined = True
            yield 0
        elif character == _AS_EMOJI:
            yield int(measured == 1)
            measured = 0
        else:
            width = character_width(character)
            measured = width or measured
            yield width


def cell_width(text: str) -> int:
    """Cells of a text on one line."""
    return len(text) if is_even(text) else sum(widths(text))


def fitting(text: str, cells: int) -> int:
    """How many of a text's characters fit into some cells, without those that belong to one that does not."""
    if is_even(text):
        return min(len(text), cells)
    kept = 0
    for index, width in enumerate(widths(text)):
        cells -= width
        if cells < 0:
            return kept
        if starts_character(text, index + 1):
            kept = index + 1
    return len(text)


def starts_character(text: str, index: int) -> bool:
    """Whether a line may be cut at an index without parting what is drawn as one."""
    return index >= len(text) or not (_is_attached(text[index]) or text[index - 1] == _JOINER)


@lru_cache(maxsize=4096)
def _is_attached(character: str) -> bool:
    return not character_width(character) or unicodedata.category(character) == "Mc"


def cut(text: str, cells: int) -> str:
    """Cut a text to at most `cells`, with an ellipsis where something went."""
    if cell_width(text) <= cells:
        return text
    return text[: fitting(text, cells - 1)].rstrip() + "…" if cells > 0 else ""
