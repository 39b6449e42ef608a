"""Scores: what the scoring rules give to each article, for the whole library and, with reasons, for one article."""

import hashlib
import json
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsterm.model.errors import QueryError
from newsterm.model.rule import Rule
from newsterm.operations.context import Context
from newsterm.operations.rule_actions import signed, stopped_words
from newsterm.operations.rule_book import RuleBook, rule_book
from newsterm.operations.rule_queries import is_lasting
from newsterm.operations.storing import PAUSE
from newsterm.operations.wording import counted, quoted
from newsterm.query.printing import to_text
from newsterm.storage import rule_state, scores
from newsterm.storage.finding import found_between
from newsterm.storage.scopes import read_query
from newsterm.storage.time_limit import TooSlowError, limited, matching_within
from newsterm.storage.times import to_seconds

_EVERY = 3600
"""Seconds between two looks at scores that change with time."""
_STRETCH = 100_000
"""Articles that are worked out together."""
_LONGEST = 2.0
"""Seconds that one rule may take over one stretch."""
_TRANSACTION = 0.02
"""Seconds that a transaction is to take, about."""
_LEFT_OUT = "took too long over the whole library, so its points are left out"
_FEW, _MANY = 50, 5_000
"""Articles that one transaction writes, least and most."""


@dataclass(frozen=True, slots=True)
class Rescored:
    """What working out all scores anew came to."""

    changed: int
    """Articles whose score is another now."""
    stopped: tuple[str, ...] = ()
    """Sentences on rules that took too long, whose points are left out."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article has some of its points."""

    points: int
    query: str
    rule: str
    fading: str = ""
    """How a rule's points fade, "" for points that stay."""

    @property
    def sentence(self) -> str:
        """The reason as it is shown: "+20 author:lind (rule “Lind”)"."""
        return f"{signed(self.points)} {self.query}{self.why}"

    @property
    def why(self) -> str:
        """What stands after the query: the rule where that has another name, and how it fades."""
        rule = "" if self.rule == self.query else f" (rule {quoted(self.rule)})"
        return f"{rule}, {self.fading}" if self.fading else rule


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where an article's score comes from."""

    reasons: tuple[Reason, ...]
    """The largest first."""
    changed: bool
    """Whether the score that was kept was another."""
    stopped: tuple[str, ...] = ()
    """Sentences on rules that took too long, whose points are left out."""

    @property
    def total(self) -> int:
        """The score."""
        return sum(reason.points for reason in self.reasons)


def rescore_if_due(ctx: Context) -> Rescored | None:
    """Work out all scores anew if the scoring rules changed, or an hour after it was last done if time changes them.

    Returns:
        what came of it; None if nothing was due.
    """
    book = rule_book(ctx)
    before = rule_state.read_scored(ctx.library.reader()) or rule_state.Scored(_print(ctx, []), 0)
    passed = to_seconds(ctx.now()) - before.at
    if before.rules == _print(ctx, book.scoring) and not (passed >= _EVERY and _change_with_time(ctx, book)):
        return None
    return rescore(ctx, book)


def rescore(ctx: Context, book: RuleBook | None = None, clock: Callable[[], float] = time.monotonic) -> Rescored:
    """Work out the scores of all articles and write those that are not as they were.

    Meant for a process beside the screen: it takes seconds for a large library, in short transactions.

    Args:
        ctx: the library, the time, rules.toml.
        book: the rules, where they are known.
        clock: seconds that never go back.
    """
    scoring = (book or rule_book(ctx)).scoring
    stopped: dict[str, str] = {}
    writer = _Writer(ctx, clock)
    while not _rescore([rule for rule in scoring if rule.name not in stopped], ctx, writer, stopped):
        pass
    with ctx.library.writing(durable=False) as connection:
        rule_state.write_scored(connection, rule_state.Scored(_print(ctx, scoring), to_seconds(ctx.now()), stopped))
    return Rescored(writer.changed, tuple(stopped_words(name, why) for name, why in stopped.items()))


def explain(ctx: Context, article: int) -> Explanation:
    """Say where an article's score comes from, and mend the score that is kept if it was another."""
    reader, now = ctx.library.reader(), ctx.now()
    reasons, stopped = [], []
    for rule in rule_book(ctx).scoring:
        points = rule.points(now)
        try:
            if points and matching_within(reader, rule.query, [article], now, _LONGEST):
                reasons.append(Reason(points, rule.query, rule.name, _fading(rule, now)))
        except TooSlowError as error:
            stopped.append(stopped_words(rule.name, f"{error}, so its points are left out"))
    reasons.sort(key=lambda reason: -abs(reason.points))
    total = sum(reason.points for reason in reasons)
    row = reader.execute("SELECT score FROM articles WHERE id = ?", (article,)).fetchone()
    changed = row is not None and row[0] != total
    if changed:
        with ctx.library.writing(durable=False) as connection:
            scores.put(connection, {article: total})
    return Explanation(tuple(reasons), changed, tuple(stopped))


def _fading(rule: Rule, now: datetime) -> str:
    if rule.half_life_days is None or rule.made_at is None:
        return ""
    halves = f"halves every {counted_days(rule.half_life_days)}"
    if (made_on := rule.made_at.astimezone().date()) > now.astimezone().date():
        return f"of {abs(rule.score)}, {halves} from {made_on} on"
    days = max((now - rule.made_at).days, 0)
    made = f"made {counted(days, 'day')} ago" if days else "made today"
    return f"of {abs(rule.score)}, {made}, {halves}"


def counted_days(days: float) -> str:
    """Days in words: "day", "30 days", "1.5 days"."""
    return "day" if days == 1 else f"{days:g} days"


def _rescore(rules: list[Rule], ctx: Context, writer: "_Writer", stopped: dict[str, str]) -> bool:
    """Go through the library once; False if a rule had to be stopped on the way, and all is to be done without it."""
    reader, now = ctx.library.reader(), ctx.now()
    ids, points = scores.stored(reader)
    at = 0
    for low, high in scores.stretches(reader, _STRETCH):
        sums: dict[int, int] = defaultdict(int)
        for rule in rules:
            if given := rule.points(now):
                try:
                    found = _found(ctx, rule, low, high, now)
                except (TooSlowError, QueryError):
                    stopped[rule.name] = _LEFT_OUT
                    return False
                for article in found:
                    sums[article] += given
        changed = {article: total for article, total in sums.items() if total}
        at = _leave_out_stored(changed, ids, points, at, high)
        writer.write(changed)
    return True


def _found(ctx: Context, rule: Rule, low: int, high: int, now: datetime) -> set[int]:
    reader = ctx.library.reader()
    with limited(reader, _LONGEST), reader.functions.running(_LONGEST):
        return found_between(reader, rule.query, low, high, now)


def _leave_out_stored(changed: dict[int, int], ids: "array[int]", points: "array[int]", at: int, high: int) -> int:
    """Take out of a stretch's scores those that are stored so, and put a nought for those that are no more.

    Args:
        changed: the scores as they are to be.
        ids: all articles that have a score, in order.
        points: their scores.
        at: where in these the stretch begins.
        high: where the stretch ends.

    Returns:
        where the next stretch begins.
    """
    while at < len(ids) and ids[at] < high:
        if changed.get(ids[at], 0) == points[at]:
            changed.pop(ids[at], None)
        else:
            changed.setdefault(ids[at], 0)
        at += 1
    return at


class _Writer:
    """Writes scores in transactions that are too short to keep another process waiting."""

    def __init__(self, ctx: Context, clock: Callable[[], float]) -> None:
        self._library = ctx.library
        self._clock = clock
        self._at_once = _FEW
        self.changed = 0

    def write(self, changed: Mapping[int, int]) -> None:
        """Write all of these."""
        items = sorted(changed.items())
        begin = 0
        while begin < len(items):
            part = dict(items[begin : begin + self._at_once])
            with self._library.writing(durable=False) as connection:
                began = self._clock()
                scores.put(connection, part)
            seconds = self._clock() - began
            begin += len(part)
            faster = _TRANSACTION / max(seconds, 0.0001)
            self._at_once = min(max(int(self._at_once * min(faster, 2)), _FEW), _MANY)
            time.sleep(PAUSE)
        self.changed += len(items)


def _change_with_time(ctx: Context, book: RuleBook) -> bool:
    reader = ctx.library.reader()
    return any(rule.fades or not is_lasting(read_query(reader, rule.query)) for rule in book.scoring)


def _print(ctx: Context, rules: list[Rule]) -> str:
    """What tells these scoring rules from others, and from the same when the views that they name were others."""
    told = [[rule.name, _whole_query(ctx, rule), rule.score, str(rule.made_at), rule.half_life_days] for rule in rules]
    return hashlib.blake2b(json.dumps(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _whole_query(ctx: Context, rule: Rule) -> str:
    """A rule's query, with the queries of views in their places."""
    if "view" not in rule.query.lower():
        return rule.query
    return to_text(read_query(ctx.library.reader(), rule.query))
