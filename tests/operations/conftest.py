"""A library on disk, a clock that moves by hand, and feeds put into it without a network."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from newsterm.model.document import Document
from newsterm.model.listing import Listing
from newsterm.model.parsed import FeedLink, PackedEntry, ParsedEntry
from newsterm.operations.context import Context
from newsterm.operations.identity import candidates
from newsterm.operations.settling import Answered
from newsterm.operations.storing import Arrival, Contents, store_all
from newsterm.operations.subscribe import subscribe
from newsterm.parsing.workers import ParserPool
from newsterm.storage import fetch_states, windows
from newsterm.storage.library import Library
from newsterm.text.packing import pack_entry
from tests.fakes.http_server import HttpServer
from tests.operations.fleet import Fleet


@dataclass
class Clock:
    time: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 14, 5, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def entry(guid, title=None, *, url=None, text="", author="", published=None):
    title = f"Story {guid}" if title is None else title
    url = f"https://a.example/{guid}" if url is None else url
    return pack_entry(ParsedEntry(guid, title, url, author, published, Document(text), text))


Put = Callable[[str, Sequence[PackedEntry]], list[int]]


@pytest.fixture
def ctx(tmp_path):
    library = Library.open(tmp_path / "library")
    yield Context(library, now=Clock())
    library.close()


@pytest.fixture
def put(ctx) -> Put:
    """Store entries as the feed at an address; returns the ids of all its articles, newest first."""

    def put(url, entries, title="Harbour Post"):
        subscribe(ctx, [FeedLink(url)])
        (state,) = [state for state in fetch_states.of_feeds(ctx.library.reader()) if state.url == url]
        came = Contents(title, "", candidates(entries), "hash", Answered(url))
        store_all(ctx.library, [Arrival(state.feed, url, "", came, ctx.now())])
        return windows.ids(ctx.library.reader(), Listing(feeds=(state.feed,)), ctx.now())

    return put


@pytest.fixture
def ids(put) -> list[int]:
    """Three articles of one feed."""
    return put("https://a.example/feed", [entry("1"), entry("2"), entry("3")])


@pytest.fixture
async def fleet(ctx) -> AsyncIterator[Fleet]:
    async with HttpServer() as server, ParserPool(1) as parsers:
        yield Fleet(ctx, server, parsers)
