"""Rules at work while a refresh goes on: at its beginning, every couple of seconds, and at its end."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from newsterm.model.errors import NewstermError
from newsterm.operations.context import Context
from newsterm.operations.ruling import Ruling

_EVERY = 2.0
"""Seconds between two looks at what has arrived."""


@asynccontextmanager
async def ruling_meanwhile(ctx: Context) -> AsyncIterator[Ruling]:
    """Let the rules act on what arrives within, in a thread of their own.

    All that has arrived is judged once this is left; its outcome may then be asked for.

    Raises:
        LibraryError: the library cannot be read or written.
    """
    loop = asyncio.get_running_loop()
    ruling = Ruling(ctx)
    with ThreadPoolExecutor(1, "rules") as thread:
        in_thread = partial(loop.run_in_executor, thread)
        await in_thread(ruling.begin)
        meanwhile = asyncio.create_task(_go_on(partial(in_thread, ruling.apply)), name="rules")
        try:
            yield ruling
        except BaseException:
            await _stop(meanwhile)
            raise
        await _stop(meanwhile)
        await in_thread(ruling.apply)


async def _go_on(apply: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        try:
            await apply()
        except NewstermError as error:
            logging.getLogger(__name__).warning("rules wait for their next turn: %s", error)


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
