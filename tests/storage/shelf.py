"""A library in a temporary folder with short ways to fill it and act on it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsterm.model.document import Document
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode, feed_id
from newsterm.model.parsed import ParsedEntry
from newsterm.storage import arrivals, journal
from newsterm.storage.library import Library
from newsterm.text.packing import pack_entry

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://example.org/feed"


class Shelf:
    """An open library whose clock goes on by a second with every action."""

    def __init__(self, directory: Path) -> None:
        self.library = Library.open(directory)
        self.now = NOW

    @property
    def reader(self) -> Any:
        return self.library.reader()

    def close(self) -> None:
        self.library.close()

    def subscribe(self, url: str = URL, *, title: str = "", folder: str = "") -> int:
        self.do(EventKind.SUBSCRIBED, url=url, title=title, folder=folder)
        return feed_id(url)

    def unsubscribe(self, url: str = URL) -> journal.Appended:
        return self.do(EventKind.UNSUBSCRIBED, subject=encode(feed_id(url)))

    def store(
        self,
        key: str,
        *,
        url: str = URL,
        title: str = "A title",
        body: str = "some words",
        author: str = "",
        published: datetime | None = None,
        position: int | None = None,
        age: timedelta | None = None,
    ) -> int:
        published = self.now - age if age is not None else published
        article = arrivals.NewArticle(
            key=key,
            alias="",
            content_hash="",
            sort_second=int((published or self.now).timestamp()),
            position=position,
            entry=pack_entry(
                ParsedEntry(key, title, f"https://example.org/{key}", author, published, Document(body), body)
            ),
        )
        with self.library.writing(durable=False) as connection:
            return arrivals.insert(connection, feed_id(url), url, article, seen_at=self.now)

    def do(self, kind: EventKind, *, actor: str = "key", subject: str = "", **payload: Any) -> journal.Appended:
        return self.do_all((kind, payload), actor=actor, subject=subject)

    def do_all(
        self, *steps: tuple[EventKind, Mapping[str, Any]], actor: str = "key", subject: str = ""
    ) -> journal.Appended:
        self.now += timedelta(seconds=1)
        drafts = [journal.Draft(kind, payload, subject) for kind, payload in steps]
        with self.library.writing(durable=False) as connection:
            return journal.append(
                connection,
                drafts,
                actor=actor,
                now=self.now,
                label=lambda changed: f"{steps[0][0].value} {len(changed)}",
            )

    def undo(self, group: str | None = None) -> journal.Appended:
        self.now += timedelta(seconds=1)
        with self.library.writing(durable=False) as connection:
            return journal.undo(connection, actor="key", now=self.now, group=group)

    def undo_groups(self, *groups: str) -> journal.Appended:
        self.now += timedelta(seconds=1)
        with self.library.writing(durable=False) as connection:
            return journal.undo_groups(connection, groups, actor="key", now=self.now, label="several")

    def redo(self, group: str | None = None) -> journal.Appended:
        self.now += timedelta(seconds=1)
        with self.library.writing(durable=False) as connection:
            return journal.redo(connection, actor="key", now=self.now, group=group)

    def found(self, words: str) -> set[int]:
        return {row[0] for row in self.reader.execute("SELECT rowid FROM search WHERE search MATCH ?", (words,))}

    def projections(self) -> dict[str, list[Any]]:
        """All that the journal leads to."""
        statements = {
            "feeds": "SELECT id, url, subscribed, user_title, folder FROM feeds ORDER BY id",
            "articles": "SELECT id, read, starred, noted, tags, later, archived, snoozed_until, raised_at, edit_seen,"
            " listed"
            " FROM articles ORDER BY id",
            "definitions": "SELECT * FROM definitions ORDER BY kind, name",
            "tags": "SELECT tag, article_id FROM article_tags ORDER BY 1, 2",
            "notes": "SELECT article_id, text FROM notes ORDER BY 1",
            "groups": "SELECT * FROM event_groups ORDER BY id",
            "counters": "SELECT * FROM counters ORDER BY feed_id",
        }
        return {name: self.reader.execute(statement).fetchall() for name, statement in statements.items()}
