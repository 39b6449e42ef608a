"""The process that stores the bulk of a big refresh."""

import io
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsterm.model.errors import LibraryError
from newsterm.model.feed import Validators
from newsterm.model.parsed import FeedLink, PackedFeed
from newsterm.operations.context import Context
from newsterm.operations.settling import Answered
from newsterm.operations.storing import Arrival, Failure, Written, opened
from newsterm.operations.storing_process import StoringProcess
from newsterm.operations.storing_wire import END, read_arrival, write_arrival
from newsterm.operations.subscribe import subscribe
from newsterm.parsing.serialising import to_bytes
from newsterm.storage import fetch_states
from newsterm.storage.library import Library
from tests.operations.conftest import entry

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


WRITTEN = Written(
    to_bytes(PackedFeed("Harbour Post", "", "", (entry("1"), entry("2")))),
    "hash",
    Answered("https://a.example/", Validators('"etag"', "")),
)


@pytest.fixture
def stocked(tmp_path):
    """A library subscribed to ten feeds, and an arrival for each."""
    with closing(Library.open(tmp_path)) as library:
        subscribe(Context(library), [FeedLink(f"https://a.example/{number}") for number in range(10)])
        states = fetch_states.of_feeds(library.reader())
    return tmp_path / "library.db", [Arrival(state.feed, state.url, "", WRITTEN, NOW) for state in states]


def test_an_arrival_survives_the_wire():
    answered = Answered(
        "https://b.example/ü", Validators('W/"x"', ""), "https://b.example/", "https://c.example/", 60, True
    )
    sent = Arrival(7, "https://a.example/ü", "Title", replace(WRITTEN, answered=answered), NOW, 0.5)
    stream = io.BytesIO(write_arrival(sent, sent.came) + END)
    assert read_arrival(stream) == sent
    assert read_arrival(stream) is None
    with pytest.raises(EOFError):
        read_arrival(stream)


async def test_everything_sent_is_stored_and_reported(stocked):
    path, arrivals = stocked
    done = []
    process = StoringProcess(path, done.append)
    for one in arrivals:
        await process.send(one, one.came)
    await process.finish()
    assert sorted(refreshed.url for refreshed in done) == sorted(one.url for one in arrivals)
    assert {(refreshed.status, refreshed.new, refreshed.title) for refreshed in done} == {("new", 2, "Harbour Post")}
    with closing(Library.open_file(path)) as library:
        states = fetch_states.of_feeds(library.reader())
    assert {(s.body_hash, s.validators.etag, s.last_success) for s in states} == {("hash", '"etag"', NOW)}


async def test_senseless_parsing_is_that_feeds_failure(stocked):
    path, (first, second, *_) = stocked
    done = {}
    process = StoringProcess(path, lambda refreshed: done.update({refreshed.url: refreshed.status}))
    await process.send(first, Written(b"[1,2]", "hash", WRITTEN.answered))
    await process.send(second, second.came)
    await process.finish()
    assert done == {first.url: "failed", second.url: "new"}
    assert isinstance(opened(replace(first, came=Written(b"nonsense", "", WRITTEN.answered))).came, Failure)


async def test_a_library_that_it_cannot_open_is_told(tmp_path):
    path = tmp_path / "library.db"
    path.write_text("Dear diary, " * 1000)
    process = StoringProcess(path, lambda _: None)
    with pytest.raises(LibraryError, match=r"library\.db"):
        await _send_for_ever(process, Arrival(1, "https://a.example/0", "", WRITTEN, NOW))


async def _send_for_ever(process, arrival):
    while True:
        await process.send(arrival, arrival.came)


async def test_its_death_is_told(stocked):
    path, (first, *_) = stocked
    process = StoringProcess(path, lambda _: None)
    await process.send(first, first.came)
    process._process.kill()
    with pytest.raises(LibraryError, match="ended unexpectedly"):
        await process.finish()


async def test_nothing_is_started_without_arrivals(tmp_path):
    process = StoringProcess(tmp_path / "none", lambda _: None)
    await process.finish()
    await process.stop()
    assert process._process is None
