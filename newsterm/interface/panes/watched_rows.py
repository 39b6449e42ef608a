"""Which rows of a list bear the marks of watchlists: asked for some rows at a time, and kept as long as the rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from newsterm.interface.panes.article_row import NOT_WATCHED, RowWatch
from newsterm.model.article import ArticleRow

Marker: TypeAlias = Callable[[Sequence[ArticleRow]], Mapping[int, RowWatch]]
"""Gives the marks of rows by article; rows without any may be missing."""
_ASKED = 25
"""Rows that are asked about at a time; a window of rows has a whole number of such parts."""
_MOST_KEPT = 5_000


class WatchedRows:
    """The marks of rows."""

    def __init__(self) -> None:
        self._marker: Marker | None = None
        self._known: dict[ArticleRow, RowWatch] = {}

    def use(self, marker: Marker | None) -> None:
        """Ask another one from now on; None where nothing is watched."""
        self._marker = marker
        self._known.clear()

    def forget(self) -> None:
        """Ask about every row again."""
        self._known.clear()

    def of(self, index: int, row: ArticleRow, row_at: Callable[[int], ArticleRow | None]) -> RowWatch:
        """The marks of a row.

        Args:
            index: its number.
            row: the row.
            row_at: gives rows by their numbers, so that those around it are asked about with it.
        """
        if self._marker is None:
            return NOT_WATCHED
        found = self._known.get(row)
        if found is None:
            first = index - index % _ASKED
            around = [each for number in range(first, first + _ASKED) if (each := row_at(number)) is not None]
            asked = [each for each in dict.fromkeys([row, *around]) if each not in self._known]
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            marks = self._marker(asked)
            self._known.update((each, marks.get(each.id, NOT_WATCHED)) for each in asked)
            found = self._known[row]
        return found
