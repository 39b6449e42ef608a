"""What all actions stand on: the panes, the open place, and what follows when the library has changed."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import getters, work
from textual.binding import Binding, BindingsMap, BindingType
from textual.screen import Screen

from newsterm.interface.commands import COMMANDS, Pane, hints
from newsterm.interface.key_order import OrderedKeys
from newsterm.interface.keymap import Keymap
from newsterm.interface.layout import visible_panes
from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.panes.reader import Reader
from newsterm.interface.places import (
    ALL,
    STARRED,
    TAGGED,
    UNREAD,
    Place,
    PlaceKind,
    TreeRow,
    build_tree,
    find_place,
    words_of_nothing,
)
from newsterm.interface.session import Session
from newsterm.interface.widgets.status_line import PaneTitle, StatusLine
from newsterm.interface.widgets.top_line import TopLine
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing, Sort
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.undo import undo
from newsterm.storage import tags, windows

if TYPE_CHECKING:
    from newsterm.interface.screens.sheet import Sheet
    from newsterm.interface.widgets.prompt_line import Complete, PromptLine

P = ParamSpec("P")
T = TypeVar("T")
logger = logging.getLogger(__name__)
_MOST_KEPT = 2_000
_AIR = 12
"""Cells of the reader that are not its measure: the gutter, and air on both sides."""


class ReadingBase(Screen[None], inherit_bindings=False):
    """Panes and state of the reader's screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "screen.copy_text", "Copy the selection", id="screen.copy", show=False)
    ]

    feed_tree = getters.query_one(FeedTree)
    articles = getters.query_one(ArticleList)
    reader = getters.query_one(Reader)
    top_line = getters.query_one(TopLine)
    status = getters.query_one(StatusLine)

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__()
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(keymap.bindings())])
        self.session = session
        self.keymap = keymap
        self.pane = Pane.LIST
        self.prompt: PromptLine | None = None
        """The line that asks questions, once there was one."""
        self._question = asyncio.Event()
        self.zoomed = False
        self.panes_shown: frozenset[Pane] = frozenset()
        """The panes that are on the screen."""
        self.place: Place = UNREAD
        self.place_before: Place | None = None
        """The place that a search was made from."""
        self.article_before: int | None = None
        """The article that was under the cursor then."""
        self.searching: str | None = None
        """The query whose results are wanted, until another place is opened."""
        self.sort = Sort.NEWEST
        self.listing = Listing()
        self.shown: ArticleRow | None = None
        """The article in the reader."""
        self.collapsed: frozenset[str] = frozenset()

    # What the user sees

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the bottom line; an error stays until it is read."""
        self.status.say(sentence, error=error)

    def current_row(self) -> ArticleRow | None:
        """The article that commands act on: the one read, or the one under the cursor."""
        return self.shown if self.pane is Pane.READER and self.shown else self.articles.current

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the keys, showing it where the width hides it."""
        self.pane = pane
        self.lay_out()
        widgets = {Pane.TREE: self.feed_tree, Pane.LIST: self.articles, Pane.READER: self.reader}
        self.set_focus(widgets[pane], scroll_visible=False)
        self.status.hints(hints(COMMANDS, self.keymap.keys, pane))

    def lay_out(self) -> None:
        """Show the panes that the width has room for."""
        shown = visible_panes(self.size.width, self.pane, zoomed=self.zoomed)
        for pane in Pane:
            self.query_one(f"#{pane.value}-title", PaneTitle).focused = pane is self.pane
        if shown == self.panes_shown:
            return
        self.panes_shown = shown
        panes = self.query_one("#panes")
        panes.set_class(len(shown) == 1, "-one")
        panes.set_class(len(shown) == 2, "-two")
        for pane in Pane:
            self.query_one(f"#{pane.value}-pane").display = pane in shown
        # Beside two panes the reader has its measure and some air; what is left over is the list's.
        widest = self.session.settings.measure + _AIR if len(shown) == len(Pane) else None
        self.query_one("#reader-pane").styles.max_width = widest

    async def ask(
        self,
        label: str,
        *,
        value: str = "",
        complete: "Complete | None" = None,
        on_change: Callable[[str], object] | None = None,
    ) -> str | None:
        """Ask a question in the bottom line, then give the keys back to their pane; None if the user left."""
        take = [("tab", "complete")] if complete else []
        self.status.hints([("enter", "done"), *take, ("esc", "leave")])
        prompt = await self._prompt_line()
        prompt.on_open, prompt.on_close = self.question_is_open, self.announce_question
        try:
            return await prompt.ask(label, value=value, complete=complete, on_change=on_change)
        finally:
            if self.is_attached:
                self.focus_pane(self.pane)
            self.question_is_open()

    async def show_sheet(self, sheet: "Sheet[T]") -> T:
        """Show a sheet and wait for its answer."""
        sheet.on_open = self.question_is_open
        return await self.app.push_screen_wait(sheet)

    def announce_question(self) -> asyncio.Event:
        """Let keys wait for a question; set the event once it takes them, or when there will be none."""
        self._question = asyncio.Event()
        if isinstance(self.app, OrderedKeys):
            self.app.question_coming = self._question
        return self._question

    def question_is_open(self) -> None:
        """Let the keys through that waited for a question."""
        self._question.set()

    async def _prompt_line(self) -> "PromptLine":
        """The bottom line that asks, made when it is first needed."""
        if self.prompt is None:
            from newsterm.interface.widgets.prompt_line import PromptLine

            self.prompt = PromptLine()
            await self.mount(self.prompt, before=self.status)
        return self.prompt

    # Places and lists

    def open_place(self, place: Place, *, at: int | None = None) -> None:
        """Open a place in the list, as of now, with the cursor on the article `at` if it is there."""
        self.place, self.searching = place, None
        self.listing = Listing(place.query, place.feeds, self.sort, self.session.latest_arrival())
        self.show_listing(at=at)
        self.feed_tree.put_cursor_on(place)
        self.show_views()

    def leave_search(self) -> None:
        """Go back to the place that the search was made from, and to its article."""
        self.open_place(self.place_before or UNREAD, at=self.article_before)

    def show_listing(self, *, at: int | None = None) -> None:
        """Put the listing on the screen; a count that takes time is asked for beside it."""
        try:
            count = self.session.known_count(self.listing)
            self.articles.empty = self.empty_words()
            self.articles.open(self.listing, self.session, at=at, count=count)
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        if at is not None and (self.articles.current is None or self.articles.current.id != at):
            self._go_far(at)
        self.title_list(count)
        if count is None:
            self._count(self.listing)

    @work(group="count", exclusive=True, description="count the list", exit_on_error=False)
    async def _count(self, listing: Listing) -> None:
        try:
            count = await self.session.read(windows.count, listing, self.session.now())
        except (NewstermError, sqlite3.OperationalError):
            return
        if listing == self.listing:
            self.articles.set_count(count)
            self.title_list(count)

    @work(group="far", exclusive=True, description="find the article's place")
    async def _go_far(self, article: int) -> None:
        """Put the cursor on an article that the first rows do not have."""
        listing = self.listing
        position = await self.session.read(windows.position, listing, article, self.session.now())
        if position is not None and listing == self.listing:
            self.articles.go_to(position)

    def relist(self) -> None:
        """Show the open place as of now, with everything kept and the cursor on its article."""
        current = self.articles.current
        at_top = self.articles.cursor == 0
        self.listing = replace(self.listing, as_of=self.session.latest_arrival())
        self.show_listing(at=None if at_top or current is None else current.id)

    def title_list(self, count: int | None) -> None:
        """Head the list with its place, number and order."""
        number = "" if count is None else f" · {count:,}"
        self.query_one("#list-title", PaneTitle).show(f"{self.place.title}{number} · {self.sort.value}")

    def empty_words(self) -> str:
        """What an empty list says."""
        add, refresh = (self.keymap.keys[name] for name in ("feed.add", "feed.refresh_all"))
        return words_of_nothing(self.place, add[:1], refresh[:1], has_feeds=bool(self.session.feeds()))

    def show_tree(self) -> None:
        """Read feeds and numbers again and paint tree and top line."""
        totals = self.session.totals()
        self.feed_tree.show(
            build_tree(self.session.feeds(), totals, tags.all_tags(self.session.library.reader()), self.collapsed)
        )
        self.show_views()

    def show_views(self) -> None:
        """Paint the views of the top line, the open one among them."""
        totals = self.session.totals()
        views = [(UNREAD, totals.unread), (STARRED, totals.starred), (TAGGED, totals.tagged)]
        self.top_line.show_views([(view.title, number, view == self.place) for view, number in views])

    # What follows a change

    async def act(
        self, operation: Callable[Concatenate[Context, P], Outcome], /, *args: P.args, **kwargs: P.kwargs
    ) -> Outcome | None:
        """Perform an operation, say what it did and how to take it back, and show the library's new state."""
        try:
            outcome = await self.session.perform(operation, *args, **kwargs)
        except NewstermError as error:
            self.say(str(error), error=True)
            return None
        self.say(outcome.sentence + (self.way_back(operation) if outcome.changed else ""))
        self.reflect(outcome)
        return outcome

    def way_back(self, operation: Callable[..., Outcome]) -> str:
        """Say which key takes back what an operation did, "" if none does."""
        command, does = ("history.redo", "does it again") if operation is undo else ("history.undo", "takes it back")
        keys = self.keymap.keys[command]
        return f" · {keys[0]} {does}" if keys else ""

    def reflect(self, outcome: Outcome) -> None:
        """Show the state that an operation left, without moving anything under the user's eyes."""
        if outcome.articles:
            self.keep(outcome.articles)
            if self.place.kind is PlaceKind.SEARCH or self.articles.shows_all(outcome.articles):
                self.articles.forget(outcome.articles)
            else:
                current = self.articles.current
                self.show_listing(at=current.id if current else None)
        if self.shown and (self.shown.id in outcome.articles or self.shown.feed in outcome.feeds):
            article = self.session.article(self.shown.id)
            self.shown = article.row
            self.reader.update_article(article)
        if outcome.changed:
            self.show_tree()
        if outcome.changed and outcome.feeds:
            self._follow_feeds()

    def _follow_feeds(self) -> None:
        """Show the open place with its feeds as they are now; where it is gone, all articles."""
        if self.place.kind is PlaceKind.SEARCH:
            self.articles.reload()
            return
        place = find_place(self.whole_tree(), self.place.kind, self.place.key)
        if place is None:
            self.open_place(ALL)
            return
        self.place, self.listing = place, replace(self.listing, feeds=place.feeds)
        self.relist()

    def whole_tree(self) -> list[TreeRow]:
        """The rows of the feed tree with everything unfolded."""
        known = tags.all_tags(self.session.library.reader())
        return build_tree(self.session.feeds(), self.session.totals(), known, frozenset())

    def keep(self, changed: Sequence[int]) -> None:
        """Keep changed articles in the open list although they may match it no more."""
        if not self.listing.query:
            return
        if len(changed) > _MOST_KEPT:
            self.open_place(self.place)
            return
        kept = tuple(dict.fromkeys([*self.listing.kept, *changed]))[-_MOST_KEPT:]
        self.listing = replace(self.listing, kept=kept)
        self.articles.relist(self.listing)
