"""Bringing a library's schema up to date: numbered SQL files, forward only, each in one transaction."""

import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from newsterm.storage.waiting import begin

APPLICATION_ID = 0x4E657773
"""Marks the file as newsterm's ("News"; SQLite's header, offset 68)."""
_NAME = re.compile(r"(\d{4})_\w+\.sql")


def builtin_migrations() -> Traversable:
    """The folder with newsterm's own migrations."""
    return files("newsterm.storage") / "migrations"


def migrations(directory: Traversable) -> dict[int, str]:
    """The statements of each version, by its number, in order."""
    found = ((_NAME.fullmatch(file.name), file) for file in directory.iterdir())
    return dict(sorted((int(match[1]), file.read_text("utf-8")) for match, file in found if match))


def latest_version(directory: Traversable) -> int:
    """The version that the migrations in a folder lead to."""
    return max(migrations(directory), default=0)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of the open library, 0 for an empty file."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def migrate(connection: sqlite3.Connection, directory: Traversable | None = None) -> int:
    """Bring the open library up to date; other processes may do the same at the same time.

    Args:
        connection: in autocommit mode.
        directory: where the migrations lie; newsterm's own if None.

    Returns:
        The version that the library has now.
    """
    for version, script in migrations(directory or builtin_migrations()).items():
        if version <= version_of(connection):
            continue
        begin(connection)
        try:
            if version > version_of(connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
    return version_of(connection)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
