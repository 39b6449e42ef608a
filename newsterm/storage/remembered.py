"""What the interface remembers between runs: layout, the last place, reading positions. Not part of the journal."""

import sqlite3


def get(connection: sqlite3.Connection, name: str) -> str | None:
    """What was remembered under a name, None if nothing."""
    row = connection.execute("SELECT value FROM remembered WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]


def put(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Remember a value under a name in place of any older one."""
    connection.execute(
        "INSERT INTO remembered(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
