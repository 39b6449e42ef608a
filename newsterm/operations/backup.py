"""Copying the library to a file while others go on writing."""

from pathlib import Path

from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.storage import backup


def back_up(ctx: Context, file: Path) -> Outcome:
    """Write a consistent copy of the library.

    Raises:
        LibraryError: the file exists already or cannot be written.
    """
    backup.back_up(ctx.library, file)
    return Outcome(f"Backed up the library to {file}")
