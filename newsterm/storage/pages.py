"""Pages fetched for articles: a page's story is then the article's text, and what the feed brought stays beside it."""

import sqlite3
from datetime import datetime

from newsterm.model.errors import NotFoundError
from newsterm.model.parsed import PackedEntry
from newsterm.storage import search_index
from newsterm.storage.times import to_seconds


def wanted(connection: sqlite3.Connection, since: datetime) -> list[int]:
    """Articles seen since a time whose feeds want their full text, and whose pages were not fetched; newest first."""
    rows = connection.execute(
        "SELECT a.id FROM feeds AS f CROSS JOIN articles AS a INDEXED BY articles_by_feed ON a.feed_id = f.id"
        " AND a.listed = 1 WHERE f.subscribed AND json_extract(f.settings, '$.full_text') AND a.seen_at >= ?"
        " AND NOT EXISTS (SELECT 1 FROM pages AS p WHERE p.article_id = a.id) ORDER BY a.id DESC",
        (to_seconds(since),),
    )
    return [article for (article,) in rows.fetchall()]


def store(connection: sqlite3.Connection, article: int, story: PackedEntry, *, url: str, at: datetime) -> None:
    """Make the story of its page an article's text; searches find it.

    Args:
        connection: in a write transaction.
        article: the article.
        story: of the page; only its text counts.
        url: the address that answered.
        at: when it was fetched.

    Raises:
        NotFoundError: no such article.
    """
    before = search_index.words_of(connection, article)
    if before is None:
        raise NotFoundError("The library has no such article.")
    connection.execute(
        "INSERT INTO pages(article_id, url, fetched_at, source, feed_document)"
        " SELECT article_id, ?, ?, ?, document FROM documents WHERE article_id = ?"
        " ON CONFLICT(article_id) DO UPDATE SET url = excluded.url, fetched_at = excluded.fetched_at,"
        " source = excluded.source",
        (url, to_seconds(at), story.source, article),
    )
    connection.execute("UPDATE documents SET document = ? WHERE article_id = ?", (story.document, article))
    connection.execute("UPDATE articles SET words = ? WHERE id = ?", (story.words, article))
    after = before._replace(body=story.text)
    if after != before:
        search_index.remove(connection, article, before)
        search_index.add(connection, article, after)
