"""What of a draft about feeds really changes the library."""

import json
import sqlite3
from typing import Any

from newsterm.model.event import EventKind
from newsterm.model.feed import FeedSettings
from newsterm.model.identifiers import decode, encode, feed_id
from newsterm.storage.drafts import Draft

COLUMNS = {
    EventKind.RENAMED: ("title", "user_title"),
    EventKind.MOVED: ("folder", "folder"),
    EventKind.READDRESSED: ("url", "url"),
}
"""Kinds that put one text in another's place: the payload's field of the new one, and the column."""


def reduce_subscription(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    """A subscription, unless it is there; a feed that once was at the address comes back."""
    url = draft.payload["url"]
    subject = encode(id_for(connection, url))
    feed = feed_row(connection, subject)
    if feed is not None and feed["subscribed"]:
        return None
    wanted = draft.payload
    return Draft(
        draft.kind, {"url": url, "title": wanted.get("title", ""), "folder": wanted.get("folder", "")}, subject
    )


def reduce_feed(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    """What is done to a feed that is known, with what was before."""
    feed = feed_row(connection, draft.subject)
    if feed is None:
        return None
    if draft.kind is EventKind.UNSUBSCRIBED:
        if not feed["subscribed"]:
            return None
        return Draft(
            draft.kind, {"url": feed["url"], "title": feed["user_title"], "folder": feed["folder"]}, draft.subject
        )
    name, column = COLUMNS[draft.kind]
    before = feed[column]
    if draft.payload[name] == before or (name == "url" and _holder(connection, draft.payload[name]) is not None):
        return None
    return Draft(draft.kind, {name: draft.payload[name], "before": before}, draft.subject)


def reduce_setting(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    """A setting of a feed, with what was before."""
    name, value = draft.payload["name"], draft.payload["value"]
    before = setting(connection, draft.subject, name)
    if before is None or before == value:
        return None
    return Draft(draft.kind, {"name": name, "value": value, "before": before}, draft.subject)


def reduce_adoption(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    """Only articles that are still with the feed they come from, and whose key is free where they go."""
    feed, before = decode(draft.payload["feed"]), decode(draft.payload["before"])
    found = connection.execute(
        "SELECT a.id FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value WHERE a.feed_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM articles AS there WHERE there.feed_id = ? AND there.key = a.key)",
        (json.dumps(list(draft.payload["articles"])), before, feed),
    )
    articles = sorted((number for (number,) in found), reverse=True)
    return Draft(draft.kind, {**draft.payload, "articles": articles}) if articles else None


def id_for(connection: sqlite3.Connection, url: str) -> int:
    """The id of the feed at an address, or that a new one would get: another where a feed that moved has its own."""
    holder = _holder(connection, url)
    if holder is not None:
        return holder
    number, salted = feed_id(url), url
    while connection.execute("SELECT 1 FROM feeds WHERE id = ?", (number,)).fetchone():
        salted += "#"
        number = feed_id(salted)
    return number


def setting(connection: sqlite3.Connection, token: str, name: str) -> Any | None:
    """The value of a feed's setting; None if there is no such feed."""
    feed = feed_row(connection, token)
    return None if feed is None else json.loads(feed["settings"]).get(name, FeedSettings._field_defaults[name])


def feed_row(connection: sqlite3.Connection, token: str) -> dict[str, Any] | None:
    """A feed's columns that the user decides on, by name; None if there is no such feed."""
    columns = ("url", "subscribed", "user_title", "folder", "settings")
    row = connection.execute(f"SELECT {', '.join(columns)} FROM feeds WHERE id = ?", (decode(token),)).fetchone()
    return None if row is None else dict(zip(columns, row, strict=True))


def _holder(connection: sqlite3.Connection, url: str) -> int | None:
    row = connection.execute("SELECT id FROM feeds WHERE url = ?", (url,)).fetchone()
    return None if row is None else row[0]
