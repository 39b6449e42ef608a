"""newsterm's command line run in this process on a library of its own."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from newsterm.commands.console import Console
from newsterm.commands.main import main
from newsterm.model.parsed import FeedLink, ParsedEntry
from newsterm.operations.context import Context
from newsterm.operations.identity import candidates
from newsterm.operations.settling import Answered
from newsterm.operations.storing import Arrival, Contents, store_all
from newsterm.operations.subscribe import subscribe
from newsterm.storage import fetch_states
from newsterm.storage.library import Library
from newsterm.text.html_to_document import html_to_document
from newsterm.text.packing import pack_entry

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def records(self):
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def newsterm(tmp_path):
    """Run a command line on the library in tmp_path."""

    def run(*arguments):
        console = Console(io.StringIO(), io.StringIO())
        code = main(["--data-dir", str(tmp_path), *arguments], lambda *_: 99, console)
        return Result(code, console.out.getvalue(), console.err.getvalue())

    return run


@pytest.fixture
def stocked(tmp_path, newsterm):
    """The command line on a library with two feeds of three articles in all."""
    library = Library.open(tmp_path)
    ctx = Context(library, now=lambda: NOW)
    links = [FeedLink("https://a.example/feed", "Harbour Post", "World"), FeedLink("https://b.example/feed", "Quay")]
    subscribe(ctx, links)
    bodies = {
        "https://a.example/feed": [("1", "Grain deal signed", 3), ("2", "Ferry late", 2)],
        "https://b.example/feed": [("3", "Fog warning", 1)],
    }
    for state in fetch_states.of_feeds(library.reader()):
        entries = tuple(
            ParsedEntry(
                guid,
                title,
                f"https://a.example/{guid}",
                "Ana Kovač",
                datetime(2026, 11, 22, 14 - hours, tzinfo=UTC),
                html_to_document(f"<p>Text of {title}.</p>"),
                "",
            )
            for guid, title, hours in bodies[state.url]
        )
        came = Contents("", "", candidates(tuple(map(pack_entry, entries))), "x", Answered(state.url))
        store_all(library, [Arrival(state.feed, state.url, "", came, NOW)])
    library.close()
    return newsterm
