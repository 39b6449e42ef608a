"""Searching: a query typed in the bottom line, with its results on the screen while it is typed."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual import work
from textual.timer import Timer

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.actions.place_base import Spot
from newsterm.interface.commands import Pane
from newsterm.interface.places import Place, PlaceKind
from newsterm.interface.remembered_searches import NAME, read_searches, with_search, write_searches
from newsterm.model.errors import NewstermError, QueryError
from newsterm.model.listing import Listing
from newsterm.query.completion import Completion, completions
from newsterm.storage import windows
from newsterm.storage.scopes import read_query

_FIRST = 100
_PATIENCE = 0.5
"""Seconds after which a search says that it is under way."""
_LOOKING = "Looking …"
_UNFINISHED = re.compile(r"(?:^|[\s(|-])[^\W\d_]\w{2,}$")


class SearchActions(ReadingBase):
    """Actions of the search line."""

    _stopped = ""
    """The query that was stopped last and is still to be mended."""
    _wrong: Timer | None = None
    """Runs out when it is time to say what is wrong with a query under way."""
    _told_wrong = ""
    """What was said of that."""

    def action_search(self) -> None:
        """Search everywhere."""
        self._ask("Search", Place(PlaceKind.SEARCH, "", "Found"))

    def action_search_here(self) -> None:
        """Search within the open place."""
        here = self.place_before if self.place.kind is PlaceKind.SEARCH and self.place_before else self.place
        scope = Place(PlaceKind.SEARCH, "", f"Found in {here.title}", here.query, here.feeds, here.stream)
        self._ask(f"Search {here.title}", scope)

    @asks("ask for a query")
    async def _ask(self, label: str, scope: Place) -> None:
        before, current = self.place, self.articles.current
        if before.kind is not PlaceKind.SEARCH:
            self.place_before, self.article_before = before, current.id if current else None
        value = before.key if before.kind is PlaceKind.SEARCH and before.title == scope.title else ""
        vocabulary = self.session.vocabulary()

        def complete(text: str, cursor: int) -> list[Completion]:
            return completions(text, cursor, vocabulary)

        searches = read_searches(self.session.recall(NAME))
        answer = await self.ask(
            label,
            value=self._stopped or value,
            selected=not self._stopped,
            complete=complete,
            history=[each for each in searches if each != value],
            on_change=lambda text: self._search(text, scope),
            refuse=self.refusing(self._check_query),
            manual="query",
        )
        self._stopped = ""
        if answer is None or not answer.strip():
            self._tell_no_more()
            self.searching = None
            self.session.interrupt()
            if answer is None and self.place is not before:
                self.open_place(before, at=current.id if current else None)
            elif answer is not None and self.place.kind is PlaceKind.SEARCH:
                self.leave_search()
            self.focus_pane(Pane.LIST)
            return
        self._search(answer, scope, final=True)
        self.focus_pane(Pane.LIST)
        kept = write_searches(with_search(searches, answer.strip()))
        await self.session.perform(lambda _: self.session.remember(NAME, kept))

    def _check_query(self, text: str) -> None:
        """Read a query.

        Raises:
            QueryError: it is wrong; what was found for its beginning is beside the point and shown no more.
        """
        try:
            read_query(self.session.library.reader(), text)
        except QueryError:
            self.articles.empty = ""
            self.articles.refresh()
            raise

    def _search(self, text: str, scope: Place, *, final: bool = False) -> None:
        if not final:
            self._tell_no_more()
        typed = text.strip()
        text = typed if final else _go_on(text)
        if not typed or (text == self.searching and not final):
            return
        try:
            read_query(self.session.library.reader(), text)
        except NewstermError as error:
            if final:
                self.say(str(error), error=True)
            else:
                self._wrong = self.set_timer(_PATIENCE, partial(self._tell_wrong, str(error)))
            return
        if text == self.searching and self.place.kind is PlaceKind.SEARCH and self.place.key == typed:
            return
        self._tell_no_more()
        self.searching = text
        self.session.interrupt()
        self._run_search(typed, text, scope)

    def _tell_wrong(self, wrong: str) -> None:
        """Say what is wrong with a query that is being typed, once nobody goes on typing."""
        self._told_wrong = wrong
        self.say(wrong)

    def _tell_no_more(self) -> None:
        if self._wrong:
            self._wrong.stop()
        if self._told_wrong and self.status.text == self._told_wrong:
            self.say("")
        self._wrong, self._told_wrong = None, ""

    @work(group="search", exclusive=True, description="search", exit_on_error=False)
    async def _run_search(self, typed: str, text: str, scope: Place) -> None:
        """Show what a query finds.

        Args:
            typed: the query as typed.
            text: the query to ask, which may go on with a word that is being typed.
            scope: where.
        """
        place = replace(scope, key=typed, query=_within(scope, typed))
        listing = replace(place, query=_within(scope, text)).listing(self.sort, self.session.latest_arrival())
        patience = self.set_timer(_PATIENCE, lambda: self.say(_LOOKING))
        try:
            first = await self.session.read(windows.ids, listing, self.session.now(), _FIRST)
            if text != self.searching:
                return
            if place != self.place:
                self.keep_spot()
                self.change_marks(place)
            self.place, self.listing = place, listing
            self._show_found(listing, first, Spot(), more=len(first) == _FIRST)
            if not first:
                await self._tell_of_unknown_name(text)
            if len(first) == _FIRST:
                ids = await self.session.read(windows.packed_ids, listing, self.session.now())
                if text == self.searching:
                    self._show_found(listing, ids, self.spot(), more=False)
        except NewstermError as error:
            self.say(str(error), error=True)
            self._stopped = typed
        except sqlite3.OperationalError:
            return  # interrupted by the next query
        finally:
            patience.stop()
            if self.status.text == _LOOKING:
                self.say("")

    def _show_found(self, listing: Listing, ids: Sequence[int], spot: Spot, *, more: bool) -> None:
        self.articles.empty = self.empty_words()
        self.show_splits()
        self.show_found(listing, ids, spot, more=more)

    async def _tell_of_unknown_name(self, text: str) -> None:
        """Say that there is no such tag, feed or folder, where that is why a query finds nothing."""
        from newsterm.storage.unknown_names import unknown_name

        unknown = await self.session.read(unknown_name, text)
        if unknown and text == self.searching and not self._wrong:
            self._wrong = self.set_timer(_PATIENCE, partial(self._tell_wrong, unknown))


def _within(scope: Place, text: str) -> str:
    """The query that finds within a place."""
    return f"({scope.query}) ({text})" if scope.query else text


def _go_on(text: str) -> str:
    """The query to show while it is typed: the word under way stands for all words that begin so."""
    return text + "*" if _UNFINISHED.search(text) else text.strip()
