"""The views that the user saved."""

import sqlite3
from typing import Any

from newsterm.model.listing import Sort
from newsterm.model.view import View
from newsterm.storage import definitions


def all_views(connection: sqlite3.Connection) -> tuple[View, ...]:
    """All views in the user's order, by name where they gave none."""
    found = [(name, _view(name, value)) for name, value in definitions.all_of(connection, "view").items()]
    found.sort(key=lambda item: item[0].casefold())
    return tuple(definitions.arranged(found, definitions.order(connection, "views")))


def to_value(view: View) -> dict[str, str]:
    """A view as a definition's value."""
    return {"query": view.query, "sort": view.sort.value, "rows": view.rows}


def _view(name: str, value: dict[str, Any]) -> View:
    return View(name, value["query"], Sort(value.get("sort", Sort.NEWEST)), value.get("rows", ""))
