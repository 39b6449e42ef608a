"""What the background process does with requests: one refresh after the other, discoveries beside them."""

import asyncio
import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from newsterm.background.protocol import (
    BackgroundMessage,
    Cancel,
    Discover,
    Discovered,
    FeedDone,
    FetchPages,
    PageDone,
    PageSaved,
    PagesFinished,
    ProtocolError,
    Refresh,
    RefreshFinished,
    RefreshStarted,
    Request,
    Rescore,
    Rescored,
    RuleFired,
    SavePage,
)
from newsterm.configuration import Settings, load
from newsterm.fetching.client import Client
from newsterm.locations import Locations
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.context import Context
from newsterm.operations.discover import discover
from newsterm.operations.full_text import fetch_pages, fetch_wanted, summed_up
from newsterm.operations.recleaning import reclean
from newsterm.operations.refresh import refresh
from newsterm.operations.save import save_page
from newsterm.operations.scoring import Rescored as ScoresDone
from newsterm.operations.scoring import rescore_if_due
from newsterm.parsing.workers import ParserPool
from newsterm.storage.library import Library

_CLEANING_SLICE = 1.0
"""Seconds for which stored texts are cleaned before other work gets its turn."""


class Service:
    """Carries out requests and sends what comes of them. All methods belong to one event loop."""

    def __init__(self, locations: Locations, send: Callable[[BackgroundMessage], None]) -> None:
        self._locations = locations
        self._send = send
        self._waiting: deque[Refresh] = deque()
        self._cancelled = asyncio.Event()
        self._refreshing: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self._scoring = asyncio.Lock()
        self._cleaning = asyncio.Lock()
        self._ending = threading.Event()

    def accept(self, request: Request | BackgroundMessage) -> None:
        """Begin to carry out a request.

        Raises:
            ProtocolError: it is no request.
        """
        match request:
            case Refresh():
                self._waiting.append(request)
                if self._refreshing is None or self._refreshing.done():
                    self._refreshing = asyncio.create_task(self._refresh_all_waiting(), name="refresh")
            case Cancel():
                self._waiting.clear()
                self._cancelled.set()
            case Discover(number, address):
                self._do_beside(self._discover(number, address), "discover")
            case FetchPages(articles):
                self._do_beside(self._fetch_pages(articles), "fetch pages")
            case SavePage(number, address):
                self._do_beside(self._save_page(number, address), "save a page")
            case Rescore():
                self._do_beside(self._rescore(), "rescore")
            case _:
                raise ProtocolError(f"no request: {request}")

    async def stop(self) -> None:
        """End everything that is going on; what is ready to be stored is stored."""
        self._ending.set()
        self._waiting.clear()
        self._cancelled.set()
        for task in self._beside:
            task.cancel()
        tasks = [*self._beside, *([self._refreshing] if self._refreshing else [])]
        await asyncio.gather(*tasks, return_exceptions=True)

    def _do_beside(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _refresh_all_waiting(self) -> None:
        """Refresh as asked, in turn; the connections and the parser processes last until nothing is left to do."""
        async with AsyncExitStack() as opened:
            client = await opened.enter_async_context(Client(own_hosts=self._settings().own_hosts))
            parsers = await opened.enter_async_context(ParserPool())
            while self._waiting:
                self._cancelled.clear()
                await self._refresh(self._waiting.popleft(), client, parsers)

    async def _refresh(self, request: Refresh, client: Client, parsers: ParserPool) -> None:
        done = total = 0

        def start(number: int) -> None:
            nonlocal total
            total = number
            self._send(RefreshStarted(total, request.urgency))

        def report(refreshed: FeedRefreshed) -> None:
            nonlocal done
            done += 1
            self._send(FeedDone(refreshed, done, total))

        try:
            with contextlib.closing(Library.open(self._locations.library)) as library:
                context = Context(library, rules_file=self._locations.rules)
                since = context.now()
                summary = await refresh(
                    context,
                    request.feeds,
                    urgency=request.urgency,
                    client=client,
                    parsers=parsers,
                    on_start=start,
                    on_done=report,
                    cancelled=self._cancelled,
                    logins=self._settings().login,
                )
                await fetch_wanted(
                    context,
                    since,
                    client=client,
                    parsers=parsers,
                    logins=self._settings().login,
                    on_done=lambda page: self._send(PageDone(page.article, page.is_there)),
                )
        except NewstermError as error:
            self._send(RefreshFinished(0, 0, cancelled=False, sentence=str(error), error=True, urgency=request.urgency))
        except Exception:  # the border to foreign code: the interface must hear that the refresh is over
            logging.getLogger(__name__).exception("a refresh failed")
            sentence = f"The refresh failed by a fault of newsterm; {self._locations.log} says more"
            self._send(RefreshFinished(0, 0, cancelled=False, sentence=sentence, error=True, urgency=request.urgency))
        else:
            for firing in summary.rules.firings:
                self._send(RuleFired(firing))
            self._send(
                RefreshFinished(
                    summary.new,
                    summary.failed,
                    summary.cancelled,
                    summary.sentence,
                    error=summary.is_offline,
                    problems=(*summary.rules.stopped, *summary.rules.problems),
                    urgency=request.urgency,
                )
            )
            self._do_beside(self._rescore(), "rescore")
            self._do_beside(self._reclean(), "reclean")

    async def _fetch_pages(self, articles: tuple[int, ...]) -> None:
        settings = self._settings()
        try:
            with contextlib.closing(Library.open(self._locations.library)) as library:
                async with Client(own_hosts=settings.own_hosts) as client, ParserPool() as parsers:
                    done = await fetch_pages(
                        Context(library),
                        articles,
                        client=client,
                        parsers=parsers,
                        logins=settings.login,
                        on_done=lambda page: self._send(PageDone(page.article, page.is_there)),
                    )
        except NewstermError as error:
            self._send(PagesFinished(str(error), error=True))
        except Exception:  # the border to foreign code: the interface must hear that it is over
            logging.getLogger(__name__).exception("fetching pages failed")
            sentence = f"Fetching the page failed by a fault of newsterm; {self._locations.log} says more"
            self._send(PagesFinished(sentence, error=True))
        else:
            self._send(PagesFinished(summed_up(done), error=not any(page.is_there for page in done)))

    async def _save_page(self, number: int, address: str) -> None:
        try:
            with contextlib.closing(Library.open(self._locations.library)) as library:
                async with Client(own_hosts=self._settings().own_hosts) as client, ParserPool(1) as parsers:
                    outcome = await save_page(Context(library, "key"), address, client=client, parsers=parsers)
        except NewstermError as error:
            self._send(PageSaved(number, error=str(error)))
        except Exception:  # the border to foreign code: a question needs its answer
            logging.getLogger(__name__).exception("saving a page failed")
            sentence = f"Saving the page failed by a fault of newsterm; {self._locations.log} says more."
            self._send(PageSaved(number, error=sentence))
        else:
            self._send(PageSaved(number, outcome.sentence, outcome.articles[0]))

    def _settings(self) -> Settings:
        """What config.toml says now; what is wrong in it the interface tells."""
        return load(self._locations.configuration, [])

    async def _rescore(self) -> None:
        """Work out scores where that is due, one after the other; nothing is said where it is not."""
        async with self._scoring:
            try:
                done = await asyncio.to_thread(_rescore_if_due, self._locations)
            except NewstermError as error:
                logging.getLogger(__name__).warning("scores wait for their next turn: %s", error)
                return
        if done is not None:
            self._send(Rescored(done.changed, done.stopped))

    async def _reclean(self) -> None:
        """Clean what an older newsterm stored, until done or the process ends."""
        if self._cleaning.locked():
            return
        async with self._cleaning:
            done = False
            while not done and not self._ending.is_set():
                async with self._scoring:  # never both at once; each slice lets scores that were asked for go before
                    try:
                        done = await asyncio.to_thread(_reclean, self._locations, self._ending.is_set)
                    except NewstermError as error:
                        logging.getLogger(__name__).warning("cleaning waits for its next turn: %s", error)
                        return

    async def _discover(self, number: int, address: str) -> None:
        try:
            async with Client(own_hosts=self._settings().own_hosts) as client:
                links = await discover(address, client=client)
        except NewstermError as error:
            self._send(Discovered(number, error=str(error)))
        except Exception:  # the border to foreign code: a question needs its answer
            logging.getLogger(__name__).exception("looking for feeds failed")
            sentence = f"Looking for feeds failed by a fault of newsterm; {self._locations.log} says more."
            self._send(Discovered(number, error=sentence))
        else:
            self._send(Discovered(number, links))


def _reclean(locations: Locations, stopped: Callable[[], bool]) -> bool:
    """Clean stored texts for a moment; whether all are clean now."""
    end = time.monotonic() + _CLEANING_SLICE
    with contextlib.closing(Library.open(locations.library)) as library:
        return reclean(Context(library), stopped=lambda: stopped() or time.monotonic() > end).done


def _rescore_if_due(locations: Locations) -> ScoresDone | None:
    with contextlib.closing(Library.open(locations.library)) as library:
        return rescore_if_due(Context(library, rules_file=locations.rules))
