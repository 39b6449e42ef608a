"""The watchlists that the user keeps in the library."""

import sqlite3
from typing import Any

from newsterm.model.watchlist import COLOURS, MARK, STATE_MARKS, Watchlist
from newsterm.storage import definitions

KIND = "watchlist"


def all_watchlists(connection: sqlite3.Connection) -> tuple[Watchlist, ...]:
    """All watchlists, by name."""
    found = [_watchlist(name, value) for name, value in definitions.all_of(connection, KIND).items()]
    return tuple(sorted(found, key=lambda watchlist: watchlist.name.casefold()))


def to_value(watchlist: Watchlist) -> dict[str, str]:
    """A watchlist as a definition's value."""
    return {"query": watchlist.query, "colour": watchlist.colour, "mark": watchlist.mark}


def _watchlist(name: str, value: dict[str, Any]) -> Watchlist:
    colour = value.get("colour", "")
    mark = value.get("mark") or MARK
    return Watchlist(
        name,
        value["query"],
        colour if colour in COLOURS else COLOURS[0],
        MARK if mark in STATE_MARKS else mark,
    )
