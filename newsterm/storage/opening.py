"""Opening the library's file: refusing what is not ours before SQLite touches it, creating and migrating what is."""

import os
import sqlite3
from importlib.resources.abc import Traversable
from pathlib import Path

from newsterm.model.errors import LibraryError
from newsterm.storage.connections import WRITER_CACHE, LibraryConnection, connect
from newsterm.storage.migrating import APPLICATION_ID, builtin_migrations, latest_version, migrate, version_of
from newsterm.storage.waiting import insist

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\0"


def prepare(path: Path, *, create: bool, directory: Traversable | None = None) -> LibraryConnection:
    """Make sure that the file is a library of this version, and open the connection that writes.

    Args:
        path: the library's file.
        create: whether to make folder and file where they are missing.
        directory: the migrations; newsterm's own if None.

    Raises:
        LibraryError: it cannot be used; a file that is damaged, foreign or newer is left untouched.
    """
    migrations = directory or builtin_migrations()
    try:
        if create:
            _create(path)
        _check_access(path)
        _check_header(path, latest_version(migrations))
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be opened: {(error.strerror or str(error)).lower()}. Make the file and its folder readable"
            " and writable, or choose another folder with --data-dir."
        ) from error
    connection = connect(path, WRITER_CACHE)
    try:
        _bring_up_to_date(connection, path, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    if not path.exists():
        # SQLite gives the files beside it the same permissions.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))


def _check_access(path: Path) -> None:
    if not path.exists():
        raise LibraryError(f"There is no library at {path}.")
    if not path.is_file():
        raise LibraryError(f"{path} is not a file. Move it away, or choose another folder with --data-dir.")
    for place in (path, path.parent):
        if not os.access(place, os.R_OK | os.W_OK):
            raise LibraryError(
                f"{place} cannot be read and written. Change its permissions, or choose another folder with --data-dir."
            )


def _check_header(path: Path, latest: int) -> None:
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if not header:
        return
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise LibraryError(
            f"{path} is damaged or no newsterm library; it was left as it is. Move it away, or put a backup in its"
            " place."
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise LibraryError(
            f"{path} is another program's database, not a newsterm library; it was left as it is. Move it away, or"
            " choose another folder with --data-dir."
        )
    _check_version(path, int.from_bytes(header[60:64], "big"), latest)


def _check_version(path: Path, version: int, latest: int) -> None:
    if version > latest:
        raise LibraryError(
            f"{path} was written by a newer newsterm (library version {version}; this one knows {latest}); it was left"
            " as it is. Install the newer newsterm."
        )


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, migrations: Traversable) -> None:
    latest = latest_version(migrations)
    if insist(lambda: version_of(connection)) < latest:
        migrate(connection, migrations)
    _check_version(path, version_of(connection), latest)
    # Only now: a file in WAL mode always has its application id in the file itself, where the header check looks.
    if insist(lambda: connection.execute("PRAGMA journal_mode").fetchone()[0]) != "wal":
        insist(lambda: connection.execute("PRAGMA journal_mode = WAL"))
