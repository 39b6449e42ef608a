"""Connections to the library's file: with the SQL functions that queries call, and errors in sentences."""

import sqlite3
from pathlib import Path
from typing import Any, Self

from newsterm.query.functions import QueryFunctions, register_functions
from newsterm.storage.failures import explain
from newsterm.storage.waiting import PATIENCE
from newsterm.text.document_codec import decode_text, has_image

READER_CACHE = 6_000
"""Kibibytes of page cache of a reading connection."""
WRITER_CACHE = 16_000
"""Kibibytes of page cache of the writing connection."""


class LibraryConnection(sqlite3.Connection):
    """A connection that can run compiled queries; trouble with the file raises `LibraryError`."""

    path: Path
    functions: QueryFunctions

    def execute(self, *args: Any) -> sqlite3.Cursor:
        """Run one statement."""
        return self.cursor(_LibraryCursor).execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        """Run one statement with many sets of parameters."""
        return self.cursor(_LibraryCursor).executemany(*args)


class _LibraryCursor(sqlite3.Cursor):
    def execute(self, *args: Any) -> Self:
        try:
            return super().execute(*args)
        except sqlite3.Error as error:
            if told := self._told(error):
                raise told from error
            raise

    def executemany(self, *args: Any) -> Self:
        try:
            return super().executemany(*args)
        except sqlite3.Error as error:
            if told := self._told(error):
                raise told from error
            raise

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            if told := self._told(error):
                raise told from error
            raise

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return super().fetchmany(size)
        except sqlite3.Error as error:
            if told := self._told(error):
                raise told from error
            raise

    def _told(self, error: sqlite3.Error) -> Exception | None:
        connection = self.connection
        return explain(error, connection.path) if isinstance(connection, LibraryConnection) else None


def connect(path: Path, cache: int) -> LibraryConnection:
    """Open a connection in autocommit mode to a file that exists; threads may share it by turns.

    Args:
        path: the library's file.
        cache: kibibytes to keep pages in.

    Raises:
        LibraryError: the file cannot be used.
    """
    try:
        connection = sqlite3.connect(
            path.absolute().as_uri() + "?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=PATIENCE,
            factory=LibraryConnection,
        )
    except sqlite3.Error as error:
        raise explain(error, path) or error from error
    connection.path = path
    connection.functions = register_functions(connection, decode_text, has_image)
    try:
        connection.execute(f"PRAGMA cache_size = -{cache}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection
