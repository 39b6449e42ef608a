"""Places on the reader's screen: opening them in the list, and the tree and the tabs around them."""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import NamedTuple

from textual import work

from newsterm.interface.actions.tree_base import TreeBase
from newsterm.interface.keymap import Keymap
from newsterm.interface.panes.row_windows import Found
from newsterm.interface.places import SORT_WORDS, UNREAD, Place, PlaceKind, words_of_nothing
from newsterm.interface.session import Session
from newsterm.interface.widgets.status_line import PaneTitle
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing, Sort
from newsterm.operations.wording import counted
from newsterm.storage import articles, windows
from newsterm.storage.matching import matching

_FIRST = 100
"""Rows of a list that is found that are shown before all are known."""
_PAUSE = 0.02
"""Seconds for which all that is found waits, so that going on from place to place reads their first rows alone."""
_MOST_MARKS = 2_000
"""Marked rows that are kept for a place that is left."""
_PATIENCE = 0.06
"""Seconds in which what a place finds is shown in the same frame as the place."""


class Spot(NamedTuple):
    """Where the user was in a list."""

    article: int | None = None
    """The one under the cursor."""
    row: int = 0
    """Its number."""
    from_top: int | None = None
    """Lines between it and the top of the screen."""


class PlaceBase(TreeBase):
    """The open place and its list."""

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__(session, keymap)
        self.spots: dict[str, Spot] = {}
        """Where the user was in every place that was left, by its token, while the program runs."""
        self._marks: dict[str, frozenset[int]] = {}
        """What was marked in every place that was left, likewise."""
        self.listed: int | None = None
        """How many rows the list has; None while that is not known."""

    def open_place(self, place: Place, *, at: int | None = None, spot: Spot | None = None) -> None:
        """Open a place in the list as of now.

        Args:
            place: which.
            at: the article to put the cursor on, if it is there.
            spot: where to put the cursor instead; its article stays although it may match no more, as what was marked
                in the place does.
        """
        self.keep_spot()
        held = self.change_marks(place)
        self.place, self.searching = place, None
        self.listing = place.listing(self.sort, self.session.latest_arrival(), self.session.raised())
        if spot and spot.article is not None and self.listing.query:
            held.add(spot.article)
        if held:
            self.listing = replace(self.listing, kept=tuple(held))
        self.show_rows_of(place)
        self.show_listing(spot=spot or Spot(at))
        self.feed_tree.put_cursor_on(place)
        self.show_splits()
        if wrong := next((row.wrong for row in self.tree_rows if row.place.is_same(place)), ""):
            self.say(wrong, error=True)

    def keep_spot(self) -> None:
        """Keep in mind where the user is in the open place."""
        if self.place.kind is not PlaceKind.SEARCH and self.articles.listing is not None:
            self.spots[self.place.token] = self.spot()

    def change_marks(self, place: Place) -> set[int]:
        """Keep in mind what is marked in the open place, and mark what was marked in another one when it was left.

        Returns:
            what is marked now.
        """
        selected = self.articles.selected
        fits = len(selected) <= _MOST_MARKS
        self._marks[self.place.token] = frozenset(selected if fits else ())
        if not fits:
            self._tell_dropped(len(selected))
        left = self._marks.get(place.token, ())
        marks = matching(self.session.library.reader(), "", left, self.session.now())  # what was unsubscribed is gone
        selected.clear()
        selected |= marks
        return marks

    def _tell_dropped(self, marks: int) -> None:
        self.say(f"{counted(marks, 'mark')} dropped")

    def leave_search(self) -> None:
        """Go back to the place that the search was made from, and to its article."""
        self.open_place(self.place_before or UNREAD, at=self.article_before)

    def show_rows_of(self, place: Place) -> None:
        """Show the list's rows on one line or two, as the place or else the user wants them."""
        comfortable = (place.rows or self.session.recall("rows") or self.session.settings.row) == "comfortable"
        if comfortable is not (self.articles.row_height == 2):
            self.articles.set_comfortable(comfortable)

    # The list

    @property
    def is_snapshot(self) -> bool:
        """Whether the list is what was found when it was opened, whatever changes beneath."""
        return self.place.is_found or self.listing.sort in {Sort.SCORE, Sort.TURNS}

    def show_listing(self, *, at: int | None = None, spot: Spot | None = None) -> None:
        """Put the listing on the screen; what takes time comes beside it."""
        spot = spot or Spot(at)
        self.session.interrupt()
        self.articles.empty = self.empty_words()
        if self.is_snapshot:
            self._find_rows(spot)
            return
        try:
            count = self.session.known_count(self.listing)
            self.articles.open(
                self.listing, self.session, at=spot.article, row=spot.row, from_top=spot.from_top, count=count
            )
        except NewstermError as error:
            self.show_wrong(error)
            return
        self.title_list(count)
        current = self.articles.current
        at = spot.article
        if count is None or (at is not None and (current is None or current.id != at)):
            self._complete(self.listing, count, at)

    def show_wrong(self, error: NewstermError) -> None:
        """Show no rows, and why."""
        self.articles.empty = str(error)
        self.articles.open(self.listing, Found(lambda _: [], ()), count=0)
        self.title_list(None)
        self.say(str(error), error=True)

    @work(group="list", exclusive=True, description="count the list", exit_on_error=False)
    async def _complete(self, listing: Listing, count: int | None, article: int | None) -> None:
        """Count a list where that takes time, and put its cursor on an article that the first rows do not have."""
        try:
            if count is None:
                count = await self.session.read(windows.count, listing, self.session.now())
                if not self._is_open(listing):
                    return
                self.articles.set_count(count)
                self.title_list(count)
            if article is not None and (self.articles.current is None or self.articles.current.id != article):
                position = await self.session.read(windows.position, listing, article, self.session.now())
                if position is not None and self._is_open(listing):
                    self.articles.go_to(position)
        except (NewstermError, sqlite3.OperationalError):
            return

    # Lists that are found

    def _find_rows(self, spot: Spot) -> None:
        """Show what the listing finds: at once where that is quick, else as it comes."""
        listing = self.listing
        coming = self.session.begin(windows.ids, listing, self.session.now(), _most_first(listing))
        try:
            first = coming.result(timeout=_PATIENCE)
        except TimeoutError:
            self.articles.empty = "Looking …"
            self.show_found(listing, (), Spot(), more=True)
            self._find_first(listing, coming, spot)
        except NewstermError as error:
            self.show_wrong(error)
        else:
            self._show_first(listing, first, spot)

    @work(group="list", exclusive=True, description="find the list's first articles", exit_on_error=False)
    async def _find_first(self, listing: Listing, coming: Future[list[int]], spot: Spot) -> None:
        try:
            first = await asyncio.wrap_future(coming)
        except NewstermError as error:
            if self._is_open(listing):
                self.show_wrong(error)
        except sqlite3.OperationalError:
            return  # interrupted by what was opened next
        else:
            if self._is_open(listing):
                self.articles.empty = self.empty_words()
                self._show_first(listing, first, spot)

    def _show_first(self, listing: Listing, first: Sequence[int], spot: Spot) -> None:
        """Show what was found first; if there may be more, find all."""
        more = len(first) == _most_first(listing)
        self.show_found(listing, first, spot, more=more)
        if more:
            self.find_all(listing, spot)

    @work(group="all", exclusive=True, description="find the list's articles", exit_on_error=False)
    async def find_all(self, listing: Listing, spot: Spot) -> None:
        """Show all that a listing finds, with the cursor on a spot, or where it has gone meanwhile."""
        before = self.articles.current
        await asyncio.sleep(_PAUSE)
        try:
            found = await self.session.read(windows.packed_ids, listing, self.session.now())
        except NewstermError as error:
            if self._is_open(listing):
                self.show_wrong(error)
        except sqlite3.OperationalError:
            return  # interrupted by what was opened next
        else:
            if self._is_open(listing):
                now = self.articles.current
                has_moved = now is not None and before is not None and now.id != before.id
                self.show_found(listing, found, self.spot() if has_moved else spot, more=False)

    def show_found(self, listing: Listing, ids: Sequence[int], spot: Spot, *, more: bool) -> None:
        """Put what was found on the screen."""
        source = Found(lambda wanted: articles.rows(self.session.library.reader(), wanted), ids)
        row = source.row_of(spot.article)
        self.articles.open(
            listing,
            source,
            at=spot.article,
            row=spot.row if row is None else row,
            from_top=spot.from_top,
            count=len(ids),
        )
        marked = self.articles.selected
        if not more and (lost := marked.difference(ids)):
            marked -= lost
            self._tell_dropped(len(lost))
        self.title_list(None if more else len(ids))

    def relist(self) -> None:
        """Show the open place as of now, with everything kept and the cursor on its article."""
        if self.place.kind is PlaceKind.SEARCH or self.listing.sort is Sort.TURNS:
            return
        spot = self.spot() if self.articles.cursor else Spot()
        self.listing = replace(self.listing, as_of=self.session.latest_arrival())
        if self.is_snapshot:
            self.find_all(self.listing, spot)
        else:
            self.show_listing(at=spot.article)

    def spot(self) -> Spot:
        """Where the user is in the list."""
        row = self.articles.current
        return Spot(row.id if row else None, self.articles.cursor, self.articles.from_top)

    def _is_open(self, listing: Listing) -> bool:
        """Whether a listing is the open one, whatever that keeps."""
        return replace(self.listing, kept=listing.kept) == listing

    def title_list(self, count: int | None) -> None:
        """Head the list with its place, what is marked in it, number and order."""
        self.listed = count
        selected = len(self.articles.selected)
        order = SORT_WORDS.get(self.listing.sort, self.listing.sort.value)
        parts = [
            self.place.title,
            f"{selected:,} marked" if selected else "",
            "" if count is None else f"{count:,}",
            order,
        ]
        self.query_one("#list-title", PaneTitle).show(" · ".join(filter(None, parts)))

    def empty_words(self) -> str:
        """What an empty list says."""
        add, refresh = self.key_of("feed.add"), self.key_of("feed.refresh_all")
        asks = ""
        first = self.session.next_ask() if self.session.settings.refresh_every else None
        if first is not None and first > self.session.now():
            asks = f"{first.astimezone():%H:%M}"
        return words_of_nothing(self.place, add, refresh, has_feeds=self.has_feeds, asks=asks)


def _most_first(listing: Listing) -> int:
    """How many of the articles that a listing finds are shown before the others are known."""
    return windows.EVERYTHING if listing.sort is Sort.TURNS else _FIRST  # taking turns, all are as quick as the first
