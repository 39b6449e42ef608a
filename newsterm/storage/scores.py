"""The scores of articles: what the user's scoring rules add up to. They are no part of the journal."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping


def put(connection: sqlite3.Connection, scores: Mapping[int, int]) -> None:
    """Write the scores of some articles; nothing is written where they have them already."""
    connection.executemany(
        "UPDATE articles SET score = ?1 WHERE id = ?2 AND score <> ?1",
        [(score, article) for article, score in sorted(scores.items())],
    )


def stored(connection: sqlite3.Connection) -> tuple["array[int]", "array[int]"]:
    """All articles that have a score, in order of ids, and beside them their scores."""
    ids, scores = array("q"), array("q")
    found = connection.execute("SELECT id, score FROM articles INDEXED BY articles_scored WHERE score <> 0 ORDER BY id")
    while rows := found.fetchmany(10_000):
        ids.extend(number for number, _ in rows)
        scores.extend(score for _, score in rows)
    return ids, scores


def stretches(connection: sqlite3.Connection, articles: int) -> Iterator[tuple[int, int]]:
    """Ranges `[low, high)` of ids that together hold all articles, each about so many listed ones."""
    low = 0
    while True:
        row = connection.execute(
            "SELECT id FROM articles INDEXED BY articles_listed WHERE listed = 1 AND id >= ?"
            " ORDER BY id LIMIT 1 OFFSET ?",
            (low, articles),
        ).fetchone()
        if row is None:
            yield low, 1 << 62
            return
        yield low, row[0]
        (low,) = row


def of_listed(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, int]:
    """The scores of those of some articles that lists may show."""
    found = connection.execute(
        "SELECT a.id, a.score FROM json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value WHERE a.listed = 1",
        (json.dumps(list(ids)),),
    )
    return dict(found.fetchall())
