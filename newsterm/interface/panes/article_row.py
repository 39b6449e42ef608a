"""How one article is laid out as a row of a list: pure, from values to pieces of text with their parts' names."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from rich.cells import cell_len

from newsterm.interface.cells import cut, fit
from newsterm.model.article import ArticleRow

TAG_NAMES_FROM: Final = 90
"""Cells of the list from which tags are shown by name, not as a mark."""
SOURCE_FROM: Final = 46
"""Cells from which the source has a column."""
AGE_FROM: Final = 40
"""Cells from which the age and the mark of tags are shown."""
WIDE_SOURCE_FROM: Final = 60
"""Cells from which the source has its widest column."""
_SOURCE: Final = 16
_NARROW_SOURCE: Final = 12
_AGE: Final = 6
_NARROWEST_WITH_MARKS: Final = 20
_TAGS: Final = 24
_MOST_WATCH_MARKS: Final = 3

UNREAD_MARK: Final = "●"
STAR_MARK: Final = "★"
LATER_MARK: Final = "◷"
SNOOZED_MARK: Final = "☾"
ARCHIVED_MARK: Final = "✓"
SELECTED_MARK: Final = "◆"
NOTE_MARK: Final = "✎"
EDITED_MARK: Final = "Δ"
TAG_MARK: Final = "#"


class Part(StrEnum):
    """Parts of a row; each has a component style of that name."""

    BLANK = "blank"
    UNREAD = "unread"
    STAR = "star"
    ASIDE = "aside"
    SELECTED = "selected"
    SOURCE = "source"
    AGE = "age"
    TITLE = "title"
    TITLE_UNREAD = "title-unread"
    TAG = "tag"
    NOTE = "note"
    EDITED = "edited"
    WATCH = "watch"
    WATCHED_1 = "watched-1"
    WATCHED_2 = "watched-2"
    WATCHED_3 = "watched-3"
    WATCHED_4 = "watched-4"


_WATCHED = (Part.WATCHED_1, Part.WATCHED_2, Part.WATCHED_3, Part.WATCHED_4)
"""The four tints of what watchlists mark in titles."""


class RowWatch(NamedTuple):
    """What watchlists mark in a row."""

    marks: tuple[str, ...] = ()
    """Those of the watchlists that find its article."""
    title: tuple[tuple[int, int, int], ...] = ()
    """Words of its title in order: first character, the one after the last, number of a tint."""


NOT_WATCHED: Final = RowWatch()


Piece = tuple[str, Part]


class Columns(NamedTuple):
    """Which columns a list of some width has; 0 cells for those it has not."""

    width: int
    source: int
    age: int
    tags: bool
    tag_names: bool


def columns(width: int, *, one_feed: bool = False) -> Columns:
    """Choose the columns for a width in cells; where all articles are of one feed its name is left out."""
    widest = _SOURCE if width >= WIDE_SOURCE_FROM else _NARROW_SOURCE
    source = 0 if one_feed or width < SOURCE_FROM else widest
    return Columns(width, source, _AGE if width >= AGE_FROM else 0, width >= AGE_FROM, width >= TAG_NAMES_FROM)


def compact(row: ArticleRow, shape: Columns, age: str, watch: RowWatch = NOT_WATCHED) -> list[Piece]:
    """Lay out a row as one line of `shape.width - 1` cells (the first cell is the cursor's)."""
    pieces: list[Piece] = [_state(row), (" ", Part.BLANK)]
    if shape.source:
        pieces += [(fit(row.feed_title, shape.source), Part.SOURCE), (" ", Part.BLANK)]
    if shape.age:
        pieces += [(" " * (shape.age - cell_len(age)), Part.BLANK), (age, Part.AGE), ("  ", Part.BLANK)]
    marks = list(_marks(row, watch, names=shape.tag_names, tags=shape.tags))
    return _with_title(row, watch, pieces, marks, shape.width - 1)


def comfortable(
    row: ArticleRow,
    shape: Columns,
    age: str,
    watch: RowWatch = NOT_WATCHED,
    *,
    one_feed: bool,
) -> tuple[list[Piece], list[Piece]]:
    """Lay out a row as two lines: state and title; source, age and tags."""
    width = shape.width - 1
    above = _with_title(row, watch, [_state(row), (" ", Part.BLANK)], list(_marks(row, watch, tags=False)), width)
    below: list[Piece] = [("  ", Part.BLANK)]
    if not one_feed:
        below += [(cut(row.feed_title, min(2 * _SOURCE, width - 14)), Part.SOURCE), (" ", Part.BLANK)]
    below.append((age if one_feed else f"· {age}", Part.AGE))
    tags = cut(" ".join(f"#{name}" for name in row.tags), width - _cells(below) - 3)
    if tags:
        below += [("  ", Part.BLANK), (tags, Part.TAG)]
    below.append((" " * max(width - _cells(below), 0), Part.BLANK))
    return above, below


def _state(row: ArticleRow) -> Piece:
    """The one sign before the source: where the article has gone comes before what it is."""
    if row.archived:
        return ARCHIVED_MARK, Part.ASIDE
    if row.snoozed_until:
        return SNOOZED_MARK, Part.ASIDE
    if row.later:
        return LATER_MARK, Part.ASIDE
    if not row.read:
        return UNREAD_MARK, Part.UNREAD
    return (STAR_MARK, Part.STAR) if row.starred else (" ", Part.BLANK)


def _marks(row: ArticleRow, watch: RowWatch, *, names: bool = False, tags: bool = True) -> Iterator[Piece]:
    if row.edit_unseen:
        yield EDITED_MARK, Part.EDITED
    for mark in watch.marks[:_MOST_WATCH_MARKS]:
        yield mark, Part.WATCH
    if row.tags and tags:
        shown = " ".join(f"#{name}" for name in row.tags)
        yield (cut(shown, _TAGS), Part.TAG) if names else (TAG_MARK, Part.TAG)
    if row.noted:
        yield NOTE_MARK, Part.NOTE
    if row.starred and _state(row)[1] is not Part.STAR:
        yield STAR_MARK, Part.STAR


def _with_title(row: ArticleRow, watch: RowWatch, before: list[Piece], marks: list[Piece], width: int) -> list[Piece]:
    after: list[Piece] = [("  ", Part.BLANK)] if marks else []
    for mark in marks:
        after += [mark, (" ", Part.BLANK)]
    if not marks or width < _NARROWEST_WITH_MARKS:
        after = [(" ", Part.BLANK)]
    room = max(width - _cells(before) - _cells(after), 0)
    title = row.title or row.url or "Untitled"
    part = Part.TITLE if row.read else Part.TITLE_UNREAD
    return [*before, *_title(title, fit(title, room), part, watch.title if row.title else ()), *after]


def _title(title: str, shown: str, part: Part, marked: Sequence[tuple[int, int, int]]) -> list[Piece]:
    """Part what is shown of a title at its marked words."""
    if not marked:
        return [(shown, part)]
    pieces: list[Piece] = []
    at, stop = (
        0,
        next((at for at, pair in enumerate(zip(title, shown, strict=False)) if pair[0] != pair[1]), len(title)),
    )
    for begin, end, tint in marked:
        if begin < stop:
            pieces += [(shown[at:begin], part), (shown[begin : min(end, stop)], _WATCHED[tint - 1])]
            at = min(end, stop)
    return [piece for piece in (*pieces, (shown[at:], part)) if piece[0]]


def _cells(pieces: list[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)
