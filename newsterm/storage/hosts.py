"""Hosts that asked to be left alone, and how gently they are asked since."""

import sqlite3

from newsterm.model.host import HostState


def all_states(connection: sqlite3.Connection) -> dict[str, HostState]:
    """The states of all hosts that ever refused, by their names."""
    rows = connection.execute("SELECT name, held_until, gap, refusals, last_ask FROM hosts")
    return {name: HostState(*values) for name, *values in rows.fetchall()}


def of(connection: sqlite3.Connection, name: str) -> HostState:
    """The state of one host; that of a host which never refused if nothing is remembered."""
    row = connection.execute("SELECT held_until, gap, refusals, last_ask FROM hosts WHERE name = ?", (name,)).fetchone()
    return HostState() if row is None else HostState(*row)


def record(connection: sqlite3.Connection, name: str, state: HostState) -> None:
    """Keep a host's state.

    Args:
        connection: in a write transaction.
        name: as in an address's authority: with its port where that is unusual.
        state: as it is now; one with nothing to remember is forgotten.
    """
    if state == HostState():
        connection.execute("DELETE FROM hosts WHERE name = ?", (name,))
        return
    connection.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?, ?, ?)", (name, *state))
