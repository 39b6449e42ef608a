"""The parent's end of the storing process: starts it with the first arrival, reports what it stored, ends it."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from pathlib import Path

from newsterm.model.errors import LibraryError
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.storing import Arrival, Written
from newsterm.operations.storing_wire import END, write_arrival
from newsterm.python_process import module_command, module_environment

_GRACE = 0.12
"""Seconds in which a process that is told to stop commits what it is at."""
_DIED = "The process that stores articles ended unexpectedly; refresh again."


class StoringProcess:
    """A process that stores arrivals. Belongs to one event loop."""

    def __init__(self, library: Path, on_stored: Callable[[FeedRefreshed], None]) -> None:
        """Prepare; nothing is started before the first arrival.

        Args:
            library: the library's file.
            on_stored: called in the event loop for every feed once its articles are committed.
        """
        self._library = library
        self._on_stored = on_stored
        self._process: asyncio.subprocess.Process | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._trouble = ""

    async def send(self, arrival: Arrival, written: Written) -> None:
        """Hand an arrival over; waits while the process has enough to do.

        Raises:
            LibraryError: the process ended, for the reason that it gave.
        """
        process = self._process or await self._start()
        assert process.stdin is not None  # noqa: S101 - it was made a pipe
        try:
            process.stdin.write(write_arrival(arrival, written))
            await process.stdin.drain()
        except ConnectionError as error:
            await self._end()
            raise LibraryError(self._trouble or _DIED) from error

    async def finish(self) -> None:
        """Have everything stored that was handed over, and end the process.

        Raises:
            LibraryError: the process ended before, for the reason that it gave.
        """
        if self._process is None:
            return
        assert self._process.stdin is not None  # noqa: S101 - it was made a pipe
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(END)
            await self._process.stdin.drain()
        await self._end()
        if self._trouble or self._process.returncode:
            raise LibraryError(self._trouble or _DIED)

    async def stop(self) -> None:
        """End the process after its current transaction; what it has not stored by then is left."""
        if self._process is None or self._process.returncode is not None:
            return
        assert self._process.stdin is not None  # noqa: S101 - it was made a pipe
        self._process.stdin.close()
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_GRACE):
                    await self._process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._end()

    async def _start(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            *module_command("newsterm.operations.storing_worker", str(self._library)),
            env=module_environment(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        self._hearing = asyncio.create_task(self._hear(self._process), name="stored")
        return self._process

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - it was made a pipe
        while line := await process.stdout.readline():
            said = json.loads(line)
            if "stored" in said:
                self._on_stored(FeedRefreshed(**said["stored"]))
            else:
                self._trouble = said["trouble"]
                if said["fault"]:
                    logging.getLogger(__name__).error("storing failed\n%s", said["fault"])

    async def _end(self) -> None:
        assert self._process is not None  # noqa: S101 - only called once it was started
        if self._hearing is not None:
            await self._hearing
        await self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
