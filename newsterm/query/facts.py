"""What a query can ask of one article."""

from datetime import UTC, datetime
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ArticleFacts(NamedTuple):
    """One article as the predicate judges it, equal to what the library holds of it."""

    title: str = ""
    body: str = ""
    """The document's text."""
    author: str = ""
    notes: str = ""
    """The user's notes as the full-text index holds them."""
    url: str = ""
    feed_title: str = ""
    """What the user sees: their own title, else the publisher's, else the address."""
    feed_url: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    later: bool = False
    archived: bool = False
    snoozed: bool = False
    annotated: bool = False
    """Whether there is a note on it."""
    published: datetime = _EPOCH
    """Aware; what the article sorts by."""
    seen: datetime = _EPOCH
    """Aware; when the library first saw it."""
    words: int = 0
    """Length of the text."""
    score: int = 0
    """What the user's scoring rules add up to."""
    revisions: int = 0
    """How often its publisher edited it."""
    images: int = 0
    """Pictures in the document."""
