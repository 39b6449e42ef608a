"""Reading and writing the journal's rows."""

import json
import sqlite3
from collections.abc import Iterator

from newsterm.model.event import Event, EventKind
from newsterm.model.identifiers import event_id, event_microsecond
from newsterm.storage.times import from_microseconds, to_microseconds

_COLUMNS = "id, at, actor, kind, subject, payload, group_id, label"
_AT_ONCE = 500


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


def of_group(connection: sqlite3.Connection, group: str) -> list[Event]:
    """A group's events in order."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM events WHERE group_id = ? ORDER BY id", (group,))
    return [_event(row) for row in rows.fetchall()]


def standing_after(connection: sqlite3.Connection, number: str) -> Iterator[tuple[str, Event]]:
    """The events after this one that are not taken back, each with its group, in order."""
    columns = ", ".join(f"e.{column}" for column in _COLUMNS.split(", "))
    rows = connection.execute(
        f"SELECT g.id, {columns} FROM events AS e CROSS JOIN event_groups AS g INDEXED BY event_groups_by_doing"
        " ON g.done_by = e.group_id AND g.undone = 0 WHERE e.id > ? ORDER BY e.id",
        (number,),
    )
    for group, *row in rows:
        yield group, _event(tuple(row))


def _event(row: tuple[str, int, str, str, str, str, str, str]) -> Event:
    number, at, actor, kind, subject, payload, group, _ = row
    return Event(number, from_microseconds(at), actor, EventKind(kind), subject, json.loads(payload), group)
