"""Articles that two feeds both have, such as one feed under its old and its new address."""

import sqlite3
from typing import NamedTuple

from newsterm.model.event import Snooze

_MARKS = """{0}.id, {0}.read, {0}.starred, {0}.later, {0}.archived, {0}.tags, {0}.snoozed_until, {0}.raised_at,
    ifnull((SELECT text FROM notes WHERE article_id = {0}.id), '')"""
_WIDTH = 9


class Marked(NamedTuple):
    """An article with all that the user did to it."""

    id: int
    read: bool
    starred: bool
    later: bool
    archived: bool
    tags: tuple[str, ...]
    snooze: Snooze
    note: str


def pairs(connection: sqlite3.Connection, feed: int, other: int) -> list[tuple[Marked, Marked]]:
    """The articles of a feed with those of another that have the same key or alias, each in one pair at most."""
    chosen = f"SELECT {_MARKS.format('a')}, {_MARKS.format('b')} FROM articles AS a CROSS JOIN articles AS b"
    rows = connection.execute(
        f"{chosen} ON b.feed_id = :other AND b.key = a.key WHERE a.feed_id = :feed UNION ALL"
        f" {chosen} ON b.feed_id = :other AND b.alias = a.alias AND b.alias <> '' WHERE a.feed_id = :feed"
        " AND a.alias <> ''",
        {"feed": feed, "other": other},
    )
    found: list[tuple[Marked, Marked]] = []
    met: set[int] = set()
    for row in rows.fetchall():
        one, two = _marked(row[:_WIDTH]), _marked(row[_WIDTH:])
        if met.isdisjoint({one.id, two.id}):
            met |= {one.id, two.id}
            found.append((one, two))
    return found


def ids(connection: sqlite3.Connection, feed: int) -> list[int]:
    """All articles of a feed, newest first."""
    return [
        number
        for (number,) in connection.execute("SELECT id FROM articles WHERE feed_id = ? ORDER BY id DESC", (feed,))
    ]


def _marked(row: tuple[int, int, int, int, int, str, int, int, str]) -> Marked:
    number, read, starred, later, archived, tags, until, raised, note = row
    names = tuple(tags.split("\n")) if tags else ()
    return Marked(number, bool(read), bool(starred), bool(later), bool(archived), names, (until, raised), note)
