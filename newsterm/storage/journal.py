"""The journal of what the user did: appending to it, taking groups of events back and doing them again."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from newsterm.model.errors import NotFoundError
from newsterm.model.event import Event, EventGroup, EventKind
from newsterm.model.identifiers import decode
from newsterm.storage import events, projections
from newsterm.storage.drafts import Draft
from newsterm.storage.reducing import inverse, reduce
from newsterm.storage.times import from_microseconds, to_microseconds

__all__ = [
    "Appended",
    "Draft",
    "append",
    "done_by",
    "group",
    "groups",
    "redo",
    "standing_group",
    "undo",
    "undo_groups",
]

_GROUP = "id, at, actor, label, undone"


class Appended(NamedTuple):
    """What was added to the journal."""

    group: str = ""
    """Id of the group, "" if nothing changed."""
    articles: tuple[int, ...] = ()
    """The articles that changed."""
    feeds: tuple[int, ...] = ()
    """The feeds that changed."""
    definitions: tuple[str, ...] = ()
    """Kinds of what changed among views, rules, watchlists and orders."""
    label: str = ""
    """What the group did or, of an undo or redo, what was taken back or done again."""
    groups: tuple[str, ...] = ()
    """Of an undo or redo: the groups that were taken back or done again."""


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


def groups(
    connection: sqlite3.Connection,
    limit: int,
    *,
    every: bool = False,
    actor: str | None = None,
    before: str | None = None,
) -> list[EventGroup]:
    """The latest groups, newest first, with those that are taken back at the moment.

    Args:
        connection: any.
        limit: how many at most.
        every: also those that a plain undo passes over: marks made by showing, and what rules did.
        actor: only what this actor did, of every kind.
        before: only groups older than the one with this id.
    """
    conditions: list[str] = ["undoable OR ?"]
    parameters: list[str | int] = [every or actor is not None]
    if actor is not None:
        conditions.append("actor = ?")
        parameters.append(actor)
    if before is not None:
        conditions.append("id < ?")
        parameters.append(before)
    where = " AND ".join(f"({condition})" for condition in conditions)
    rows = connection.execute(
        f"SELECT {_GROUP} FROM event_groups WHERE {where} ORDER BY id DESC LIMIT ?", (*parameters, limit)
    )
    return [_event_group(row) for row in rows.fetchall()]


def group(connection: sqlite3.Connection, number: str) -> EventGroup:
    """One group.

    Raises:
        NotFoundError: there is no such group.
    """
    row = connection.execute(f"SELECT {_GROUP} FROM event_groups WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError(
            f"Nothing that was done goes by {number!r}; `newsterm history` shows what can be taken back."
        )
    return _event_group(row)


def done_by(connection: sqlite3.Connection, number: str) -> str:
    """The group whose events last did what a group does: itself, or its latest redo.

    Raises:
        NotFoundError: there is no such group.
    """
    group(connection, number)
    (done_by,) = connection.execute("SELECT done_by FROM event_groups WHERE id = ?", (number,)).fetchone()
    return str(done_by)


def standing_group(connection: sqlite3.Connection, doing: str) -> EventGroup | None:
    """The group that a group of events last did, where it is not taken back."""
    row = connection.execute(f"SELECT {_GROUP} FROM event_groups WHERE done_by = ? AND undone = 0", (doing,)).fetchone()
    return None if row is None else _event_group(row)


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
    return _take_back([chosen], _Group(connection, actor, now), chosen.label)


def undo_groups(
    connection: sqlite3.Connection, numbers: Sequence[str], *, actor: str, now: datetime, label: str
) -> Appended:
    """Take several groups back as one, the last done first; those that are taken back already stay so.

    Args:
        connection: in a write transaction.
        numbers: the groups' ids.
        actor: who does it.
        now: the time.
        label: what they did, for the words that are reported.

    Raises:
        NotFoundError: there is no such group.
    """
    standing = [_standing(connection, number) for number in numbers if not group(connection, number).undone]
    if not standing:
        return Appended()
    standing.sort(key=lambda chosen: chosen.done_by, reverse=True)
    return _take_back(standing, _Group(connection, actor, now), label)


def redo(connection: sqlite3.Connection, *, actor: str, now: datetime, group: str | None = None) -> Appended:
    """Do again what was taken back: of a group, or last, unless something else was done since.

    What was taken back together is done again together.

    Raises:
        NotFoundError: there is no such group, or it is not taken back.
    """
    undone_by = _last_undone(connection) if group is None else _undone_by(connection, group)
    if not undone_by:
        return Appended()
    again = connection.execute(
        "SELECT id, label FROM event_groups WHERE undone = 1 AND undone_by = ? ORDER BY done_by", (undone_by,)
    ).fetchall()
    appending = _Group(connection, actor, now)
    for number, _ in again:
        appending.add(Draft(EventKind.REDONE, {"group": number}))
    appending.reverse(undone_by)
    label = again[0][1] if len(again) == 1 else f"{len(again)} actions"
    return appending.appended(label, tuple(number for number, _ in again))


class _Standing(NamedTuple):
    """A group that is not taken back."""

    id: str
    label: str
    done_by: str


def _take_back(standing: Sequence[_Standing], appending: "_Group", label: str) -> Appended:
    for chosen in standing:
        appending.add(Draft(EventKind.UNDONE, {"group": chosen.id}))
    for chosen in standing:
        appending.reverse(chosen.done_by)
    return appending.appended(label, tuple(chosen.id for chosen in standing))


def _last_standing(connection: sqlite3.Connection) -> _Standing | None:
    row = connection.execute(
        "SELECT id, label, done_by FROM event_groups WHERE undoable = 1 AND undone = 0 ORDER BY done_by DESC LIMIT 1"
    ).fetchone()
    return None if row is None else _Standing(*row)


def _standing(connection: sqlite3.Connection, number: str) -> _Standing:
    chosen = group(connection, number)
    if chosen.undone:
        raise NotFoundError(f"That is taken back already: {chosen.label}.")
    return _Standing(chosen.id, chosen.label, done_by(connection, number))


def _last_undone(connection: sqlite3.Connection) -> str:
    """The group that took back last, "" if there is none or something else was done since."""
    row = connection.execute(
        "SELECT undone_by FROM event_groups WHERE undone = 1 ORDER BY undone_by DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return ""
    since = connection.execute("SELECT 1 FROM event_groups WHERE id > ? AND undoable LIMIT 1", row).fetchone()
    return "" if since else str(row[0])


def _undone_by(connection: sqlite3.Connection, number: str) -> str:
    chosen = group(connection, number)
    if not chosen.undone:
        raise NotFoundError(f"That is not taken back: {chosen.label}.")
    (undone_by,) = connection.execute("SELECT undone_by FROM event_groups WHERE id = ?", (number,)).fetchone()
    return str(undone_by)


def _event_group(row: tuple[str, int, str, str, int]) -> EventGroup:
    number, at, actor, label, undone = row
    return EventGroup(number, from_microseconds(at), actor, label, bool(undone))


class _Group:
    """A group of events while it is being appended."""

    def __init__(self, connection: sqlite3.Connection, actor: str, now: datetime) -> None:
        self._connection = connection
        self._actor = actor
        self._now = now
        self._at_hand: set[int] = set()
        """Articles whose rows were read ahead for an event before."""
        self.id = ""
        self.articles: dict[int, None] = {}
        self.feeds: dict[int, None] = {}
        self.definitions: dict[str, None] = {}

    def add(self, draft: Draft) -> None:
        """Append and apply what of the draft changes anything."""
        reduced = reduce(self._connection, draft, self._at_hand)
        if reduced is None:
            return
        number = events.next_id(self._connection, to_microseconds(self._now))
        self.id = self.id or number
        event = Event(number, self._now, self._actor, reduced.kind, reduced.subject, reduced.payload, self.id)
        events.write(self._connection, event)
        projections.apply(self._connection, event)
        self.articles |= dict.fromkeys(reduced.payload.get("articles", ()))
        if reduced.kind is EventKind.DEFINED:
            self.definitions[reduced.payload["kind"]] = None
        if reduced.kind.startswith("feed."):
            feed = decode(reduced.subject)
            if feed is not None:
                self.feeds[feed] = None

    def reverse(self, done_by: str) -> None:
        """Undo, backwards, what a group of events did, as far as it still stands."""
        for event in reversed(events.of_group(self._connection, done_by)):
            draft = inverse(self._connection, event)
            if draft is not None:
                self.add(draft)

    def appended(self, label: str, groups: tuple[str, ...] = ()) -> Appended:
        """What was added."""
        return Appended(self.id, tuple(self.articles), tuple(self.feeds), tuple(self.definitions), label, groups)
