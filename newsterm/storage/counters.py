"""Numbers of articles, which triggers of the schema keep up with every change."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import astuple, fields

from newsterm.model.feed import Counters

_NAMES = tuple(field.name for field in fields(Counters))
_COLUMNS = ", ".join(_NAMES)
_SUMS = ", ".join(f"sum({name})" for name in _NAMES)
_IN_STREAM = {
    "total": "1",
    "unread": "a.later = 0 AND a.read = 0",
    "starred": "a.starred",
    "tagged": "a.tags <> ''",
    "noted": "a.noted",
    "later": "a.later",
}
"""By counter: which articles of the stream it counts."""
_COUNTED = {
    **{name: f"a.gone = 0 AND {condition}" for name, condition in _IN_STREAM.items()},
    "archived": "a.archived",
    "snoozed": "a.snoozed_until <> 0",
    "everything": "a.id IS NOT NULL",
}
"""By counter: which listed articles it counts."""


def of_feeds(connection: sqlite3.Connection) -> dict[int, Counters]:
    """The counters of every feed, by its id."""
    rows = connection.execute(f"SELECT feed_id, {_COLUMNS} FROM counters")
    return {feed: Counters(*numbers) for feed, *numbers in rows}


def total(connection: sqlite3.Connection, feeds: Collection[int] | None = None) -> Counters:
    """The counters of these feeds together, of the whole library if None."""
    if feeds is not None and len(feeds) < 50:
        rows = [
            connection.execute(f"SELECT {_COLUMNS} FROM counters WHERE feed_id = ?", (feed,)).fetchone()
            for feed in set(feeds)
        ]
        numbers = [sum(column) for column in zip(*(row for row in rows if row), strict=True)]
        return Counters(*numbers)
    if feeds is not None:
        wanted = set(feeds)
        chosen = [counters for feed, counters in of_feeds(connection).items() if feed in wanted]
        return Counters(*(sum(getattr(counters, name) for counters in chosen) for name in _NAMES))
    sums = connection.execute(f"SELECT {_SUMS} FROM counters").fetchone()
    return Counters(*(number or 0 for number in sums))


def count_unread(connection: sqlite3.Connection, ids: str, sign: int) -> None:
    """Count unread articles as such once they are (`sign` 1), or no more while they still are (-1).

    Args:
        connection: in a write transaction.
        ids: the articles as a JSON list; those that are not unread or not listed are left out.
        sign: 1 or -1.
    """
    connection.execute(
        "UPDATE counters SET unread = unread + ? * changed.number FROM (SELECT a.feed_id AS feed, count(*) AS number"
        " FROM json_each(?) AS wanted CROSS JOIN articles AS a INDEXED BY articles_unread ON a.id = wanted.value"
        " WHERE a.read = 0 AND a.listed = 1 AND a.gone = 0 AND a.later = 0 GROUP BY a.feed_id) AS changed"
        " WHERE feed_id = changed.feed",
        (sign, ids),
    )


def count_archived(connection: sqlite3.Connection, ids: str, sign: int) -> None:
    """Count articles, none of them archived, as archived (`sign` 1), or all of them as not (-1); see `count_unread`."""
    moved = ("total", "unread", "starred", "tagged", "noted", "later")
    sums = ", ".join(f"sum(a.snoozed_until = 0 AND {_IN_STREAM[name]}) AS {name}" for name in moved)
    changes = ", ".join(f"{name} = counters.{name} - ? * changed.{name}" for name in moved)
    connection.execute(
        f"UPDATE counters SET archived = archived + ? * changed.number, {changes} FROM"
        f" (SELECT a.feed_id AS feed, count(*) AS number, {sums} FROM json_each(?) AS wanted"
        " CROSS JOIN articles AS a ON a.id = wanted.value WHERE a.listed = 1 GROUP BY a.feed_id) AS changed"
        " WHERE feed_id = changed.feed",
        (sign, *(sign for _ in moved), ids),
    )


def counted_anew(connection: sqlite3.Connection, feeds: Collection[int] | None = None) -> dict[int, Counters]:
    """The counters as the articles themselves give them, of these feeds or all: it reads every article of theirs."""
    chosen = None if feeds is None else json.dumps(list(feeds))
    sums = ", ".join(f"ifnull(sum({_COUNTED[name]}), 0)" for name in _NAMES)
    rows = connection.execute(
        f"SELECT f.id, {sums} FROM feeds AS f"
        " LEFT JOIN articles AS a ON a.feed_id = f.id AND a.listed = 1"
        " WHERE ? IS NULL OR f.id IN (SELECT value FROM json_each(?)) GROUP BY f.id",
        (chosen, chosen),
    )
    return {feed: Counters(*numbers) for feed, *numbers in rows}


def count_anew(connection: sqlite3.Connection, feeds: Collection[int] | None = None) -> None:
    """Set the counters, of these feeds or all, to what the articles themselves give."""
    if feeds is None:
        connection.execute("DELETE FROM counters")
    else:
        connection.executemany("DELETE FROM counters WHERE feed_id = ?", [(feed,) for feed in feeds])
    connection.executemany(
        f"INSERT INTO counters(feed_id, {_COLUMNS}) VALUES (?{', ?' * len(_NAMES)})",
        [(feed, *astuple(numbers)) for feed, numbers in counted_anew(connection, feeds).items()],
    )
