"""The list of articles: rows of a listing, read in windows as they come into sight."""

from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from newsterm.interface.ages import age
from newsterm.interface.cells import wrapped_line
from newsterm.interface.panes.article_row import Part, Piece, columns, comfortable, compact
from newsterm.interface.panes.row_windows import RowSource, RowWindows
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing

_AGES_PAINTED_EVERY = 60
_GROW_WITHIN = 50


class ArticleList(VirtualList):
    """Shows a listing.

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

    class ArticleHighlighted(Message):
        """The cursor came to another article, or to none in an empty list."""

        def __init__(self, article_list: "ArticleList", row: ArticleRow | None) -> None:
            super().__init__()
            self.list = article_list
            self.row = row

        def can_replace(self, message: Message) -> bool:
            """Of a flood of moves the last one counts."""
            return isinstance(message, ArticleList.ArticleHighlighted) and message.list is self.list

    class ArticleChosen(Message):
        """The user clicked the article under the cursor."""

        def __init__(self, article_list: "ArticleList", row: ArticleRow) -> None:
            super().__init__()
            self.list = article_list
            self.row = row

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
        self._announced: int | None = None
        self._growing = False
        self.row_height = 2 if comfortable else 1
        self.empty = ""
        """What an empty list says."""

    # What is shown

    def open(
        self, listing: Listing, source: RowSource, *, at: int | None = None, row: int = 0, count: int | None = None
    ) -> None:
        """Show a listing, with the cursor on an article or on a row.

        Args:
            listing: what to show.
            source: where its rows are read.
            at: id of the article to put the cursor on, if it is among the first rows or near the row that the cursor
                was on; the cursor's article stays where it is on the screen.
            row: the row to put the cursor on without it.
            count: how many rows it has; None if that is not known: the list then grows as it is read.

        Raises:
            NewstermError: the first rows cannot be read.
        """
        cursor, from_top, before = self.cursor, self.cursor * self.row_height - self.scroll_offset.y, self._announced
        self._windows = RowWindows(source, listing, count)
        index = None if at is None else self._windows.look_for(at, cursor)
        self.set_row_count(self._windows.count)
        if index is None:
            index, from_top = row, self.size.height // 3
        elif at != before:
            from_top = self.size.height // 3
        self._scroll_to_line(index * self.row_height - from_top)
        self.put_cursor(index)
        self._announce_if_changed(always=True)

    def relist(self, listing: Listing) -> None:
        """Go on with a listing that has the same rows in the same places, such as one that keeps more of them."""
        if self._windows:
            self._windows.listing = listing

    def set_count(self, count: int) -> None:
        """Say how many rows the listing has, once that is known."""
        if self._windows:
            self._windows.set_count(count)
            self._fit()

    def set_comfortable(self, comfortable: bool) -> None:
        """Show rows on two lines, or on one."""
        self.row_height = 2 if comfortable else 1
        self._strips.clear()
        self.set_row_count(self.row_count)
        self.put_cursor(self.cursor)

    def forget(self, articles: Collection[int]) -> None:
        """Read changed articles again; the cursor stays on its article."""
        if self._windows:
            current = self.current
            self._windows.forget(articles)
            self._keep_on(current)

    def reload(self, count: int | None = None) -> None:
        """Read everything that is seen again; the cursor stays on its article.

        Args:
            count: how many rows there are now, if that is known to have changed.
        """
        if self._windows:
            current = self.current
            self._windows.forget_all()
            if count is not None:
                self._windows.set_count(count)
            self._keep_on(current)

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

    def shows_all(self, articles: Collection[int]) -> bool:
        """Whether these articles are all known to be among the rows."""
        return self._windows is not None and self._windows.at_hand().issuperset(articles)

    def go_to_article(self, article: int) -> bool:
        """Put the cursor on an article; False if it is not near the cursor or the first row."""
        index = self._windows.look_for(article, self.cursor) if self._windows else None
        if index is None:
            return False
        self.go_to(index)
        return True

    # Painting

    def row_key(self, index: int) -> Hashable:
        """The row's article as it is, and its age."""
        row = self.row_at(index)
        return None if row is None else (row, self._age(row), self.row_height, self._one_feed)

    def row_strip(self, index: int, width: int, cursor: bool, focused: bool) -> Strip:
        """Paint the first line of a row."""
        return self.row_strips(index, width, cursor, focused)[0]

    def row_strips(self, index: int, width: int, cursor: bool, focused: bool) -> Sequence[Strip]:
        """Paint the lines of a row."""
        row = self.row_at(index)
        if row is None:
            return [self.blank_strip(-1, width)] * self.row_height
        shape = columns(width, one_feed=self._one_feed)
        if self.row_height == 2:
            lines = comfortable(row, shape, self._age(row), one_feed=self._one_feed)
            return [self._line(pieces, width, cursor, focused) for pieces in lines]
        return [self._line(compact(row, shape, self._age(row)), width, cursor, focused)]

    def blank_strip(self, line: int, width: int) -> Strip:
        """Paint a line without a row; an empty list says why in the upper third."""
        words = "" if self.row_count else wrapped_line(self.empty, width - 2, line - self.size.height // 3)
        ground = self.ground()
        text = words.center(width)
        return Strip([Segment(text, self.part("article-list--empty", ground) if words else ground)]).adjust_cell_length(
            width, ground
        )

    def _line(self, pieces: list[Piece], width: int, cursor: bool, focused: bool) -> Strip:
        ground, cue = self.ground(), Segment(" ", self.ground())
        if cursor:
            suffix = "" if focused else "-blurred"
            ground = self.ground(f"article-list--cursor{suffix}")
            cue_ground = Style(bgcolor=ground.bgcolor)
            cue = Segment("▌" if focused else "▏", self.part(f"article-list--cue{suffix}", cue_ground))
        segments = [Segment(text, self.part(f"article-list--{part}", ground)) for text, part in pieces]
        return Strip([cue, *segments]).adjust_cell_length(width, ground)

    def _age(self, row: ArticleRow) -> str:
        return age(row.published, self._now(), self._zone)

    @property
    def _one_feed(self) -> bool:
        feeds = self._windows.listing.feeds if self._windows else None
        return feeds is not None and len(feeds) == 1

    # Following what happens

    def on_mount(self) -> None:
        """Paint ages again every minute."""
        self.set_interval(_AGES_PAINTED_EVERY, self.refresh)

    def announce_cursor(self) -> None:
        """Tell which article is under the cursor."""
        self._announce_if_changed()

    def announce_choice(self) -> None:
        """Tell that the article under the cursor was chosen."""
        if row := self.current:
            self.post_message(self.ArticleChosen(self, row))

    def _announce_if_changed(self, *, always: bool = False) -> None:
        row = self.current
        identity = row.id if row else None
        if always or identity != self._announced:
            self._announced = identity
            self.post_message(self.ArticleHighlighted(self, row))

    def _keep_on(self, row: ArticleRow | None) -> None:
        """Bring the cursor back to an article after windows were forgotten, without moving the row on the screen."""
        windows = self._windows
        if windows is None:
            return
        now_there = self.current
        if row and (now_there is None or now_there.id != row.id):
            index = windows.look_for(row.id, self.cursor)
            if index is not None:
                shift = (index - self.cursor) * self.row_height
                self.set_row_count(windows.count)
                self._scroll_to_line(self.scroll_offset.y + shift)
                self.put_cursor(index)
        self._fit()
        self._announce_if_changed()

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
            self._announce_if_changed()
        self.refresh()
