"""How late the interface's event loop ever is while it refreshes, run as a process of its own.

`python -m tests.benchmarks.lateness DIR` starts the real application without a terminal on the library in DIR,
refreshes all its feeds through the real background process, and prints the lateness of a 5 ms heartbeat.
"""

import asyncio
import json
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from newsterm.background.protocol import BackgroundMessage, RefreshFinished
from newsterm.configuration import Settings
from newsterm.interface.application import Newsterm
from newsterm.interface.keymap import resolve
from newsterm.locations import locate
from newsterm.storage.library import Library

_BEAT = 0.005


class _Watched(Newsterm):
    """The application, and an event for the end of its refresh."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.finished = asyncio.Event()
        self.report: RefreshFinished | None = None

    def _report(self, message: BackgroundMessage) -> None:
        super()._report(message)
        if isinstance(message, RefreshFinished):
            self.report = message
            self.finished.set()


async def _beat(late: list[float]) -> None:
    while True:
        due = time.perf_counter() + _BEAT
        await asyncio.sleep(_BEAT)
        late.append((time.perf_counter() - due) * 1000)


async def measure(directory: Path) -> dict[str, Any]:
    """Refresh once; the lateness in milliseconds, and what the refresh said at its end."""
    late: list[float] = []
    with closing(Library.open(directory)) as library:
        app = _Watched(library, Settings(refresh_every=0), resolve({}), locate(directory))
        async with app.run_test(size=(160, 45)) as pilot:
            await pilot.pause()
            beating = asyncio.create_task(_beat(late))
            began = time.perf_counter()
            await pilot.press("R")
            await asyncio.wait_for(app.finished.wait(), 120)
            seconds = time.perf_counter() - began
            beating.cancel()
            await app.background.stop()
    assert app.report
    late.sort()
    return {
        "worst": late[-1],
        "p99": late[int(len(late) * 0.99)],
        "beats": len(late),
        "seconds": seconds,
        "new": app.report.new,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(measure(Path(sys.argv[1])))) + "\n")
