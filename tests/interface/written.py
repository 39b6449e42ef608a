"""Libraries with stories written for a test."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from newsterm.model.identifiers import feed_id
from newsterm.model.parsed import FeedLink, ParsedEntry
from newsterm.operations.context import Context
from newsterm.operations.subscribe import subscribe
from newsterm.storage import arrivals
from newsterm.storage.library import Library
from newsterm.text.html_to_document import html_to_document
from newsterm.text.packing import pack_entry
from tests.interface.harness import NOW

URL = "https://harbour.example/feed"


def write_library(directory: Path, stories: Mapping[str, str]) -> Path:
    """Make a library of one feed, Harbour Post, with stories (HTML by title), the first one the newest."""
    library = Library.open(directory)
    subscribe(Context(library, now=lambda: NOW), [FeedLink(URL, "Harbour Post")])
    for number, (title, html) in enumerate(stories.items()):
        published = NOW - timedelta(hours=1 + number)
        document = html_to_document(html, "https://harbour.example/")
        entry = ParsedEntry(
            title, title, f"https://harbour.example/{number}", "Ada Lind", published, document, document.text
        )
        new = arrivals.NewArticle(
            key=title,
            alias="",
            content_hash="",
            sort_second=int(published.timestamp()),
            position=number,
            entry=pack_entry(entry),
        )
        with library.writing(durable=False) as connection:
            arrivals.insert(connection, feed_id(URL), URL, new, seen_at=published)
    library.close()
    return directory
