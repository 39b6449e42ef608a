"""The feed tree and the tabs over the list: their rows, and the numbers of views, counted beside the screen."""

import sqlite3
import time
from collections.abc import Sequence

from textual import work
from textual.timer import Timer

from newsterm.interface.actions.pane_base import PaneBase
from newsterm.interface.keymap import Keymap
from newsterm.interface.places import DEFAULT_SPLITS, PlaceKind, view_place
from newsterm.interface.session import Session
from newsterm.interface.tree_rows import Arrangement, TreeRow, folded, rows_of, whole_tree
from newsterm.interface.view_counts import ViewCounts
from newsterm.interface.widgets.top_line import Split
from newsterm.model.errors import NewstermError
from newsterm.model.view import View
from newsterm.operations.view_counting import ViewCount, count_view
from newsterm.operations.view_queries import listing_of

_DEBOUNCE = 0.3
"""Seconds for which the library must be left alone before views are counted anew."""


class TreeBase(PaneBase):
    """The rows of all places, as tree and as tabs."""

    tree_rows: Sequence[TreeRow] = ()
    """All rows of the tree as it was read last, also those that are folded."""
    _views: tuple[View, ...] = ()
    splits: Sequence[TreeRow] = ()
    """The rows that are tabs, in the user's order."""
    _is_first_count = True
    _is_counting = False
    _count_due: Timer | None = None

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__(session, keymap)
        self._counts = ViewCounts()

    def show_tree(self, rows: Sequence[TreeRow] | None = None) -> None:
        """Paint tree and tabs.

        Args:
            rows: as `whole_tree` has just given them; None to read feeds, views and numbers again.
        """
        self.tree_rows = self.whole_tree() if rows is None else rows
        self._paint_tree()
        if self._views:
            self._count_soon()

    def whole_tree(self) -> list[TreeRow]:
        """The rows of the feed tree with everything unfolded."""
        self._views = self.session.views()
        return whole_tree(
            self.session.feeds(),
            self.session.totals(),
            self.session.tags(),
            [self._view_row(view) for view in self._views],
            Arrangement(self.session.order("folders") or (), self.session.order("feeds") or ()),
        )

    @property
    def has_feeds(self) -> bool:
        """Whether there is any feed in the tree."""
        return any(row.place.kind is PlaceKind.FEED for row in reversed(self.tree_rows))

    def show_splits(self) -> None:
        """Paint the tabs, the open one among them."""
        self.top_line.show_splits(
            [Split(row.place.title, row.number, row.place.is_same(self.place)) for row in self.splits]
        )

    def _paint_tree(self) -> None:
        order = self.session.order("splits")
        self.splits = rows_of(DEFAULT_SPLITS if order is None else order, self.tree_rows)
        self.feed_tree.show(folded(self.tree_rows, self.collapsed))
        self.show_splits()

    def _view_row(self, view: View) -> TreeRow:
        count = self._counts.of(view)
        place = view_place(view.name, listing_of(self._views, view), view.rows)
        return TreeRow(place, 0, count.unread or 0, wrong=count.wrong)

    # Counting views

    def _count_soon(self) -> None:
        """Count what is due: at first once the screen is painted, then when the library was left alone for a moment."""
        if self._count_due:
            self._count_due.stop()
            self._count_due = None
        if self._is_first_count:
            self._is_first_count = False
            self.call_after_refresh(self._count_views)
        elif not self._is_counting:
            self._count_due = self.set_timer(_DEBOUNCE, self._count_views)

    @work(group="views", description="count the views", exit_on_error=False)
    async def _count_views(self) -> None:
        """Count the views that are due, one after the other, the open one first."""
        if self._is_counting:
            return
        self._is_counting = True
        try:
            wait = await self._count_due_views()
        finally:
            self._is_counting = False
        if wait is not None:
            self._count_due = self.set_timer(wait, self._count_views)

    async def _count_due_views(self) -> float | None:
        """Count until nothing is due; in how many seconds something will be, None if all numbers are good."""
        while True:
            version, known, begun = self.session.version(), self._views, time.monotonic()
            first = self.place.key if self.place.kind is PlaceKind.VIEW else ""
            view, wait = self._counts.next(known, first, version=version, now=begun)
            if view is None:
                return wait
            try:
                count = await self.session.read_aside(count_view, listing_of(known, view), self.session.now())
            except (NewstermError, sqlite3.Error):
                self._counts.put_off(view, known, now=time.monotonic())
                continue
            now = time.monotonic()
            took = now - begun
            self._counts.put(view, count, known, version=version, took=took, now=now, first=view.name == first)
            self._show_count(view, count)

    def _show_count(self, view: View, count: ViewCount) -> None:
        shown = [
            row._replace(unread=count.unread or 0, wrong=count.wrong)
            if row.place.kind is PlaceKind.VIEW and row.place.key == view.name
            else row
            for row in self.tree_rows
        ]
        if shown != self.tree_rows:
            self.tree_rows = shown
            self._paint_tree()
