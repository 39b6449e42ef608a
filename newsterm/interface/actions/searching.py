"""Searching: a query typed in the bottom line, with its results on the screen while it is typed."""

import re
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import work

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.commands import Pane
from newsterm.interface.places import Place, PlaceKind
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing
from newsterm.query.completion import Completion, Vocabulary, completions
from newsterm.query.parser import parse
from newsterm.storage import articles, tags, windows

_FIRST = 100
_UNFINISHED = re.compile(r"(?:^|[\s(|-])[^\W\d_]\w{2,}$")


class Found:
    """The articles that a search found: a snapshot, whatever changes beneath.

    Args:
        read_rows: reads the rows of some ids, in their order.
        ids: all that were found, in the list's order; kept at 8 bytes each.
    """

    def __init__(self, read_rows: Callable[[Sequence[int]], list[ArticleRow]], ids: Sequence[int]) -> None:
        self._read_rows = read_rows
        self.ids = array("q", ids)

    def window(self, _listing: Listing, offset: int, limit: int) -> list[ArticleRow]:
        """Rows `[offset, offset + limit)`."""
        return self._read_rows(self.ids[offset : offset + limit])


class SearchActions(ReadingBase):
    """Actions of the search line."""

    def action_search(self) -> None:
        """Search everywhere."""
        self._ask("Search", Place(PlaceKind.SEARCH, "search", "Found"))

    def action_search_here(self) -> None:
        """Search within the open place."""
        here = self.place_before if self.place.kind is PlaceKind.SEARCH and self.place_before else self.place
        self._ask(
            f"Search {here.title}", Place(PlaceKind.SEARCH, "search", f"Found in {here.title}", here.query, here.feeds)
        )

    @asks("ask for a query")
    async def _ask(self, label: str, scope: Place) -> None:
        before, current = self.place, self.articles.current
        if before.kind is not PlaceKind.SEARCH:
            self.place_before, self.article_before = before, current.id if current else None
        value = before.query if before.kind is PlaceKind.SEARCH and label == "Search" else ""
        vocabulary = self._vocabulary()

        def complete(text: str, cursor: int) -> list[Completion]:
            return completions(text, cursor, vocabulary)

        answer = await self.ask(label, value=value, complete=complete, on_change=lambda text: self._search(text, scope))
        if answer is None or not answer.strip():
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

    def _search(self, text: str, scope: Place, *, final: bool = False) -> None:
        text = text.strip() if final else _go_on(text)
        if not text or (text == self.searching and not final):
            return
        try:
            parse(text)
        except NewstermError as error:
            if final:
                self.say(str(error), error=True)
            return
        if text == self.searching and self.place.kind is PlaceKind.SEARCH:
            return
        self.searching = text
        self.session.interrupt()
        self._find(text, scope)

    @work(group="search", exclusive=True, description="search", exit_on_error=False)
    async def _find(self, text: str, scope: Place) -> None:
        query = f"({scope.query}) ({text})" if scope.query else text
        place = replace(scope, query=query)
        listing = Listing(query, place.feeds, self.sort, self.session.latest_arrival())
        try:
            first = await self.session.read(windows.window, listing, 0, _FIRST, self.session.now())
            if text != self.searching:
                return
            self.place, self.listing = place, listing
            self._show_found([row.id for row in first], row=0, more=len(first) == _FIRST)
            if len(first) == _FIRST:
                ids = await self.session.read(windows.ids, listing, self.session.now())
                if text == self.searching:
                    self._show_found(ids, row=self.articles.cursor, more=False)
        except NewstermError as error:
            self.say(str(error), error=True)
        except sqlite3.OperationalError:
            return  # interrupted by the next query

    def _show_found(self, ids: Sequence[int], *, row: int, more: bool) -> None:
        source = Found(lambda wanted: articles.rows(self.session.library.reader(), wanted), ids)
        self.articles.empty = self.empty_words()
        self.show_views()
        self.articles.open(self.listing, source, row=row, count=len(ids))
        self.title_list(None if more else len(ids))

    def _vocabulary(self) -> Vocabulary:
        feeds = self.session.feeds()
        return Vocabulary(
            tags=tuple(name for name, _ in tags.all_tags(self.session.library.reader())),
            feeds=tuple(feed.title for feed in feeds),
            folders=tuple(sorted({feed.folder for feed in feeds if feed.folder})),
        )


def _go_on(text: str) -> str:
    """The query to show while it is typed: the word under way stands for all words that begin so."""
    return text + "*" if _UNFINISHED.search(text) else text.strip()
