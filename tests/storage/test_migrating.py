"""Old libraries become new ones with all that is in them."""

import multiprocessing
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from newsterm.model.errors import LibraryError
from newsterm.storage.library import Library
from newsterm.storage.migrating import builtin_migrations, latest_version, migrate, migrations, version_of
from newsterm.storage.opening import prepare
from tests.storage.shelf import Shelf


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """Version 1 as it is, with a made-up version 2."""
    directory = tmp_path / "migrations"
    directory.mkdir()
    for file in builtin_migrations().iterdir():
        if file.name.startswith("0001"):
            (directory / file.name).write_text(file.read_text())
    (directory / "0002_shelves.sql").write_text(
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


def test_a_library_of_version_1_keeps_what_is_in_it(tmp_path: Path, next_version: Path) -> None:
    shelf = Shelf(tmp_path / "library")
    shelf.subscribe(folder="news")
    article = shelf.store("a", body="zebra")
    path = shelf.library.path
    shelf.close()
    with closing(prepare(path, create=False, directory=next_version)) as connection:
        assert version_of(connection) == 2
        assert connection.execute("SELECT shelf FROM feeds").fetchone() == ("NEWS",)
        assert connection.execute("SELECT rowid FROM search('zebra')").fetchone() == (article,)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, next_version: Path) -> None:
    (next_version / "0002_shelves.sql").write_text("CREATE TABLE shelves (name);\nSELECT nonsense;\n")
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nonsense"):
            migrate(connection, next_version)
        assert version_of(connection) == 1
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'shelves'").fetchall()


def test_an_older_program_refuses_a_library_that_was_migrated(tmp_path: Path, next_version: Path) -> None:
    prepare(tmp_path / "library.db", create=True, directory=next_version).close()
    with pytest.raises(LibraryError, match="newer newsterm"):
        Library.open(tmp_path)


def test_processes_that_create_one_library_at_once_all_get_it(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(_open, [tmp_path / str(round_) for round_ in range(5) for _ in range(4)])) == [1] * 20


def _open(directory: Path) -> int:
    with closing(Library.open(directory)) as library:
        return version_of(library.reader())


def test_migrations_are_part_of_the_package() -> None:
    directory: Traversable = builtin_migrations()
    assert latest_version(directory) >= 1
