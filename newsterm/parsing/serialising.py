"""Feeds ready to be stored, as bytes for the pipes between the processes that parse, fetch and store.

A length, that many bytes of JSON, then the texts, documents and sources of all entries. No pickle: a worker that
hostile bytes took over could then still only lie about a feed.
"""

import json
import struct
from datetime import UTC, datetime
from typing import Any

from newsterm.model.feed import Wishes
from newsterm.model.parsed import PackedEntry, PackedFeed

_LENGTH = struct.Struct(">I")


def to_bytes(feed: PackedFeed) -> bytes:
    """Write a feed."""
    texts = [entry.text.encode("utf-8", "surrogatepass") for entry in feed.entries]
    entries = [
        (
            entry.guid,
            entry.title,
            entry.url,
            entry.author,
            None if entry.published is None else entry.published.timestamp(),
            entry.words,
            len(text),
            len(entry.document),
            len(entry.source),
        )
        for entry, text in zip(feed.entries, texts, strict=True)
    ]
    about = (feed.title, feed.site_url, feed.description, feed.next_url, feed.wishes, feed.new_url)
    values = (about, entries)
    said = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    blobs = [
        blob for entry, text in zip(feed.entries, texts, strict=True) for blob in (text, entry.document, entry.source)
    ]
    return b"".join((_LENGTH.pack(len(said)), said, *blobs))


def from_bytes(written: bytes) -> PackedFeed:
    """Read what `to_bytes` wrote.

    Raises:
        ValueError: it is something else (as are all errors of wrong shape).
    """
    try:
        (length,) = _LENGTH.unpack_from(written)
        at = _LENGTH.size + length
        said = written[_LENGTH.size : at].decode("utf-8", "surrogatepass")
        (title, site_url, description, next_url, wishes, new_url), found = json.loads(said)
        entries = []
        for values in found:
            entry, at = _entry(values, written, at)
            entries.append(entry)
        fresh_for, interval, skip_hours, skip_days = wishes
        asked = Wishes(fresh_for, interval, tuple(skip_hours), tuple(skip_days))
    except (TypeError, KeyError, IndexError, OverflowError, struct.error) as error:
        raise ValueError("not a parsed feed") from error
    if at != len(written):
        raise ValueError("not the whole of a parsed feed")
    return PackedFeed(title, site_url, description, tuple(entries), next_url, asked, new_url)


def _entry(values: list[Any], written: bytes, at: int) -> tuple[PackedEntry, int]:
    """One entry, and where the next one's text begins."""
    guid, title, url, author, published, words, text_length, document_length, source_length = values
    text_end = at + text_length
    document_end = text_end + document_length
    end = document_end + source_length
    date = None if published is None else datetime.fromtimestamp(published, UTC)
    text = written[at:text_end].decode("utf-8", "surrogatepass")
    document, source = written[text_end:document_end], written[document_end:end]
    return PackedEntry(guid, title, url, author, date, text, words, document, source), end
