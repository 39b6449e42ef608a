"""The library: one SQLite file that several processes read and write at once, and its connections."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from newsterm.model.errors import LibraryBusyError, LibraryError
from newsterm.storage.connections import READER_CACHE, LibraryConnection, connect
from newsterm.storage.opening import prepare
from newsterm.storage.waiting import PATIENCE, begin

FILE_NAME = "library.db"
_LOG_SIZE = 32 << 20
"""Bytes beyond which the write-ahead log is folded into the file aside, and to which it is then cut."""
_PAGES_BEFORE_CHECKPOINT = {False: 2_000, True: 100_000}
"""By durability: the log is folded into the file by fetching, or aside, rather than under the user's hand."""
_QUIET = 0.3
"""Seconds without a change after which a long log is folded, so that it is not while the next one is being made."""


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
        self._writer.execute(f"PRAGMA journal_size_limit = {_LOG_SIZE}")
        self._writer_lock = threading.Lock()
        self._changed_at = 0.0
        self._folding: threading.Thread | None = None
        self._is_closing = threading.Event()

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
            self._changed_at = time.monotonic()
            if durable:
                self._fold_a_long_log()
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
        self._is_closing.set()
        self.interrupt_readers()
        with self._readers_lock:
            for _, connection in self._readers:
                connection.close()
            self._readers.clear()
        with self._writer_lock:
            if self._folding:
                self._folding.join()
            self._writer.close()

    def _fold_a_long_log(self) -> None:
        """Begin to fold the log into the file where it is long; nobody waits for that."""
        if self._folding and self._folding.is_alive():
            return
        with suppress(OSError):
            if self.path.with_name(self.path.name + "-wal").stat().st_size > _LOG_SIZE:
                self._folding = threading.Thread(target=self._fold, name="newsterm-folding")
                self._folding.start()

    def _fold(self) -> None:
        """Once nothing is being changed, fold as much as no reader still needs; what stays is folded another time."""
        while self._writer_lock.locked() or time.monotonic() - self._changed_at < _QUIET:
            if self._is_closing.wait(_QUIET / 3):
                return
        with suppress(sqlite3.Error, LibraryError), closing(connect(self.path, READER_CACHE)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

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
