"""Time that has passed for feeds: their next time to be asked has come."""

import sqlite3
from contextlib import closing
from pathlib import Path


def make_due(directory: Path) -> None:
    """Let all feeds of the library in a directory be due, as after a day in which nobody asked them."""
    with closing(sqlite3.connect(directory / "library.db")) as connection, connection:
        connection.execute("UPDATE feeds SET next_at = NULL, last_attempt = last_attempt - 86400")
