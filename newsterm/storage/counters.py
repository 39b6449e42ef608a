"""Numbers of articles, which triggers of the schema keep up with every change."""

import sqlite3
from collections.abc import Collection

from newsterm.model.feed import Counters

_COLUMNS = "total, unread, starred, tagged, noted"
_SUMS = "sum(total), sum(unread), sum(starred), sum(tagged), sum(noted)"


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
        return Counters(
            sum(counters.total for counters in chosen),
            sum(counters.unread for counters in chosen),
            sum(counters.starred for counters in chosen),
            sum(counters.tagged for counters in chosen),
            sum(counters.noted for counters in chosen),
        )
    sums = connection.execute(f"SELECT {_SUMS} FROM counters").fetchone()
    return Counters(*(number or 0 for number in sums))


def counted_anew(connection: sqlite3.Connection) -> dict[int, Counters]:
    """The counters as the articles themselves give them: for checks, as it reads every article."""
    rows = connection.execute(
        "SELECT f.id, count(a.id), ifnull(sum(a.read = 0), 0), ifnull(sum(a.starred), 0),"
        " ifnull(sum(a.tags <> ''), 0), ifnull(sum(a.noted), 0)"
        " FROM feeds AS f LEFT JOIN articles AS a ON a.feed_id = f.id AND a.listed = 1 GROUP BY f.id"
    )
    return {feed: Counters(*numbers) for feed, *numbers in rows}


def count_anew(connection: sqlite3.Connection) -> None:
    """Set the counters to what the articles themselves give."""
    connection.execute("DELETE FROM counters")
    connection.executemany(
        f"INSERT INTO counters(feed_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (feed, numbers.total, numbers.unread, numbers.starred, numbers.tagged, numbers.noted)
            for feed, numbers in counted_anew(connection).items()
        ],
    )
