"""The interface's end of the background process: starts it on first need, talks to it, ends it in time."""

import asyncio
import contextlib
import itertools
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newsterm.background.protocol import (
    LONGEST_LINE,
    BackgroundMessage,
    Cancel,
    Discover,
    Discovered,
    FeedDone,
    FetchPages,
    PageDone,
    PageSaved,
    PagesFinished,
    ProcessDied,
    ProtocolError,
    Refresh,
    RefreshFinished,
    RefreshStarted,
    Request,
    Rescore,
    Rescored,
    RuleFired,
    SavePage,
    decode,
    encode,
)
from newsterm.locations import locate
from newsterm.model.errors import FetchError, NewstermError
from newsterm.model.feed import Urgency
from newsterm.model.parsed import FeedLink
from newsterm.python_process import module_command, module_environment

_GRACE = 0.3
"""Seconds that the process has to end after its input was closed."""
_DIED = "The background process ended unexpectedly; it is started again when it is needed"


class BackgroundProcess:
    """A background process and what it says.

    It is started by the first request, and again by the next request after it died. All methods belong to
    one event loop.
    """

    def __init__(self, data_dir: Path | None, on_message: Callable[[BackgroundMessage], None]) -> None:
        """Prepare; nothing is started yet.

        Args:
            data_dir: what --data-dir gave, None for the platform's own places. The log file there gets what
                the process writes to standard error.
            on_message: called in the event loop with every message but the answers to questions.
        """
        self._data_dir = data_dir
        self._log = locate(data_dir).log
        self._on_message = on_message
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._numbers = itertools.count(1)
        self._questions: dict[int, asyncio.Future[Any]] = {}
        self._starting = asyncio.Lock()
        self._stopping = False

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """The process id, None while there is none."""
        return self._process.pid if self._process is not None and self.is_running else None

    async def start(self) -> None:
        """Start the process if it does not run.

        Raises:
            NewstermError: it cannot be started.
        """
        async with self._starting:
            if self.is_running or self._stopping:
                return
            if self._reading:
                await self._reading
            directory = [] if self._data_dir is None else ["--data-dir", str(self._data_dir)]
            errors = self._open_log()
            try:
                self._process = await asyncio.create_subprocess_exec(
                    *module_command("newsterm.background", *directory),
                    env=module_environment(),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=errors,
                    limit=LONGEST_LINE,
                    start_new_session=True,  # ctrl+c and a closed terminal reach it through its standard input alone
                )
            except OSError as error:
                raise NewstermError(f"The background process cannot be started: {error.strerror}.") from error
            finally:
                os.close(errors)
            self._reading = asyncio.create_task(self._read(self._process), name="background messages")

    async def refresh(self, feeds: Sequence[int] | None = None, urgency: Urgency = Urgency.DUE) -> None:
        """Ask for a refresh of these feeds, or of all; what comes of it arrives as messages."""
        await self._send(Refresh(None if feeds is None else tuple(feeds), urgency))

    async def cancel(self) -> None:
        """Ask to stop the refresh that is going on, if any."""
        if self.is_running:
            await self._send(Cancel())

    async def fetch_pages(self, articles: Sequence[int]) -> None:
        """Ask for the pages of articles; what comes of it arrives as messages."""
        await self._send(FetchPages(tuple(articles)))

    async def save_page(self, address: str) -> PageSaved:
        """Keep the page at an address as an article.

        Raises:
            NewstermError: a sentence on why it was not kept.
        """
        saved: PageSaved = await self._ask(lambda number: SavePage(number, address))
        return saved

    async def rescore(self) -> None:
        """Ask for scores to be worked out anew where that is due; what comes of it arrives as a message."""
        await self._send(Rescore())

    async def discover(self, address: str) -> tuple[FeedLink, ...]:
        """Find the feeds at an address.

        Raises:
            NewstermError: a sentence on why there are none.
        """
        links: tuple[FeedLink, ...] = await self._ask(lambda number: Discover(number, address))
        return links

    async def _ask(self, question: Callable[[int], Request]) -> Any:
        """Ask a question that has an answer of its own."""
        await self.start()
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._questions[number] = answer
        try:
            await self._send(question(number))
            return await answer
        finally:
            self._questions.pop(number, None)

    async def stop(self) -> None:
        """End the process within half a second, in the middle of a refresh too; what it committed stays."""
        self._stopping = True
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(_GRACE):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._reading:
            await self._reading
        self._process = None

    async def _send(self, request: Request) -> None:
        await self.start()
        if self._process is None or self._process.stdin is None:
            raise NewstermError("The background process was stopped.")
        with contextlib.suppress(ConnectionError):  # its death is told by the reading task
            self._process.stdin.write(encode(request))
            await self._process.stdin.drain()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Hand on what the process says until it ends."""
        assert process.stdout is not None  # noqa: S101 - it was made a pipe
        reason = _DIED
        try:
            while line := await process.stdout.readline():
                self._receive(line)
        except (ValueError, ProtocolError):  # asyncio reports a line over the limit as ValueError
            reason = "The background process said something unintelligible and was ended"
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()
        for answer in self._questions.values():
            if not answer.done():
                answer.set_exception(FetchError(f"{reason}."))
        if not self._stopping:
            self._on_message(ProcessDied(f"{reason} (see {self._log})"))

    def _receive(self, line: bytes) -> None:
        match decode(line):
            case Discovered(number, links, error):
                self._answer(number, links, error)
            case PageSaved(number, error=error) as saved:
                self._answer(number, saved, error)
            case (
                RefreshStarted()
                | FeedDone()
                | RefreshFinished()
                | PageDone()
                | PagesFinished()
                | RuleFired()
                | Rescored() as message
            ):
                self._on_message(message)
            case other:
                raise ProtocolError(f"not for this end: {other}")

    def _answer(self, number: int, found: Any, error: str) -> None:
        answer = self._questions.get(number)
        if answer is not None and not answer.done():
            if error:
                answer.set_exception(FetchError(error))
            else:
                answer.set_result(found)

    def _open_log(self) -> int:
        """Open the log for the process's standard error; a log that cannot be written is none."""
        try:
            self._log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(self._log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        except OSError:
            return os.open(os.devnull, os.O_WRONLY)
