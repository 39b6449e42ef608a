"""Refreshing feeds: fetch, compare, parse, and hand over to `storing`; what happens at once and what waits for what."""

import asyncio
import hashlib
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import Any

from newsterm.fetching.client import Client
from newsterm.model.errors import FetchError, ParseError, Trouble
from newsterm.model.feed import FetchState, Urgency, Validators
from newsterm.model.host import HostState
from newsterm.model.login import Login
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.context import Context
from newsterm.operations.host_pacing import HostPacing, host_name
from newsterm.operations.logins import LoginError, login_of
from newsterm.operations.refresh_summary import RefreshSummary, sum_up
from newsterm.operations.ruling_meanwhile import ruling_meanwhile
from newsterm.operations.scheduling import is_due, wants_everything
from newsterm.operations.settling import Answered, is_confirmed
from newsterm.operations.storing import PAUSE, Arrival, Failure, NothingNew, PutOff, Stored, Written, opened, store
from newsterm.operations.storing_process import StoringProcess
from newsterm.parsing.workers import ParserPool
from newsterm.storage import feeds as feeds_storage
from newsterm.storage import fetch_states, hosts
from newsterm.storage.library import Library

_AT_ONCE = 64
"""Feeds between the start of their fetching and the end of their parsing; bounds the bodies kept in memory."""
_PER_HOST = 2
"""Feeds of one host that are asked at the same time."""
_FEW = 8
"""Feeds with new contents that a refresh stores by itself; beyond, starting a process for it is worth while."""
_CLAIM = timedelta(minutes=5)
"""For which another process leaves feeds alone that this one is about to ask."""


async def refresh(
    ctx: Context,
    feeds: Sequence[int] | None,
    *,
    urgency: Urgency = Urgency.DUE,
    client: Client,
    parsers: ParserPool,
    on_start: Callable[[int], None],
    on_done: Callable[[FeedRefreshed], None],
    cancelled: asyncio.Event,
    logins: Mapping[str, Login] = MappingProxyType({}),
    pacing: Callable[[Mapping[str, HostState]], HostPacing] = HostPacing,
) -> RefreshSummary:
    """Refresh feeds, of all that are subscribed by default; the user's rules act on what arrives.

    A feed that fails keeps its articles and validators and gets an error; the others go on. Where none can be reached
    at all, none is blamed.

    Args:
        ctx: the library.
        feeds: ids of feeds, None for all.
        urgency: which of them are asked.
        client: what fetches.
        parsers: what parses.
        on_start: called once with the number of feeds that are asked.
        on_done: called in the event loop for every feed once its articles are committed.
        cancelled: set by the caller to stop; what was stored by then stays.
        logins: those of config.toml, by the addresses of their feeds.
        pacing: how hosts that refused before are asked.

    Raises:
        LibraryError: the library cannot be read or written; what was committed stays.
    """
    reader = ctx.library.reader()
    now = ctx.now()
    states = fetch_states.of_feeds(reader, feeds)
    asked = [state for state in states if is_due(state, urgency, now)]
    titles = {feed.id: feed.title for feed in feeds_storage.all_feeds(reader)}
    paced = pacing(hosts.all_states(reader))
    on_start(len(asked))
    if asked:
        with ctx.library.writing(durable=False) as connection:
            fetch_states.claim(connection, [state.feed for state in asked], now + _CLAIM)
    run = _Run(ctx, client, parsers, titles, on_done, paced, logins, insists=urgency is Urgency.NOW)
    async with ruling_meanwhile(ctx) as ruling:
        await run.work_through(_by_turns(asked), cancelled)
    summary = sum_up(states, asked, run.done, urgency, now, cancelled=cancelled.is_set(), is_offline=run.is_offline)
    return replace(summary, rules=ruling.outcome())


class _Run:
    """One refresh under way."""

    def __init__(
        self,
        ctx: Context,
        client: Client,
        parsers: ParserPool,
        titles: dict[int, str],
        on_done: Callable[[FeedRefreshed], None],
        pacing: HostPacing,
        logins: Mapping[str, Login],
        *,
        insists: bool,
    ) -> None:
        self._ctx = ctx
        self._client = client
        self._parsers = parsers
        self._titles = titles
        self._on_done = on_done
        self._pacing = pacing
        self._logins = logins
        self._insists = insists
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_PER_HOST))
        self._arrivals: asyncio.Queue[Arrival | None] = asyncio.Queue(_AT_ONCE)
        self._unreached: list[Arrival] | None = []
        """Feeds that could not be reached, as long as none could; None from then on."""
        self.done: list[FeedRefreshed] = []
        self.is_offline = False

    async def work_through(self, states: Sequence[FetchState], cancelled: asyncio.Event) -> None:
        """Bring all feeds and store them as they come, until done or cancelled."""
        if not states:
            return
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
                if self._unreached and len(states) == 1:
                    await self._arrivals.put(self._unreached[0])
                self.is_offline = 1 < len(states) == len(self._unreached or ())
                await self._arrivals.put(None)
            await storing

    async def _bring(self, state: FetchState) -> None:
        async with self._host_slots[host_name(state.url)]:
            turn = self._pacing.turn(state.url, self._ctx.now(), insists=self._insists)
            if turn.put_off is not None:
                await self._hand_over(state, PutOff(turn.put_off))
                return
            await asyncio.sleep(turn.wait)
            async with self._slots:
                await self._hand_over(state, await self._come(state))

    async def _come(self, state: FetchState) -> Failure | NothingNew | Written:
        try:
            return await self._fetch_and_parse(state)
        except FetchError as error:
            self._pacing.refused(state.url, error.trouble, error.wait, self._ctx.now())
            return Failure(str(error), error.trouble, error.wait)
        except ParseError as error:
            return Failure(str(error))
        except LoginError as error:
            return Failure(str(error), Trouble.LOGIN)
        except Exception as error:  # the border to foreign code: one bad feed never hurts another
            logging.getLogger(__name__).exception("refreshing %s failed", state.url)
            return Failure(
                f"newsterm failed at it by a fault of its own ({type(error).__name__}); see the log.",
                Trouble.TEMPORARY,
            )

    async def _hand_over(self, state: FetchState, came: Failure | PutOff | NothingNew | Written) -> None:
        title = self._titles.get(state.feed, state.url)
        chance = random.random()  # noqa: S311 - it spreads requests, and guards nothing
        arrival = Arrival(state.feed, state.url, title, came, self._ctx.now(), chance)
        if isinstance(came, Failure) and came.trouble is Trouble.NETWORK:
            if self._unreached is not None:
                self._unreached.append(arrival)
                return
        elif self._unreached is not None and not isinstance(came, PutOff):
            unreached, self._unreached = self._unreached, None
            for earlier in unreached:
                await self._arrivals.put(earlier)
        await self._arrivals.put(arrival)

    async def _fetch_and_parse(self, state: FetchState) -> NothingNew | Written:
        """Ask a feed at its address, or first where it has said long enough to be now."""
        if not is_confirmed(state.move, self._ctx.now()):
            return await self._ask(state, state.url)
        try:
            return await self._ask(state, state.move.url)
        except (FetchError, ParseError):
            return await self._ask(state, state.url, move_failed=True)

    async def _ask(self, state: FetchState, url: str, *, move_failed: bool = False) -> NothingNew | Written:
        validators = Validators() if wants_everything(state, self._ctx.now()) else state.validators
        login = (
            await asyncio.to_thread(login_of, state, self._logins) if state.settings.login else self._logins.get(url)
        )
        fetched = await self._client.fetch(url, validators, given_by=state.given_by, login=login, named_by=state.url)
        lasting = fetched.lasting_url if fetched.lasting_url != url else ""
        answered = Answered(url, fetched.validators, fetched.url, lasting, fetched.fresh_for or 0, move_failed)
        if fetched.status == "unchanged":
            return NothingNew(answered)
        body_hash = hashlib.blake2b(fetched.body, digest_size=16).hexdigest()
        if body_hash == state.body_hash:
            return NothingNew(answered, body_hash)
        packed = await self._parsers.parse_to_bytes(fetched.body, fetched.url, fetched.content_type)
        return Written(packed, body_hash, answered)

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
        self.done.append(refreshed)
        self._on_done(refreshed)


def _open_and_store(library: Library, arrivals: Sequence[Arrival]) -> Stored:
    return store(library, [opened(arrival) for arrival in arrivals])


def _by_turns(states: Iterable[FetchState]) -> list[FetchState]:
    """Order feeds so that hosts take turns: many feeds on one slow host then hold up no other."""
    by_host: dict[str, list[FetchState]] = defaultdict(list)
    for state in states:
        by_host[host_name(state.url)].append(state)
    return [state for state in chain.from_iterable(zip_longest(*by_host.values())) if state is not None]
