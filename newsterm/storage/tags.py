"""The user's tags, for reading; the journal writes them."""

import sqlite3

_RECENT = 1_000
"""Events that are looked through for tags used of late."""


def all_tags(connection: sqlite3.Connection, *, recent_first: bool = False) -> list[tuple[str, int]]:
    """Every tag in use with the number of its articles.

    Args:
        connection: any.
        recent_first: those used last come first, for completion; else by name.
    """
    counts = connection.execute("SELECT tag, count(*) FROM article_tags GROUP BY tag").fetchall()
    if not recent_first:
        return sorted(counts, key=lambda row: (row[0].casefold(), row[0]))
    recent = connection.execute(
        "SELECT json_extract(payload, '$.tag') FROM (SELECT kind, payload FROM events ORDER BY id DESC LIMIT ?)"
        " WHERE kind = 'article.tagged'",
        (_RECENT,),
    )
    ranks: dict[str, int] = {}
    for (tag,) in recent:
        ranks.setdefault(tag, len(ranks))
    return sorted(counts, key=lambda row: (ranks.get(row[0], len(ranks)), row[0].casefold(), row[0]))
