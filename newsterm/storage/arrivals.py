"""Storing what feeds bring: new articles, and those that the publisher changed.

What the user did to them is written by `projections` alone.
"""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from newsterm.model.errors import NotFoundError
from newsterm.model.identifiers import article_id
from newsterm.model.parsed import PackedEntry
from newsterm.storage import documents, search_index
from newsterm.storage.search_index import IndexedWords
from newsterm.storage.times import optional_seconds, to_seconds


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What decides whether an entry of a feed is this article, and whether it was edited."""

    id: int
    key: str
    alias: str
    content_hash: str
    title: str
    url: str
    author: str


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An entry that the library does not have yet."""

    key: str
    alias: str
    """Its guid without scheme, host, `www.` and trailing slash; "" for none."""
    content_hash: str
    sort_second: int
    """Seconds since 1970 that it sorts by, for ever."""
    position: int | None
    """Its place in the document where it has no date of its own, else None."""
    entry: PackedEntry


def stored_for(
    connection: sqlite3.Connection,
    feed: int,
    *,
    keys: Collection[str] | None = None,
    aliases: Collection[str] = (),
) -> dict[str, StoredArticle]:
    """A feed's articles by their keys: all, or those that have one of the keys or aliases (a feed may be long)."""
    statement = "SELECT id, key, alias, content_hash, title, url, author FROM articles AS a WHERE feed_id = ?"
    if keys is None:
        found = connection.execute(statement, (feed,))
    else:
        found = connection.execute(
            f"{statement} AND key IN (SELECT value FROM json_each(?)) UNION"
            f" {statement} AND alias IN (SELECT value FROM json_each(?)) AND alias <> ''",
            (feed, json.dumps(list(keys)), feed, json.dumps(list(aliases))),
        )
    return {values[1]: StoredArticle(*values) for values in found.fetchall()}


def insert(
    connection: sqlite3.Connection,
    feed: int,
    feed_url: str,
    article: NewArticle,
    *,
    seen_at: datetime,
    unindexed: list[tuple[int, IndexedWords]] | None = None,
) -> int:
    """Store a new article; entries of one document are to be handed in in its order.

    Args:
        connection: in a write transaction.
        feed: the feed's id.
        feed_url: the feed's address.
        article: what is new; its key must be free within the feed.
        seen_at: when it was fetched.
        unindexed: gets what the caller is to give to `search_index.add_all` before the transaction ends. FTS5
            writes out what it has gathered whenever a trigger runs, so indexing many articles together at the
            end takes half the time.

    Returns:
        Its id.
    """
    entry = article.entry
    wanted = article_id(article.sort_second, feed_url, article.key, position=article.position)
    number = _free_id(connection, wanted)
    text = entry.text
    connection.execute(
        "INSERT INTO articles(id, feed_id, key, alias, title, url, author, stated_published, seen_at, arrival, words,"
        " content_hash, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1 + (SELECT ifnull(max(arrival), 0) FROM articles),"
        " ?, ?, (SELECT subscribed FROM feeds WHERE id = ?))",
        (
            number,
            feed,
            article.key,
            article.alias,
            entry.title,
            entry.url,
            entry.author,
            optional_seconds(entry.published),
            to_seconds(seen_at),
            entry.words,
            article.content_hash,
            feed,
        ),
    )
    documents.store(connection, number, entry.document, entry.source)
    words = IndexedWords(entry.title, text, entry.author, "")
    if unindexed is None:
        search_index.add(connection, number, words)
    else:
        unindexed.append((number, words))
    return number


def replace_text(
    connection: sqlite3.Connection, article: int, entry: PackedEntry, *, alias: str, content_hash: str
) -> None:
    """Write what the publisher changed; id, key, place in the list and all that the user did stay.

    Where the article's page was fetched, its story stays the article's text, and only what the feed brings changes.

    Raises:
        NotFoundError: no such article.
    """
    before = search_index.words_of(connection, article)
    if before is None:
        raise NotFoundError("The library has no such article.")
    has_page = connection.execute("SELECT 1 FROM pages WHERE article_id = ?", (article,)).fetchone() is not None
    text = before.body if has_page else entry.text
    connection.execute(
        "UPDATE articles SET title = ?, url = ?, author = ?, alias = ?, content_hash = ?, words = ?,"
        " stated_published = ifnull(?, stated_published) WHERE id = ?",
        (
            entry.title,
            entry.url,
            entry.author,
            alias,
            content_hash,
            len(text.split()) if has_page else entry.words,
            optional_seconds(entry.published),
            article,
        ),
    )
    if has_page:
        connection.execute("UPDATE pages SET feed_document = ? WHERE article_id = ?", (entry.document, article))
        connection.execute("UPDATE documents SET source = ? WHERE article_id = ?", (entry.source, article))
    else:
        documents.store(connection, article, entry.document, entry.source)
    after = IndexedWords(entry.title, text, entry.author, before.notes)
    if after != before:
        search_index.remove(connection, article, before)
        search_index.add(connection, article, after)


def _free_id(connection: sqlite3.Connection, wanted: int) -> int:
    """The wanted id or, where a run of ids up to it is taken, the free one below the run."""

    def is_taken(number: int) -> bool:
        return connection.execute("SELECT 1 FROM articles WHERE id = ?", (number,)).fetchone() is not None

    if not is_taken(wanted):
        return wanted
    step = 1
    while wanted - step > 0 and is_taken(wanted - step):
        step *= 2
    taken, free = wanted - step // 2, wanted - step
    if step == 1:
        taken = wanted
    while taken - free > 1:
        middle = (taken + free) // 2
        if is_taken(middle):
            taken = middle
        else:
            free = middle
    return free
