"""Entries of the journal: what the user did."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from newsterm.model.identifiers import LATEST_SORT_SECOND


class EventKind(StrEnum):
    """What happened, with the payload's fields.

    `articles` is always a list of article ids whose state did change; texts are the user's own.
    """

    READ = "article.read"  # articles
    UNREAD = "article.unread"  # articles
    STARRED = "article.starred"  # articles
    UNSTARRED = "article.unstarred"  # articles
    TAGGED = "article.tagged"  # articles, tag
    UNTAGGED = "article.untagged"  # articles, tag
    LATER = "article.later"  # articles
    NOT_LATER = "article.not_later"  # articles
    ARCHIVED = "article.archived"  # articles
    UNARCHIVED = "article.unarchived"  # articles
    SNOOZED = "article.snoozed"  # articles; for each of them until and before: pairs (see `Snooze`)
    EDIT_SEEN = "article.edit_seen"  # articles (one), revision (number of the text that was seen), before
    NOTED = "article.noted"  # articles (one), text ("" removes the note), before
    SUBSCRIBED = "feed.subscribed"  # url, title (the user's, "" for none), folder
    UNSUBSCRIBED = "feed.unsubscribed"  # url, title, folder
    RENAMED = "feed.renamed"  # title, before ("" is the publisher's own)
    MOVED = "feed.moved"  # folder, before
    READDRESSED = "feed.readdressed"  # url, before
    FEED_SET = "feed.set"  # name, value (of `FeedSettings`), before
    ADOPTED = "article.adopted"  # articles, feed (token of the one they go to), before: that of the one they come from
    DEFINED = "definition.changed"  # kind, name, value (JSON, null drops it), before
    UNDONE = "group.undone"  # group: this group takes that one back
    REDONE = "group.redone"  # group: this group does again what that (ordinary) group did


Snooze = tuple[int, int]
"""Until when an article is snoozed, and when it woke and came to the top: seconds since 1970, 0 for not."""
AWAKE: Snooze = (0, 0)
"""Not snoozed, and not come to the top."""
UNTIL_EDITED: Final = LATEST_SORT_SECOND
"""The second until which an article is snoozed that is to come back when its publisher edits it."""


class Event(NamedTuple):
    """One event. Events are only ever appended."""

    id: str
    """26 characters, time-ordered, unique across machines."""
    at: datetime
    actor: str
    """Who did it: "key", "command", "shown" (marked read by being shown), "snooze" (woken), "import", "rule:NAME",
    "publisher" (a feed that says for days that it moved)."""
    kind: EventKind
    subject: str
    """Token of the one article or feed that it is about, "" where there are many or none."""
    payload: Mapping[str, Any]
    group: str
    """The id of the first event of the group that one undo takes back."""


class EventGroup(NamedTuple):
    """A group of events that one undo takes back."""

    id: str
    at: datetime
    actor: str
    label: str
    """What it did, in words that finish "Took back: …", such as "marked 34 read"."""
    undone: bool
