"""Feeds as the library knows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


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


@dataclass(frozen=True, slots=True)
class FetchState:
    """What the library keeps about fetching one feed."""

    feed: int
    url: str
    validators: Validators
    body_hash: str = ""
    """Hash of the last body that parsed, hexadecimal; "" before the first."""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    error: str = ""
    failures: int = 0
    """Failures in a row."""


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
