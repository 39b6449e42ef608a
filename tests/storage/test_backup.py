"""A backup is a whole library that was consistent at one moment."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from newsterm.model.errors import LibraryError
from newsterm.model.event import EventKind
from newsterm.storage import backup, counters, integrity, remembered, replay
from newsterm.storage.library import Library
from tests.storage.shelf import Shelf


def test_a_backup_is_a_private_library_with_everything_in_it(shelf: Shelf, tmp_path: Path) -> None:
    shelf.subscribe()
    number = shelf.store("a", body="zebra")
    shelf.do(EventKind.NOTED, articles=[number], text="yak")
    file = tmp_path / "copy.db"
    backup.back_up(shelf.library, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part"))
    with closing(Library.open_file(file)) as library:
        assert replay.differences(library.reader()) == []
        assert all(finding.is_fine for finding in integrity.check(library))
        assert library.reader().execute("SELECT rowid FROM search('zebra yak')").fetchall() == [(number,)]


def test_a_file_that_exists_is_not_overwritten(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    file.write_text("mine")
    with pytest.raises(LibraryError, match="exists already"):
        backup.back_up(shelf.library, file)
    assert file.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"nowhere/copy\.db cannot be written"):
        backup.back_up(shelf.library, tmp_path / "nowhere" / "copy.db")


def test_nothing_is_left_of_a_backup_that_failed(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    (tmp_path / "copy.db.part").mkdir()
    with pytest.raises(LibraryError, match=r"copy\.db cannot be written"):
        backup.back_up(shelf.library, file)
    assert not file.exists()


def test_a_backup_is_consistent_while_others_write(shelf: Shelf, tmp_path: Path) -> None:
    feed = shelf.subscribe()
    stop = threading.Event()

    def write() -> None:
        with closing(Library.open(shelf.library.path.parent)) as library:
            number = 0
            while not stop.is_set():
                number += 1
                with library.writing(durable=False) as connection:
                    remembered.put(connection, "first", str(number))
                    remembered.put(connection, "second", str(number))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup.back_up(shelf.library, tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        with closing(Library.open_file(tmp_path / f"{number}.db")) as library:
            reader = library.reader()
            assert remembered.get(reader, "first") == remembered.get(reader, "second")
            assert feed in counters.of_feeds(reader)
