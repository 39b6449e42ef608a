"""Rules at work on articles as they arrive: each article is judged once, whatever happens in between."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Connection

from newsterm.model.rule import Firing, Rule
from newsterm.operations.context import Context
from newsterm.operations.rule_actions import drafts_of, label_of, stopped_words
from newsterm.operations.rule_book import rule_book
from newsterm.operations.rule_queries import asks_for_score, parted
from newsterm.query.tree import Everything, Query
from newsterm.storage import articles, journal, rule_state, scores
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.scopes import latest_arrival, read_query
from newsterm.storage.time_limit import TooSlowError, matching_within
from newsterm.storage.times import to_seconds

LONGEST = 1.0
"""Seconds that one rule may take over one batch of articles."""
_AT_ONCE = 5_000
"""Articles of one batch."""
_WRITTEN_AT_ONCE = 1_500
"""Marks of one transaction, which keeps it at some hundredths of a second."""
_MOST_TITLES = 3


@dataclass(frozen=True, slots=True)
class RulesOutcome:
    """What rules did during one refresh."""

    articles: tuple[int, ...] = ()
    """The articles that they changed."""
    firings: tuple[Firing, ...] = ()
    """Of the rules that give notice."""
    stopped: tuple[str, ...] = ()
    """Sentences on rules that took too long."""
    problems: tuple[str, ...] = ()
    """Sentences on rules that are left out because they are broken."""


@dataclass(slots=True)
class _Asked:
    """A rule within one batch."""

    rule: Rule
    since: int
    """Articles up to this arrival number are not its business."""
    changing: Query
    """The part of its query that earlier rules may have changed the answer to."""
    found: set[int]
    """What the rest of its query finds in the batch."""
    asks_for_score: bool
    acted: set[int] = field(default_factory=set)
    """What it found in the transaction under way."""


class Ruling:
    """Rules at work during one refresh. All methods belong to one thread at a time.

    Args:
        ctx: the library, the clock and rules.toml.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._changed: dict[int, None] = {}
        self._noticed: dict[str, set[int]] = {}
        self._stopped: dict[str, rule_state.Stop] = {}
        self._problems: tuple[str, ...] = ()

    def begin(self) -> None:
        """Take note of rules that are new, and judge what an earlier run left.

        Raises:
            LibraryError: the library cannot be read or written.
        """
        book = rule_book(self._ctx)
        self._problems = book.problems
        state = rule_state.read(self._ctx.library.reader())
        prints = {rule_state.print_of(rule) for rule in book.working}
        if prints != state.since.keys():
            with self._ctx.library.writing(durable=False) as connection:
                state = rule_state.read(connection)
                latest = latest_arrival(connection)
                state.since = {each: state.since.get(each, latest) for each in prints}
                rule_state.write(connection, state)
        self.apply()

    def apply(self) -> None:
        """Judge all articles that have arrived by now.

        Raises:
            LibraryError: the library cannot be read or written.
        """
        book = rule_book(self._ctx)
        while self._apply_batch([rule for rule in book.working if rule.name not in self._stopped]):
            pass

    def outcome(self) -> RulesOutcome:
        """What came of it so far."""
        reader = self._ctx.library.reader()
        firings = []
        for name, ids in self._noticed.items():
            newest = sorted(ids, reverse=True)[:_MOST_TITLES]
            titles = tuple(row.title or "untitled" for row in articles.rows(reader, newest))
            firings.append(Firing(name, len(ids), titles))
        stopped = tuple(stopped_words(name, stop.why) for name, stop in self._stopped.items())
        return RulesOutcome(tuple(self._changed), tuple(firings), stopped, self._problems)

    def _apply_batch(self, rules: Sequence[Rule]) -> bool:
        """Judge the next batch; False if there was none."""
        if not rules:
            return False
        reader = self._ctx.library.reader()
        state = rule_state.read(reader)
        since = {rule.name: state.since.get(rule_state.print_of(rule)) for rule in rules}
        known = [rule for rule in rules if since[rule.name] is not None]
        low = max(state.mark, min((number for number in since.values() if number is not None), default=state.mark))
        if not known:
            return False
        batch = rule_state.arrivals(reader, low, _AT_ONCE)
        if not batch:
            return False
        asked = [self._ask(rule, since[rule.name] or 0, batch) for rule in known]
        for part in _portions(batch, asked):
            if not self._write(part, asked, state.mark):
                return True  # another process judged them meanwhile
            state.mark = part[-1][0]
        return len(batch) == _AT_ONCE

    def _ask(self, rule: Rule, since: int, batch: Sequence[tuple[int, int]]) -> _Asked:
        """Find what a rule may act on, as far as no other rule can change that."""
        reader = self._ctx.library.reader()
        ids = [number for arrival, number in batch if arrival > since]
        try:
            query = read_query(reader, rule.query)
            steady, changing = parted(query)
            found = set(ids)
            if not isinstance(steady, Everything):
                found = matching_within(reader, steady, ids, self._ctx.now(), LONGEST)
        except TooSlowError as error:
            self._stop(rule, error)
            return _Asked(rule, since, Everything(), set(), asks_for_score=False)
        return _Asked(rule, since, changing, found, asks_for_score(query))

    def _write(self, part: Sequence[tuple[int, int]], asked: Sequence[_Asked], mark: int) -> bool:
        """Let all rules act on some articles, in one transaction; False if these are judged already."""
        now = self._ctx.now()
        ids = {number for _, number in part}
        with self._ctx.library.writing(durable=False) as connection:
            state = rule_state.read(connection)
            if state.mark != mark:
                return False
            points = _Points(connection)
            for each in asked:
                each.acted = found = self._found(connection, each, ids, points)
                if found:
                    self._act(connection, each.rule, found)
                    points.add(found, each.rule, now)
                    state.count(each.rule.name, len(found), to_seconds(now))
            again = [each for each in asked if each.rule.score and not isinstance(each.changing, Everything)]
            self._score_again(connection, again, ids, points)
            points.write()
            state.mark = part[-1][0]
            state.stopped |= self._stopped
            rule_state.write(connection, state)
        return True

    def _found(self, connection: LibraryConnection, asked: _Asked, ids: set[int], points: "_Points") -> set[int]:
        """What a rule finds now that the rules before it have acted."""
        found = asked.found & ids
        if not found or isinstance(asked.changing, Everything):
            return found
        if asked.asks_for_score:
            points.write()
        try:
            return matching_within(connection, asked.changing, found, self._ctx.now(), LONGEST)
        except TooSlowError as error:
            self._stop(asked.rule, error)
            asked.found = set()
            return set()

    def _act(self, connection: Connection, rule: Rule, found: set[int]) -> None:
        if rule.notify:
            self._noticed.setdefault(rule.name, set()).update(found)
        if rule.marks:
            ids = sorted(found, reverse=True)
            appended = journal.append(
                connection,
                drafts_of(rule, ids),
                actor=rule.actor,
                now=self._ctx.now(),
                label=lambda changed: label_of(rule, changed),
            )
            self._changed |= dict.fromkeys(appended.articles)

    def _score_again(
        self, connection: LibraryConnection, asked: Sequence[_Asked], ids: set[int], points: "_Points"
    ) -> None:
        """Ask those scoring rules once more whose answer later rules may have changed."""
        now = self._ctx.now()
        for each in asked:
            after = self._found(connection, each, ids, points)
            points.add(after - each.acted, each.rule, now)
            points.add(each.acted - after, each.rule, now, sign=-1)

    def _stop(self, rule: Rule, error: TooSlowError) -> None:
        now = to_seconds(self._ctx.now())
        self._stopped[rule.name] = rule_state.Stop(now, f"{error} and was stopped", rule_state.print_of(rule))


class _Points:
    """What the scoring rules add up to for some articles that have just arrived."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sums: dict[int, int] = defaultdict(int)
        self._written: dict[int, int] = {}

    def add(self, found: Collection[int], rule: Rule, now: datetime, *, sign: int = 1) -> None:
        """Give articles a rule's points, or take them back."""
        points = sign * rule.points(now)
        for article in found:
            self._sums[article] += points

    def write(self) -> None:
        """Write what has changed since this was last done."""
        changed = {article: sum_ for article, sum_ in self._sums.items() if self._written.get(article, 0) != sum_}
        scores.put(self._connection, changed)
        self._written |= changed


def _portions(batch: Sequence[tuple[int, int]], asked: Sequence[_Asked]) -> Iterator[Sequence[tuple[int, int]]]:
    """Cut a batch where a transaction has enough to write."""
    begin = weight = 0
    for end, (_, number) in enumerate(batch, 1):
        weight += sum(number in each.found for each in asked)
        if weight >= _WRITTEN_AT_ONCE:
            yield batch[begin:end]
            begin, weight = end, 0
    if begin < len(batch):
        yield batch[begin:]
