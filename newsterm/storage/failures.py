"""What SQLite's errors mean to the user: sentences that name the library's file and say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsterm.model.errors import LibraryBusyError, LibraryError

_SENTENCES = (
    (
        ("database or disk is full",),
        "The disk is full: {path} could not be written, and nothing of this was kept. Free some space and try again.",
    ),
    (
        ("readonly database",),
        "{path} cannot be written. Make the file and its folder writable, or choose another folder with --data-dir.",
    ),
    (
        ("unable to open database file",),
        "{path} cannot be opened. Make the file and its folder readable and writable, or choose another folder with"
        " --data-dir.",
    ),
    (
        ("disk I/O error",),
        "The disk reported an error at {path}. Check the disk and its free space; a backup of the library may help.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        "{path} is damaged; it was left as it is. Move it away and put a backup in its place, or start with an empty"
        " library by moving it away.",
    ),
)
_BUSY = "Another program has been writing to {path} for too long. Wait for it to finish, or end it, and try again."


def explain(error: sqlite3.Error, path: Path) -> LibraryError:
    """Make an error of SQLite a sentence for the user."""
    words = str(error)
    if is_busy(error):
        return LibraryBusyError(_BUSY.format(path=path))
    for signs, sentence in _SENTENCES:
        if any(sign in words for sign in signs):
            return LibraryError(sentence.format(path=path))
    return LibraryError(f"{path} could not be used: {words}.")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection holds what is needed, so that waiting helps."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def is_interrupted(error: sqlite3.Error) -> bool:
    """Whether a query was ended by `Library.interrupt_readers`."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors within into `LibraryError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
