"""Which groups of the journal build on a group, so that it cannot be taken back without them."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from newsterm.model.errors import QueryError
from newsterm.model.event import Event, EventGroup, EventKind
from newsterm.storage import definitions, events, journal
from newsterm.storage.events import Change
from newsterm.storage.projections import NOT_UNDOABLE_ACTORS
from newsterm.storage.reducing import aspects, kindred


def dependents(connection: sqlite3.Connection, number: str, *, since: str = "") -> list[EventGroup]:
    """The groups, newest first, that came after a group, still stand, and build on it.

    A group builds on another if it changed something that the other changed, names a view that the other changed in
    a query, or builds on one that does. Marks made by showing and by the end of a snooze hold nothing up.

    Args:
        connection: any.
        number: the group's id.
        since: the id of an event up to which there is known to be none.

    Raises:
        NotFoundError: there is no such group.
    """
    done = events.of_group(connection, journal.done_by(connection, number))
    touched = _Touched()
    touched.add(done)
    found: dict[str, EventGroup] = {}
    begin = max(done[-1].id, since)
    while begin:
        begin = _look_on(connection, begin, touched, found)
    return sorted(found.values(), key=lambda each: each.id, reverse=True)


class _Touched:
    """What events changed."""

    def __init__(self) -> None:
        self.kinds: set[EventKind] = set()
        """The kinds of events that may change any of it."""
        self._things: dict[str, set[Any]] = {}

    def add(self, happened: Sequence[Event]) -> None:
        """Take what these events changed to the rest."""
        self.kinds |= kindred(event.kind for event in happened)
        for event in happened:
            for side, things in aspects(event.kind, event.subject, event.payload).items():
                self._things.setdefault(side, set()).update(things)

    def is_met_by(self, changed: dict[str, set[Any]]) -> bool:
        """Whether something is among it."""
        return any(not things.isdisjoint(self._things.get(side, ())) for side, things in changed.items())


def _look_on(connection: sqlite3.Connection, begin: str, touched: _Touched, found: dict[str, EventGroup]) -> str:
    """Find groups after an event, up to one after which other kinds of events matter too.

    Returns:
        the id of the event to go on after, "" at the journal's end.
    """
    kinds = frozenset(touched.kinds)
    for row in events.changes_after(connection, begin, kinds, NOT_UNDOABLE_ACTORS):
        changed = aspects(row.kind, row.subject, row.payload)
        if not touched.is_met_by(changed) and not touched.is_met_by(_relied_on(connection, row)):
            continue
        group = journal.standing_group(connection, row.group)
        if group is None or group.id in found or group.actor in NOT_UNDOABLE_ACTORS:
            continue
        found[group.id] = group
        touched.add(events.of_group(connection, row.group))
        if touched.kinds > kinds:
            return row.id
    return ""


def _relied_on(connection: sqlite3.Connection, row: Change) -> dict[str, set[Any]]:
    """The views that a definition names in its query, as long as it stands as it was made."""
    value = row.payload.get("value")
    if row.kind is not EventKind.DEFINED or not isinstance(value, dict) or "view" not in value.get("query", "").lower():
        return {}
    if definitions.get(connection, row.payload["kind"], row.payload["name"]) != value:
        return {}
    from newsterm.query.expanding import views_named  # few queries name a view
    from newsterm.query.parser import parse

    try:
        return {"definition view": set(views_named(parse(value["query"])))}
    except QueryError:
        return {}
