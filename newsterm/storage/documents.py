"""The documents of stored articles, and the sources that they were made from."""

import sqlite3

from newsterm.model.document import Document
from newsterm.model.errors import NotFoundError
from newsterm.text.document_codec import decode, decode_source


def of(connection: sqlite3.Connection, article: int) -> Document:
    """The document of a stored article.

    Raises:
        NotFoundError: no such article.
    """
    row = connection.execute("SELECT document FROM documents WHERE article_id = ?", (article,)).fetchone()
    if row is None:
        raise NotFoundError("The library has no such article.")
    return decode(row[0])


def source_of(connection: sqlite3.Connection, article: int) -> str:
    """The HTML that a stored article's document was made from.

    Raises:
        NotFoundError: no such article.
    """
    row = connection.execute("SELECT source FROM documents WHERE article_id = ?", (article,)).fetchone()
    if row is None:
        raise NotFoundError("The library has no such article.")
    return decode_source(row[0])


def store(connection: sqlite3.Connection, article: int, document: bytes, source: bytes) -> None:
    """Store an article's document and source, as `text.document_codec` packs them, in place of any older ones."""
    connection.execute(
        "INSERT INTO documents(article_id, document, source) VALUES (?, ?, ?)"
        " ON CONFLICT(article_id) DO UPDATE SET document = excluded.document, source = excluded.source",
        (article, document, source),
    )
