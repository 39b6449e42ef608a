"""Marking rows of the list for the verb that follows: one by one, in ranges, all, all others, or by a query."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from textual import work

from newsterm.interface.actions.aiming import AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.panes import PaneActions
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing
from newsterm.operations.wording import counted
from newsterm.query.completion import Completion, completions
from newsterm.storage import windows
from newsterm.storage.scopes import read_query

_WHILE_TYPING = 0.1
"""Seconds without a key after which it is counted what a query would select."""


class SelectActions(PaneActions, AimingActions):
    """Actions that select rows for the verb that follows."""

    _last_selected: int | None = None
    """The article that was selected last, from which a range goes."""

    def action_back(self) -> None:
        """Select nothing; where nothing is selected, one step out."""
        if self.select_none():
            self.say("")
        else:
            super().action_back()

    def action_select(self) -> None:
        """Select the row, or as many as were counted, and go on to the next; take selected ones out."""
        first, selected = self.articles.cursor, self.articles.selected
        numbers = range(first, min(first + self.take_count(), self.articles.row_count))
        rows = [row for number in numbers if (row := self.articles.row_at(number))]
        if not rows:
            return
        if rows[0].id in selected:
            selected.difference_update(row.id for row in rows)
        else:
            selected.update(row.id for row in rows)
        self._last_selected = rows[-1].id
        self.show_selection()
        self.move_on(len(rows))

    @asks("select a range")
    async def action_select_range(self) -> None:
        """Select the rows from the one selected last to this one."""
        row, ids = self.articles.current, await self._list_ids()
        if row is None or ids is None:
            return
        ends = [number for number, article in enumerate(ids) if article in {row.id, self._last_selected}]
        self._last_selected = row.id
        self._select({*self.articles.selected, *(ids[ends[0] : ends[-1] + 1] if ends else [row.id])})

    @asks("select all")
    async def action_select_all(self) -> None:
        """Select all rows; where all are, none."""
        if (ids := await self._list_ids()) is not None:
            found = set(ids)
            self._select(set() if self.articles.selected >= found else found)

    @asks("turn the selection round")
    async def action_select_others(self) -> None:
        """Select the rows that are not, and only those."""
        if (ids := await self._list_ids()) is not None:
            self._select(set(ids) - self.articles.selected)

    @asks("ask what to select")
    async def action_select_found(self) -> None:
        """Select what a query finds among the rows, besides what is selected."""
        ids = await self._list_ids()
        if ids is None:
            return
        among, vocabulary = frozenset(ids), self.session.vocabulary()

        def complete(text: str, cursor: int) -> list[Completion]:
            return completions(text, cursor, vocabulary)

        answer = await self.ask(
            "Mark rows",
            complete=complete,
            on_change=lambda text: self._tell_how_many(text, among),
            refuse=self.refusing(lambda text: read_query(self.session.library.reader(), text)),
            manual="query",
        )
        self.workers.cancel_group(self, "selection")
        self.say("")
        if answer and answer.strip():
            found = await self._find(answer, among)
            if found is not None:
                self._select(self.articles.selected | found)
                self.say(f"{counted(len(found), 'row')} marked")

    @work(group="selection", exclusive=True, description="count what would be selected", exit_on_error=False)
    async def _tell_how_many(self, text: str, among: frozenset[int]) -> None:
        from asyncio import sleep

        await sleep(_WHILE_TYPING)
        with suppress(NewstermError):
            found = await self.session.read(_found, text, among, self.session.now) if text.strip() else None
            self.say("" if found is None else f"Would mark {counted(len(found), 'row')}")

    async def _find(self, text: str, among: frozenset[int]) -> frozenset[int] | None:
        try:
            return await self.session.read(_found, text, among, self.session.now)
        except NewstermError as error:
            self.say(str(error), error=True)
        except sqlite3.OperationalError:
            self.say("Stopped")
        return None

    async def _list_ids(self) -> Sequence[int] | None:
        """The ids of the open list; None, once the bottom line says why, if they cannot be read."""
        read, context = self.list_reader(), self.session.context("key")
        try:
            return await self.session.read(lambda _: read(context))
        except NewstermError as error:
            self.say(str(error), error=True)
        except sqlite3.OperationalError:
            self.say("Stopped")
        return None

    def _select(self, ids: set[int]) -> None:
        self.articles.selected.clear()
        self.articles.selected |= ids
        self.show_selection()


def _found(
    connection: sqlite3.Connection, text: str, among: frozenset[int], now: Callable[[], datetime]
) -> frozenset[int]:
    """What a query finds among some articles."""
    return among.intersection(windows.ids(connection, Listing(text), now()))
