"""The journal replayed in plain Python, to compare with what the tables say."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from newsterm.model.event import Event, EventKind, Snooze
from newsterm.model.feed import FeedSettings
from newsterm.model.identifiers import decode, encode
from newsterm.storage.events import all_events

MOST_DIFFERENCES = 100
"""Differences that are told one by one."""


@dataclass(slots=True)
class ReplayedFeed:
    """A feed as the journal tells."""

    url: str
    subscribed: bool = False
    user_title: str = ""
    folder: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class ReplayedState:
    """What the user did comes to: only what differs from an article just stored is kept."""

    read: set[int] = field(default_factory=set)
    starred: set[int] = field(default_factory=set)
    later: set[int] = field(default_factory=set)
    archived: set[int] = field(default_factory=set)
    snoozes: dict[int, Snooze] = field(default_factory=dict)
    edits_seen: dict[int, int] = field(default_factory=dict)
    tags: dict[int, set[str]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    feeds: dict[int, ReplayedFeed] = field(default_factory=dict)
    adopted: dict[int, int] = field(default_factory=dict)
    """By article that came to another feed: that feed."""
    definitions: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Values by kind and name; None for dropped."""
    groups: dict[str, bool] = field(default_factory=dict)
    """By group: whether it is taken back."""


_MARKING = {
    EventKind.READ: "read",
    EventKind.STARRED: "starred",
    EventKind.LATER: "later",
    EventKind.ARCHIVED: "archived",
}
_UNMARKING = {
    EventKind.UNREAD: "read",
    EventKind.UNSTARRED: "starred",
    EventKind.NOT_LATER: "later",
    EventKind.UNARCHIVED: "archived",
}


def replay(connection: sqlite3.Connection) -> ReplayedState:
    """Fold all events into a state."""
    state = ReplayedState()
    for event, _ in all_events(connection):
        _fold(state, event)
    return state


def differences(connection: sqlite3.Connection) -> list[str]:
    """Where the tables say something else than the journal, in sentences; none in a sound library.

    Articles that are no longer stored are left out. After `MOST_DIFFERENCES` the rest is only counted.
    """
    state = replay(connection)
    told: list[str] = []
    more = 0
    for compare in (_compare_feeds, _compare_articles, _compare_texts, _compare_definitions, _compare_groups):
        for difference in compare(connection, state):
            if len(told) < MOST_DIFFERENCES:
                told.append(difference)
            else:
                more += 1
    return [*told, f"… and {more:,} more."] if more else told


def _fold(state: ReplayedState, event: Event) -> None:
    payload = event.payload
    articles = payload.get("articles", ())
    if event.id == event.group and event.kind not in {EventKind.UNDONE, EventKind.REDONE}:
        state.groups[event.id] = False
    match event.kind:
        case kind if kind in _MARKING:
            getattr(state, _MARKING[kind]).update(articles)
        case kind if kind in _UNMARKING:
            getattr(state, _UNMARKING[kind]).difference_update(articles)
        case EventKind.SNOOZED:
            state.snoozes.update(zip(articles, map(tuple, payload["until"]), strict=True))
        case EventKind.EDIT_SEEN:
            state.edits_seen[articles[0]] = payload["revision"]
        case EventKind.DEFINED:
            state.definitions[payload["kind"], payload["name"]] = payload["value"]
        case EventKind.TAGGED:
            for article in articles:
                state.tags.setdefault(article, set()).add(payload["tag"])
        case EventKind.UNTAGGED:
            for article in articles:
                state.tags.get(article, set()).discard(payload["tag"])
        case EventKind.NOTED:
            state.notes[articles[0]] = payload["text"]
        case EventKind.SUBSCRIBED:
            feed = state.feeds.setdefault(decode(event.subject) or 0, ReplayedFeed(payload["url"]))
            feed.subscribed, feed.user_title, feed.folder = True, payload["title"], payload["folder"]
        case kind if kind.startswith("feed."):
            _fold_feed(state.feeds.get(decode(event.subject) or 0), event)
        case EventKind.ADOPTED:
            state.adopted.update(dict.fromkeys(articles, decode(payload["feed"]) or 0))
        case EventKind.UNDONE:
            state.groups[payload["group"]] = True
        case EventKind.REDONE:
            state.groups[payload["group"]] = False


def _fold_feed(feed: ReplayedFeed | None, event: Event) -> None:
    if feed is None:
        return
    match event.kind:
        case EventKind.UNSUBSCRIBED:
            feed.subscribed = False
        case EventKind.RENAMED:
            feed.user_title = event.payload["title"]
        case EventKind.MOVED:
            feed.folder = event.payload["folder"]
        case EventKind.READDRESSED:
            feed.url = event.payload["url"]
        case EventKind.FEED_SET:
            feed.settings[event.payload["name"]] = event.payload["value"]


def _compare_feeds(connection: sqlite3.Connection, state: ReplayedState) -> Iterator[str]:
    rows = connection.execute("SELECT id, url, subscribed, user_title, folder, settings FROM feeds").fetchall()
    for feed, url, subscribed, user_title, folder, settings in rows:
        expected = state.feeds.get(feed, ReplayedFeed(url))
        found = ReplayedFeed(url, bool(subscribed), user_title, folder, FeedSettings(**json.loads(settings))._asdict())
        expected = replace(expected, settings=FeedSettings(**expected.settings)._asdict())
        if found != expected:
            yield f"Feed {url} is {_feed_words(found)}; the journal says {_feed_words(expected)}."
    for feed in state.feeds.keys() - {row[0] for row in rows}:
        yield f"Feed {encode(feed)} is missing."


def _feed_words(feed: ReplayedFeed) -> str:
    words = "subscribed" if feed.subscribed else "not subscribed"
    return f"{words} at {feed.url}, titled {feed.user_title!r}, in folder {feed.folder!r}, set {feed.settings}"


def _compare_articles(connection: sqlite3.Connection, state: ReplayedState) -> Iterator[str]:
    rows = connection.execute(
        "SELECT id, feed_id, read, starred, later, archived, snoozed_until, raised_at, edit_seen FROM articles"
    )
    for article, feed, read, starred, later, archived, snoozed, raised, edit_seen in rows:
        if state.adopted.get(article, feed) != feed:
            yield f"Article {encode(article)} is of another feed than the journal says."
        marks = (("read", read), ("starred", starred), ("later", later), ("archived", archived))
        for name, mark in marks:
            if bool(mark) != (article in getattr(state, name)):
                yield f"Article {encode(article)} is {'' if mark else 'not '}{name}; the journal says otherwise."
        if (snoozed, raised) != state.snoozes.get(article, (0, 0)):
            yield f"The snooze of article {encode(article)} is not as the journal says."
        if edit_seen != state.edits_seen.get(article, 0):
            yield f"What was seen of the edits of article {encode(article)} is not as the journal says."


def _compare_texts(connection: sqlite3.Connection, state: ReplayedState) -> Iterator[str]:
    stored = _membership(connection)
    tags: dict[int, set[str]] = {}
    for article, tag in connection.execute("SELECT article_id, tag FROM article_tags"):
        tags.setdefault(article, set()).add(tag)
    for article in tags.keys() | state.tags.keys():
        expected, found = state.tags.get(article, set()), tags.get(article, set())
        if expected != found and stored(article):
            yield (f"Article {encode(article)} is tagged {sorted(found)}; the journal says {sorted(expected)}.")
    notes = dict(connection.execute("SELECT article_id, text FROM notes"))
    for article in notes.keys() | state.notes.keys():
        if state.notes.get(article, "") != notes.get(article, "") and stored(article):
            yield f"The note on article {encode(article)} is not the one that the journal says."


def _compare_definitions(connection: sqlite3.Connection, state: ReplayedState) -> Iterator[str]:
    rows = connection.execute("SELECT kind, name, value FROM definitions").fetchall()
    found = {(kind, name): json.loads(value) for kind, name, value in rows}
    for key in found.keys() | state.definitions.keys():
        if found.get(key) != state.definitions.get(key):
            yield f"The {key[0]} {key[1]!r} is not as the journal says."


def _membership(connection: sqlite3.Connection) -> Callable[[int], bool]:
    return lambda article: connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is not None


def _compare_groups(connection: sqlite3.Connection, state: ReplayedState) -> Iterator[str]:
    found = {number: bool(undone) for number, undone in connection.execute("SELECT id, undone FROM event_groups")}
    for group in found.keys() ^ state.groups.keys():
        yield f"What was done as {group} is {'unknown to the journal' if group in found else 'not listed'}."
    for group in found.keys() & state.groups.keys():
        if found[group] != state.groups[group]:
            yield f"What was done as {group} is {'' if found[group] else 'not '}taken back; the journal says otherwise."
