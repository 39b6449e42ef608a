"""Articles as rows of a list: read in windows as they come into sight, and painted."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from newsterm.interface.ages import age
from newsterm.interface.cells import wrapped_line
from newsterm.interface.panes.article_row import (
    NOT_WATCHED,
    SELECTED_MARK,
    Part,
    Piece,
    RowWatch,
    columns,
    comfortable,
    compact,
)
from newsterm.interface.panes.row_windows import RowSource, RowWindows
from newsterm.interface.panes.watched_rows import WatchedRows
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing

_GROW_WITHIN = 50


class ArticleRows(VirtualList):
    """The rows of a listing.

    Args:
        now: the clock that ages are counted from.
        zone: the user's, for days of the month; None for the machine's own.
        comfortable: whether a row takes two lines.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article-list--{part}" for part in Part),
        "article-list--cursor",
        "article-list--cursor-blurred",
        "article-list--cue",
        "article-list--cue-blurred",
        "article-list--empty",
    }

    class ReadingFailed(Message):
        """Rows could not be read from the library."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        zone: tzinfo | None = None,
        comfortable: bool = False,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._now = now
        self._zone = zone
        self._windows: RowWindows | None = None
        self._growing = False
        self.watched = WatchedRows()
        self.selected: set[int] = set()
        """The articles that the user marked for what is done next; whoever changes it refreshes the list."""
        self.row_height = 2 if comfortable else 1
        self.empty = ""
        """What an empty list says."""

    # Rows

    @property
    def source(self) -> RowSource | None:
        """Where its rows are read."""
        return self._windows.source if self._windows else None

    @property
    def listing(self) -> Listing | None:
        """The listing that is shown."""
        return self._windows.listing if self._windows else None

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor."""
        return self.row_at(self.cursor)

    def row_at(self, index: int) -> ArticleRow | None:
        """The article in a row, None if there is none or it cannot be read now."""
        if self._windows is None:
            return None
        try:
            row = self._windows.row(index)
        except NewstermError as error:
            self.post_message(self.ReadingFailed(str(error)))
            return None
        if not self._growing and (
            self._windows.count != self.row_count
            or (not self._windows.exact and index >= self.row_count - _GROW_WITHIN)
        ):
            self._growing = True
            self.call_later(self._grow)
        return row

    # Painting

    def row_key(self, index: int) -> Hashable:
        """The row's article as it is, and its age."""
        row = self.row_at(index)
        if row is None:
            return None
        selected = row.id in self.selected
        return row, self._age(row), self.row_height, self._one_feed, self._watch(index, row), selected

    def row_strip(self, index: int, width: int, cursor: bool, focused: bool) -> Strip:
        """Paint the first line of a row."""
        return self.row_strips(index, width, cursor, focused)[0]

    def row_strips(self, index: int, width: int, cursor: bool, focused: bool) -> Sequence[Strip]:
        """Paint the lines of a row."""
        row = self.row_at(index)
        if row is None:
            return [self.blank_strip(-1, width)] * self.row_height
        shape = columns(width, one_feed=self._one_feed)
        watch, selected = self._watch(index, row), row.id in self.selected
        if self.row_height == 2:
            lines = comfortable(row, shape, self._age(row), watch, one_feed=self._one_feed)
            first, second = lines
            return [
                self._line(first, width, cursor, focused, selected=selected),
                self._line(second, width, cursor, focused),
            ]
        pieces = compact(row, shape, self._age(row), watch)
        return [self._line(pieces, width, cursor, focused, selected=selected)]

    def blank_strip(self, line: int, width: int) -> Strip:
        """Paint a line without a row; an empty list says why in the upper third."""
        words = "" if self.row_count else wrapped_line(self.empty, width - 2, line - self.size.height // 3)
        ground = self.ground()
        text = words.center(width)
        return Strip([Segment(text, self.part("article-list--empty", ground) if words else ground)]).adjust_cell_length(
            width, ground
        )

    def _line(self, pieces: list[Piece], width: int, cursor: bool, focused: bool, *, selected: bool = False) -> Strip:
        ground, cue = self.ground(), Segment(" ", self.ground())
        if cursor:
            suffix = "" if focused else "-blurred"
            ground = self.ground(f"article-list--cursor{suffix}")
            cue_ground = Style(bgcolor=ground.bgcolor)
            cue = Segment("▌" if focused else "▏", self.part(f"article-list--cue{suffix}", cue_ground))
        if selected:
            cue = Segment(SELECTED_MARK, self.part(f"article-list--{Part.SELECTED}", ground))
        segments = [Segment(text, self.part(f"article-list--{part}", ground)) for text, part in pieces]
        return Strip([cue, *segments]).adjust_cell_length(width, ground)

    def _watch(self, index: int, row: ArticleRow) -> RowWatch:
        return self.watched.of(index, row, self._windows.row) if self._windows else NOT_WATCHED

    def _age(self, row: ArticleRow) -> str:
        return age(row.published, self._now(), self._zone)

    @property
    def _one_feed(self) -> bool:
        feeds = self._windows.listing.feeds if self._windows else None
        return feeds is not None and len(feeds) == 1

    # Growing

    def _grow(self) -> None:
        self._growing = False
        if self._windows is None:
            return
        try:
            if self.row_count == self._windows.count:
                self._windows.grow()
        except NewstermError as error:
            self.post_message(self.ReadingFailed(str(error)))
            return
        self._fit()

    def _fit(self) -> None:
        if self._windows and self._windows.count != self.row_count:
            self.set_row_count(self._windows.count)
            self.rows_changed()
        self.refresh()

    def rows_changed(self) -> None:
        """React to there being more or fewer rows."""
