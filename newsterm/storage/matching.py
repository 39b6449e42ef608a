"""Which of some articles a query finds: for the rows on a screen, and for articles that have just arrived."""

import json
import sqlite3
from collections.abc import Collection
from contextlib import nullcontext
from datetime import datetime

from newsterm.query.patterns import LONGEST_QUERY, Stopwatch
from newsterm.query.predicate import Judge
from newsterm.query.sql import compile_query
from newsterm.query.tree import And, Not, Or, Query, Text
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.facts import read_facts
from newsterm.storage.local_time import LocalTime
from newsterm.storage.scopes import read_query
from newsterm.storage.selecting import running

_MOST_PROBED = 10_000
"""Articles up to which the full-text index is asked about one at a time, at 15 µs each; beyond, it is read through."""
_MOST_JUDGED = 200
"""Articles up to which the beginning of a word is looked for in their texts; the index gathers all words first."""


def matching(
    connection: sqlite3.Connection,
    query: str | Query,
    ids: Collection[int],
    now: datetime,
    *,
    seconds: float = LONGEST_QUERY,
) -> set[int]:
    """Tell which articles a query finds, archived and snoozed ones among them.

    Args:
        connection: a connection of the library.
        query: what to find, as text or as it was read.
        ids: the articles that are asked about.
        now: what ages in the query count back from.
        seconds: that its regular expressions may take together.

    Raises:
        QueryError: the query is wrong, or a regular expression of it took too long.
    """
    if not ids:
        return set()
    tree = read_query(connection, query)
    open_ended = _has_open_word(tree)
    if open_ended and len(ids) <= _MOST_JUDGED:
        return judged(judges(connection, ids, now), tree, seconds)
    probe = len(ids) <= _MOST_PROBED and not open_ended
    compiled = compile_query(tree, now, LocalTime(), probe=probe)
    parameters: list[str | int] = [json.dumps(list(ids))]
    if compiled.match is None:
        tables, match = "json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value", "1"
    elif probe:
        tables = "json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value CROSS JOIN search ON search.rowid = a.id"
        match = "search MATCH ?"
    else:
        tables = "search CROSS JOIN articles AS a ON a.id = search.rowid"
        match = "a.id IN (SELECT value FROM json_each(?)) AND search MATCH ? AND search.rowid BETWEEN ? AND ?"
    statement = f"SELECT a.id FROM {tables} WHERE a.listed = 1 AND {match} AND {compiled.condition}"
    if compiled.match is not None:
        parameters.append(compiled.match)
        parameters += [] if probe else [min(ids), max(ids)]
    limit = connection.functions.running(seconds) if isinstance(connection, LibraryConnection) else nullcontext()
    with running(connection), limit:
        found = connection.execute(statement, (*parameters, *compiled.parameters)).fetchall()
    return {number for (number,) in found}


def judges(connection: sqlite3.Connection, ids: Collection[int], now: datetime) -> dict[int, Judge]:
    """Read some articles to have them judged by many queries; quicker than `matching` from three queries on."""
    zone = LocalTime()
    return {article: Judge(facts, now, zone) for article, facts in read_facts(connection, ids).items()}


def judged(articles: dict[int, Judge], tree: Query, seconds: float = LONGEST_QUERY) -> set[int]:
    """Tell which articles match a query, whose views are expanded.

    Raises:
        QueryError: its regular expressions took longer than so many seconds together.
    """
    stopwatch = Stopwatch(seconds)
    return {article for article, judge in articles.items() if judge.matches(tree, stopwatch)}


def _has_open_word(tree: Query) -> bool:
    match tree:
        case Text(prefix=prefix):
            return prefix
        case Not(item):
            return _has_open_word(item)
        case And(items) | Or(items):
            return any(map(_has_open_word, items))
        case _:
            return False
