"""A consistent copy of the library while others go on writing."""

import os
from contextlib import suppress
from pathlib import Path

from newsterm.model.errors import LibraryError
from newsterm.storage.connections import READER_CACHE, connect
from newsterm.storage.library import Library


def back_up(library: Library, file: Path) -> None:
    """Write all that the library holds at this moment to a new file that only the user can read.

    The file is a library itself; put in the place of a lost one it is opened like any other.

    Raises:
        LibraryError: the file exists already, or cannot be written; then nothing is left of it.
    """
    part = file.with_name(file.name + ".part")
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise LibraryError(f"{file} exists already; it was left as it is. Give another name.") from error
    except OSError as error:
        raise _unwritable(file, error) from error
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        _copy(library, part)
        _sync(part)
        part.replace(file)
    except BaseException as error:
        for leftover in (part, file):
            with suppress(OSError):
                leftover.unlink()
        if isinstance(error, OSError):
            raise _unwritable(file, error) from error
        raise


def _copy(library: Library, part: Path) -> None:
    connection = connect(library.path, READER_CACHE)
    try:
        connection.path = part  # which trouble is about
        connection.execute("VACUUM INTO ?", (str(part),))
    finally:
        connection.close()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _unwritable(file: Path, error: OSError) -> LibraryError:
    return LibraryError(f"{file} cannot be written: {(error.strerror or str(error)).lower()}. Choose another place.")
