"""The interface's way to the library: slow reads can be stopped, and leave nothing behind that holds up the screen."""

import gc
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsterm.configuration import Settings
from newsterm.interface.session import Session
from newsterm.storage.library import Library

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Library.open(tmp_path)) as library:
        session = Session(library, Settings())
        yield session
        session.close()


def cursors() -> list[sqlite3.Cursor]:
    return [thing for thing in gc.get_objects() if isinstance(thing, sqlite3.Cursor)]


def test_a_read_that_is_stopped_lets_go_of_its_cursors_in_its_own_thread(session: Session) -> None:
    reading = threading.Event()

    def read(connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT 1 UNION ALL SELECT 2")
        found.fetchone()
        reading.set()
        connection.execute(_ENDLESS)

    gc.collect()
    before = len(cursors())
    gc.disable()
    try:
        begun = session.begin(read)
        assert reading.wait(10)
        while not begun.done():
            session.interrupt()
        assert isinstance(begun.exception(), sqlite3.OperationalError)
        assert len(cursors()) == before
    finally:
        gc.enable()


def test_only_slow_reads_are_stopped_and_nothing_where_there_are_none(session: Session) -> None:
    session.interrupt()
    assert session.begin(lambda connection: connection.execute("SELECT 7").fetchone()[0]).result(10) == 7


def test_the_version_is_another_one_after_every_change(session: Session) -> None:
    before = session.version()
    assert session.version() == before
    session.remember("x", "y")
    assert session.version() != before


async def test_a_read_aside_goes_on_while_others_are_under_way(session: Session) -> None:
    go_on = threading.Event()
    begun = session.begin(lambda _: go_on.wait(10))
    assert await session.read_aside(lambda connection: connection.execute("SELECT 7").fetchone()[0]) == 7
    go_on.set()
    assert begun.result(10)
