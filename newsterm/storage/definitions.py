"""What the user defined, by kind and name: views, rules, watchlists, orders. Written by the journal alone.

Kinds are "view", "rule", "watchlist" and "order"; an order is `{"items": [...]}`, named "views", "folders",
"feeds" or "splits".
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")


def all_of(connection: sqlite3.Connection, kind: str) -> dict[str, Any]:
    """All values of a kind by their names, in the order of names."""
    rows = connection.execute("SELECT name, value FROM definitions WHERE kind = ? ORDER BY name", (kind,))
    return {name: json.loads(value) for name, value in rows.fetchall()}


def get(connection: sqlite3.Connection, kind: str, name: str) -> Any | None:
    """One value; None if there is none of that name."""
    row = connection.execute("SELECT value FROM definitions WHERE kind = ? AND name = ?", (kind, name)).fetchone()
    return None if row is None else json.loads(row[0])


def to_text(value: Any) -> str:
    """A value as the library holds it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def order(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The items of one of the user's orders; () if they made none."""
    value = get(connection, "order", name)
    return tuple(value["items"]) if value else ()


def arranged(items: Iterable[tuple[str, Item]], wanted: Sequence[str]) -> list[Item]:
    """Put items, each with its key, into an order of keys; those that it does not name follow as they came."""
    places = {key: place for place, key in enumerate(wanted)}
    return [item for _, item in sorted(items, key=lambda pair: places.get(pair[0], len(places)))]
