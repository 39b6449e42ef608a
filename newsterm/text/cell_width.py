"""How many terminal cells text takes: wide East Asian characters and emoji two, combining ones none."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_UNEVEN: Final = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u22ff]"
)
"""Any character whose width must be looked up; the rest take one cell."""
_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})


def is_even(text: str) -> bool:
    """Whether every character takes exactly one cell."""
    return text.isascii() or not _UNEVEN.search(text)


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Cells of one character: 0, 1 or 2 (Unicode Standard Annex 11)."""
    if unicodedata.category(character) in _NOTHING:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cell_width(text: str) -> int:
    """Cells of a text on one line."""
    return len(text) if is_even(text) else sum(map(character_width, text))


def cut(text: str, cells: int) -> str:
    """Cut a text to at most `cells`, with an ellipsis where something went."""
    if cell_width(text) <= cells:
        return text
    room = cells - 1
    kept = 0
    for index, character in enumerate(text):
        room -= character_width(character)
        if room < 0:
            kept = index
            break
    return text[:kept].rstrip() + "…" if cells > 0 else ""
