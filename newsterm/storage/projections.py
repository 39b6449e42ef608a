"""What the journal's events mean in the tables: the only code that writes the state of articles and feeds."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from newsterm.model.event import Event, EventKind, Snooze
from newsterm.model.feed import FeedSettings
from newsterm.model.identifiers import decode
from newsterm.storage import counters, definitions, search_index
from newsterm.storage.events import all_events
from newsterm.storage.search_index import IndexedWords
from newsterm.storage.times import to_microseconds

NOT_UNDOABLE_ACTORS = frozenset({"shown", "snooze", "publisher"})
RULE_ACTOR = "rule:"
"""Actors, and how those that are rules begin, whose groups a plain undo passes over."""
_THESE = "id IN (SELECT value FROM json_each(?))"
_TAGS = """ifnull((SELECT group_concat(tag, char(10)) FROM
    (SELECT tag FROM article_tags WHERE article_id = articles.id ORDER BY tag)), '')"""
TOUCHED = "(starred = 1 OR tags <> '' OR noted = 1 OR later = 1 OR snoozed_until <> 0)"
"""What the user touched stays listed when its feed is unsubscribed."""
_MARKS = {
    EventKind.READ: "read = 1",
    EventKind.UNREAD: "read = 0",
    EventKind.STARRED: "starred = 1",
    EventKind.UNSTARRED: "starred = 0",
    EventKind.LATER: "later = 1",
    EventKind.NOT_LATER: "later = 0",
    EventKind.ARCHIVED: "archived = 1",
    EventKind.UNARCHIVED: "archived = 0",
}
_COUNTED = {
    EventKind.READ: (counters.count_unread, -1),
    EventKind.UNREAD: (counters.count_unread, 1),
    EventKind.ARCHIVED: (counters.count_archived, 1),
    EventKind.UNARCHIVED: (counters.count_archived, -1),
}
"""Marks that no trigger counts: what comes to a counter once it is so, what goes from one while it still is."""
_KEPT_BY = frozenset({EventKind.STARRED, EventKind.UNSTARRED, EventKind.LATER, EventKind.NOT_LATER})
"""Marks that keep an article when its feed is unsubscribed."""


def apply(connection: sqlite3.Connection, event: Event, label: str = "", *, indexed: bool = True) -> None:
    """Change the tables as an event says, which must really change what it names.

    Args:
        connection: in a write transaction.
        event: the next event of the journal.
        label: what its group did, if it is the group's first.
        indexed: whether the full-text index goes along.
    """
    payload = event.payload
    match event.kind:
        case EventKind.UNDONE:
            connection.execute(
                "UPDATE event_groups SET undone = 1, undone_by = ? WHERE id = ?", (event.group, payload["group"])
            )
            return
        case EventKind.REDONE:
            connection.execute(
                "UPDATE event_groups SET undone = 0, done_by = ? WHERE id = ?", (event.group, payload["group"])
            )
            return
        case EventKind.SUBSCRIBED:
            _subscribe(connection, event.subject, payload)
        case EventKind.UNSUBSCRIBED:
            _unsubscribe(connection, event.subject)
        case EventKind.RENAMED:
            connection.execute(
                "UPDATE feeds SET user_title = ? WHERE id = ?", (payload["title"], decode(event.subject))
            )
        case EventKind.MOVED:
            connection.execute("UPDATE feeds SET folder = ? WHERE id = ?", (payload["folder"], decode(event.subject)))
        case EventKind.READDRESSED:
            connection.execute("UPDATE feeds SET url = ? WHERE id = ?", (payload["url"], decode(event.subject)))
        case EventKind.FEED_SET:
            _set(connection, decode(event.subject), payload)
        case EventKind.ADOPTED:
            _adopt(connection, payload)
        case EventKind.EDIT_SEEN:
            connection.execute(
                "UPDATE articles SET edit_seen = ? WHERE id = ?", (payload["revision"], payload["articles"][0])
            )
        case EventKind.NOTED:
            _note(connection, payload["articles"][0], payload["text"], indexed=indexed)
        case EventKind.TAGGED | EventKind.UNTAGGED:
            _tag(connection, event.kind, payload)
        case EventKind.SNOOZED:
            _snooze(connection, payload)
        case EventKind.DEFINED:
            _define(connection, payload)
        case _:
            _mark(connection, event.kind, payload)
    if event.id == event.group:
        connection.execute(
            "INSERT INTO event_groups(id, at, actor, label, undoable, done_by) VALUES (?, ?, ?, ?, ?, ?)",
            (
                event.id,
                to_microseconds(event.at),
                event.actor,
                label,
                is_undoable(event.actor),
                event.id,
            ),
        )


def is_undoable(actor: str) -> bool:
    """Whether a plain undo takes back what this actor did."""
    return actor not in NOT_UNDOABLE_ACTORS and not actor.startswith(RULE_ACTOR)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make all projections anew from the journal; on a sound library this changes nothing."""
    notes = _notes(connection)
    _reset(connection)
    for event, label in all_events(connection):
        apply(connection, event, label, indexed=False)
    counters.count_anew(connection)
    if _notes(connection) != notes:
        # What the index held of the notes that were wrong, nobody knows.
        search_index.build_anew(connection)


def _reset(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM notes")
    connection.execute("DELETE FROM article_tags")
    connection.execute("DELETE FROM event_groups")
    connection.execute("DELETE FROM definitions")
    connection.execute("UPDATE feeds SET subscribed = 0, user_title = '', folder = '', settings = '{}'")
    connection.execute(
        "UPDATE articles SET read = 0, starred = 0, noted = 0, tags = '', later = 0, archived = 0, snoozed_until = 0,"
        " raised_at = 0, edit_seen = 0, listed = 0 WHERE read <> 0 OR starred <> 0 OR noted <> 0 OR tags <> ''"
        " OR later <> 0 OR archived <> 0 OR snoozed_until <> 0 OR raised_at <> 0 OR edit_seen <> 0 OR listed <> 0"
    )


def _mark(connection: sqlite3.Connection, kind: EventKind, payload: Mapping[str, Any]) -> None:
    ids = json.dumps(payload["articles"])
    count, sign = _COUNTED.get(kind, (None, 0))
    if count and sign < 0:
        count(connection, ids, sign)
    connection.execute(f"UPDATE articles SET {_MARKS[kind]} WHERE {_THESE}", (ids,))
    if count and sign > 0:
        count(connection, ids, sign)
    if kind in _KEPT_BY:
        _list(connection, ids)


def _snooze(connection: sqlite3.Connection, payload: Mapping[str, Any]) -> None:
    wanted: dict[Snooze, list[int]] = {}
    for article, (until, raised) in zip(payload["articles"], payload["until"], strict=True):
        wanted.setdefault((until, raised), []).append(article)
    for (until, raised), articles in wanted.items():
        connection.execute(
            f"UPDATE articles SET snoozed_until = ?, raised_at = ? WHERE {_THESE}",
            (until, raised, json.dumps(articles)),
        )
    _list(connection, json.dumps(payload["articles"]))


def _define(connection: sqlite3.Connection, payload: Mapping[str, Any]) -> None:
    if payload["value"] is None:
        connection.execute("DELETE FROM definitions WHERE kind = ? AND name = ?", (payload["kind"], payload["name"]))
        return
    connection.execute(
        "INSERT INTO definitions(kind, name, value) VALUES (?, ?, ?)"
        " ON CONFLICT(kind, name) DO UPDATE SET value = excluded.value",
        (payload["kind"], payload["name"], definitions.to_text(payload["value"])),
    )


def _tag(connection: sqlite3.Connection, kind: EventKind, payload: Mapping[str, Any]) -> None:
    ids = json.dumps(payload["articles"])
    if kind is EventKind.TAGGED:
        connection.execute(
            f"INSERT OR IGNORE INTO article_tags(tag, article_id) SELECT ?, id FROM articles WHERE {_THESE}",
            (payload["tag"], ids),
        )
    else:
        connection.execute(
            "DELETE FROM article_tags WHERE tag = ? AND article_id IN (SELECT value FROM json_each(?))",
            (payload["tag"], ids),
        )
    connection.execute(f"UPDATE articles SET tags = {_TAGS} WHERE {_THESE}", (ids,))
    _list(connection, ids)


def _notes(connection: sqlite3.Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT article_id, text FROM notes").fetchall())


def _note(connection: sqlite3.Connection, article: int, text: str, *, indexed: bool) -> None:
    before = search_index.words_of(connection, article)
    if before is None:
        return
    if text:
        connection.execute(
            "INSERT INTO notes(article_id, text) VALUES (?, ?)"
            " ON CONFLICT(article_id) DO UPDATE SET text = excluded.text",
            (article, text),
        )
    else:
        connection.execute("DELETE FROM notes WHERE article_id = ?", (article,))
    connection.execute("UPDATE articles SET noted = ? WHERE id = ?", (bool(text), article))
    if indexed:
        search_index.remove(connection, article, before)
        search_index.add(connection, article, IndexedWords(before.title, before.body, before.author, text))
    _list(connection, json.dumps([article]))


def _list(connection: sqlite3.Connection, ids: str) -> None:
    """List articles of unsubscribed feeds that the user has touched, and no others of these."""
    connection.execute(f"UPDATE articles SET listed = 1 WHERE {_THESE} AND listed = 0 AND {TOUCHED}", (ids,))
    if connection.execute("SELECT 1 FROM feeds WHERE subscribed = 0").fetchone():
        connection.execute(
            f"UPDATE articles SET listed = 0 WHERE {_THESE} AND listed = 1 AND NOT {TOUCHED}"
            " AND (SELECT subscribed FROM feeds WHERE feeds.id = feed_id) = 0",
            (ids,),
        )


def _set(connection: sqlite3.Connection, feed: int | None, payload: Mapping[str, Any]) -> None:
    """Change one of a feed's settings; one that is as by default is not kept."""
    row = connection.execute("SELECT settings FROM feeds WHERE id = ?", (feed,)).fetchone()
    settings = json.loads(row[0]) if row else {}
    settings[payload["name"]] = payload["value"]
    defaults = FeedSettings()._asdict()
    kept = {name: value for name, value in sorted(settings.items()) if value != defaults.get(name)}
    connection.execute("UPDATE feeds SET settings = ? WHERE id = ?", (json.dumps(kept), feed))


def _adopt(connection: sqlite3.Connection, payload: Mapping[str, Any]) -> None:
    """Give articles to another feed; they are listed where that is subscribed to, or the user touched them."""
    feed = decode(payload["feed"])
    ids = json.dumps(payload["articles"])
    connection.execute(f"UPDATE articles SET feed_id = ? WHERE {_THESE}", (feed, ids))
    connection.execute(
        f"UPDATE articles SET listed = ({TOUCHED} OR (SELECT subscribed FROM feeds WHERE feeds.id = feed_id))"
        f" WHERE {_THESE}",
        (ids,),
    )
    counters.count_anew(connection, [number for number in (feed, decode(payload["before"])) if number is not None])


def _subscribe(connection: sqlite3.Connection, token: str, payload: Mapping[str, Any]) -> None:
    feed = decode(token)
    connection.execute(
        "INSERT INTO feeds(id, url, user_title, folder) VALUES (?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
        " subscribed = 1, user_title = excluded.user_title, folder = excluded.folder",
        (feed, payload["url"], payload["title"], payload["folder"]),
    )
    connection.execute("UPDATE articles SET listed = 1 WHERE feed_id = ? AND listed = 0", (feed,))


def _unsubscribe(connection: sqlite3.Connection, token: str) -> None:
    feed = decode(token)
    connection.execute("UPDATE feeds SET subscribed = 0 WHERE id = ?", (feed,))
    connection.execute(f"UPDATE articles SET listed = 0 WHERE feed_id = ? AND listed = 1 AND NOT {TOUCHED}", (feed,))
