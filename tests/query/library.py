"""A library in memory, made of the project's own schema, that articles are put into directly."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from importlib import resources

from newsterm.model.identifiers import SORT_SHIFT
from newsterm.query.facts import ArticleFacts
from newsterm.query.sql import CompiledQuery, compile_query, register_functions
from newsterm.query.tree import Query


def _text_of(document: bytes) -> str:
    return document[1:].decode()


def _has_image(document: bytes) -> bool:
    return document[0] > 0


class MemoryLibrary:
    """Articles numbered by their place from 0."""

    def __init__(self, articles: Sequence[ArticleFacts]) -> None:
        self.connection = sqlite3.connect(":memory:")
        for script in sorted(resources.files("newsterm.storage.migrations").iterdir(), key=lambda file: file.name):
            if script.name.endswith(".sql"):
                self.connection.executescript(script.read_text(encoding="utf-8"))
        self.functions = register_functions(self.connection, _text_of, _has_image)
        self._numbers: dict[int, int] = {}
        for number, article in enumerate(articles):
            self._insert(number, article)

    def close(self) -> None:
        self.connection.close()

    def _insert(self, number: int, facts: ArticleFacts) -> None:
        execute = self.connection.execute
        user_title = facts.feed_title if number % 2 and facts.feed_title != facts.feed_url else ""
        title = "" if user_title or facts.feed_title == facts.feed_url else facts.feed_title
        execute(
            "INSERT INTO feeds(id, url, user_title, title, folder) VALUES (?, ?, ?, ?, ?)",
            (number, f"{facts.feed_url}#{number}", user_title, title, facts.folder),
        )
        article = int(facts.published.timestamp()) << SORT_SHIFT | number
        self._numbers[article] = number
        execute(
            "INSERT INTO articles(id, feed_id, key, title, url, author, seen_at, arrival, words, content_hash,"
            " read, starred, noted, tags, later, archived, snoozed_until, score, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(article, number, str(number), facts.title, facts.url, facts.author, int(facts.seen.timestamp())),
                *(number, facts.words, facts.read, facts.starred, facts.annotated, "\n".join(facts.tags)),
                *(facts.later, facts.archived, 2_000_000_000 * facts.snoozed, facts.score, facts.revisions),
            ),
        )
        execute(
            "INSERT INTO documents(article_id, document, source) VALUES (?, ?, x'')",
            (article, bytes([facts.images]) + facts.body.encode()),
        )
        self.connection.executemany("INSERT INTO article_tags VALUES (?, ?)", ((tag, article) for tag in facts.tags))
        if facts.notes:
            execute("INSERT INTO notes VALUES (?, ?)", (article, facts.notes))
        execute(
            "INSERT INTO search(rowid, title, body, author, notes) VALUES (?, ?, ?, ?, ?)",
            (article, facts.title, facts.body, facts.author, facts.notes),
        )

    def find(self, query: Query, now: datetime, zone: tzinfo = UTC, *, probe: bool = False) -> set[int]:
        """Numbers of the articles that match."""
        return self.run(compile_query(query, now, zone, probe=probe))

    def run(self, compiled: CompiledQuery) -> set[int]:
        sql, parameters = f"SELECT a.id FROM articles a WHERE {compiled.condition}", compiled.parameters
        if compiled.match is not None:
            joined = "search JOIN articles a ON a.id = search.rowid"
            sql = f"SELECT a.id FROM {joined} WHERE search MATCH ? AND {compiled.condition}"
            parameters = (compiled.match, *parameters)
        with self.functions.running():
            return {self._numbers[row[0]] for row in self.connection.execute(sql, parameters)}
