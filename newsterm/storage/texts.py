"""Changing how stored texts look, for all articles, a few at a time."""

import sqlite3

from newsterm.storage import search_index


def after(connection: sqlite3.Connection, article: int, limit: int) -> list[tuple[int, str, bytes]]:
    """Id, title and document of the articles that follow one in the order of ids."""
    rows = connection.execute(
        "SELECT d.article_id, a.title, d.document FROM documents AS d JOIN articles AS a ON a.id = d.article_id"
        " WHERE d.article_id > ? ORDER BY d.article_id LIMIT ?",
        (article, limit),
    )
    return rows.fetchall()


def replace(
    connection: sqlite3.Connection, article: int, document: bytes, text: str, *, content_hash: str | None
) -> None:
    """Put another document in an article's place, of the same text as its publisher made it; searches find it.

    Args:
        connection: in a write transaction.
        article: the article.
        document: as `text.document_codec` writes it.
        text: its text.
        content_hash: of what the feed brought, None to leave it as it is.
    """
    before = search_index.words_of(connection, article)
    if before is None:
        return
    connection.execute("UPDATE documents SET document = ? WHERE article_id = ?", (document, article))
    connection.execute(
        "UPDATE articles SET words = ?, content_hash = ifnull(?, content_hash) WHERE id = ?",
        (len(text.split()), content_hash, article),
    )
    search_index.remove(connection, article, before)
    search_index.add(connection, article, before._replace(body=text))
