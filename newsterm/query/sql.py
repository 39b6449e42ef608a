"""A query as SQL over `a` (a row of articles), with what storage needs to choose its plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple

from newsterm.model.identifiers import first_id_at
from newsterm.query.choices import HAS
from newsterm.query.condition import NEVER, Condition, Moment, both, either, negated
from newsterm.query.fields import FIELDS, NO_TAG, compile_term, field_of, is_published, leaf_bounds
from newsterm.query.fulltext import (
    Frequency,
    all_expression,
    any_expression,
    estimate,
    expression,
    required_tokens,
    split,
)
from newsterm.query.functions import QueryFunctions, register_functions
from newsterm.query.tree import And, Between, Comparison, Everything, Node, Not, Or, Pattern, Query, Term, Text

__all__ = ["CompiledQuery", "QueryFunctions", "compile_query", "register_functions"]


class CompiledQuery(NamedTuple):
    """A query ready for the library; its condition calls functions that `register_functions` defines."""

    condition: str
    """SQL over `a` without the part that `match` says; "1" where that is all."""
    parameters: tuple[str | int, ...]
    """Of the condition, in order."""
    match: str | None
    """One expression of FTS5 that must match as well, as a parameter of `search MATCH ?`; None for none."""
    unread: bool
    """Only unread articles match."""
    starred: bool
    noted: bool
    tag: str | None
    """Only articles with this tag or one below it match; as typed."""
    id_low: int | None
    """Articles match from this id on; the condition says so too."""
    id_high: int | None
    """Articles match up to below this id."""
    terms: tuple[str, ...]
    """Whole tokens that stand in every match."""
    slow: bool
    """A regular expression or the document is asked of every candidate."""
    required: tuple[Node, ...]
    """The items that must all match."""

    def estimate(self, frequency: Frequency) -> int | None:
        """About how many articles the query's text finds, at most; None where it has none that must match."""
        return estimate(And(self.required), frequency)


def compile_query(query: Query, now: datetime, local_zone: tzinfo, *, probe: bool = False) -> CompiledQuery:
    """Make SQL of a query.

    Args:
        query: what to find; its views are expanded.
        now: what ages count back from; aware.
        local_zone: where the days of dates are.
        probe: ask the full-text index about one article at a time where text does not stand in `match`
            (below OR, or only negated). Better for a first window where such text is common; otherwise
            all ids that it finds are gathered first.

    Raises:
        QueryError: a view was not expanded.
    """
    compiler = _Compiler(Moment(now, local_zone), probe)
    items: tuple[Node, ...] = ()
    if not isinstance(query, Everything):
        items = query.items if isinstance(query, And) else (query,)
    wanted, unwanted, rest = split(items)
    match = all_expression(wanted, unwanted) if wanted else None
    condition = compiler.rest(rest, [] if wanted else unwanted)
    terms = [item for item in items if isinstance(item, Term)]
    tags = [term.value for term in terms if term.field == "tag" and term.value.lower() != NO_TAG]
    low, high = _ids(items, compiler.moment)
    return CompiledQuery(
        condition=condition.sql,
        parameters=condition.parameters,
        match=match,
        unread=Term("is", "unread") in terms,
        starred=Term("is", "starred") in terms,
        noted=Term("is", "annotated") in terms or Term("has", "note") in terms,
        tag=tags[0] if tags else None,
        id_low=low,
        id_high=high,
        terms=required_tokens(items),
        slow=any(_cost(item) >= _DOCUMENT_COST for item in items),
        required=items,
    )


def _ids(items: Sequence[Node], moment: Moment) -> tuple[int | None, int | None]:
    lows, highs = [], []
    for item in items:
        if isinstance(item, Comparison | Between) and is_published(item):
            low, high = leaf_bounds(item, moment)
            if low is not None:
                lows.append(first_id_at(low))
            if high is not None:
                highs.append(first_id_at(high))
    return max(lows, default=None), min(highs, default=None)


_DOCUMENT_COST = 2


def _cost(node: Node) -> int:
    """How dear a node is to ask of one row: 0 SQL alone, 1 a function, 2 its document, 3 a regular expression."""
    match node:
        case Pattern():
            return 3
        case Term(field="has", value=value) if any(choice.name == value and choice.reads_document for choice in HAS):
            return _DOCUMENT_COST
        case Term(field="site"):
            return 1
        case Not(item):
            return _cost(item)
        case And(items) | Or(items):
            return max(_cost(item) for item in items)
        case _:
            return 0


@dataclass(frozen=True, slots=True)
class _Compiler:
    moment: Moment
    probe: bool

    def rest(self, items: list[Node], unwanted: list[str]) -> Condition:
        """AND-ed items with expressions that must not match; the dear ones come last."""
        parts = [self.condition(item) for item in sorted(items, key=_cost)]
        if unwanted:
            parts.insert(0, negated(self.text(any_expression(unwanted))))
        return both(parts)

    def condition(self, node: Node) -> Condition:
        """SQL of any node."""
        text = expression(node)
        if text is not None:
            return self.text(text)
        match node:
            case Not(item):
                return negated(self.condition(item))
            case And(items):
                wanted, unwanted, rest = split(items)
                if not wanted:
                    return self.rest(rest, unwanted)
                return both([self.text(all_expression(wanted, unwanted)), self.rest(rest, [])])
            case Or(items):
                found = {item: expression(item) for item in items}
                texts = [part for part in found.values() if part is not None]
                parts = [self.condition(item) for item in sorted(items, key=_cost) if found[item] is None]
                return either([self.text(any_expression(texts)), *parts] if texts else parts)
            case Term():
                return compile_term(node)
            case Pattern():
                return _compile_pattern(node)
            case Comparison() | Between():
                ordered = FIELDS[node.field].ordered
                assert ordered is not None  # noqa: S101 - the parser made the node from this very table
                return ordered.compile(*leaf_bounds(node, self.moment))
            case Text():
                return NEVER  # a field that has no column yet; all others are expressions

    def text(self, match: str) -> Condition:
        """SQL for articles that an expression of FTS5 finds."""
        if self.probe:
            return Condition("EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = a.id)", (match,))
        return Condition("a.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (match,))


def _compile_pattern(leaf: Pattern) -> Condition:
    sql = field_of(leaf.field).pattern
    return Condition(sql, (leaf.pattern, int(leaf.ignore_case)) * (sql.count("?") // 2))
