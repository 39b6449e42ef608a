"""The interface's one way to the library: quick reads at once, slow reads and all writes in threads."""

import asyncio
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Concatenate, ParamSpec, TypeVar

from newsterm.configuration import Settings
from newsterm.model.article import Article, ArticleRow
from newsterm.model.errors import LibraryBusyError, NewstermError
from newsterm.model.feed import Counters, Feed
from newsterm.model.listing import Listing
from newsterm.model.view import View
from newsterm.model.watchlist import Watchlist
from newsterm.operations.context import Context
from newsterm.query.completion import Vocabulary
from newsterm.storage import articles, counters, definitions, feeds, remembered, tags, views, windows
from newsterm.storage.library import Library

P = ParamSpec("P")
T = TypeVar("T")
_READERS = 2
"""Threads for slow reads: one that is no longer wanted may still be ending while the next begins."""


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


class Session:
    """A library opened for the screen.

    Args:
        library: the open library.
        settings: the user's settings.
        now: the clock.
        rules_file: the user's rules.toml, which need not exist.
    """

    def __init__(
        self,
        library: Library,
        settings: Settings,
        now: Callable[[], datetime] = utc_now,
        *,
        rules_file: Path | None = None,
    ) -> None:
        self.library = library
        self.rules_file = rules_file
        self.watchlists: tuple[Watchlist, ...] = ()
        """All that there are, those of rules.toml first; the screen reads them again when definitions change."""
        self.settings = settings
        self.now = now
        self._writing: threading.Thread | None = None
        self._writer = ThreadPoolExecutor(1, "newsterm-writer", initializer=self._begin_to_write)
        self._reader = ThreadPoolExecutor(_READERS, "newsterm-reader")
        self._aside = ThreadPoolExecutor(1, "newsterm-aside")
        self._under_way: list[Future[Any]] = []
        self._closing = False
        self._turned: set[int] = set()
        self._left_at: dict[int, int] = {}
        """By article: the offset at which the text is left that is not shown."""
        """Articles of which what the feed brought is shown, though their pages were fetched."""

    def window(self, listing: Listing, offset: int, limit: int) -> list[ArticleRow]:
        """Rows `[offset, offset + limit)` of a listing; a few milliseconds at most for places."""
        return windows.window(self.library.reader(), listing, offset, limit, self.now())

    def known_count(self, listing: Listing) -> int | None:
        """How many articles a listing has, where the counters know it."""
        return windows.known_count(self.library.reader(), listing)

    def latest_arrival(self) -> int:
        """The arrival number of the article stored last."""
        return windows.latest_arrival(self.library.reader())

    def article(self, article: int) -> Article:
        """One article with its document, in the text that the user wants to see of it."""
        found = articles.by_id(self.library.reader(), article)
        return found.turned() if article in self._turned else found

    def turn_text(self, article: int, left_at: int) -> int:
        """Show the other text of an article from now on.

        Args:
            article: the article.
            left_at: the offset at which the text is left that was shown until now.

        Returns:
            The offset at which the other one was left.
        """
        self._turned ^= {article}
        before = self._left_at.get(article, 0)
        self._left_at[article] = left_at
        return before

    def show_page(self, article: int) -> None:
        """Show the story of an article's page from now on."""
        self._turned.discard(article)
        self._left_at.pop(article, None)

    def feeds(self) -> list[Feed]:
        """All subscribed feeds."""
        return feeds.all_feeds(self.library.reader())

    def is_a_feed_due(self) -> bool:
        """Whether the time of any feed to be asked has come."""
        first = self.next_ask()
        return first is not None and first <= self.now()

    def next_ask(self) -> datetime | None:
        """When the next feed is to be asked; long ago for at once, None if there is none to ask."""
        from newsterm.storage import fetch_states

        return fetch_states.first_time(self.library.reader())

    def totals(self) -> Counters:
        """The library's counters."""
        return counters.total(self.library.reader())

    def raised(self) -> tuple[int, ...]:
        """The unread articles that woke from their snooze, which come first in the stream."""
        return windows.raised(self.library.reader())

    def tags(self) -> list[tuple[str, int]]:
        """All tags with their numbers of articles."""
        return tags.all_tags(self.library.reader())

    def views(self) -> tuple[View, ...]:
        """The user's views in their order."""
        return views.all_views(self.library.reader())

    def order(self, name: str) -> tuple[str, ...] | None:
        """The items of one of the user's orders; None if they made none."""
        value = definitions.get(self.library.reader(), "order", name)
        return None if value is None else tuple(value["items"])

    def vocabulary(self) -> Vocabulary:
        """The library's own names, for completing a query."""
        known = self.feeds()
        return Vocabulary(
            tags=tuple(name for name, _ in self.tags()),
            feeds=tuple(feed.title for feed in known),
            folders=tuple(sorted({feed.folder for feed in known if feed.folder})),
            views=tuple(view.name for view in self.views()),
            today=self.now().astimezone().date(),
        )

    def version(self) -> int:
        """A number that is another one whenever the library has changed."""
        return int(self.library.reader().execute("PRAGMA data_version").fetchone()[0])

    def recall(self, name: str) -> str | None:
        """What `remember` kept under a name."""
        return remembered.get(self.library.reader(), name)

    def remember(self, name: str, value: str) -> None:
        """Keep something about the screen; losing it, where the library cannot be written, would hurt nobody."""
        with suppress(NewstermError), self.library.writing(durable=False) as connection:
            remembered.put(connection, name, value)

    async def perform(self, operation: Callable[Concatenate[Context, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do an operation as the user's own act; returns once it is safely on disk."""
        return await self._in(self._writer, lambda: operation(self.context("key"), *args, **kwargs))

    async def perform_as(
        self, actor: str, operation: Callable[Concatenate[Context, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do an operation under another actor's name, such as "shown"."""
        return await self._in(self._writer, lambda: operation(self.context(actor), *args, **kwargs))

    async def read(self, function: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a slow read beside the screen; it is stopped by `interrupt`."""
        return await asyncio.wrap_future(self.begin(function, *args, **kwargs))

    def begin(
        self, function: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Begin a slow read beside the screen; it is stopped by `interrupt`."""
        begun = self._reader.submit(_run, lambda: function(self.library.reader(), *args, **kwargs))
        self._under_way = [*(read for read in self._under_way if not read.done()), begun]
        return begun

    async def read_aside(
        self, function: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a read that nobody waits for, in a thread of its own, so that it holds up no other."""

        def work() -> T:
            if self._closing:
                raise LibraryBusyError("The library is being closed.")
            return function(self.library.reader(), *args, **kwargs)

        return await self._in(self._aside, lambda: _run(work))

    def interrupt(self) -> None:
        """Stop the slow reads that are under way; they raise."""
        if any(not read.done() for read in self._under_way):
            self.library.interrupt_readers(but=self._writing)

    def context(self, actor: str) -> Context:
        """An operation's context."""
        return Context(self.library, actor=actor, now=self.now, rules_file=self.rules_file)

    def close(self) -> None:
        """Let go of threads and the library."""
        self._closing = True
        self.library.interrupt_readers(but=self._writing)
        self._writer.shutdown(wait=True)
        for pool in (self._reader, self._aside):
            pool.shutdown(wait=False, cancel_futures=True)

    def _begin_to_write(self) -> None:
        """Keep in mind which thread does what the user does: what it reads for that is never interrupted."""
        self._writing = threading.current_thread()

    @staticmethod
    async def _in(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)


def _run(work: Callable[[], T]) -> T:
    """Do work in its thread, and let go there of all that it held, also when it fails.

    A cursor that is left to the garbage collection of another thread makes that thread wait until this one's
    connection has nothing to do.
    """
    try:
        return work()
    except Exception as error:
        for failure in (error, error.__cause__, error.__context__):
            if failure is not None:
                traceback.clear_frames(failure.__traceback__)
        raise
