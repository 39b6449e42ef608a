"""Which articles a list shows, in which order, as of when."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """Order of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"  # by bm25 among a bounded set of candidates
    SCORE = "score"  # highest score first, then newest
    TURNS = "turns"  # the newest unread of every feed, then the second newest of every feed …


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of articles as the user opened it; storage turns it into windows of rows.

    A listing is a snapshot: what arrives later is left out (`as_of`), and articles that stopped
    matching because the user acted on them stay where they are (`kept`) until it is opened again.
    """

    query: str = ""
    """Text of a query; "" finds everything."""
    feeds: tuple[int, ...] | None = None
    """Only articles of these feeds; None for all."""
    sort: Sort = Sort.NEWEST
    stream: bool = False
    """Only what is in the stream: neither archived nor snoozed."""
    as_of: int | None = None
    """The last arrival number to show; None for all."""
    kept: tuple[int, ...] = ()
    """Article ids that stay although they match no more."""
    raised: tuple[int, ...] = ()
    """Article ids that come first, newest first, where they match: what woke from its snooze."""
