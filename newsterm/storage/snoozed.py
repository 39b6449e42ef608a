"""What is snoozed."""

import sqlite3
from datetime import datetime

from newsterm.model.event import UNTIL_EDITED
from newsterm.storage.times import from_seconds, to_seconds


def due(connection: sqlite3.Connection, now: datetime) -> list[int]:
    """The articles whose snooze is over, the first first."""
    found = connection.execute(
        "SELECT id FROM articles INDEXED BY articles_snoozed WHERE snoozed_until <> 0 AND snoozed_until <= ?"
        " ORDER BY snoozed_until, id",
        (to_seconds(now),),
    )
    return [number for (number,) in found.fetchall()]


def next_due(connection: sqlite3.Connection) -> datetime | None:
    """When the next snooze ends that has a time; None if there is none."""
    (moment,) = connection.execute(
        "SELECT min(snoozed_until) FROM articles INDEXED BY articles_snoozed WHERE snoozed_until <> 0"
        " AND snoozed_until < ?",
        (UNTIL_EDITED,),
    ).fetchone()
    return None if moment is None else from_seconds(moment)
