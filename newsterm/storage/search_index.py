"""The full-text index over title, body, author and notes.

The index keeps no texts of its own, so whoever changes an article's words hands in the old ones too.
"""

import sqlite3
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from newsterm.model.errors import LibraryError
from newsterm.text.document_codec import decode_text

_AT_ONCE = 1_000
_ADD = "INSERT INTO search(rowid, title, body, author, notes) VALUES (?, ?, ?, ?, ?)"


class IndexedWords(NamedTuple):
    """What the index holds of one article."""

    title: str
    body: str
    author: str
    notes: str


def words_of(connection: sqlite3.Connection, article: int) -> IndexedWords | None:
    """What the index should hold of a stored article, from the other tables."""
    row = connection.execute(
        "SELECT a.title, d.document, a.author, coalesce(n.text, '') FROM articles AS a"
        " JOIN documents AS d ON d.article_id = a.id LEFT JOIN notes AS n ON n.article_id = a.id WHERE a.id = ?",
        (article,),
    ).fetchone()
    return None if row is None else IndexedWords(row[0], decode_text(row[1]), row[2], row[3])


def add(connection: sqlite3.Connection, article: int, words: IndexedWords) -> None:
    """Make an article's words findable."""
    connection.execute(_ADD, (article, *words))


def add_all(connection: sqlite3.Connection, articles: Iterable[tuple[int, IndexedWords]]) -> None:
    """Make the words of many articles findable, in the order of their ids.

    FTS5 writes out what it has gathered whenever a row's id is not larger than the last one's.
    """
    connection.executemany(_ADD, [(article, *words) for article, words in sorted(articles, key=itemgetter(0))])


def remove(connection: sqlite3.Connection, article: int, words: IndexedWords) -> None:
    """Forget an article's words, which must be exactly those added."""
    connection.execute(
        "INSERT INTO search(search, rowid, title, body, author, notes) VALUES ('delete', ?, ?, ?, ?, ?)",
        (article, words.title, words.body, words.author, words.notes),
    )


def build_anew(connection: sqlite3.Connection) -> None:
    """Make the whole index from the other tables; takes a minute and a half for a million articles."""
    connection.execute("INSERT INTO search(search) VALUES ('delete-all')")
    last = -1
    while numbers := connection.execute(
        "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
    ).fetchall():
        for (article,) in numbers:
            words = words_of(connection, article)
            if words is not None:
                add(connection, article, words)
        (last,) = numbers[-1]


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the index is well-formed; needs a write transaction, changes nothing."""
    try:
        connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    except (sqlite3.DatabaseError, LibraryError):
        return False
    return True
