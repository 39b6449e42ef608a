"""The library: one SQLite file that several processes read and write at once, and its connections."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsterm.model.errors import LibraryBusyError
from newsterm.storage.connections import READER_CACHE, LibraryConnection, connect
from newsterm.storage.opening import prepare
from newsterm.storage.waiting import PATIENCE, begin

FILE_NAME = "library.db"
_JOURNAL_SIZE = 32 << 20
_PAGES_BEFORE_CHECKPOINT = {False: 2_000, True: 20_000}
"""By durability: the write-ahead log is folded into the file by fetching rather than under the user's hand."""


class Library:
    """An open library. Its methods may be called from any thread.

    Functions of this package take one of its connections first: `reader()` for looking, the one that
    `writing()` gives for changing.
    """

    def __init__(self, path: Path, writer: LibraryConnection) -> None:
        self.path = path
        self._own = threading.local()
        self._readers: list[tuple[threading.Thread, LibraryConnection]] = []
        self._readers_lock = threading.Lock()
        self._writer = writer
        self._writer.execute(f"PRAGMA journal_size_limit = {_JOURNAL_SIZE}")
        self._writer_lock = threading.Lock()

    @classmethod
    def open(cls, directory: Path, *, create: bool = True) -> "Library":
        """Open the library in a folder; a missing one is made (folder 0700, files 0600) unless `create` is false.

        Raises:
            LibraryError: the file is damaged, foreign, newer, unreadable or cannot be written, and is left untouched.
        """
        return cls.open_file(directory / FILE_NAME, create=create)

    @classmethod
    def open_file(cls, path: Path, *, create: bool = False) -> "Library":
        """Open a library file of any name, such as a backup."""
        return cls(path, prepare(path, create=create))

    def reader(self) -> LibraryConnection:
        """The calling thread's read-only connection."""
        connection: LibraryConnection | None = getattr(self._own, "reader", None)
        if connection is None:
            connection = self._open_reader()
            self._own.reader = connection
        return connection

    @contextmanager
    def reading(self) -> Iterator[LibraryConnection]:
        """The calling thread's reader in one transaction: all that is read within belongs to one moment."""
        connection = self.reader()
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()

    @contextmanager
    def writing(self, durable: bool) -> Iterator[LibraryConnection]:
        """One write transaction: kept when the block ends, taken back when it raises.

        Args:
            durable: on disk before the block is left (what the user did), rather than soon (what was fetched).

        Raises:
            LibraryBusyError: another process or thread was writing for 30 seconds.
            LibraryError: the disk is full or fails; nothing was kept.
        """
        deadline = time.monotonic() + PATIENCE
        if not self._writer_lock.acquire(timeout=PATIENCE):
            raise LibraryBusyError(f"{self.path} has been busy for too long. Try again.")
        try:
            connection = self._writer
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_BEFORE_CHECKPOINT[durable]}")
            begin(connection, deadline - time.monotonic())
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has already ended the transaction
                    connection.rollback()
                raise
        finally:
            self._writer_lock.release()

    def interrupt_readers(self, *, but: threading.Thread | None = None) -> None:
        """End the queries that readers are running; they raise `sqlite3.OperationalError` ("interrupted").

        Args:
            but: the thread whose query goes on.
        """
        with self._readers_lock:
            for thread, connection in self._readers:
                if thread is not but:
                    connection.interrupt()

    def close(self) -> None:
        """Close all connections; a query still running is ended."""
        self.interrupt_readers()
        with self._readers_lock:
            for _, connection in self._readers:
                connection.close()
            self._readers.clear()
        with self._writer_lock:
            self._writer.close()

    def _open_reader(self) -> LibraryConnection:
        connection = connect(self.path, READER_CACHE)
        connection.execute("PRAGMA query_only = ON")
        with self._readers_lock:
            living = [(thread, reader) for thread, reader in self._readers if thread.is_alive()]
            for thread, reader in self._readers:
                if not thread.is_alive():
                    reader.close()
            self._readers = [*living, (threading.current_thread(), connection)]
        return connection
