"""What of a draft really changes the library, and what takes an event back: the journal holds nothing else."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsterm.model.event import Event, EventKind, Snooze
from newsterm.model.identifiers import encode
from newsterm.storage import definitions
from newsterm.storage.drafts import Draft
from newsterm.storage.reading_ahead import read_ahead
from newsterm.storage.reducing_feeds import (
    COLUMNS,
    feed_row,
    reduce_adoption,
    reduce_feed,
    reduce_setting,
    reduce_subscription,
    setting,
)

_OPPOSITES = {
    EventKind.READ: EventKind.UNREAD,
    EventKind.STARRED: EventKind.UNSTARRED,
    EventKind.TAGGED: EventKind.UNTAGGED,
    EventKind.LATER: EventKind.NOT_LATER,
    EventKind.ARCHIVED: EventKind.UNARCHIVED,
    EventKind.SUBSCRIBED: EventKind.UNSUBSCRIBED,
}
_OPPOSITES |= {opposite: kind for kind, opposite in _OPPOSITES.items()}
_EXCHANGED = {EventKind.NOTED: "text"} | {kind: name for kind, (name, _) in COLUMNS.items()}
"""Kinds that put one text in another's place, with the payload's field of the new one."""
_FEW = {EventKind.NOT_LATER, EventKind.UNSTARRED}
"""Marks that are taken from few articles."""
_INDEXES = {
    EventKind.READ: {"articles_unread": "a.listed = 1", "articles_unlisted": "a.listed = 0"},
    EventKind.NOT_LATER: {"articles_later": "TRUE"},
    EventKind.UNSTARRED: {"articles_starred": "TRUE"},
}
"""Indexes that together have all articles which an event would change, and which of them; others read the rows."""
_SIDES = {kind: min(kind.value, opposite.value) for kind, opposite in _OPPOSITES.items()}
"""What an event changed of an article, the same for an event and its opposite."""
_SUBSCRIPTIONS = {EventKind.SUBSCRIBED, EventKind.UNSUBSCRIBED}
_SIDES_OF_SUBSCRIBING = ("subscribed", EventKind.RENAMED.value, EventKind.MOVED.value)
_HAS_TAG = "EXISTS (SELECT 1 FROM article_tags AS t WHERE t.tag = :tag AND t.article_id = a.id)"
_CHANGES = {
    EventKind.READ: "a.read = 0",
    EventKind.UNREAD: "a.read = 1",
    EventKind.STARRED: "a.starred = 0",
    EventKind.UNSTARRED: "a.starred = 1",
    EventKind.LATER: "a.later = 0",
    EventKind.NOT_LATER: "a.later = 1",
    EventKind.ARCHIVED: "a.archived = 0",
    EventKind.UNARCHIVED: "a.archived = 1",
    EventKind.TAGGED: f"NOT {_HAS_TAG}",
    EventKind.UNTAGGED: _HAS_TAG,
}


def reduce(connection: sqlite3.Connection, draft: Draft, at_hand: set[int] | None = None) -> Draft | None:
    """The draft with only what is not so already; None if that is nothing.

    Args:
        connection: any.
        draft: what is to be done.
        at_hand: articles whose rows were read ahead for the same action; those that are read now come to them.
    """
    match draft.kind:
        case EventKind.UNDONE | EventKind.REDONE:
            return draft
        case EventKind.NOTED:
            return _reduce_note(connection, draft)
        case EventKind.SNOOZED:
            return _reduce_snooze(connection, draft)
        case EventKind.EDIT_SEEN:
            return _reduce_edit_seen(connection, draft)
        case EventKind.DEFINED:
            return _reduce_definition(connection, draft)
        case EventKind.SUBSCRIBED:
            return reduce_subscription(connection, draft)
        case EventKind.UNSUBSCRIBED | EventKind.RENAMED | EventKind.MOVED | EventKind.READDRESSED:
            return reduce_feed(connection, draft)
        case EventKind.FEED_SET:
            return reduce_setting(connection, draft)
        case EventKind.ADOPTED:
            return reduce_adoption(connection, draft)
        case _:
            return _reduce_articles(connection, draft, set() if at_hand is None else at_hand)


def inverse(connection: sqlite3.Connection, event: Event) -> Draft | None:
    """What takes an event back; None if it left nothing that still stands as it left it."""
    if event.kind in _EXCHANGED:
        name = _EXCHANGED[event.kind]
        if _now(connection, event) != event.payload[name]:
            return None
        return Draft(event.kind, {**event.payload, name: event.payload["before"]}, event.subject)
    if event.kind is EventKind.SNOOZED:
        return _inverse_of_snooze(connection, event)
    if event.kind is EventKind.FEED_SET:
        name, value = event.payload["name"], event.payload["value"]
        if setting(connection, event.subject, name) != value:
            return None
        return Draft(event.kind, {"name": name, "value": event.payload["before"]}, event.subject)
    if event.kind is EventKind.ADOPTED:
        return Draft(event.kind, {**event.payload, "feed": event.payload["before"], "before": event.payload["feed"]})
    if event.kind is EventKind.EDIT_SEEN:
        (article,) = event.payload["articles"]
        if _edit_seen(connection, article) != event.payload["revision"]:
            return None
        return Draft(event.kind, {"articles": [article], "revision": event.payload["before"]})
    if event.kind is EventKind.DEFINED:
        kind, name, before = event.payload["kind"], event.payload["name"], event.payload["before"]
        if definitions.get(connection, kind, name) != event.payload["value"]:
            return None
        return Draft(EventKind.DEFINED, {"kind": kind, "name": name, "value": before})
    opposite = _OPPOSITES.get(event.kind)
    return None if opposite is None else Draft(opposite, event.payload, event.subject)


def aspects(kind: EventKind, subject: str, payload: Mapping[str, Any]) -> dict[str, set[Any]]:
    """What an event changed: by side of the thing, such as "starred" or a tag, the articles, feeds or names."""
    if kind is EventKind.DEFINED:
        return {f"definition {payload['kind']}": {payload["name"].casefold()}}
    if kind is EventKind.FEED_SET:
        return {f"{kind.value} {payload['name']}": {subject}}
    if kind.startswith("feed."):
        subjects = {subject}
        sides = _SIDES_OF_SUBSCRIBING if kind in _SUBSCRIPTIONS else (kind.value,)
        return dict.fromkeys(sides, subjects)
    articles = set(payload.get("articles", ()))
    side = _SIDES.get(kind, kind.value)
    return {f"{side} {payload['tag']}" if "tag" in payload else side: articles}


def kindred(kinds: Iterable[EventKind]) -> set[EventKind]:
    """The kinds of events that may change what events of these kinds changed."""
    families = {_family(kind) for kind in kinds}
    return {kind for kind in EventKind if _family(kind) in families}


def _family(kind: EventKind) -> str:
    return "feed" if kind.startswith("feed.") else _SIDES.get(kind, kind.value)


def _now(connection: sqlite3.Connection, event: Event) -> str | None:
    """The text that stands where the event put one."""
    if event.kind is EventKind.NOTED:
        return _note(connection, event.payload["articles"][0])
    feed = feed_row(connection, event.subject)
    return None if feed is None else feed[COLUMNS[event.kind][1]]


def _reduce_articles(connection: sqlite3.Connection, draft: Draft, at_hand: set[int]) -> Draft | None:
    tag: str | None = draft.payload.get("tag")
    if tag is not None and (not tag or "\n" in tag):
        raise ValueError(f"no tag: {tag!r}")
    ids = list(draft.payload["articles"])
    if draft.kind not in _FEW:
        read_ahead(connection, [article for article in ids if article not in at_hand])
        at_hand.update(ids)
    found = connection.execute(_changing(draft.kind), {"ids": json.dumps(ids), "tag": tag})
    articles = sorted({number for (number,) in found}, reverse=True)
    if not articles:
        return None
    payload: dict[str, Any] = {"articles": articles}
    if tag is not None:
        payload["tag"] = tag
    return Draft(draft.kind, payload, encode(articles[0]) if len(articles) == 1 else "")


def _changing(kind: EventKind) -> str:
    """The query for those of the articles `:ids` that an event of a kind would change."""
    sources = [(f"INDEXED BY {index}", f"{having} AND") for index, having in _INDEXES.get(kind, {}).items()]
    return " UNION ALL ".join(
        f"SELECT a.id FROM json_each(:ids) AS wanted CROSS JOIN articles AS a {index} ON a.id = wanted.value"
        f" WHERE {having} {_CHANGES[kind]}"
        for index, having in sources or [("", "")]
    )


def _reduce_note(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    (article,) = draft.payload["articles"]
    before = _note(connection, article)
    if before is None or before == draft.payload["text"]:
        return None
    return Draft(draft.kind, {"articles": [article], "text": draft.payload["text"], "before": before}, encode(article))


def _reduce_snooze(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    articles = list(draft.payload["articles"])
    until = draft.payload["until"]
    wanted = _by_article(articles, [until] * len(articles) if isinstance(until, tuple) else until)
    now = _snoozes(connection, articles)
    changing = sorted((article for article in now if now[article] != wanted[article]), reverse=True)
    if not changing:
        return None
    payload = {
        "articles": changing,
        "until": [wanted[article] for article in changing],
        "before": [now[article] for article in changing],
    }
    return Draft(draft.kind, payload, encode(changing[0]) if len(changing) == 1 else "")


def _inverse_of_snooze(connection: sqlite3.Connection, event: Event) -> Draft | None:
    articles = event.payload["articles"]
    left, before = (_by_article(articles, event.payload[name]) for name in ("until", "before"))
    standing = [article for article, now in _snoozes(connection, articles).items() if now == left[article]]
    if not standing:
        return None
    return Draft(EventKind.SNOOZED, {"articles": standing, "until": [before[article] for article in standing]})


def _by_article(articles: list[int], snoozes: list[Sequence[int]]) -> dict[int, Snooze]:
    return {article: (until, raised) for article, (until, raised) in zip(articles, snoozes, strict=True)}


def _snoozes(connection: sqlite3.Connection, articles: list[int]) -> dict[int, Snooze]:
    """Until when articles are snoozed and when they woke; those not stored are left out."""
    found = connection.execute(
        "SELECT a.id, a.snoozed_until, a.raised_at FROM json_each(?) AS wanted"
        " CROSS JOIN articles AS a ON a.id = wanted.value",
        (json.dumps(articles),),
    )
    return {article: (until, raised) for article, until, raised in found.fetchall()}


def _reduce_edit_seen(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    (article,) = draft.payload["articles"]
    before, revision = _edit_seen(connection, article), draft.payload["revision"]
    if before is None or before == revision:
        return None
    return Draft(draft.kind, {"articles": [article], "revision": revision, "before": before}, encode(article))


def _edit_seen(connection: sqlite3.Connection, article: int) -> int | None:
    """The number of the text that the user saw last; None if there is no such article."""
    row = connection.execute("SELECT edit_seen FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row is None else row[0]


def _reduce_definition(connection: sqlite3.Connection, draft: Draft) -> Draft | None:
    kind, name, value = draft.payload["kind"], draft.payload["name"], draft.payload["value"]
    before = definitions.get(connection, kind, name)
    if before == value:
        return None
    return Draft(EventKind.DEFINED, {"kind": kind, "name": name, "value": value, "before": before})


def _note(connection: sqlite3.Connection, article: int) -> str | None:
    """The note on an article, "" for none; None if there is no such article."""
    row = connection.execute(
        "SELECT ifnull(n.text, '') FROM articles AS a LEFT JOIN notes AS n ON n.article_id = a.id WHERE a.id = ?",
        (article,),
    ).fetchone()
    return None if row is None else row[0]
