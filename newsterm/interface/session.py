"""The interface's one way to the library: quick reads at once, slow reads and all writes in threads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Concatenate, ParamSpec, TypeVar

from newsterm.configuration import Settings
from newsterm.model.article import Article, ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.feed import Counters, Feed
from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.storage import articles, counters, feeds, remembered, windows
from newsterm.storage.library import Library

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


class Session:
    """A library opened for the screen.

    Args:
        library: the open library.
        settings: the user's settings.
        now: the clock.
    """

    def __init__(self, library: Library, settings: Settings, now: Callable[[], datetime] = utc_now) -> None:
        self.library = library
        self.settings = settings
        self.now = now
        self._writer = ThreadPoolExecutor(1, "newsterm-writer")
        self._reader = ThreadPoolExecutor(1, "newsterm-reader")

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
        """One article with its document."""
        return articles.by_id(self.library.reader(), article)

    def feeds(self) -> list[Feed]:
        """All subscribed feeds."""
        return feeds.all_feeds(self.library.reader())

    def totals(self) -> Counters:
        """The library's counters."""
        return counters.total(self.library.reader())

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
        """Run a slow read beside the screen; the one before it is interrupted by `interrupt`."""
        return await self._in(self._reader, lambda: function(self.library.reader(), *args, **kwargs))

    def interrupt(self) -> None:
        """Stop the slow reads that are under way; they raise."""
        self.library.interrupt_readers()

    def context(self, actor: str) -> Context:
        """An operation's context."""
        return Context(self.library, actor=actor, now=self.now)

    def close(self) -> None:
        """Let go of threads and the library."""
        self.interrupt()
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=False, cancel_futures=True)

    @staticmethod
    async def _in(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)
