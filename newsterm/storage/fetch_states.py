"""What the library keeps about fetching feeds: validators, health, when to ask next and why."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from newsterm.model.errors import Trouble
from newsterm.model.feed import FeedSettings, FetchState, Move, Validators, Wishes
from newsterm.model.identifiers import first_id_at, sort_second
from newsterm.storage.times import optional_seconds, optional_time, to_seconds

NO_NETWORK_FEED = "newsterm:"
"""How the addresses of feeds begin that are never asked."""
_RHYTHM_SPAN = 28 * 86_400
"""Seconds back that a feed's rhythm is taken from."""
_MOST_COUNTED = 1_000
_STATE = """id, url, etag, last_modified, given_by, body_hash, last_attempt, last_success, whole_at, next_at, next_why,
    wishes, trouble, error, failures, failing_since, move, settings"""

Values = TypeVar("Values", Wishes, Move, FeedSettings)
_NO_WISHES, _NO_MOVE, _NO_SETTINGS = Wishes(), Move(), FeedSettings()


def of_feeds(connection: sqlite3.Connection, feeds: Iterable[int] | None = None) -> list[FetchState]:
    """The states of these feeds, of all subscribed ones if None, longest unfetched first; none that is never asked."""
    chosen = None if feeds is None else json.dumps(list(feeds))
    rows = connection.execute(
        f"SELECT {_STATE} FROM feeds WHERE subscribed AND (? IS NULL OR id IN (SELECT value FROM json_each(?)))"
        f" AND url NOT LIKE '{NO_NETWORK_FEED}%' ORDER BY last_attempt NULLS FIRST, id",
        (chosen, chosen),
    )
    return [_state(row) for row in rows.fetchall()]


def first_time(connection: sqlite3.Connection) -> datetime | None:
    """When the next feed is to be asked; long ago for at once, None if there is none to ask."""
    (first,) = connection.execute(
        "SELECT min(ifnull(next_at, 0)) FROM feeds WHERE subscribed AND trouble <> ?"
        f" AND url NOT LIKE '{NO_NETWORK_FEED}%'",
        (Trouble.GONE,),
    ).fetchone()
    return optional_time(first)


def of_feed(connection: sqlite3.Connection, feed: int) -> FetchState | None:
    """The state of one feed, subscribed or not; None if there is no such feed."""
    row = connection.execute(f"SELECT {_STATE} FROM feeds WHERE id = ?", (feed,)).fetchone()
    return None if row is None else _state(row)


def record(
    connection: sqlite3.Connection, state: FetchState, *, title: str | None = None, site_url: str | None = None
) -> None:
    """Keep how a fetch ended.

    Args:
        connection: in a write transaction.
        state: as it is now; its address and settings, which are the user's, are not written.
        title: the publisher's title, None to leave it; an empty one never replaces one that is known.
        site_url: address of the feed's site, likewise.
    """
    connection.execute(
        "UPDATE feeds SET etag = ?, last_modified = ?, given_by = ?, body_hash = ?, last_attempt = ?, last_success = ?,"
        " whole_at = ?, next_at = ?, next_why = ?, wishes = ?, trouble = ?, error = ?, failures = ?, failing_since = ?,"
        " move = ?, title = coalesce(nullif(?, ''), title), site_url = coalesce(nullif(?, ''), site_url) WHERE id = ?",
        (
            *state.validators,
            state.given_by,
            state.body_hash,
            optional_seconds(state.last_attempt),
            optional_seconds(state.last_success),
            optional_seconds(state.whole_at),
            optional_seconds(state.next_at),
            state.next_why,
            _written(state.wishes),
            state.trouble or "",
            state.error,
            state.failures,
            optional_seconds(state.failing_since),
            _written(state.move),
            title,
            site_url,
            state.feed,
        ),
    )


def claim(connection: sqlite3.Connection, feeds: Iterable[int], until: datetime) -> None:
    """Put feeds off, so that another process does not ask them as well while this one does.

    Args:
        connection: in a write transaction.
        feeds: their ids.
        until: when they are due again should this process come to nothing.
    """
    connection.execute(
        "UPDATE feeds SET next_at = ? WHERE id IN (SELECT value FROM json_each(?))",
        (to_seconds(until), json.dumps(list(feeds))),
    )


def postpone(connection: sqlite3.Connection, feed: int, until: datetime | None, why: str) -> None:
    """Say when to ask a feed next, and leave all else as it is.

    Args:
        connection: in a write transaction.
        feed: its id.
        until: when; None for at once.
        why: see `FetchState.next_why`.
    """
    connection.execute("UPDATE feeds SET next_at = ?, next_why = ? WHERE id = ?", (optional_seconds(until), why, feed))


def mean_gap(connection: sqlite3.Connection, feed: int, now: datetime) -> float | None:
    """Seconds between two articles of a feed, by those of the last four weeks; None where there are none."""
    second = to_seconds(now)
    count, oldest = connection.execute(
        "SELECT count(*), min(id) FROM (SELECT id FROM articles WHERE feed_id = ? AND id >= ? AND listed = 1"
        " ORDER BY id DESC LIMIT ?)",
        (feed, first_id_at(second - _RHYTHM_SPAN), _MOST_COUNTED),
    ).fetchone()
    return max(second - sort_second(oldest), 0) / count if count else None


def _state(row: tuple[Any, ...]) -> FetchState:
    (
        feed,
        url,
        etag,
        last_modified,
        given_by,
        body_hash,
        attempt,
        success,
        whole,
        next_at,
        next_why,
        wishes,
        trouble,
        error,
        failures,
        since,
        move,
        settings,
    ) = row
    return FetchState(
        feed,
        url,
        Validators(etag, last_modified),
        given_by,
        body_hash,
        optional_time(attempt),
        optional_time(success),
        optional_time(whole),
        optional_time(next_at),
        next_why,
        _read(_NO_WISHES, wishes),
        Trouble(trouble) if trouble else None,
        error,
        failures,
        optional_time(since),
        _read(_NO_MOVE, move),
        _read(_NO_SETTINGS, settings),
    )


def _written(values: NamedTuple) -> str:
    """Values as JSON, without those that are as by default."""
    defaults = values._field_defaults
    return json.dumps({name: value for name, value in values._asdict().items() if value != defaults[name]})


def _read(defaults: Values, text: str) -> Values:
    if text == "{}":
        return defaults
    values: Any = {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(text).items()}
    return defaults._replace(**values)
