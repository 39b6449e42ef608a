"""Refreshing feeds: fetch, compare, parse, and hand over to `storing`; what happens at once and what waits for what."""

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from newsterm.fetching.client import Client
from newsterm.model.errors import FetchError, ParseError
from newsterm.model.feed import FetchState
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.context import Context
from newsterm.operations.ruling import RulesOutcome
from newsterm.operations.ruling_meanwhile import ruling_meanwhile
from newsterm.operations.storing import PAUSE, Arrival, Failure, NothingNew, Stored, Written, opened, store
from newsterm.operations.storing_process import StoringProcess
from newsterm.operations.wording import counted
from newsterm.parsing.workers import ParserPool
from newsterm.storage import feeds as feeds_storage
from newsterm.storage.library import Library

_AT_ONCE = 64
"""Feeds between the start of their fetching and the end of their parsing; bounds the bodies kept in memory."""
_FEW = 8
"""Feeds with new contents that a refresh stores by itself; beyond, starting a process for it is worth while."""


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """How a refresh ended."""

    feeds: int
    new: int
    updated: int
    failed: int
    cancelled: bool
    is_offline: bool
    """Whether no feed at all could be reached for want of a network."""
    sentence: str
    """How it went, finished for the screen."""
    rules: RulesOutcome = field(default_factory=RulesOutcome)
    """What rules did with what arrived."""


async def refresh(
    ctx: Context,
    feeds: Sequence[int] | None,
    *,
    client: Client,
    parsers: ParserPool,
    on_start: Callable[[int], None],
    on_done: Callable[[FeedRefreshed], None],
    cancelled: asyncio.Event,
) -> RefreshSummary:
    """Refresh feeds, all that are subscribed by default; the user's rules act on what arrives.

    A feed that fails keeps its articles and validators and gets an error; the others go on.

    Args:
        ctx: the library.
        feeds: ids of feeds, None for all.
        client: what fetches.
        parsers: what parses.
        on_start: called once with the number of feeds.
        on_done: called in the event loop for every feed once its articles are committed.
        cancelled: set by the caller to stop; what was stored by then stays.

    Raises:
        LibraryError: the library cannot be read or written; what was committed stays.
    """
    reader = ctx.library.reader()
    states = feeds_storage.fetch_states(reader, feeds)
    titles = {feed.id: feed.title for feed in feeds_storage.all_feeds(reader)}
    on_start(len(states))
    run = _Run(ctx, client, parsers, titles, on_done)
    async with ruling_meanwhile(ctx) as ruling:
        await run.work_through(_by_turns(states), cancelled)
    return replace(run.summary(len(states), cancelled=cancelled.is_set()), rules=ruling.outcome())


class _Run:
    """One refresh under way."""

    def __init__(
        self,
        ctx: Context,
        client: Client,
        parsers: ParserPool,
        titles: dict[int, str],
        on_done: Callable[[FeedRefreshed], None],
    ) -> None:
        self._ctx = ctx
        self._client = client
        self._parsers = parsers
        self._titles = titles
        self._on_done = on_done
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._arrivals: asyncio.Queue[Arrival | None] = asyncio.Queue(_AT_ONCE)
        self._done: list[FeedRefreshed] = []
        self._offline = 0

    async def work_through(self, states: Iterable[FetchState], cancelled: asyncio.Event) -> None:
        """Bring all feeds and store them as they come, until done or cancelled."""
        storing = asyncio.create_task(self._store_arrivals(cancelled), name="store")
        bringing = [asyncio.create_task(self._bring(state), name=f"fetch {state.url}") for state in states]
        stopping = asyncio.create_task(cancelled.wait(), name="cancel")
        brought: asyncio.Future[list[None]] = asyncio.gather(*bringing)
        first_of: list[asyncio.Future[Any]] = [brought, stopping, storing]
        try:
            await asyncio.wait(first_of, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*bringing, stopping):
                task.cancel()
            await asyncio.gather(brought, stopping, return_exceptions=True)
            if not storing.done():
                await self._arrivals.put(None)
            await storing

    def summary(self, total: int, *, cancelled: bool) -> RefreshSummary:
        """Sum up what is done."""
        new = sum(feed.new for feed in self._done)
        updated = sum(feed.updated for feed in self._done)
        failed = sum(feed.status == "failed" for feed in self._done)
        sources = sum(feed.new > 0 for feed in self._done)
        is_offline = 0 < total == self._offline
        if is_offline:
            sentence = f"No network: {'the feed' if total == 1 else f'none of {total} feeds'} could be reached"
        else:
            parts = [f"{new:,} new in {sources:,} of {counted(total, 'feed')}" if new else "Nothing new"]
            parts += [f"{updated:,} updated"] if updated else []
            parts += [f"{failed:,} failed"] if failed else []
            sentence = ", ".join(parts)
        if cancelled:
            sentence = f"Refresh stopped: {sentence[0].lower() + sentence[1:]}"
        return RefreshSummary(total, new, updated, failed, cancelled, is_offline, sentence)

    async def _bring(self, state: FetchState) -> None:
        came: Failure | NothingNew | Written
        async with self._slots:
            try:
                came = await self._fetch_and_parse(state)
            except FetchError as error:
                self._offline += error.is_network_trouble
                came = Failure(str(error))
            except ParseError as error:
                came = Failure(str(error))
            except Exception as error:  # the border to foreign code: one bad feed never hurts another
                logging.getLogger(__name__).exception("refreshing %s failed", state.url)
                came = Failure(f"newsterm failed at it by a fault of its own ({type(error).__name__}); see the log.")
            title = self._titles.get(state.feed, state.url)
            await self._arrivals.put(Arrival(state, title, came, self._ctx.now()))

    async def _fetch_and_parse(self, state: FetchState) -> NothingNew | Written:
        fetched = await self._client.fetch(state.url, state.validators)
        if fetched.status == "unchanged":
            return NothingNew(fetched.validators)
        body_hash = hashlib.blake2b(fetched.body, digest_size=16).hexdigest()
        if body_hash == state.body_hash:
            return NothingNew(fetched.validators)
        packed = await self._parsers.parse_to_bytes(fetched.body, fetched.url, fetched.content_type)
        return Written(packed, body_hash, fetched.validators)

    async def _store_arrivals(self, cancelled: asyncio.Event) -> None:
        """Store what arrives: a few feeds in a thread, the bulk of many in a process of its own."""
        process = StoringProcess(self._ctx.library.path, self._report)
        written = 0
        arrivals: list[Arrival | None] = []
        try:
            with ThreadPoolExecutor(1, "storing") as thread:
                while None not in arrivals:
                    arrivals = await self._next_arrivals()
                    here: list[Arrival] = []
                    for arrival in arrivals:
                        if arrival is None or cancelled.is_set():
                            continue
                        if isinstance(arrival.came, Written) and written >= _FEW:
                            await process.send(arrival, arrival.came)
                        else:
                            written += isinstance(arrival.came, Written)
                            here.append(arrival)
                    await self._store_here(here, thread, cancelled)
            if not cancelled.is_set():
                await process.finish()
        finally:
            await process.stop()

    async def _next_arrivals(self) -> list[Arrival | None]:
        """Wait for an arrival and take it with all others that are there; None among them is the end."""
        arrivals = [await self._arrivals.get()]
        while not self._arrivals.empty():
            arrivals.append(self._arrivals.get_nowait())
        return arrivals

    async def _store_here(self, arrivals: list[Arrival], thread: ThreadPoolExecutor, cancelled: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        while arrivals and not cancelled.is_set():
            stored = await loop.run_in_executor(thread, _open_and_store, self._ctx.library, arrivals)
            arrivals = list(stored.rest)
            for refreshed in stored.done:
                self._report(refreshed)
            await asyncio.sleep(PAUSE)

    def _report(self, refreshed: FeedRefreshed) -> None:
        self._done.append(refreshed)
        self._on_done(refreshed)


def _open_and_store(library: Library, arrivals: Sequence[Arrival]) -> Stored:
    return store(library, [opened(arrival) for arrival in arrivals])


def _by_turns(states: Iterable[FetchState]) -> list[FetchState]:
    """Order feeds so that hosts take turns: many feeds on one slow host then hold up no other."""
    hosts: dict[str, list[FetchState]] = defaultdict(list)
    for state in states:
        hosts[urlsplit(state.url).netloc].append(state)
    return [state for state in chain.from_iterable(zip_longest(*hosts.values())) if state is not None]
