"""`python -m newsterm.operations.storing_worker FILE`: stores arrivals from standard input into a library.

A refresh of many feeds starts one, since opening and storing articles is most of its work: what fetches then never
waits for it.
"""

import os
import queue
import signal
import sys
import threading
import time
import traceback
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from newsterm.model.errors import NewstermError
from newsterm.operations.storing import PAUSE, Arrival, opened, store
from newsterm.operations.storing_wire import read_arrival, write_stored, write_trouble
from newsterm.storage.library import Library

_READ_AHEAD = 8
"""Arrivals read while others are being stored."""


class _Inbox:
    """Reads arrivals in a thread. A gone sender is noticed between two transactions."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._arrivals: queue.Queue[Arrival | None] = queue.Queue(_READ_AHEAD)
        self.gone = threading.Event()
        threading.Thread(target=self._read, name="arrivals", daemon=True).start()

    def take(self, *, wait: bool) -> tuple[list[Arrival], bool]:
        """Take what has arrived, at least one thing if `wait`; also says whether that was the end."""
        taken: list[Arrival] = []
        while wait or not self._arrivals.empty():
            arrival = self._arrivals.get()
            if arrival is None:
                return taken, True
            taken.append(arrival)
            wait = False
        return taken, False

    def _read(self) -> None:
        try:
            while arrival := read_arrival(self._stream):
                self._arrivals.put(arrival)
            self._arrivals.put(None)
            self._stream.read(1)  # returns when the sender has gone
        except EOFError:
            self.gone.set()
            self._arrivals.put(None)
        self.gone.set()


def main() -> int:
    """Store until the end of the input. Argument: the library's file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what ctrl+c means
    answers = sys.stdout.buffer
    try:
        with closing(Library.open_file(Path(sys.argv[1]))) as library:
            _store_all(_Inbox(sys.stdin.buffer), library, answers)
    except BrokenPipeError:
        return 0
    except NewstermError as error:
        _say(answers, write_trouble(str(error)))
        return 1
    except Exception:  # noqa: BLE001 - the outermost frame: the parent has the log
        _say(answers, write_trouble("Storing failed by a fault of newsterm.", fault=traceback.format_exc()))
        return 1
    return 0


def _store_all(inbox: _Inbox, library: Library, answers: BinaryIO) -> None:
    waiting: list[Arrival] = []
    ended = False
    pause_ends = 0.0
    while waiting or not ended:
        if not ended:
            taken, ended = inbox.take(wait=not waiting)
            waiting += [opened(arrival) for arrival in taken]
        if inbox.gone.is_set():
            return
        if waiting:
            time.sleep(max(pause_ends - time.monotonic(), 0))
            stored = store(library, waiting)
            pause_ends = time.monotonic() + PAUSE
            waiting = list(stored.rest)
            _say(answers, b"".join(map(write_stored, stored.done)))


def _say(answers: BinaryIO, line: bytes) -> None:
    answers.write(line)
    answers.flush()


if __name__ == "__main__":
    code = main()
    os._exit(code)  # the thread that listens for the sender's end would hold up a gentler one
