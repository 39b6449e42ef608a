"""What a query finds among the articles of a range of ids: for many of them, which is quicker than one at a time."""

import sqlite3
from collections.abc import Collection
from datetime import datetime

from newsterm.query.sql import CompiledQuery, compile_query
from newsterm.query.tree import Query
from newsterm.storage.local_time import LocalTime
from newsterm.storage.scopes import read_query

_SPARSE = 20
"""Articles of a range for each that is asked about, from which asking one at a time is quicker."""


def found_between(connection: sqlite3.Connection, query: str | Query, low: int, high: int, now: datetime) -> set[int]:
    """The articles with ids in `[low, high)` that a query finds, listed or not.

    Raises:
        QueryError: the query is wrong, or a regular expression of it took too long.
    """
    compiled = _compiled(connection, query, now)
    low, high = max(low, compiled.id_low or 0), min(high, compiled.id_high or high)
    if low >= high:
        return set()
    if compiled.match is None:
        statement = f"SELECT a.id FROM articles AS a WHERE a.id >= ? AND a.id < ? AND {compiled.condition}"
        parameters: tuple[str | int, ...] = (low, high, *compiled.parameters)
    else:
        joined = " CROSS JOIN articles AS a ON a.id = search.rowid" if compiled.condition != "1" else ""
        statement = (
            f"SELECT search.rowid FROM search{joined} WHERE search MATCH ? AND search.rowid >= ?"
            f" AND search.rowid < ? AND {compiled.condition}"
        )
        parameters = (compiled.match, low, high, *compiled.parameters)
    return {number for (number,) in connection.execute(statement, parameters).fetchall()}


def is_read_in_order(connection: sqlite3.Connection, query: str | Query, now: datetime) -> bool:
    """Whether the full-text index is read once for what a query finds, in order of ids.

    Raises:
        QueryError: the query is wrong.
    """
    compiled = _compiled(connection, query, now)
    return compiled.match is not None and "MATCH" not in compiled.condition


def is_dense(connection: sqlite3.Connection, ids: Collection[int]) -> bool:
    """Whether some articles are many of those between the first and the last of them."""
    if not ids:
        return False
    most = len(ids) * _SPARSE
    (number,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM articles INDEXED BY articles_listed"
        " WHERE listed = 1 AND id BETWEEN ? AND ? LIMIT ?)",
        (min(ids), max(ids), most),
    ).fetchone()
    return bool(number < most)


def _compiled(connection: sqlite3.Connection, query: str | Query, now: datetime) -> CompiledQuery:
    return compile_query(read_query(connection, query), now, LocalTime())
