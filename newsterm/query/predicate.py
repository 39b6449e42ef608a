"""A query as a judgement of one article in memory; it agrees with the SQL on every article."""

from datetime import datetime, tzinfo

from newsterm.query.condition import Moment
from newsterm.query.facts import ArticleFacts
from newsterm.query.fields import FIELDS, field_of, leaf_bounds
from newsterm.query.patterns import Stopwatch
from newsterm.query.tokens import tokenise
from newsterm.query.tree import And, Between, Comparison, Everything, Node, Not, Or, Pattern, Query, Term, Text

__all__ = ["ArticleFacts", "Judge", "matches"]


def matches(query: Query, facts: ArticleFacts, now: datetime, zone: tzinfo) -> bool:
    """Whether an article matches a query.

    Args:
        query: what to find; its views are expanded.
        facts: the article.
        now: what ages count back from; aware.
        zone: where the days of dates are.

    Raises:
        QueryError: a regular expression took too long, or a view was not expanded.
    """
    return Judge(facts, now, zone).matches(query, Stopwatch())


class Judge:
    """Judges one article by any number of queries; its columns are split into tokens at most once.

    Args:
        facts: the article.
        now: what ages count back from; aware.
        zone: where the days of dates are.
    """

    def __init__(self, facts: ArticleFacts, now: datetime, zone: tzinfo) -> None:
        self._facts = facts
        self._moment = Moment(now, zone)
        self._stopwatch = Stopwatch()
        self._columns: dict[str, str] = {}

    def matches(self, query: Query, stopwatch: Stopwatch) -> bool:
        """Whether the article matches a query, whose regular expressions take their time from a stopwatch.

        Raises:
            QueryError: a regular expression took too long, or a view was not expanded.
        """
        self._stopwatch = stopwatch
        return isinstance(query, Everything) or self._judge(query)

    def _judge(self, node: Node) -> bool:
        match node:
            case And(items):
                return all(self._judge(item) for item in items)
            case Or(items):
                return any(self._judge(item) for item in items)
            case Not(item):
                return not self._judge(item)
            case Text():
                return self._has_text(node)
            case Pattern(field, pattern, ignore_case):
                texts = field_of(field).texts(self._facts)
                return any(self._stopwatch.found(pattern, ignore_case, text) for text in texts)
            case Term(field, value):
                valued = FIELDS[field].valued
                return valued is not None and valued.judge(self._facts, value)
            case Comparison() | Between():
                return self._is_within(node)

    def _has_text(self, leaf: Text) -> bool:
        wanted = " " + " ".join(tokenise(leaf.text)) + ("" if leaf.prefix else " ")
        return any(wanted in self._column(column) for column in field_of(leaf.field).columns)

    def _column(self, name: str) -> str:
        """A column's tokens, each with a space on both sides."""
        if name not in self._columns:
            self._columns[name] = " " + " ".join(tokenise(getattr(self._facts, name))) + " "
        return self._columns[name]

    def _is_within(self, leaf: Comparison | Between) -> bool:
        ordered = FIELDS[leaf.field].ordered
        low, high = leaf_bounds(leaf, self._moment)
        if ordered is None:
            return False
        value = ordered.judge(self._facts)
        if value is None:
            return False
        return (low is None or low <= value) and (high is None or value < high)
