"""The user's notes on articles, for reading; the journal writes them."""

import sqlite3


def of(connection: sqlite3.Connection, article: int) -> str:
    """The note on an article, "" if there is none."""
    row = connection.execute("SELECT text FROM notes WHERE article_id = ?", (article,)).fetchone()
    return "" if row is None else row[0]
