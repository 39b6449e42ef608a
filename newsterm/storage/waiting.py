"""Waiting for other processes that hold the library."""

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from newsterm.model.errors import LibraryBusyError

PATIENCE = 30.0
"""Seconds to wait for another process before giving up."""
_SHORTEST = 0.0005
_LONGEST = 0.01
_Result = TypeVar("_Result")


def begin(connection: sqlite3.Connection, patience: float = PATIENCE) -> None:
    """Begin a write transaction once no other process has one.

    SQLite's own waiting sleeps up to a tenth of a second at a time; this looks again after at most 10 ms.

    Raises:
        LibraryBusyError: another process had one for `patience` seconds.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        insist(lambda: connection.execute("BEGIN IMMEDIATE"), patience)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


def insist(attempt: Callable[[], _Result], patience: float = PATIENCE) -> _Result:
    """Try until no other process is in the way.

    Args:
        attempt: what to try.
        patience: seconds after which the error of being busy is let through.

    Raises:
        LibraryBusyError: still busy.
    """
    deadline = time.monotonic() + patience
    pause = _SHORTEST
    while True:
        try:
            return attempt()
        except LibraryBusyError:
            if time.monotonic() >= deadline:
                raise
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST)
