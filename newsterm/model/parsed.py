"""What parsing makes of a feed's bytes: safe text and documents, ready to be compared with the library."""

from dataclasses import dataclass
from datetime import datetime

from newsterm.model.document import Document
from newsterm.model.feed import Wishes

_NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry of a feed."""

    guid: str
    """The raw guid or id, trimmed, never resolved; "" if there is none."""
    title: str
    """Plain safe text on one line; "" if there is none."""
    url: str
    """Absolute address of the article; "" if there is none."""
    author: str
    published: datetime | None
    """Aware UTC as the publisher says (updated, where published is missing), or None."""
    document: Document
    source: str
    """The content's HTML (or text) as it came, terminal-safe; kept so that a document can be made anew."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as parsed."""

    title: str
    site_url: str
    description: str
    entries: tuple[ParsedEntry, ...]
    """In document order."""
    next_url: str = ""
    wishes: Wishes = _NO_WISHES
    """How often the feed itself says that it is to be asked."""
    new_url: str = ""
    """The address that it says it has moved to (itunes:new-feed-url), absolute; only advice."""


@dataclass(frozen=True, slots=True)
class PackedEntry:
    """One entry of a feed, ready to be stored."""

    guid: str
    title: str
    url: str
    author: str
    published: datetime | None
    text: str
    """The document's text."""
    words: int
    """How many words that has."""
    document: bytes
    """The document as `text.document_codec` writes it; so is the source."""
    source: bytes


@dataclass(frozen=True, slots=True)
class PackedFeed:
    """A parsed feed, its entries ready to be stored."""

    title: str
    site_url: str
    description: str
    entries: tuple[PackedEntry, ...]
    next_url: str = ""
    wishes: Wishes = _NO_WISHES
    new_url: str = ""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page or an OPML file names."""

    url: str
    title: str = ""
    folder: str = ""
    """Path of folders parted by "/", "" for none."""
    site_url: str = ""
