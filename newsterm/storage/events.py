"""Reading and writing the journal's rows."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from newsterm.model.event import Event, EventKind
from newsterm.model.identifiers import event_id, event_microsecond
from newsterm.storage.times import from_microseconds, to_microseconds

_COLUMNS = "id, at, actor, kind, subject, payload, group_id, label"
_AT_ONCE = 500


class Change(NamedTuple):
    """What an event changed; as `Event`, without the rest."""

    id: str
    group: str
    kind: EventKind
    subject: str
    payload: Mapping[str, Any]


def write(connection: sqlite3.Connection, event: Event) -> None:
    """Append an event, whose id must be later than all others'."""
    connection.execute(
        "INSERT INTO events(id, at, actor, kind, subject, payload, group_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            event.id,
            to_microseconds(event.at),
            event.actor,
            event.kind.value,
            event.subject,
            json.dumps(event.payload, ensure_ascii=False, separators=(",", ":")),
            event.group,
        ),
    )


def next_id(connection: sqlite3.Connection, microsecond: int) -> str:
    """An id for an event of this time, later than every event that the journal has."""
    last = last_id(connection)
    return event_id(max(microsecond, event_microsecond(last) + 1) if last else microsecond)


def last_id(connection: sqlite3.Connection) -> str:
    """The id of the journal's last event, "" if it is empty."""
    (last,) = connection.execute("SELECT max(id) FROM events").fetchone()
    return last or ""


def all_events(connection: sqlite3.Connection) -> Iterator[tuple[Event, str]]:
    """Every event in order, with its group's label if it is the group's first; the journal may be long."""
    last = ""
    while rows := connection.execute(
        f"SELECT {_COLUMNS} FROM events WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
    ).fetchall():
        for row in rows:
            yield _event(row), row[-1]
        last = rows[-1][0]


def actors(connection: sqlite3.Connection, prefix: str) -> list[str]:
    """Who did anything, of those whose names begin so, such as "rule:"."""
    rows = connection.execute(
        "SELECT DISTINCT actor FROM event_groups WHERE actor >= ? AND actor < ?", (prefix, prefix + "\U0010ffff")
    )
    return [actor for (actor,) in rows.fetchall()]


def of_group(connection: sqlite3.Connection, group: str) -> list[Event]:
    """A group's events in order."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM events WHERE group_id = ? ORDER BY id", (group,))
    return [_event(row) for row in rows.fetchall()]


def kinds_of_group(connection: sqlite3.Connection, group: str) -> frozenset[EventKind]:
    """The kinds of a group's events."""
    rows = connection.execute("SELECT DISTINCT kind FROM events WHERE group_id = ?", (group,))
    return frozenset(EventKind(kind) for (kind,) in rows.fetchall())


def changes_after(
    connection: sqlite3.Connection, number: str, kinds: Collection[EventKind], but_by: Collection[str]
) -> Iterator[Change]:
    """What events of these kinds changed after an event, in order; the journal may be long.

    Args:
        connection: any.
        number: the event's id.
        kinds: of the events.
        but_by: actors whose events are left out.
    """
    rows = connection.execute(
        "SELECT id, group_id, kind, subject, payload FROM events"
        " WHERE id > ? AND kind IN (SELECT value FROM json_each(?)) AND actor NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY id",
        (number, json.dumps(list(kinds)), json.dumps(list(but_by))),
    )
    for each, group, kind, subject, payload in rows:
        yield Change(each, group, EventKind(kind), subject, json.loads(payload))


def _event(row: tuple[str, int, str, str, str, str, str, str]) -> Event:
    number, at, actor, kind, subject, payload, group, _ = row
    return Event(number, from_microseconds(at), actor, EventKind(kind), subject, json.loads(payload), group)
