"""Watchlists: which there are, what they mark, and the sheet on which they are made, changed and dropped."""

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from textual import work

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.showing import ShowingActions
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.model.watchlist import COLOURS, MARK, Watchlist
from newsterm.query.completion import Completion, completions
from newsterm.storage.scopes import read_query
from newsterm.storage.watchlists import all_watchlists

if TYPE_CHECKING:
    from newsterm.interface.screens.watchlists import Watchlists

_WATCHED_KINDS = frozenset({"watchlist", "view"})
"""Kinds of definitions that change what watchlists mark."""


class _Written(NamedTuple):
    """What rules.toml says of watchlists."""

    watchlists: tuple[Watchlist, ...] = ()
    problems: tuple[str, ...] = ()


class WatchActions(ShowingActions):
    """Actions on watchlists."""

    def read_watchlists(self) -> None:
        """Read which watchlists there are, and mark what they find."""
        written = self._written().watchlists
        names = {watchlist.name for watchlist in written}
        kept = all_watchlists(self.session.library.reader())
        watchlists = (*written, *(watchlist for watchlist in kept if watchlist.name not in names))
        if watchlists or self.session.watchlists:
            self.session.watchlists = watchlists
            self.mark_from_now_on()

    def reflect(self, outcome: Outcome) -> None:
        """Show the state that an operation left, other watchlists among it."""
        before = self.reader.article
        super().reflect(outcome)
        after = self.reader.article
        if before and after and before.row.id == after.row.id and before.document is not after.document:
            self.mark_watched()
        if _WATCHED_KINDS.intersection(outcome.definitions):
            self.read_watchlists()

    def _written(self) -> "_Written":
        """The watchlists of rules.toml; at start, what is wrong with the file is told where its rules are read."""
        path = self.session.rules_file
        if path is None or not path.exists():
            return _Written()
        from newsterm.operations.rules_file import read_rules_file

        file = read_rules_file(path, self.session.library.reader())
        return _Written(tuple(file.watchlists), tuple(file.other_problems))

    @asks("show the watchlists")
    async def action_watchlists(self) -> None:
        """Show the watchlists; make, change and drop them until the user leaves."""
        from newsterm.interface.screens.watchlists import Watchlists

        at = 0
        while True:
            watchlists = self.session.watchlists
            file = self._written()
            names = {each.name for each in file.watchlists}
            sheet = Watchlists(watchlists, written=names, cursor=at, problems=file.problems)
            sheet.on_choice = self.announce_question
            self._count_unread(sheet, watchlists)
            chosen = await self.show_sheet(sheet)
            if chosen is None:
                self.question_is_open()
                return
            verb, at = chosen
            if verb == "drop":
                from newsterm.operations.watching import drop_watchlist

                await self.act(drop_watchlist, watchlists[at].name)
            else:
                await self._edit(watchlists[at] if verb == "change" else None)

    @work(group="watchlists", exclusive=True, description="count what watchlists find", exit_on_error=False)
    async def _count_unread(self, sheet: "Watchlists", watchlists: tuple[Watchlist, ...]) -> None:
        from newsterm.model.listing import Listing
        from newsterm.operations.view_queries import unread_of
        from newsterm.storage import windows

        for number, watchlist in enumerate(watchlists):
            listing = unread_of(Listing(watchlist.query, stream=True))
            try:
                found = await self.session.read_aside(windows.count, listing, self.session.now())
            except (NewstermError, sqlite3.OperationalError):
                sheet.show_count(number, "?")
            else:
                sheet.show_count(number, f"{found:,}")

    async def _edit(self, before: Watchlist | None) -> None:
        """Ask for the parts of a watchlist one after the other, and keep it; leaving any question keeps nothing."""
        from newsterm.operations.watching import (
            LONGEST_NAME,
            check_colour,
            check_mark,
            check_name_is_free,
            check_watchlist,
            save_watchlist,
        )

        had = before or Watchlist("", "", COLOURS[len(self.session.watchlists) % len(COLOURS)], MARK)
        vocabulary = self.session.vocabulary()

        def query_right(text: str) -> object:
            return read_query(self.session.library.reader(), check_watchlist("x", text).query)

        def name_right(text: str) -> None:
            name = check_watchlist(text, query or "").name
            check_name_is_free(name, (each for each in self.session.watchlists if each != before))

        query = await self.ask(
            "Watch for",
            value=had.query,
            complete=lambda text, cursor: completions(text, cursor, vocabulary),
            refuse=self.refusing(query_right),
            manual="query",
        )
        if query is None:
            return
        name = await self.ask("Name", value=had.name or query[:LONGEST_NAME], refuse=self.refusing(name_right))
        if name is None:
            return
        colour = await self.ask(
            "Colour", value=had.colour, complete=_complete_colour, refuse=self.refusing(check_colour)
        )
        if colour is None:
            return
        mark = await self.ask("Mark", value=had.mark, refuse=self.refusing(check_mark))
        if mark is not None:
            await self.act(save_watchlist, check_watchlist(name, query, colour, mark), before=had.name)


def _complete_colour(text: str, cursor: int) -> list[Completion]:
    return [Completion(name, 0, cursor, "") for name in COLOURS if name.startswith(text[:cursor].lower())]
