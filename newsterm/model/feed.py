"""Feeds as the library knows them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsterm.model.errors import Trouble


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscribed feed with its counters and health."""

    id: int
    url: str
    title: str
    """What the user sees: their own title, else the publisher's, else the address."""
    folder: str
    """Path parted by "/", "" for none."""
    site_url: str = ""
    total: int = 0
    unread: int = 0
    starred: int = 0
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    error: str = ""
    """Why the last refresh failed, in a sentence; "" if it did not."""


class Validators(NamedTuple):
    """What a server gave for conditional requests, verbatim; "" where it gave none."""

    etag: str = ""
    last_modified: str = ""


class Wishes(NamedTuple):
    """How often a publisher wants to be asked, as far as it says so."""

    fresh_for: int = 0
    """Seconds that HTTP says the answer stays fresh (max-age, else Expires, less Age); 0 where it does not."""
    interval: int = 0
    """Seconds between two updates as the feed says (ttl, sy:updatePeriod); 0 where it does not."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day (UTC) in which not to ask."""
    skip_days: tuple[int, ...] = ()
    """Days of the week, from 0 for Monday (UTC), on which not to ask."""


class FeedSettings(NamedTuple):
    """What the user set for one feed."""

    interval: int = 0
    """Least minutes between two asks; 0 for the feed's own rhythm."""
    full_text: bool = False
    """Whether the pages of new articles are fetched for their full text."""
    login: str = ""
    """The name to log in with; its password is in the system's keyring or in config.toml."""


class Move(NamedTuple):
    """A new address that the publisher names, which waits for confirmation."""

    url: str = ""
    """"" for none."""
    times: int = 0
    """How often it was named, other addresses never between."""
    first: int = 0
    """When it was named first: seconds since 1970."""
    is_advice: bool = False
    """Whether the feed itself names it, rather than a redirect."""


class Urgency(StrEnum):
    """Who wants feeds to be asked, and so which of them are."""

    DUE = "due"  # a timer or cron: those whose time has come
    ALL = "all"  # the user, for all: those that nobody asked to leave alone
    NOW = "now"  # the user, for just these: whatever was agreed


class FetchState(NamedTuple):
    """What the library keeps about fetching one feed."""

    feed: int
    url: str
    validators: Validators = Validators()
    given_by: str = ""
    """The address that gave the validators."""
    body_hash: str = ""
    """Hash of the last body that parsed, hexadecimal; "" before the first."""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    whole_at: datetime | None = None
    """When a body came last, rather than the word that nothing changed."""
    next_at: datetime | None = None
    """When to ask next; None for at once."""
    next_why: str = ""
    """Why then, in words that go on from "next at 14:05, "."""
    wishes: Wishes = Wishes()
    trouble: Trouble | None = None
    """Of what kind the last failure was; None after a success."""
    error: str = ""
    """The last failure in a sentence; "" after a success."""
    failures: int = 0
    """In a row; those of the network alone do not count."""
    failing_since: datetime | None = None
    move: Move = Move()
    settings: FeedSettings = FeedSettings()


@dataclass(frozen=True, slots=True)
class Counters:
    """Numbers of articles, kept incrementally. The stream is what is neither archived nor snoozed."""

    total: int = 0
    """In the stream."""
    unread: int = 0
    """In the stream and not put aside for later."""
    starred: int = 0
    """In the stream."""
    tagged: int = 0
    """In the stream."""
    noted: int = 0
    """In the stream."""
    later: int = 0
    """In the stream."""
    archived: int = 0
    snoozed: int = 0
    everything: int = 0
    """In the stream or not."""
