"""What the background process does with requests: one refresh after the other, discoveries beside them."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack

from newsterm.background.protocol import (
    BackgroundMessage,
    Cancel,
    Discover,
    Discovered,
    FeedDone,
    ProtocolError,
    Refresh,
    RefreshFinished,
    RefreshStarted,
    Request,
)
from newsterm.fetching.client import Client
from newsterm.locations import Locations
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.context import Context
from newsterm.operations.discover import discover
from newsterm.operations.refresh import refresh
from newsterm.parsing.workers import ParserPool
from newsterm.storage.library import Library


class Service:
    """Carries out requests and sends what comes of them. All methods belong to one event loop."""

    def __init__(self, locations: Locations, send: Callable[[BackgroundMessage], None]) -> None:
        self._locations = locations
        self._send = send
        self._waiting: deque[Refresh] = deque()
        self._cancelled = asyncio.Event()
        self._refreshing: asyncio.Task[None] | None = None
        self._discovering: set[asyncio.Task[None]] = set()

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
                task = asyncio.create_task(self._discover(number, address), name="discover")
                self._discovering.add(task)
                task.add_done_callback(self._discovering.discard)
            case _:
                raise ProtocolError(f"no request: {request}")

    async def stop(self) -> None:
        """End everything that is going on; what is ready to be stored is stored."""
        self._waiting.clear()
        self._cancelled.set()
        for task in self._discovering:
            task.cancel()
        tasks = [*self._discovering, *([self._refreshing] if self._refreshing else [])]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _refresh_all_waiting(self) -> None:
        """Refresh as asked, in turn; the connections and the parser processes last until nothing is left to do."""
        async with AsyncExitStack() as opened:
            client = await opened.enter_async_context(Client())
            parsers = await opened.enter_async_context(ParserPool())
            while self._waiting:
                self._cancelled.clear()
                await self._refresh(self._waiting.popleft(), client, parsers)

    async def _refresh(self, request: Refresh, client: Client, parsers: ParserPool) -> None:
        done = total = 0

        def start(number: int) -> None:
            nonlocal total
            total = number
            self._send(RefreshStarted(total))

        def report(refreshed: FeedRefreshed) -> None:
            nonlocal done
            done += 1
            self._send(FeedDone(refreshed, done, total))

        try:
            with contextlib.closing(Library.open(self._locations.library)) as library:
                summary = await refresh(
                    Context(library),
                    request.feeds,
                    client=client,
                    parsers=parsers,
                    on_start=start,
                    on_done=report,
                    cancelled=self._cancelled,
                )
        except NewstermError as error:
            self._send(RefreshFinished(0, 0, cancelled=False, sentence=str(error), error=True))
        except Exception:  # the border to foreign code: the interface must hear that the refresh is over
            logging.getLogger(__name__).exception("a refresh failed")
            sentence = f"The refresh failed by a fault of newsterm; {self._locations.log} says more"
            self._send(RefreshFinished(0, 0, cancelled=False, sentence=sentence, error=True))
        else:
            self._send(
                RefreshFinished(
                    summary.new, summary.failed, summary.cancelled, summary.sentence, error=summary.is_offline
                )
            )

    async def _discover(self, number: int, address: str) -> None:
        try:
            async with Client() as client:
                links = await discover(address, client=client)
        except NewstermError as error:
            self._send(Discovered(number, error=str(error)))
        except Exception:  # the border to foreign code: a question needs its answer
            logging.getLogger(__name__).exception("looking for feeds failed")
            sentence = f"Looking for feeds failed by a fault of newsterm; {self._locations.log} says more."
            self._send(Discovered(number, error=sentence))
        else:
            self._send(Discovered(number, links))
