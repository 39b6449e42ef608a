"""Writes fetched feeds into the library, in transactions too short to keep another process waiting."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from newsterm.model.feed import FetchState, Validators
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.deciding import Decision, Insert, Replacement, decide
from newsterm.operations.identity import Candidate
from newsterm.storage import articles, feeds
from newsterm.storage.library import Library

LONGEST_TRANSACTION = 0.05
"""Seconds after which a transaction is committed and the rest left to the next."""
_AT_LEAST = 16
"""Articles that every transaction writes, however slow the machine."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A feed could not be fetched or read."""

    sentence: str


@dataclass(frozen=True, slots=True)
class NothingNew:
    """A feed said that it is unchanged, or brought the same body once more."""

    validators: Validators


@dataclass(frozen=True, slots=True)
class Contents:
    """A feed as fetched and parsed."""

    title: str
    site_url: str
    candidates: tuple[Candidate, ...]
    body_hash: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of fetching one feed."""

    state: FetchState
    """What the library knew before."""
    title: str
    """The feed's title as it was before, for reports."""
    came: Failure | NothingNew | Contents
    at: datetime
    """When it came: what its undated articles sort by, in however many transactions they are stored."""
    new: int = 0
    """Articles of it that earlier transactions stored."""
    updated: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """What one transaction did."""

    done: tuple[FeedRefreshed, ...]
    rest: tuple[Arrival, ...]
    """What is left to the next transaction; its first may be partly stored."""


def store(library: Library, arrivals: Sequence[Arrival], *, clock: Callable[[], float] = time.monotonic) -> Stored:
    """Store as many arrivals as one short transaction holds, at least a part of the first.

    Raises:
        LibraryError: the library cannot be written.
    """
    done: list[FeedRefreshed] = []
    with library.writing(durable=False) as connection:
        deadline = clock() + LONGEST_TRANSACTION
        for number, arrival in enumerate(arrivals):
            if number and clock() >= deadline:
                return Stored(tuple(done), tuple(arrivals[number:]))
            result = _store_one(connection, arrival, lambda: clock() >= deadline)
            if isinstance(result, Arrival):
                return Stored(tuple(done), (result, *arrivals[number + 1 :]))
            done.append(result)
    return Stored(tuple(done), ())


def _store_one(connection: Connection, arrival: Arrival, is_late: Callable[[], bool]) -> FeedRefreshed | Arrival:
    """Store one arrival; returns it with its progress if the time ran out."""
    before = arrival.state
    came = arrival.came
    if isinstance(came, Failure):
        state = replace(before, last_attempt=arrival.at, error=came.sentence, failures=before.failures + 1)
        feeds.record_fetch(connection, state)
        return FeedRefreshed(before.feed, before.url, arrival.title, "failed", error=came.sentence)
    state = replace(
        before, validators=came.validators, last_attempt=arrival.at, last_success=arrival.at, error="", failures=0
    )
    if isinstance(came, NothingNew):
        feeds.record_fetch(connection, state)
        return FeedRefreshed(before.feed, before.url, arrival.title, "unchanged")
    decision = decide(articles.stored_for(connection, before.feed), came.candidates, arrival.at)
    new, updated, finished = _write(connection, before, decision, arrival.at, is_late)
    new, updated = arrival.new + new, arrival.updated + updated
    if not finished:
        return replace(arrival, new=new, updated=updated)
    feeds.record_fetch(connection, replace(state, body_hash=came.body_hash), title=came.title, site_url=came.site_url)
    status = "new" if new or updated else "unchanged"
    return FeedRefreshed(before.feed, before.url, came.title or arrival.title, status, new, updated)


def _write(
    connection: Connection, state: FetchState, decision: Decision, now: datetime, is_late: Callable[[], bool]
) -> tuple[int, int, bool]:
    """Write a decision until the time runs out: how many new, how many edited, and whether that was all."""
    new = updated = 0
    writes: list[Insert | Replacement] = [*decision.replacements, *decision.inserts]
    for number, write in enumerate(writes):
        if number >= _AT_LEAST and not number % 8 and is_late():
            return new, updated, False
        if isinstance(write, Insert):
            _insert(connection, state, write, now)
            new += 1
        else:
            _replace(connection, write)
            updated += write.edited
    return new, updated, True


def _insert(connection: Connection, state: FetchState, insert: Insert, now: datetime) -> None:
    candidate = insert.candidate
    new = articles.NewArticle(
        key=insert.key,
        alias=candidate.alias,
        content_hash=candidate.content_hash,
        sort_second=insert.sort_second,
        position=insert.position,
        entry=candidate.entry,
    )
    articles.insert(connection, state.feed, state.url, new, seen_at=now)


def _replace(connection: Connection, replacement: Replacement) -> None:
    candidate = replacement.candidate
    articles.replace_text(
        connection,
        replacement.article,
        candidate.entry,
        alias=candidate.alias,
        content_hash=candidate.content_hash,
    )
