"""The best matches first: ranked by bm25 among a bounded set of candidates, so that a common word stays fast."""

import json
import sqlite3
from collections.abc import Sequence

CANDIDATES = 2_000
"""How many of the newest matches are ranked."""
_WEIGHTS = "8.0, 1.0, 4.0, 4.0"
"""Of title, body, author and notes."""


def rank(connection: sqlite3.Connection, match: str, candidates: Sequence[int]) -> list[int]:
    """Put articles in the order of how well they match.

    Args:
        connection: a connection of the library.
        match: the expression that they are ranked by.
        candidates: ids; those that the expression does not find come last, in the order given.
    """
    if not candidates:
        return []
    found = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
        " AND +rowid IN (SELECT value FROM json_each(?))"
        f" ORDER BY bm25(search, {_WEIGHTS}), rowid DESC",
        (match, min(candidates), max(candidates), json.dumps(list(candidates))),
    )
    ranked = [number for (number,) in found.fetchall()]
    others = set(candidates).difference(ranked)
    return ranked + [number for number in candidates if number in others]
