"""Which index a listing is read through: the choice that keeps a window of a million articles at milliseconds.

All ways give the same articles; each is in the order of ids but one, which sorts few. The costs, in microseconds,
were measured on SQLite 3.40.
"""

import sqlite3
from dataclasses import dataclass
from typing import NamedTuple

from newsterm.storage.scopes import Scope, most, number_of

_STEP = 0.1
"""Cost of passing an entry of an index that says all."""
_LOOK = 0.6
"""Cost of looking into an article's row."""
_FOUND = 0.5
"""Cost of a hit of the full-text index with its article."""
_PROBE = 15.0
"""Cost of asking the full-text index about one article."""
_SAMPLE = 500
_SAMPLED = 50_000
"""Hits, and articles at most, that the commonness of an expression is guessed from."""
_BY_KIND = {
    "unread": ("articles_unread", "a.read = 0 AND a.listed = 1"),
    "starred": ("articles_starred", "a.starred = 1"),
    "noted": ("articles_noted", "a.noted = 1"),
    "tagged": ("articles_tagged", "a.tags <> ''"),
    "later": ("articles_later", "a.later = 1"),
    "archived": ("articles_archived", "a.archived = 1 AND a.listed = 1"),
    "snoozed": ("articles_snoozed", "a.snoozed_until <> 0"),
    "edited": ("articles_edited", "a.revision > 0 AND a.listed = 1"),
}


class Plan(NamedTuple):
    """How to read a scope."""

    tables: str
    """What stands after FROM."""
    number: str
    """The column with the articles' ids."""
    conditions: tuple[str, ...]
    parameters: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Walk:
    """One index of articles to walk."""

    index: str
    implied: str
    """The index's own condition."""
    cost: float
    finds: int
    """Articles that it finds, before anything else is asked of them."""


def choose(connection: sqlite3.Connection, scope: Scope, wanted: int) -> Plan:
    """The cheapest plan.

    Args:
        connection: a connection of the library.
        scope: what to read.
        wanted: how many articles, from one end, will be asked for.
    """
    walk = min(_walks(scope, wanted), key=lambda walk: walk.cost)
    match = scope.query.match
    if match is None:
        return Plan(
            f"articles AS a INDEXED BY {walk.index}", "a.id", (walk.implied, *scope.conditions), scope.parameters
        )
    if _is_probing_cheaper(connection, match, walk, scope.totals.everything, wanted):
        return Plan(
            f"articles AS a INDEXED BY {walk.index} CROSS JOIN search ON search.rowid = a.id",
            "a.id",
            (walk.implied, *scope.conditions, "search MATCH ?"),
            (*scope.parameters, match),
        )
    return _match_plan(connection, scope, match)


def _walks(scope: Scope, wanted: int) -> list[_Walk]:
    exact = scope.query.condition == "1" or scope.is_counted
    asked_of_all = exact or scope.query.match is not None
    finds = max(most(scope, scope.numbers), 1)

    def ordered(index: str, implied: str, entries: int, among: int) -> _Walk:
        """A walk in order of ids past `entries`, of which `among` are of the scope's feeds and kinds, at most."""
        if asked_of_all:
            return _Walk(index, implied, min(entries, wanted * entries / max(among, 1)) * _STEP, among)
        return _Walk(index, implied, entries * _LOOK, among)

    if scope.stream:
        walks = [ordered("articles_stream", "a.listed = 1 AND a.gone = 0", scope.totals.total, finds)]
    else:
        walks = [ordered("articles_listed", "a.listed = 1", scope.totals.everything, finds)]
    walks += [ordered(*_BY_KIND[kind], number_of(scope, kind, scope.totals), finds) for kind in scope.kinds]
    if scope.feeds is not None:
        ways = [("articles_by_feed", "a.listed = 1", scope.numbers.everything)]
        if "unread" in scope.kinds:
            unread = number_of(scope, "unread", scope.numbers)
            ways.append(("articles_unread_by_feed", "a.read = 0 AND a.listed = 1", unread))
        for index, implied, entries in ways:
            if len(scope.feeds) == 1:
                walks.append(ordered(index, implied, entries, finds))
            else:
                walks.append(_Walk(index, implied, entries * _LOOK, finds))
    return walks


def _is_probing_cheaper(connection: sqlite3.Connection, match: str, walk: _Walk, total: int, wanted: int) -> bool:
    if walk.finds >= total / 2:
        return False
    sample = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?", (match, _SAMPLE - 1)
    ).fetchone()
    if sample is None:
        return walk.finds * _PROBE < _SAMPLE * _FOUND
    (passed,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM articles AS a INDEXED BY articles_listed WHERE a.listed = 1 AND a.id >= ?"
        " ORDER BY a.id DESC LIMIT ?)",
        (sample[0], _SAMPLED),
    ).fetchone()
    matches = max(_SAMPLE, total * _SAMPLE / max(passed, 1))
    finding = min(matches, wanted * total / max(walk.finds, 1)) * _FOUND
    probing = min(walk.finds, wanted * total / matches) * _PROBE
    return bool(probing < finding)


def _match_plan(connection: sqlite3.Connection, scope: Scope, match: str) -> Plan:
    """Read what the full-text index finds, which is in order of ids."""
    query = scope.query
    bounds: dict[str, int | None] = {"search.rowid >= ?": query.id_low, "search.rowid < ?": query.id_high}
    conditions = ("search MATCH ?", *(condition for condition, bound in bounds.items() if bound is not None))
    parameters: tuple[str | int, ...] = (match, *(bound for bound in bounds.values() if bound is not None))
    if not scope.conditions and _all_are_listed(connection):
        return Plan("search", "search.rowid", conditions, parameters)
    index, implied = "articles_listed", "a.listed = 1"
    if scope.stream:
        index, implied = "articles_stream", "a.listed = 1 AND a.gone = 0"
    indexed = f" INDEXED BY {index}" if query.condition == "1" else ""
    return Plan(
        f"search CROSS JOIN articles AS a{indexed} ON a.id = search.rowid AND {implied}",
        "search.rowid",
        (*conditions, *scope.conditions),
        (*parameters, *scope.parameters),
    )


def _all_are_listed(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM articles INDEXED BY articles_unlisted WHERE listed = 0 LIMIT 1")
    return found.fetchone() is None
