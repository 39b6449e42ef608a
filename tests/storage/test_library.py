"""The library's file: private, refused when it is not ours, and shared by many connections."""

import os
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsterm.model.errors import LibraryBusyError, LibraryError
from newsterm.storage import library as library_module
from newsterm.storage import remembered
from newsterm.storage.library import FILE_NAME, Library
from newsterm.storage.migrating import APPLICATION_ID, builtin_migrations, latest_version
from newsterm.storage.waiting import begin


def test_files_are_private_in_a_private_folder(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with closing(Library.open(tmp_path / "new" / "data")) as library:
            with library.writing(durable=True) as connection:
                remembered.put(connection, "a", "b")
            modes = {path.name: path.stat().st_mode & 0o777 for path in library.path.parent.iterdir()}
    finally:
        os.umask(old)
    assert modes == {FILE_NAME: 0o600, f"{FILE_NAME}-wal": 0o600, f"{FILE_NAME}-shm": 0o600}
    assert (tmp_path / "new" / "data").stat().st_mode & 0o777 == 0o700


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library, library.writing(durable=True) as connection:
        remembered.put(connection, "place", "unread")
    with closing(Library.open(tmp_path, create=False)) as library:
        assert remembered.get(library.reader(), "place") == "unread"
        assert library.reader().execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_long_log_is_folded_into_the_file_while_nobody_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "_LOG_SIZE", 100_000)
    with closing(Library.open(tmp_path)) as library:
        with library.writing(durable=True) as connection:
            remembered.put(connection, "short", "a")
        assert library._folding is None
        with library.writing(durable=True) as connection:
            remembered.put(connection, "long", "a" * 200_000)
        library._folding.join(30)
        assert b"a" * 3_000 in library.path.read_bytes()
        with library.writing(durable=True) as connection:
            remembered.put(connection, "next", "b")
        assert library.path.with_name(f"{FILE_NAME}-wal").stat().st_size <= 100_000
        assert remembered.get(library.reader(), "long") == "a" * 200_000


def test_a_long_log_waits_for_the_change_that_is_being_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "_LOG_SIZE", 100_000)
    monkeypatch.setattr(library_module, "_QUIET", 0.05)
    with closing(Library.open(tmp_path)) as library:
        with library.writing(durable=True) as connection:
            remembered.put(connection, "long", "a" * 200_000)
        with library.writing(durable=True) as connection:
            remembered.put(connection, "next", "b")
            library._folding.join(0.5)
            assert library._folding.is_alive()
            assert b"a" * 3_000 not in library.path.read_bytes()
        library._folding.join(30)
        assert b"a" * 3_000 in library.path.read_bytes()


def test_closing_does_not_wait_until_it_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "_LOG_SIZE", 100_000)
    monkeypatch.setattr(library_module, "_QUIET", 60.0)
    library = Library.open(tmp_path)
    with library.writing(durable=True) as connection:
        remembered.put(connection, "long", "a" * 200_000)
    started = time.monotonic()
    library.close()
    assert time.monotonic() - started < 10
    with closing(Library.open(tmp_path, create=False)) as library:
        assert remembered.get(library.reader(), "long") == "a" * 200_000


def test_a_missing_library_is_not_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library at"):
        Library.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def _text(path: Path) -> None:
    path.write_text("a diary\n" * 100)


def _short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0 cut")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE diary (text)")
        connection.commit()


def _newer(path: Path) -> None:
    Library.open_file(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 4711")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _truncated(path: Path) -> None:
    Library.open_file(path, create=True).close()
    path.write_bytes(path.read_bytes()[: 5 * 4096])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_text, "damaged or no newsterm library"),
        (_short, "damaged or no newsterm library"),
        (_foreign, "another program's database"),
        (_newer, "newer newsterm .*4711"),
        (_truncated, "damaged"),
    ],
)
def test_a_file_that_is_no_usable_library_is_named_and_left_untouched(make, words: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    make(path)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=words) as caught:
        Library.open(tmp_path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.stat().st_size] == [FILE_NAME]


def test_a_page_that_is_damaged_is_told_in_a_sentence(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        path = library.path
        (page,) = library.reader().execute("SELECT rootpage FROM sqlite_schema WHERE name = 'remembered'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with closing(Library.open(tmp_path)) as library, pytest.raises(LibraryError, match="is damaged"):
        remembered.get(library.reader(), "place")


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with pytest.raises(LibraryError, match=r"/proc/nowhere/library\.db cannot be opened"):
        Library.open(Path("/proc/nowhere"))


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(LibraryError, match="is not a file"):
        Library.open(tmp_path)


def test_a_folder_without_permission_to_write_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(tmp_path).close()
    # Root may write everywhere, so permissions are asked through the one call that tells.
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    with pytest.raises(LibraryError, match="cannot be read and written"):
        Library.open(tmp_path)


def _write(library: Library, **values: Any) -> None:
    with library.writing(durable=True) as connection:
        for name, value in values.items():
            remembered.put(connection, name, value)


def test_a_full_disk_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        with library.writing(durable=True) as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
        library._writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="The disk is full"):
            _write(library, small="x", large="x" * 100_000)
        library._writer.execute("PRAGMA max_page_count = 1000000")
        assert remembered.get(library.reader(), "small") is None
        with library.writing(durable=True) as connection:
            remembered.put(connection, "small", "again")
        assert remembered.get(library.reader(), "small") == "again"


def test_what_raises_is_taken_back(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        with pytest.raises(sqlite3.Error):
            _write(library, a="b", c=object())
        assert remembered.get(library.reader(), "a") is None


def test_readers_cannot_write(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library, pytest.raises(LibraryError, match="cannot be written"):
        remembered.put(library.reader(), "a", "b")


def test_each_thread_has_its_own_reader(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library, ThreadPoolExecutor(1) as pool:
        here = library.reader()
        assert library.reader() is here
        assert pool.submit(library.reader).result() is not here


def test_reading_sees_one_moment(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        with library.reading() as reader:
            assert remembered.get(reader, "a") is None
            with library.writing(durable=False) as connection:
                remembered.put(connection, "a", "b")
            assert remembered.get(reader, "a") is None
        assert remembered.get(library.reader(), "a") == "b"


def test_a_query_can_be_interrupted_from_another_thread(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    started = threading.Event()

    def run(library: Library) -> None:
        reader = library.reader()
        reader.set_progress_handler(lambda: started.set() or 0, 1000)
        reader.execute(endless)

    with closing(Library.open(tmp_path)) as library, ThreadPoolExecutor(1) as pool:
        query = pool.submit(run, library)
        assert started.wait(10)
        library.interrupt_readers()
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            query.result(10)


def test_a_writer_that_never_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "PATIENCE", 0.05)
    with closing(Library.open(tmp_path)) as library, closing(sqlite3.connect(library.path)) as other:
        begin(other)
        with pytest.raises(LibraryBusyError, match="too long"), library.writing(durable=True):
            pass
        other.rollback()
        with library.writing(durable=True) as connection:
            remembered.put(connection, "a", "b")


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        header = library.path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == latest_version(builtin_migrations())
