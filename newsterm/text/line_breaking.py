"""Where a line of text breaks to fit a number of cells."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from newsterm.text.cell_width import character_width, is_even, starts_character, widths

_NOT_FIRST: Final = frozenset("、。，．・：；？！）」』】〕〉》’”…ー々,.:;?!)]}")
"""Characters that may not begin a line of Chinese or Japanese (JIS X 4051, the common ones)."""
_NOT_LAST: Final = frozenset("（「『【〔〈《‘“([{")


def break_lines(text: str, width: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Give the ranges `[start, end)` of the lines of a text; the spaces at which it breaks belong to none.

    Breaks at spaces, after hyphens, between wide characters, at line feeds; a word that is too long is cut.

    Args:
        text: the text.
        width: of a line, in cells; at least 2.
        first: of the first line, if that differs.
    """
    width = max(width, 2)
    cells = None if is_even(text) else array("L", accumulate(widths(text), initial=0))
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        room = width if first is None else max(first, 2)
        first = None
        begin = at
        while True:
            end, following = _uneven(text, begin, stop, room, cells) if cells else _even(text, begin, stop, room)
            yield begin, end
            room = width
            if following >= stop:
                break
            begin = following
        at = stop + 1


def _even(text: str, begin: int, stop: int, width: int) -> tuple[int, int]:
    """The end of the line that begins at `begin`, and where the next begins; each character one cell."""
    if stop - begin <= width:
        return begin + len(text[begin:stop].rstrip()), stop
    limit = begin + width
    space = text.rfind(" ", begin, limit + 1)
    hyphen = text.rfind("-", begin + 1, limit)
    if hyphen > space and text[hyphen - 1].isalnum() and text[hyphen + 1].isalpha():
        return hyphen + 1, hyphen + 1
    if space <= begin:
        return limit, limit
    return _around_spaces(text, begin, space, stop)


def _uneven(text: str, begin: int, stop: int, width: int, cells: Sequence[int]) -> tuple[int, int]:
    """The same with characters of every width; `cells` says how many each character has before it."""
    over = bisect_right(cells, cells[begin] + width, begin + 1, stop + 1) - 1
    while over < stop and text[over] == " ":
        over += 1
    if over >= stop:
        return begin + len(text[begin:stop].rstrip()), stop
    for index in range(over, begin, -1):
        if text[index] == " ":
            return _around_spaces(text, begin, index, stop)
        if _may_break_before(text, index, cells[index + 1] - cells[index]):
            return index, index
    cut = next((at for at in range(over, begin, -1) if starts_character(text, at)), max(over, begin + 1))
    return cut, cut


def _around_spaces(text: str, begin: int, space: int, stop: int) -> tuple[int, int]:
    end = begin + len(text[begin:space].rstrip())
    following = space
    while following < stop and text[following] == " ":
        following += 1
    return end, following


def _may_break_before(text: str, index: int, width: int) -> bool:
    character, before = text[index], text[index - 1]
    if before == "-":
        return character.isalpha() and text[index - 2 : index - 1].isalnum()
    if before == " " or character in _NOT_FIRST or before in _NOT_LAST or not starts_character(text, index):
        return False
    return width == 2 or character_width(before) == 2
