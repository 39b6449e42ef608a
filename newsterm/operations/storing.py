"""Writes fetched feeds into the library, in transactions too short to keep another process waiting."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from newsterm.model.errors import Trouble
from newsterm.model.feed import FetchState, Wishes
from newsterm.model.host import HostState
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.deciding import Decision, Insert, Replacement, decide
from newsterm.operations.host_pacing import after_answer, after_refusal, host_name
from newsterm.operations.identity import Candidate, candidates
from newsterm.operations.readdress import follow_move
from newsterm.operations.revising import write_replacement
from newsterm.operations.settling import Answered, settle_answer, settle_failure
from newsterm.parsing.serialising import from_bytes
from newsterm.storage import arrivals, hosts, search_index
from newsterm.storage import fetch_states as states
from newsterm.storage.library import Library
from newsterm.storage.search_index import IndexedWords

_NO_WISHES = Wishes()
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
    trouble: Trouble = Trouble.UNREADABLE
    wait: int | None = None
    """Seconds that the server asks to be left alone; None where it says nothing."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A feed was not asked, since its host wants to be left alone."""

    until: datetime


@dataclass(frozen=True, slots=True)
class NothingNew:
    """A feed said that it is unchanged, or brought the same body once more."""

    answered: Answered
    body_hash: str | None = None
    """Of the body that came; None where none did."""


@dataclass(frozen=True, slots=True)
class Written:
    """A feed as fetched and parsed, as its parser wrote it: to be opened by `opened` where it is stored."""

    packed: bytes
    body_hash: str
    answered: Answered


@dataclass(frozen=True, slots=True)
class Contents:
    """A feed as fetched and parsed, ready to be compared with the library."""

    title: str
    site_url: str
    candidates: tuple[Candidate, ...]
    body_hash: str
    answered: Answered
    wishes: Wishes = _NO_WISHES
    new_url: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of fetching one feed."""

    feed: int
    url: str
    """The feed's address; another may have been asked."""
    title: str
    """The feed's title as it was before, for reports."""
    came: Failure | PutOff | NothingNew | Written | Contents
    at: datetime
    """When it came: what its undated articles sort by, in however many transactions they are stored."""
    chance: float = 0.0
    """From 0 to 1, for the jitter of its next time."""
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
    came = Contents(
        feed.title,
        feed.site_url,
        candidates(feed.entries),
        written.body_hash,
        written.answered,
        feed.wishes,
        feed.new_url,
    )
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
        came = arrival.came
        if isinstance(came, Written):
            raise TypeError("an arrival must be opened before it is stored")
        if isinstance(came, PutOff):
            states.postpone(self._connection, arrival.feed, came.until, "its host wants to be left alone until then")
            return self._report(arrival, "held")
        if isinstance(came, Contents):
            new, updated, finished = self._write(arrival, self._decide(came, arrival))
            arrival = replace(arrival, new=arrival.new + new, updated=arrival.updated + updated)
            if not finished:
                return arrival
        # Only now: while it was being fetched, the user may have set something, or another process fetched it as well.
        before = states.of_feed(self._connection, arrival.feed)
        if before is None:
            return self._report(arrival, "unchanged")
        if isinstance(came, Failure):
            self._fail(before, came, arrival)
            return self._report(arrival, "failed", error=came.sentence)
        return self._settle(before, came, arrival)

    def index(self) -> None:
        """Make what was stored findable."""
        search_index.add_all(self._connection, self._unindexed)
        self._unindexed.clear()

    def _fail(self, before: FetchState, failure: Failure, arrival: Arrival) -> None:
        state = settle_failure(before, failure.sentence, failure.trouble, failure.wait, arrival.at, arrival.chance)
        states.record(self._connection, state)
        known = hosts.of(self._connection, host_name(arrival.url))
        refused = after_refusal(known, arrival.url, failure.trouble, failure.wait, arrival.at)
        if refused is not None:
            hosts.record(self._connection, host_name(arrival.url), refused)

    def _settle(self, before: FetchState, came: NothingNew | Contents, arrival: Arrival) -> FeedRefreshed:
        parsed = came if isinstance(came, Contents) else None
        settled = settle_answer(
            before,
            came.answered,
            arrival.at,
            arrival.chance,
            mean_gap=states.mean_gap(self._connection, arrival.feed, arrival.at),
            body_hash=came.body_hash,
            wishes=parsed.wishes if parsed else None,
            new_url=parsed.new_url if parsed else None,
        )
        title, site_url = (parsed.title, parsed.site_url) if parsed else (None, None)
        states.record(self._connection, settled.state, title=title, site_url=site_url)
        known = hosts.of(self._connection, host_name(arrival.url))
        if known != HostState():
            hosts.record(self._connection, host_name(arrival.url), after_answer(known, arrival.at))
        if settled.moved_to:
            self.index()
            follow_move(self._connection, arrival.feed, settled.moved_to, arrival.at)
        arrival = replace(arrival, title=title or arrival.title)
        return self._report(arrival, "new" if arrival.new or arrival.updated else "unchanged")

    def _report(self, arrival: Arrival, status: str, error: str = "") -> FeedRefreshed:
        return FeedRefreshed(arrival.feed, arrival.url, arrival.title, status, arrival.new, arrival.updated, error)

    def _decide(self, came: Contents, arrival: Arrival) -> Decision:
        keys = {key for candidate in came.candidates for key in (*candidate.keys, *candidate.new_keys)}
        aliases = {candidate.alias for candidate in came.candidates if candidate.alias}
        stored = arrivals.stored_for(self._connection, arrival.feed, keys=keys, aliases=aliases)
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
                self.index()  # the index can only exchange words that it has
                updated += write_replacement(self._connection, write, arrival.at)
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
        arrivals.insert(
            self._connection, arrival.feed, arrival.url, article, seen_at=arrival.at, unindexed=self._unindexed
        )
