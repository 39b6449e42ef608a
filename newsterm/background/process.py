"""The background process: requests in on standard input, progress out on standard output.

It ends by itself when its input is closed, so that no interface that dies leaves it behind.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from newsterm.background.protocol import LONGEST_LINE, BackgroundMessage, ProtocolError, decode, encode
from newsterm.background.service import Service
from newsterm.locations import Locations, locate
from newsterm.logs import logging_to

_NICENESS = 10
"""How far this process and its children stand back behind the interface, which has keys to answer."""
_GRACE = 0.15
"""Seconds for running work to commit and end by itself."""
_LAST_GRACE = 0.25
"""Seconds after which the process ends whatever is still running; what was committed stays."""


def main(arguments: list[str]) -> int:
    """Serve requests until standard input is closed or the process is told to end. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m newsterm.background")
    parser.add_argument("--data-dir", type=Path)
    locations = locate(parser.parse_args(arguments).data_dir)
    requests, answers = _take_over_standard_streams()
    os.nice(_NICENESS)
    with logging_to(locations.log):
        try:
            asyncio.run(_serve(locations, requests, answers))
        except (KeyboardInterrupt, BrokenPipeError):
            return 0
        except Exception:
            logging.getLogger(__name__).critical("the background process failed", exc_info=True)
            return 1
    return 0


def _take_over_standard_streams() -> tuple[int, int]:
    """Keep the two pipes for the protocol alone: what anything else prints goes to standard error."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, answers


async def _serve(locations: Locations, requests: int, answers: int) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    reading, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(requests, "rb", buffering=0)
    )
    writing, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(answers, "wb", buffering=0))
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)

    def send(message: BackgroundMessage) -> None:
        if not writing.is_closing():
            writing.write(encode(message))

    service = Service(locations, send)
    listening = asyncio.create_task(_listen(reader, service), name="requests")
    told_to_end = asyncio.create_task(ended.wait(), name="signals")
    await asyncio.wait({listening, told_to_end}, return_when=asyncio.FIRST_COMPLETED)
    _end_surely()
    for task in (listening, told_to_end):
        task.cancel()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_GRACE):
            await service.stop()
    reading.close()
    writing.close()
    if listening.done() and not listening.cancelled() and (error := listening.exception()):
        raise error


async def _listen(reader: asyncio.StreamReader, service: Service) -> None:
    while line := await reader.readline():
        try:
            service.accept(decode(line))
        except ProtocolError as error:
            logging.getLogger(__name__).warning("%s", error)


def _end_surely() -> None:
    """End the process soon, even if a thread or a foreign library is stuck."""
    timer = threading.Timer(_LAST_GRACE, os._exit, (0,))
    timer.daemon = True
    timer.start()
