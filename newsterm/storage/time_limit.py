"""A limit to the time that one query may take, told by SQLite itself as well as by its regular expressions."""

import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from newsterm.model.errors import QueryError
from newsterm.query.tree import Query
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.finding import found_between, is_dense, is_read_in_order
from newsterm.storage.matching import matching

_STEPS = 5_000
"""Instructions of SQLite's machine between two looks at the clock: a fraction of a millisecond."""


class TooSlowError(Exception):
    """A query was stopped because its time was up; the message says what it did, after its name in a sentence.

    `is_endless`: one of its regular expressions took too long over a single text.
    """

    def __init__(self, message: str, *, is_endless: bool = False) -> None:
        super().__init__(message)
        self.is_endless = is_endless


@contextmanager
def limited(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Stop what runs within once the time is up.

    Raises:
        TooSlowError: it was stopped.
    """
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() >= deadline, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if time.monotonic() >= deadline:
            raise TooSlowError(f"took longer than {_duration(seconds)}") from error
        raise
    finally:
        connection.set_progress_handler(None, _STEPS)


def matching_within(
    connection: LibraryConnection, query: str | Query, ids: Collection[int], now: datetime, seconds: float
) -> set[int]:
    """Which articles a query finds that is known to be right.

    Raises:
        TooSlowError: it took longer, or one of its regular expressions did on a single text.
    """
    began = time.monotonic()
    try:
        with limited(connection, seconds):
            if is_dense(connection, ids) and is_read_in_order(connection, query, now):
                with connection.functions.running(seconds):
                    return found_between(connection, query, min(ids), max(ids) + 1, now).intersection(ids)
            return matching(connection, query, ids, now, seconds=seconds)
    except QueryError as error:
        if time.monotonic() - began >= seconds:
            raise TooSlowError(f"took longer than {_duration(seconds)}") from error
        raise TooSlowError("took too long over one article", is_endless=True) from error


def _duration(seconds: float) -> str:
    return "a second" if seconds <= 1 else f"{seconds:.0f} seconds"
