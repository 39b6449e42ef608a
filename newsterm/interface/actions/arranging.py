"""Arranging: the order of lists, how high their rows are, the order of the tree, and which places are tabs."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.keymap import Keymap
from newsterm.interface.places import PlaceKind
from newsterm.interface.session import Session
from newsterm.interface.tree_rows import arranged_key, like
from newsterm.model.listing import Sort
from newsterm.operations.arrange import move_item, show_as_split

_SORTS = (Sort.NEWEST, Sort.OLDEST, Sort.SCORE)
_ORDERS = {PlaceKind.VIEW: "views", PlaceKind.FOLDER: "folders", PlaceKind.FEED: "feeds"}


class ArrangingActions(ReadingBase):
    """Actions on orders and looks."""

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__(session, keymap)
        self._arranging = asyncio.Lock()

    # Lists

    def action_sort(self) -> None:
        """Turn the list's order, keeping the cursor on its article; a view keeps its own."""
        if self.place.sort is Sort.TURNS:
            self.say(f"{self.place.title} has an order of its own: the newest of every feed, then the second newest.")
        elif self.place.kind is PlaceKind.VIEW:
            self._one_by_one(self._sort_view)
        else:
            self.sort = _next_sort(self.listing.sort)
            current = self.articles.current
            self.open_place(self.place, at=current.id if current else None)

    async def _sort_view(self) -> None:
        from newsterm.operations.views import set_sort

        if self.place.kind is PlaceKind.VIEW:
            await self.act(set_sort, self.place.key, _next_sort(self.listing.sort))

    def action_rows(self) -> None:
        """One line a row, or two; a view keeps its own."""
        if self.place.kind is PlaceKind.VIEW:
            self._one_by_one(self._set_rows_of_view)
        else:
            self.session.remember("rows", self._other_rows())
            self.show_rows_of(self.place)

    async def _set_rows_of_view(self) -> None:
        from newsterm.operations.views import set_rows

        if self.place.kind is PlaceKind.VIEW:
            await self.act(set_rows, self.place.key, self._other_rows())

    def _other_rows(self) -> str:
        return "comfortable" if self.articles.row_height == 1 else "compact"

    # The tree

    def action_move_row_down(self) -> None:
        """Move the view, folder or feed under the tree's cursor down among its like."""
        self._one_by_one(partial(self._move_row, self.take_count()))

    def action_move_row_up(self) -> None:
        """Move it up."""
        self._one_by_one(partial(self._move_row, -self.take_count()))

    async def _move_row(self, by: int) -> None:
        row = self.feed_tree.current
        among = like(self.tree_rows, row) if row else []
        if row is None or not among:
            self.say("Put the tree's cursor on a view, a folder or a feed; those can be moved.")
            return
        keys = [arranged_key(each.place) for each in among]
        order, key = _ORDERS[row.place.kind], arranged_key(row.place)
        await self.act(move_item, order, keys, key, by, row.place.title)

    # Tabs

    def action_toggle_split(self) -> None:
        """Make the place under the tree's cursor a tab over the list, or no more."""
        self._one_by_one(self._toggle_split)

    async def _toggle_split(self) -> None:
        if row := self.feed_tree.current:
            await self.act(show_as_split, self._tabs(), row.place.token, row.place.title)

    def action_split_left(self) -> None:
        """Move the open tab to the left."""
        self._one_by_one(partial(self._move_split, -self.take_count()))

    def action_split_right(self) -> None:
        """Move the open tab to the right."""
        self._one_by_one(partial(self._move_split, self.take_count()))

    async def _move_split(self, by: int) -> None:
        tabs = self._tabs()
        if self.place.token in tabs:
            await self.act(move_item, "splits", tabs, self.place.token, by, self.place.title)
        else:
            self.say("The open place is no tab.")

    def _tabs(self) -> list[str]:
        return [row.place.token for row in self.splits]

    def _one_by_one(self, arrange: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Arrange something once what was asked before is done, as it starts from that."""

        async def wait_and_arrange() -> None:
            async with self._arranging:
                await arrange()

        self.run_worker(wait_and_arrange(), group="act", description="arrange")


def _next_sort(sort: Sort) -> Sort:
    return _SORTS[(_SORTS.index(sort) + 1) % len(_SORTS)] if sort in _SORTS else _SORTS[0]
