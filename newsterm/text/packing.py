"""Making what was parsed ready to be stored: entries with their documents as bytes."""

from newsterm.model.parsed import PackedEntry, PackedFeed, ParsedEntry, ParsedFeed
from newsterm.text.document_codec import encode, encode_source


def pack_feed(feed: ParsedFeed) -> PackedFeed:
    """Make a feed ready to be stored."""
    entries = tuple(map(pack_entry, feed.entries))
    return PackedFeed(feed.title, feed.site_url, feed.description, entries, feed.next_url, feed.wishes, feed.new_url)


def pack_entry(entry: ParsedEntry) -> PackedEntry:
    """Make an entry ready to be stored."""
    return PackedEntry(
        entry.guid,
        entry.title,
        entry.url,
        entry.author,
        entry.published,
        entry.document.text,
        len(entry.document.text.split()),
        encode(entry.document),
        encode_source(entry.source),
    )
