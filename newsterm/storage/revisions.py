"""Earlier texts of articles, which their publishers replaced: one chain for what the feed brings, one for the page.

The text that stands is where it always is: in `documents`, or in `pages` where a page was fetched.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from newsterm.model.document import Document
from newsterm.model.errors import NotFoundError
from newsterm.storage.times import from_seconds, to_seconds
from newsterm.text.document_codec import decode

_STANDING: Final = {
    False: "SELECT a.title, ifnull(p.feed_document, d.document) FROM articles AS a"
    " JOIN documents AS d ON d.article_id = a.id LEFT JOIN pages AS p ON p.article_id = a.id WHERE a.id = ?",
    True: "SELECT a.title, d.document FROM articles AS a JOIN documents AS d ON d.article_id = a.id"
    " JOIN pages AS p ON p.article_id = a.id WHERE a.id = ?",
}
"""The text that stands, of the feed and of the page."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article's text."""

    number: int
    """0 for the first that was seen."""
    seen_at: datetime
    """When it was seen first."""
    title: str
    document: Document


def standing(connection: sqlite3.Connection, article: int, *, of_page: bool = False) -> tuple[str, bytes]:
    """The title and the document (as `text.document_codec` writes it) that stand now.

    Raises:
        NotFoundError: no such article, or no page of it.
    """
    row: tuple[str, bytes] | None = connection.execute(_STANDING[of_page], (article,)).fetchone()
    if row is None:
        raise NotFoundError("The library has no such article.")
    return row


def keep(connection: sqlite3.Connection, article: int, *, text_hash: str, at: datetime, of_page: bool = False) -> None:
    """Keep the text that stands as a revision, for it is about to be replaced, and count the edit.

    Args:
        connection: in a write transaction.
        article: the article.
        text_hash: of the text that stands: `text.normalised_text.normalised_hash`.
        at: when the edit was seen.
        of_page: whether the text is that of the article's page.

    Raises:
        NotFoundError: no such article, or no page of it.
    """
    title, document = standing(connection, article, of_page=of_page)
    connection.execute(
        "INSERT INTO revisions(article_id, of_page, number, seen_at, title, hash, document)"
        " SELECT id, ?, revision, CASE revision WHEN 0 THEN seen_at ELSE edited_at END, ?, ?, ?"
        " FROM articles WHERE id = ?",
        (of_page, title, text_hash, document, article),
    )
    connection.execute(
        "UPDATE articles SET revision = revision + 1, edited_at = ?, edited_read = read WHERE id = ?",
        (to_seconds(at), article),
    )


def all_of(connection: sqlite3.Connection, article: int, *, of_page: bool = False) -> list[Revision]:
    """All versions of an article's text, the first seen first and the one that stands last.

    Raises:
        NotFoundError: no such article, or no page of it.
    """
    title, document = standing(connection, article, of_page=of_page)
    kept = connection.execute(
        "SELECT number, seen_at, title, document FROM revisions WHERE article_id = ? AND of_page = ? ORDER BY number",
        (article, of_page),
    ).fetchall()
    number, edited_at, seen_at = connection.execute(
        "SELECT revision, edited_at, seen_at FROM articles WHERE id = ?", (article,)
    ).fetchone()
    rows = [*kept, (number, edited_at if kept else seen_at, title, document)]
    return [Revision(number, from_seconds(seen), title, decode(document)) for number, seen, title, document in rows]
