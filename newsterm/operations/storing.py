"""Writes fetched feeds into the library, in transactions too short to keep another process waiting."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from newsterm.model.feed import FetchState, Validators
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.deciding import Decision, Insert, Replacement, decide
from newsterm.operations.identity import Candidate, candidates
from newsterm.parsing.serialising import from_bytes
from newsterm.storage import arrivals, feeds, search_index
from newsterm.storage.library import Library
from newsterm.storage.search_index import IndexedWords

LONGEST_TRANSACTION = 0.05
"""Seconds after which a transaction is committed and the rest left to the next."""
PAUSE = 0.012
"""Seconds to leave the library alone between two transactions: another writer, which looks at least every 10 ms,
then gets its turn."""
_SHARE_OF_INDEXING = 0.5
"""Of that time, what writing the full-text index at the end takes."""
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
class Written:
    """A feed as fetched and parsed, as its parser wrote it: to be opened by `opened` where it is stored."""

    packed: bytes
    body_hash: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Contents:
    """A feed as fetched and parsed, ready to be compared with the library."""

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
    came: Failure | NothingNew | Written | Contents
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


def opened(arrival: Arrival) -> Arrival:
    """Read what a parser wrote; senseless writing is the feed's failure."""
    written = arrival.came
    if not isinstance(written, Written):
        return arrival
    try:
        feed = from_bytes(written.packed)
    except ValueError:
        return replace(arrival, came=Failure("The process that read it gave a senseless answer."))
    came = Contents(feed.title, feed.site_url, candidates(feed.entries), written.body_hash, written.validators)
    return replace(arrival, came=came)


def store(library: Library, arrivals: Sequence[Arrival], *, clock: Callable[[], float] = time.monotonic) -> Stored:
    """Store as many arrivals as one short transaction holds, at least a part of the first.

    Args:
        library: where to.
        arrivals: opened ones.
        clock: seconds that never go back.

    Raises:
        LibraryError: the library cannot be written.
    """
    done: list[FeedRefreshed] = []
    with library.writing(durable=False) as connection:
        deadline = clock() + LONGEST_TRANSACTION * (1 - _SHARE_OF_INDEXING)
        transaction = _Transaction(connection, lambda: clock() >= deadline)
        rest = list(arrivals)
        while rest and not (done and transaction.is_late()):
            result = transaction.store(rest[0])
            if isinstance(result, Arrival):
                rest[0] = result
                break
            done.append(result)
            del rest[0]
        transaction.index()
    return Stored(tuple(done), tuple(rest))


def store_all(library: Library, arrivals: Sequence[Arrival]) -> list[FeedRefreshed]:
    """Store arrivals in as many transactions as they need.

    Raises:
        LibraryError: the library cannot be written.
    """
    done: list[FeedRefreshed] = []
    rest = tuple(opened(arrival) for arrival in arrivals)
    while rest:
        stored = store(library, rest)
        done += stored.done
        rest = stored.rest
    return done


class _Transaction:
    """One transaction under way; the full-text index is written last and all at once, which is much faster."""

    def __init__(self, connection: Connection, is_late: Callable[[], bool]) -> None:
        self._connection = connection
        self._unindexed: list[tuple[int, IndexedWords]] = []
        self.is_late = is_late

    def store(self, arrival: Arrival) -> FeedRefreshed | Arrival:
        """Store one arrival; returns it with its progress if the time ran out."""
        before, came = arrival.state, arrival.came
        if isinstance(came, Written):
            raise TypeError("an arrival must be opened before it is stored")
        if isinstance(came, Failure):
            state = replace(before, last_attempt=arrival.at, error=came.sentence, failures=before.failures + 1)
            feeds.record_fetch(self._connection, state)
            return FeedRefreshed(before.feed, before.url, arrival.title, "failed", error=came.sentence)
        state = replace(
            before, validators=came.validators, last_attempt=arrival.at, last_success=arrival.at, error="", failures=0
        )
        if isinstance(came, NothingNew):
            feeds.record_fetch(self._connection, state)
            return FeedRefreshed(before.feed, before.url, arrival.title, "unchanged")
        new, updated, finished = self._write(arrival, self._decide(came, arrival))
        new, updated = arrival.new + new, arrival.updated + updated
        if not finished:
            return replace(arrival, new=new, updated=updated)
        state = replace(state, body_hash=came.body_hash)
        feeds.record_fetch(self._connection, state, title=came.title, site_url=came.site_url)
        status = "new" if new or updated else "unchanged"
        return FeedRefreshed(before.feed, before.url, came.title or arrival.title, status, new, updated)

    def index(self) -> None:
        """Make what was stored findable."""
        search_index.add_all(self._connection, self._unindexed)
        self._unindexed.clear()

    def _decide(self, came: Contents, arrival: Arrival) -> Decision:
        keys = {key for candidate in came.candidates for key in (*candidate.keys, *candidate.new_keys)}
        aliases = {candidate.alias for candidate in came.candidates if candidate.alias}
        stored = arrivals.stored_for(self._connection, arrival.state.feed, keys=keys, aliases=aliases)
        return decide(stored, came.candidates, arrival.at)

    def _write(self, arrival: Arrival, decision: Decision) -> tuple[int, int, bool]:
        """Write a decision until the time runs out: how many new, how many edited, and whether that was all."""
        new = updated = 0
        writes: list[Insert | Replacement] = [*decision.replacements, *decision.inserts]
        for number, write in enumerate(writes):
            if number >= _AT_LEAST and not number % 8 and self.is_late():
                return new, updated, False
            if isinstance(write, Insert):
                self._insert(write, arrival)
                new += 1
            else:
                self._replace(write)
                updated += write.edited
        return new, updated, True

    def _insert(self, insert: Insert, arrival: Arrival) -> None:
        article = arrivals.NewArticle(
            key=insert.key,
            alias=insert.candidate.alias,
            content_hash=insert.candidate.content_hash,
            sort_second=insert.sort_second,
            position=insert.position,
            entry=insert.candidate.entry,
        )
        feed, unindexed = arrival.state, self._unindexed
        arrivals.insert(self._connection, feed.feed, feed.url, article, seen_at=arrival.at, unindexed=unindexed)

    def _replace(self, replacement: Replacement) -> None:
        self.index()  # the index can only exchange words that it has
        changed = replacement.candidate
        arrivals.replace_text(
            self._connection,
            replacement.article,
            changed.entry,
            alias=changed.alias,
            content_hash=changed.content_hash,
        )
