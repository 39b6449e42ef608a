"""Child processes that parse, so that no feed can stop, exhaust or crash newsterm itself."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import newsterm
from newsterm.model.errors import ParseError
from newsterm.model.parsed import PackedFeed
from newsterm.parsing.serialising import from_bytes
from newsterm.parsing.worker import ANSWER, FAILED, FEED, PAGE, PARSED, PIPE_SIZE, PREPARE, READY, REQUEST

_MOST_WORKERS = 4
_START_DEADLINE = 30.0
"""Seconds in which a child must have started."""


class ParserPool:
    """Parses feeds in child processes that are started when first needed. Belongs to one event loop."""

    def __init__(self, workers: int | None = None, *, deadline: float = 4.0, memory: int = 1024 * 1024 * 1024) -> None:
        """Prepare a pool.

        Args:
            workers: how many processes at most; by default one a processor, but no more than four.
            deadline: seconds that a feed may take; then its process is killed and another takes its place.
            memory: bytes of address space of each process.
        """
        self._free = asyncio.Semaphore(workers or min(_MOST_WORKERS, os.cpu_count() or 1))
        self._arguments = (str(memory), str(deadline))
        self._deadline = deadline
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await asyncio.gather(*(worker.end() for worker in self._all))
        self._idle.clear()
        self._all.clear()

    async def parse(self, body: bytes, url: str, content_type: str = "") -> PackedFeed:
        """Parse a feed in a child process; see `newsterm.parsing.feeds.parse_feed`.

        Raises:
            ParseError: it is no feed, or took too long, too much memory, or its process down with it.
        """
        try:
            return from_bytes(await self.parse_to_bytes(body, url, content_type))
        except ValueError as error:
            raise ParseError("The process that read it gave a senseless answer.") from error

    async def parse_to_bytes(self, body: bytes, url: str, content_type: str = "") -> bytes:
        """Parse a feed into what `serialising.from_bytes` reads, for another process to read.

        Raises:
            ParseError: as for `parse`.
        """
        return await self._read(body, {"kind": FEED, "url": url, "content_type": content_type})

    async def parse_page(self, body: bytes, url: str, content_type: str = "", *, feed_length: int = 0) -> PackedFeed:
        """Find the story of a page in a child process; see `newsterm.parsing.page_story.read_page_story`.

        Args:
            body: the page.
            url: its address.
            content_type: the Content-Type header, "" if there was none.
            feed_length: characters of what the article's feed brought, 0 for nothing.

        Returns:
            The page as a feed of its one story.

        Raises:
            ParseError: there is none in it, or as for `parse`.
        """
        header = {"kind": PAGE, "url": url, "content_type": content_type, "feed_length": feed_length}
        try:
            return from_bytes(await self._read(body, header))
        except ValueError as error:
            raise ParseError("The process that read it gave a senseless answer.") from error

    async def _read(self, body: bytes, header: Mapping[str, Any]) -> bytes:
        async with self._free:
            worker = self._idle.pop() if self._idle else await self._start()
            answered = False
            try:
                if header["kind"] == PAGE:
                    await _prepare_for_pages(worker)
                async with asyncio.timeout(self._deadline):
                    kind, answer = await worker.ask(body, header)
                answered = True
            except TimeoutError as error:
                raise ParseError(f"Reading it took longer than {self._deadline:g} s, so it was given up.") from error
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                raise ParseError("The process that read it died of it.") from error
            finally:
                if answered:
                    self._idle.append(worker)
                else:
                    self._all.discard(worker)
                    await worker.end()
        if kind == FAILED:
            raise ParseError(answer.decode("utf-8", "replace"))
        return answer

    async def _start(self) -> "_Worker":
        package_folder = str(Path(newsterm.__file__).parent.parent)
        path = os.pathsep.join(part for part in (package_folder, os.environ.get("PYTHONPATH", "")) if part)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # never import from the folder that newsterm happens to be started in
            "-m",
            "newsterm.parsing.worker",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=PIPE_SIZE,
            env={**os.environ, "PYTHONPATH": path, "TZ": "UTC"},
        )
        worker = _Worker(process)
        self._all.add(worker)
        started = False
        try:
            async with asyncio.timeout(_START_DEADLINE):
                await worker.wait_until_ready()
            started = True
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError) as error:
            raise ParseError("The process that reads feeds could not be started.") from error
        finally:
            if not started:
                self._all.discard(worker)
                await worker.end()
        return worker


async def _prepare_for_pages(worker: "_Worker") -> None:
    """Have a child load what pages need, the first time; that does not count against a page's deadline."""
    try:
        async with asyncio.timeout(_START_DEADLINE):
            await worker.prepare_for_pages()
    except (TimeoutError, ConnectionError, asyncio.IncompleteReadError) as error:
        raise ParseError("The process that reads pages could not be started.") from error


class _Worker:
    """One child process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a worker needs pipes")
        self._process = process
        self._requests = process.stdin
        self._answers = process.stdout
        self._reads_pages = False

    async def wait_until_ready(self) -> None:
        """Wait for the word of a started child; starting does not count against a feed's deadline."""
        kind, _ = await self._answer()
        if kind != READY:
            raise ConnectionError

    async def ask(self, body: bytes, header: Mapping[str, Any]) -> tuple[bytes, bytes]:
        """Have something read; returns the kind of answer and the answer."""
        self._write(body, header)
        await self._requests.drain()
        kind, answer = await self._answer()
        if kind not in {PARSED, FAILED}:
            raise ConnectionError
        return kind, answer

    async def prepare_for_pages(self) -> None:
        """Have the child load what pages need, unless it has done so already."""
        if not self._reads_pages:
            self._write(b"", {"kind": PREPARE})
            await self.wait_until_ready()
            self._reads_pages = True

    def _write(self, body: bytes, header: Mapping[str, Any]) -> None:
        head = json.dumps(header).encode()
        self._requests.write(b"".join((REQUEST.pack(len(head), len(body)), head, body)))

    async def _answer(self) -> tuple[bytes, bytes]:
        kind, length = ANSWER.unpack(await self._answers.readexactly(ANSWER.size))
        return kind, await self._answers.readexactly(length)

    async def end(self) -> None:
        """Kill the child and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._requests.close()
        await self._process.wait()
