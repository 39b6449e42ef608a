"""How much feeds brought, day by day."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from newsterm.model.identifiers import SORT_SHIFT, first_id_at
from newsterm.storage.times import to_seconds

DAY = 86_400


class Activity(NamedTuple):
    """What a feed brought over some days."""

    by_day: tuple[int, ...]
    """Articles of each day, the last being today (UTC)."""
    latest: int
    """When its newest article sorts: seconds since 1970."""


def of_feeds(connection: sqlite3.Connection, now: datetime, days: int) -> dict[int, Activity]:
    """What every feed brought, by its id; a feed that brought nothing in those days is left out.

    Args:
        connection: any.
        now: the time.
        days: how many, today among them.
    """
    today = to_seconds(now) // DAY
    first = today - days + 1
    rows = connection.execute(
        f"SELECT feed_id, (id >> {SORT_SHIFT}) / {DAY} AS day, count(*), max(id) >> {SORT_SHIFT}"
        " FROM articles INDEXED BY articles_listed WHERE listed = 1 AND id >= ? GROUP BY feed_id, day ORDER BY day",
        (first_id_at(first * DAY),),
    )
    found: dict[int, tuple[list[int], int]] = {}
    for feed, day, count, latest in rows.fetchall():
        counts, _ = found.setdefault(feed, ([0] * days, 0))
        counts[min(day - first, days - 1)] += count
        found[feed] = counts, latest
    return {feed: Activity(tuple(counts), latest) for feed, (counts, latest) in found.items()}
