"""Reading articles, as rows of a list or as a whole. What feeds bring is stored by `arrivals`."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from newsterm.model.article import Article, ArticlePage, ArticleRow
from newsterm.model.errors import NotFoundError
from newsterm.model.identifiers import decode
from newsterm.storage.times import from_seconds
from newsterm.text.document_codec import decode as decode_document

_ROW = """a.id, a.feed_id, coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url), a.title, a.url, a.author,
    a.read, a.starred, a.noted, a.tags, a.later, a.archived, a.snoozed_until, a.score,
    a.revision, a.edited_at, a.edited_read AND a.edit_seen < a.revision"""


def by_id(connection: sqlite3.Connection, article: int) -> Article:
    """One article with its text.

    Raises:
        NotFoundError: no such article.
    """
    row = connection.execute(
        f"SELECT {_ROW}, f.url, a.seen_at, n.text, d.document, p.url, p.fetched_at, p.feed_document FROM articles AS a"
        " JOIN feeds AS f ON f.id = a.feed_id JOIN documents AS d ON d.article_id = a.id"
        " LEFT JOIN notes AS n ON n.article_id = a.id LEFT JOIN pages AS p ON p.article_id = a.id WHERE a.id = ?",
        (article,),
    ).fetchone()
    if row is None:
        raise NotFoundError("The library has no such article.")
    *shown, feed_url, seen_at, note, document, page_url, fetched_at, feed_document = row
    notes = () if note is None else (note,)
    page = ArticlePage(page_url, from_seconds(fetched_at), decode_document(feed_document)) if page_url else None
    return Article(_row(shown), feed_url, from_seconds(seen_at), notes, decode_document(document), page)


def find(connection: sqlite3.Connection, token: str) -> int:
    """The article that goes by a token.

    Raises:
        NotFoundError: none does.
    """
    article = decode(token.strip())
    if article is not None and connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone():
        return article
    raise NotFoundError(f"No article has the id {token!r}; `newsterm search` prints the ids.")


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[ArticleRow]:
    """The articles with these ids as rows, in the order of the ids; those not stored are left out."""
    found = connection.execute(
        f"SELECT {_ROW} FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value"
        " JOIN feeds AS f ON f.id = a.feed_id ORDER BY wanted.id",
        (json.dumps(list(ids)),),
    )
    return [_row(values) for values in found.fetchall()]


def _row(values: Sequence[Any]) -> ArticleRow:
    number, feed, feed_title, title, url, author, read, starred, noted, tags, later, archived, *rest = values
    snoozed, score, revision, edited_at, edit_unseen = rest
    return ArticleRow(
        number,
        feed,
        feed_title,
        title,
        url,
        author,
        read=bool(read),
        starred=bool(starred),
        noted=bool(noted),
        tags=tuple(tags.split("\n")) if tags else (),
        later=bool(later),
        archived=bool(archived),
        snoozed_until=from_seconds(snoozed) if snoozed else None,
        score=score,
        revision=revision,
        edited_at=from_seconds(edited_at) if edited_at else None,
        edit_unseen=bool(edit_unseen),
    )
