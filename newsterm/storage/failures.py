"""What SQLite's errors mean to the user: sentences that name the library's file and say what to do."""

import sqlite3
from pathlib import Path

from newsterm.model.errors import LibraryBusyError, LibraryError

_BUSY = "Another program has been writing to {path} for too long. Wait for it to finish, or end it, and try again."
_SHUT = (
    "{path} cannot be opened. Make the file and its folder readable and writable, or choose another folder with"
    " --data-dir."
)
_DAMAGED = (
    "{path} is damaged; it was left as it is. Put a backup in its place, or move it away to begin with an empty"
    " library."
)
_READ_ONLY = (
    "{path} cannot be written. Make the file and its folder writable, or choose another folder with --data-dir."
)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _SHUT,
    sqlite3.SQLITE_PERM: _SHUT,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: (
        "The disk is full: {path} could not be written, and nothing of this was kept. Free some space and try again."
    ),
    sqlite3.SQLITE_IOERR: "The disk reported an error at {path}. Check the disk and its free space, then try again.",
}


def explain(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """Make a sentence of an error that tells of the file, the disk or other processes; None for all others."""
    # The low byte is the primary code: https://www.sqlite.org/rescode.html
    sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if sentence is None:
        return None
    kind = LibraryBusyError if sentence is _BUSY else LibraryError
    return kind(sentence.format(path=path))
