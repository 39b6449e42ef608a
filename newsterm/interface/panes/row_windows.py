"""The rows of a listing as the article list keeps them: windows read when seen, the least recently seen forgotten."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing

WINDOW = 100
"""Rows read at a time."""
_MOST_WINDOWS = 12


class RowSource(Protocol):
    """Where the rows of a listing come from."""

    def window(self, listing: Listing, offset: int, limit: int) -> list[ArticleRow]:
        """Rows `[offset, offset + limit)` of the listing; fewer at its end."""
        ...


class Found:
    """What a query found when it was asked: a snapshot, whatever changes beneath.

    Args:
        read_rows: reads the rows of some ids, in their order.
        ids: all that were found, in the list's order; kept at 8 bytes each.
    """

    def __init__(self, read_rows: Callable[[Sequence[int]], list[ArticleRow]], ids: Sequence[int]) -> None:
        self._read_rows = read_rows
        self.ids = ids if isinstance(ids, array) else array("q", ids)

    def window(self, _listing: Listing, offset: int, limit: int) -> list[ArticleRow]:
        """Rows `[offset, offset + limit)`."""
        return self._read_rows(self.ids[offset : offset + limit])

    def row_of(self, article: int | None) -> int | None:
        """The number of an article's row, None if it was not found."""
        try:
            return None if article is None else self.ids.index(article)
        except ValueError:
            return None

    def has_all(self, articles: Collection[int]) -> bool:
        """Whether these articles are all among what was found."""
        return not set(articles).difference(self.ids)


class RowWindows:
    """Rows of one listing by number.

    Args:
        source: where windows are read.
        listing: which rows, in which order.
        count: how many rows there are; None if that is not known yet, then `count` grows with what is read.
    """

    def __init__(self, source: RowSource, listing: Listing, count: int | None) -> None:
        self.listing = listing
        self.source = source
        self.exact = count is not None
        """Whether `count` is how many there are, not only how many are known."""
        self.count = count or 0
        self._windows: OrderedDict[int, list[ArticleRow]] = OrderedDict()
        if count is None:
            self.grow()

    def row(self, index: int) -> ArticleRow | None:
        """The row of that number, None beyond the end; reads its window if it is not at hand."""
        if not 0 <= index < self.count:
            return None
        window = self._window(index // WINDOW)
        offset = index % WINDOW
        return window[offset] if offset < len(window) else None

    def grow(self) -> bool:
        """Read the window behind the known rows while the count is not exact; say whether rows were added."""
        if self.exact:
            return False
        before = self.count
        number = before // WINDOW
        self._windows.pop(number, None)
        window = self._window(number)
        self.count = number * WINDOW + len(window)
        self.exact = len(window) < WINDOW
        return self.count != before

    def set_count(self, count: int) -> None:
        """Say how many rows there are."""
        if count > self.count:
            self._windows.pop(self.count // WINDOW, None)
        self.count = count
        self.exact = True

    def index_at_hand(self, article: int) -> int | None:
        """The number of an article's row if it is in a window at hand."""
        for number, window in self._windows.items():
            for offset, row in enumerate(window):
                if row.id == article:
                    return number * WINDOW + offset
        return None

    def at_hand(self) -> set[int]:
        """The articles of all windows at hand."""
        return {row.id for window in self._windows.values() for row in window}

    def look_for(self, article: int, around: int = 0) -> int | None:
        """The number of an article's row if it is at hand, among the first rows, or not far from the row `around`."""
        near = around // WINDOW
        for number in dict.fromkeys((near, near + 1, near - 1, 0, 1)):
            if (found := self.index_at_hand(article)) is not None:
                return found
            if 0 <= number * WINDOW < self.count:
                self._window(number)
        return self.index_at_hand(article)

    def forget(self, articles: Collection[int]) -> None:
        """Forget the windows that show any of these articles."""
        wanted = frozenset(articles)
        for number in [n for n, window in self._windows.items() if any(row.id in wanted for row in window)]:
            del self._windows[number]

    def forget_all(self) -> None:
        """Forget every window."""
        self._windows.clear()

    def _window(self, number: int) -> list[ArticleRow]:
        window = self._windows.get(number)
        if window is not None:
            self._windows.move_to_end(number)
            return window
        window = self.source.window(self.listing, number * WINDOW, WINDOW)
        self._windows[number] = window
        if len(self._windows) > _MOST_WINDOWS:
            self._windows.popitem(last=False)
        if len(window) < WINDOW and self.exact:
            self.count = min(self.count, number * WINDOW + len(window))
        return window
