"""Where a line of text breaks to fit a number of cells."""

from collections.abc import Iterator
from typing import Final

from newsterm.text.cell_width import character_width, is_even

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
    even = is_even(text)
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        room = width if first is None else max(first, 2)
        first = None
        begin = at
        while True:
            end, following = (_even if even else _uneven)(text, begin, stop, room)
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


def _uneven(text: str, begin: int, stop: int, width: int) -> tuple[int, int]:
    """The same with characters of every width."""
    room = width
    space = breaking = -1
    for index in range(begin, stop):
        character = text[index]
        cells = character_width(character)
        if character == " ":
            space = index
            breaking = -1
        elif index > begin and _may_break_before(text, index, cells):
            breaking = index
        room -= cells
        if room < 0 and character != " ":
            if breaking > space:
                return breaking, breaking
            if space > begin:
                return _around_spaces(text, begin, space, stop)
            index = max(index, begin + 1)  # noqa: PLW2901  at least one character a line
            return index, index
    return begin + len(text[begin:stop].rstrip()), stop


def _around_spaces(text: str, begin: int, space: int, stop: int) -> tuple[int, int]:
    end = begin + len(text[begin:space].rstrip())
    following = space
    while following < stop and text[following] == " ":
        following += 1
    return end, following


def _may_break_before(text: str, index: int, cells: int) -> bool:
    character, before = text[index], text[index - 1]
    if before == "-":
        return character.isalpha() and text[index - 2 : index - 1].isalnum()
    if cells == 0 or character in _NOT_FIRST or before in _NOT_LAST or before == "\u200d":
        return False
    return cells == 2 or (character_width(before) == 2 and before != " ")
