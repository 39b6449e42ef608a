"""What a listing asks of the library: its query compiled, its feeds resolved, and how many articles that may be."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsterm.model.feed import Counters
from newsterm.model.listing import Listing
from newsterm.query.fields import compile_term
from newsterm.query.fulltext import expression
from newsterm.query.parser import parse
from newsterm.query.sql import CompiledQuery, compile_query
from newsterm.query.tree import And, Everything, Node, Not, Or, Query, Term, Text, all_of
from newsterm.storage import counters, views
from newsterm.storage.local_time import LocalTime

_SAMPLED = 1_000
"""Newest articles that tell how common a text is."""
_PROBED = (0.1, 0.8)
"""How common a text under OR or NOT is, least and most, where asking article by article soon fills a window."""
_MOST_PROBED = 2_000
"""Articles wanted beyond which all that such a text finds is gathered beforehand."""
_KINDS = {
    Term("is", "unread"): "unread",
    Term("is", "starred"): "starred",
    Term("is", "later"): "later",
    Term("is", "archived"): "archived",
    Term("is", "snoozed"): "snoozed",
    Term("is", "annotated"): "noted",
    Term("has", "note"): "noted",
    Not(Term("tag", "none")): "tagged",
    Term("is", "edited"): "edited",
    Term("has", "revisions"): "edited",
}
_COUNTED_IN_STREAM = {
    frozenset[Node](): "total",
    frozenset[Node]({Term("is", "unread"), Not(Term("is", "later"))}): "unread",
    frozenset[Node]({Term("is", "starred")}): "starred",
    frozenset[Node]({Term("is", "later")}): "later",
    frozenset[Node]({Term("is", "annotated")}): "noted",
    frozenset[Node]({Term("has", "note")}): "noted",
    frozenset[Node]({Not(Term("tag", "none"))}): "tagged",
}
_COUNTED = {
    frozenset[Node](): "everything",
    frozenset[Node]({Term("is", "archived")}): "archived",
    frozenset[Node]({Term("is", "snoozed")}): "snoozed",
}
"""Queries that a counter answers: the counter's name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A listing, understood."""

    query: CompiledQuery
    stream: bool
    """Whether what is archived or snoozed is left out."""
    kinds: frozenset[str]
    """What counters, or `edited`, tell about how many articles it can have, and indexes that find them."""
    counted: str
    """Name of the counter that is its number of articles, but for `as_of` and `kept`; "" for none."""
    feeds: tuple[int, ...] | None
    """The feeds that its articles are of; None for all."""
    as_of: int | None
    """The last arrival to show, None if nothing came later."""
    kept: tuple[int, ...]
    numbers: Counters
    """Of these feeds."""
    totals: Counters
    """Of the whole library."""
    edited: int = 0
    """How many articles were edited, where that is asked for."""
    conditions: tuple[str, ...] = field(default=())
    """Everything but `match`, being listed, and `kept`, over `a`."""
    parameters: tuple[str | int, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether a counter tells its number."""
        return bool(self.counted)


def understand(connection: sqlite3.Connection, listing: Listing, now: datetime, *, wanted: int | None = None) -> Scope:
    """Work out what a listing asks.

    Args:
        connection: a connection of the library.
        listing: what to show.
        now: what ages in its query count back from.
        wanted: how many articles from one end will be read; None for all.

    Raises:
        QueryError: its query is wrong.
    """
    tree = read_query(connection, listing.query)
    items = required_items(tree)
    feeds, rest = _feeds(connection, listing.feeds, items)
    probe = wanted is not None and wanted <= _MOST_PROBED and _is_best_probed(connection, rest)
    query = compile_query(all_of(rest) if rest else Everything(), now, LocalTime(), probe=probe)
    kinds = frozenset(_KINDS[item] for item in items if item in _KINDS) | ({"tagged"} if query.tag else frozenset())
    as_of = listing.as_of
    if as_of is not None and as_of >= latest_arrival(connection):
        as_of = None
    conditions, parameters = _conditions(query, feeds, as_of, stream=listing.stream)
    totals = counters.total(connection)
    return Scope(
        query=query,
        stream=listing.stream,
        kinds=kinds,
        counted=counter_of(tree, stream=listing.stream),
        feeds=feeds,
        as_of=as_of,
        kept=listing.kept,
        numbers=totals if feeds is None else counters.total(connection, feeds),
        totals=totals,
        edited=_count_edited(connection) if "edited" in kinds else 0,
        conditions=conditions,
        parameters=parameters,
    )


def read_query(connection: sqlite3.Connection, text: str | Query) -> Query:
    """Parse a query and put the queries of its views in their places; one that was read before stays as it is.

    Raises:
        QueryError: it is wrong, or a view of it is missing, wrong, or leads back to itself.
    """
    if not isinstance(text, str):
        return text
    tree = parse(text)
    if "view" not in text.lower():
        return tree
    from newsterm.query.expanding import expand  # few queries name a view

    return expand(tree, {view.name: view.query for view in views.all_views(connection)})


def latest_arrival(connection: sqlite3.Connection) -> int:
    """The number of the article stored last, 0 if there is none."""
    (number,) = connection.execute("SELECT ifnull(max(arrival), 0) FROM articles").fetchone()
    return int(number)


def required_items(tree: Query) -> tuple[Node, ...]:
    """The items that must all match."""
    if isinstance(tree, Everything):
        return ()
    return tree.items if isinstance(tree, And) else (tree,)


def counter_of(tree: Query, *, stream: bool) -> str:
    """The name of the counter that tells how many articles match, "" if none does."""
    return (_COUNTED_IN_STREAM if stream else _COUNTED).get(frozenset(required_items(tree)), "")


def most(scope: Scope, numbers: Counters) -> int:
    """About the most articles that can be of all the scope's kinds."""
    everything = numbers.total if scope.stream else numbers.everything
    return min((number_of(scope, kind, numbers) for kind in scope.kinds), default=everything)


def number_of(scope: Scope, kind: str, numbers: Counters) -> int:
    """About how many articles of a kind there are, put aside or not."""
    if kind == "edited":
        return scope.edited
    return numbers.unread + numbers.later if kind == "unread" else int(getattr(numbers, kind))


def without(scope: Scope, ids: Sequence[int]) -> Scope:
    """The scope without some articles."""
    return replace(
        scope,
        kept=tuple(article for article in scope.kept if article not in ids),
        conditions=(*scope.conditions, "a.id NOT IN (SELECT value FROM json_each(?))"),
        parameters=(*scope.parameters, json.dumps(ids)),
    )


def corrected_count(connection: sqlite3.Connection, scope: Scope) -> int:
    """How many articles a counted scope has: the counter without later arrivals, with what is kept."""
    count = int(getattr(scope.numbers, scope.counted))
    matching = " AND ".join(("a.listed = 1", *scope.conditions))
    if scope.as_of is not None:
        conditions, parameters = _conditions(scope.query, scope.feeds, None, stream=scope.stream)
        count -= connection.execute(
            "SELECT count(*) FROM articles AS a INDEXED BY articles_by_arrival WHERE "
            + " AND ".join(("a.arrival > ?", "a.listed = 1", *conditions)),
            (scope.as_of, *parameters),
        ).fetchone()[0]
    if scope.kept:
        count += connection.execute(
            "SELECT count(DISTINCT a.id) FROM json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value"
            f" WHERE a.listed = 1 AND NOT ({matching})",
            (json.dumps(scope.kept), *scope.parameters),
        ).fetchone()[0]
    return count


def _count_edited(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute(
        "SELECT count(*) FROM articles INDEXED BY articles_edited WHERE revision > 0"
    ).fetchone()
    return int(number)


def _conditions(
    query: CompiledQuery, feeds: tuple[int, ...] | None, as_of: int | None, *, stream: bool
) -> tuple[tuple[str, ...], tuple[str | int, ...]]:
    conditions: list[str] = ["a.gone = 0"] if stream else []
    parameters: list[str | int] = []
    if as_of is not None:
        conditions.append("a.arrival <= ?")
        parameters.append(as_of)
    if feeds is not None and len(feeds) == 1:
        conditions.append("a.feed_id = ?")
        parameters.append(feeds[0])
    elif feeds is not None:
        conditions.append("a.feed_id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(feeds))
    if query.condition != "1":
        conditions.append(query.condition)
        parameters.extend(query.parameters)
    return tuple(conditions), tuple(parameters)


def _feeds(
    connection: sqlite3.Connection, feeds: tuple[int, ...] | None, items: tuple[Node, ...]
) -> tuple[tuple[int, ...] | None, list[Node]]:
    """The feeds of the listing that all `feed:` and `folder:` of the query let in, and the query's other items."""
    rest: list[Node] = []
    for item in items:
        if isinstance(item, Term) and item.field in {"feed", "folder"}:
            condition = compile_term(item)
            found = connection.execute(
                f"SELECT a.feed_id FROM (SELECT id AS feed_id FROM feeds) AS a WHERE {condition.sql}",
                condition.parameters,
            )
            allowed = {feed for (feed,) in found.fetchall()}
            feeds = tuple(sorted(allowed)) if feeds is None else tuple(feed for feed in feeds if feed in allowed)
        else:
            rest.append(item)
    return feeds, rest


def _is_best_probed(connection: sqlite3.Connection, items: list[Node]) -> bool:
    """Whether text that cannot drive the search is so common that gathering all that it finds would be slow."""
    low, high = _PROBED
    commonness = [_commonness(connection, leaf) for item in items for leaf in _loose_texts(item)]
    return bool(commonness) and max(commonness) >= low and max(commonness) <= high


def _commonness(connection: sqlite3.Connection, leaf: Text) -> float:
    """The share of the newest articles that a text finds."""
    (number,) = connection.execute(
        "SELECT count(*) FROM search WHERE search MATCH ? AND rowid >= ifnull((SELECT a.id FROM articles AS a"
        " INDEXED BY articles_listed WHERE a.listed = 1 ORDER BY a.id DESC LIMIT 1 OFFSET ?), 0)",
        (expression(leaf), _SAMPLED - 1),
    ).fetchone()
    return float(number / _SAMPLED)


def _loose_texts(node: Node) -> list[Text]:
    if isinstance(node, Not):
        return _texts(node.item)
    return [] if expression(node) is not None else _texts(node)


def _texts(node: Node) -> list[Text]:
    match node:
        case Text():
            return [] if expression(node) is None else [node]
        case Not(item):
            return _texts(item)
        case And(items) | Or(items):
            return [leaf for item in items for leaf in _texts(item)]
        case _:
            return []
