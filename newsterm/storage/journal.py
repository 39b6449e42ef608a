"""The journal of what the user did: appending to it, taking groups of events back and doing them again."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsterm.model.errors import NotFoundError
from newsterm.model.event import Event, EventGroup, EventKind
from newsterm.model.identifiers import decode
from newsterm.storage import events, projections
from newsterm.storage.reducing import Draft, inverse, reduce
from newsterm.storage.times import from_microseconds, to_microseconds

__all__ = ["Appended", "Draft", "append", "groups", "redo", "undo"]


@dataclass(frozen=True, slots=True)
class Appended:
    """What was added to the journal."""

    group: str = ""
    """Id of the group, "" if nothing changed."""
    articles: tuple[int, ...] = ()
    """The articles that changed."""
    feeds: tuple[int, ...] = ()
    """The feeds that changed."""
    label: str = ""
    """What the group did or, of an undo or redo, what was taken back or done again."""


def append(
    connection: sqlite3.Connection,
    drafts: Sequence[Draft],
    *,
    actor: str,
    now: datetime,
    label: str | Callable[[Sequence[int]], str],
) -> Appended:
    """Append one group of events and apply it to the projections.

    Args:
        connection: in a write transaction.
        drafts: what is to be done, in order; of each only what is not so already is written.
        actor: who does it.
        now: the time.
        label: words that finish "Took back: …", or what makes them from the ids of the articles that changed.
    """
    group = _Group(connection, actor, now)
    for draft in drafts:
        group.add(draft)
    if not group.id:
        return Appended()
    words = label if isinstance(label, str) else label(tuple(group.articles))
    connection.execute("UPDATE events SET label = ? WHERE id = ?", (words, group.id))
    connection.execute("UPDATE event_groups SET label = ? WHERE id = ?", (words, group.id))
    return group.appended(words)


def groups(connection: sqlite3.Connection, limit: int, *, every: bool = False) -> list[EventGroup]:
    """The latest groups, newest first, with those that are taken back at the moment.

    Args:
        connection: any.
        limit: how many at most.
        every: also those that a plain undo passes over: marks made by showing.
    """
    rows = connection.execute(
        "SELECT id, at, actor, label, undone FROM event_groups WHERE undoable OR ? ORDER BY id DESC LIMIT ?",
        (every, limit),
    )
    return [
        EventGroup(number, from_microseconds(at), actor, label, bool(undone))
        for number, at, actor, label, undone in rows.fetchall()
    ]


def undo(connection: sqlite3.Connection, *, actor: str, now: datetime, group: str | None = None) -> Appended:
    """Take a group back, as far as it still stands, by appending what is its opposite.

    Args:
        connection: in a write transaction.
        actor: who does it.
        now: the time.
        group: which group; the one done last that can be taken back if None.

    Raises:
        NotFoundError: there is no such group, or it is taken back already.
    """
    chosen = _last_standing(connection) if group is None else _standing(connection, group)
    if chosen is None:
        return Appended()
    number, label, done_by = chosen
    return _reverse(
        connection, Draft(EventKind.UNDONE, {"group": number}), done_by, _Group(connection, actor, now), label
    )


def redo(connection: sqlite3.Connection, *, actor: str, now: datetime) -> Appended:
    """Do again what was taken back last, unless something else was done since."""
    chosen = connection.execute(
        "SELECT id, label, undone_by FROM event_groups WHERE undone = 1 ORDER BY undone_by DESC LIMIT 1"
    ).fetchone()
    if chosen is None:
        return Appended()
    number, label, undone_by = chosen
    if connection.execute("SELECT 1 FROM event_groups WHERE id > ? AND undoable LIMIT 1", (undone_by,)).fetchone():
        return Appended()
    return _reverse(
        connection, Draft(EventKind.REDONE, {"group": number}), undone_by, _Group(connection, actor, now), label
    )


def _reverse(connection: sqlite3.Connection, first: Draft, done_by: str, group: "_Group", label: str) -> Appended:
    """Append a group that begins with `first` and undoes, backwards, what the group `done_by` did."""
    group.add(first)
    for event in reversed(events.of_group(connection, done_by)):
        draft = inverse(connection, event)
        if draft is not None:
            group.add(draft)
    return group.appended(label)


def _last_standing(connection: sqlite3.Connection) -> tuple[str, str, str] | None:
    chosen: tuple[str, str, str] | None = connection.execute(
        "SELECT id, label, done_by FROM event_groups WHERE undoable = 1 AND undone = 0 ORDER BY done_by DESC LIMIT 1"
    ).fetchone()
    return chosen


def _standing(connection: sqlite3.Connection, group: str) -> tuple[str, str, str]:
    row = connection.execute("SELECT id, label, done_by, undone FROM event_groups WHERE id = ?", (group,)).fetchone()
    if row is None:
        raise NotFoundError(
            f"Nothing that was done goes by {group!r}; `newsterm undo --list` shows what can be taken back."
        )
    number, label, done_by, undone = row
    if undone:
        raise NotFoundError(f"That is taken back already: {label}.")
    return number, label, done_by


class _Group:
    """A group of events while it is being appended."""

    def __init__(self, connection: sqlite3.Connection, actor: str, now: datetime) -> None:
        self._connection = connection
        self._actor = actor
        self._now = now
        self.id = ""
        self.articles: dict[int, None] = {}
        self.feeds: dict[int, None] = {}

    def add(self, draft: Draft) -> None:
        """Append and apply what of the draft changes anything."""
        reduced = reduce(self._connection, draft)
        if reduced is None:
            return
        number = events.next_id(self._connection, to_microseconds(self._now))
        self.id = self.id or number
        event = Event(number, self._now, self._actor, reduced.kind, reduced.subject, reduced.payload, self.id)
        events.write(self._connection, event)
        projections.apply(self._connection, event)
        self.articles |= dict.fromkeys(reduced.payload.get("articles", ()))
        if reduced.kind.startswith("feed."):
            feed = decode(reduced.subject)
            if feed is not None:
                self.feeds[feed] = None

    def appended(self, label: str) -> Appended:
        """What was added."""
        return Appended(self.id, tuple(self.articles), tuple(self.feeds), label)
