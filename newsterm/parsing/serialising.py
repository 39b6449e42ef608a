"""Parsed feeds as compact JSON, for the pipe between the pool and its workers.

JSON and not pickle: a worker that hostile bytes took over could then still only lie about a feed.
"""

import json
from datetime import UTC, datetime
from typing import Any

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.model.parsed import ParsedEntry, ParsedFeed

_BLOCK_KINDS = {str(kind): kind for kind in BlockKind}
_SPAN_KINDS = {str(kind): kind for kind in SpanKind}


def to_json(feed: ParsedFeed) -> bytes:
    """Write a feed."""
    values = [
        feed.title,
        feed.site_url,
        feed.description,
        feed.next_url,
        [_entry_values(entry) for entry in feed.entries],
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(written: bytes) -> ParsedFeed:
    """Read what `to_json` wrote.

    Raises:
        ValueError: it is something else (as are all errors of wrong shape).
    """
    try:
        title, site_url, description, next_url, entries = json.loads(written.decode("utf-8", "surrogatepass"))
        return ParsedFeed(title, site_url, description, tuple(map(_entry, entries)), next_url)
    except (TypeError, KeyError, IndexError, OverflowError) as error:
        raise ValueError("not a parsed feed") from error


def _entry_values(entry: ParsedEntry) -> list[Any]:
    document = entry.document
    return [
        entry.guid,
        entry.title,
        entry.url,
        entry.author,
        None if entry.published is None else entry.published.timestamp(),
        entry.source,
        document.text,
        [
            (block.kind, block.start, block.end, block.level, block.quote, block.marker, block.target)
            for block in document.blocks
        ],
        [(span.kind, span.start, span.end, span.target) for span in document.spans],
    ]


def _entry(values: list[Any]) -> ParsedEntry:
    guid, title, url, author, published, source, text, blocks, spans = values
    return ParsedEntry(
        guid,
        title,
        url,
        author,
        None if published is None else datetime.fromtimestamp(published, UTC),
        Document(
            text,
            tuple([Block(_BLOCK_KINDS[kind], *rest) for kind, *rest in blocks]),
            tuple([Span(_SPAN_KINDS[kind], *rest) for kind, *rest in spans]),
        ),
        source,
    )
