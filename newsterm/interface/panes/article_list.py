"""The list of articles: a listing that is opened, followed as it changes, and moved through."""

from collections.abc import Collection

from textual.message import Message

from newsterm.interface.panes.article_rows import ArticleRows
from newsterm.interface.panes.row_windows import Found, RowSource, RowWindows
from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing

_AGES_PAINTED_EVERY = 60


class ArticleList(ArticleRows):
    """Shows a listing."""

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

    _announced: int | None = None
    """The article that was told of last."""

    # What is shown

    def open(
        self,
        listing: Listing,
        source: RowSource,
        *,
        at: int | None = None,
        row: int = 0,
        from_top: int | None = None,
        count: int | None = None,
    ) -> None:
        """Show a listing, with the cursor on an article or on a row.

        Args:
            listing: what to show.
            source: where its rows are read.
            at: id of the article to put the cursor on, if it is among the first rows or near `row` (near the row that
                the cursor was on, without one); the cursor's article stays where it is on the screen.
            row: the row to put the cursor on without it.
            from_top: lines of the screen above the cursor; None for what moves the eyes least.
            count: how many rows it has; None if that is not known: the list then grows as it is read.

        Raises:
            NewstermError: the first rows cannot be read.
        """
        before, same = self._announced, self.from_top
        self._windows = RowWindows(source, listing, count)
        self.watched.forget()
        index = None if at is None else self._windows.look_for(at, row or self.cursor)
        self.set_row_count(self._windows.count)
        if from_top is None:
            from_top = same if index is not None and at == before else self.size.height // 3
        index = row if index is None else index
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
    def from_top(self) -> int:
        """Lines of the screen above the cursor."""
        return self.cursor * self.row_height - self.scroll_offset.y

    def shows_all(self, articles: Collection[int]) -> bool:
        """Whether these articles are all known to be among the rows."""
        return self._windows is not None and self._windows.at_hand().issuperset(articles)

    def known(self, articles: Collection[int]) -> list[int]:
        """Those of the articles that are known to be among the rows."""
        if self._windows is None:
            return []
        rows, source = self._windows.at_hand(), self._windows.source
        if isinstance(source, Found) and (others := set(articles) - rows):
            rows |= others.intersection(source.ids)
        return [article for article in articles if article in rows]

    def go_to_article(self, article: int) -> bool:
        """Put the cursor on an article; False if it is not near the cursor or the first row."""
        index = self._windows.look_for(article, self.cursor) if self._windows else None
        if index is None:
            return False
        self.go_to(index)
        return True

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

    def rows_changed(self) -> None:
        """Tell if another article is under the cursor now."""
        self._announce_if_changed()
