"""Old libraries become new ones with all that is in them."""

import multiprocessing
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from newsterm.model.errors import LibraryError
from newsterm.storage import counters
from newsterm.storage.library import Library
from newsterm.storage.migrating import builtin_migrations, latest_version, migrate, migrations, version_of
from newsterm.storage.opening import prepare
from tests.storage.shelf import Shelf

NEXT = latest_version(builtin_migrations()) + 1


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """All versions as they are, with a made-up next one."""
    directory = tmp_path / "migrations"
    directory.mkdir()
    for file in builtin_migrations().iterdir():
        if file.name.endswith(".sql"):
            (directory / file.name).write_text(file.read_text())
    (directory / f"{NEXT:04}_shelves.sql").write_text(
        "-- Comments; with semicolons.\n"
        "ALTER TABLE feeds ADD COLUMN shelf TEXT NOT NULL DEFAULT 'none';\n"
        "CREATE TRIGGER shelved AFTER UPDATE OF folder ON feeds BEGIN\n"
        "    UPDATE feeds SET shelf = new.folder WHERE id = new.id;\n"
        "END;\n"
        "UPDATE feeds SET shelf = upper(folder)\n"
    )
    return directory


def test_numbers_have_no_gaps() -> None:
    assert list(migrations(builtin_migrations())) == list(range(1, latest_version(builtin_migrations()) + 1))


def test_a_library_keeps_what_is_in_it(tmp_path: Path, next_version: Path) -> None:
    shelf = Shelf(tmp_path / "library")
    shelf.subscribe(folder="news")
    article = shelf.store("a", body="zebra")
    path = shelf.library.path
    shelf.close()
    with closing(prepare(path, create=False, directory=next_version)) as connection:
        assert version_of(connection) == NEXT
        assert connection.execute("SELECT shelf FROM feeds").fetchone() == ("NEWS",)
        assert connection.execute("SELECT rowid FROM search('zebra')").fetchone() == (article,)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, next_version: Path) -> None:
    (next_version / f"{NEXT:04}_shelves.sql").write_text("CREATE TABLE shelves (name);\nSELECT nonsense;\n")
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nonsense"):
            migrate(connection, next_version)
        assert version_of(connection) == NEXT - 1
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'shelves'").fetchall()


def test_a_library_of_version_1_is_sound_with_version_2(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    old = next(file for file in builtin_migrations().iterdir() if file.name.startswith("0001"))
    (first / old.name).write_text(old.read_text())
    with closing(prepare(tmp_path / "library.db", create=True, directory=first)) as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO feeds(id, url) VALUES (1, 'https://example.org/feed')")
        for number in range(1, 11):
            connection.execute(
                "INSERT INTO articles(id, feed_id, key, title, url, author, seen_at, arrival, words, content_hash)"
                " VALUES (?, 1, ?, 'Title', '', '', 0, ?, 0, '')",
                (number, str(number), number),
            )
        connection.execute("UPDATE articles SET read = 1 WHERE id <= 4")
        connection.execute("UPDATE articles SET starred = 1 WHERE id <= 2")
        connection.execute("COMMIT")
    with closing(Library.open(tmp_path)) as library:
        numbers = counters.of_feeds(library.reader())
        assert numbers == counters.counted_anew(library.reader())
        assert (numbers[1].total, numbers[1].unread, numbers[1].starred, numbers[1].everything) == (10, 6, 2, 10)


def test_an_older_program_refuses_a_library_that_was_migrated(tmp_path: Path, next_version: Path) -> None:
    prepare(tmp_path / "library.db", create=True, directory=next_version).close()
    with pytest.raises(LibraryError, match="newer newsterm"):
        Library.open(tmp_path)


def test_processes_that_create_one_library_at_once_all_get_it(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert (
            list(pool.map(_open, [tmp_path / str(round_) for round_ in range(5) for _ in range(4)])) == [NEXT - 1] * 20
        )


def _open(directory: Path) -> int:
    with closing(Library.open(directory)) as library:
        return version_of(library.reader())


def test_migrations_are_part_of_the_package() -> None:
    directory: Traversable = builtin_migrations()
    assert latest_version(directory) >= 1
