"""Refreshing over a real loopback server, with real parser processes and a real library."""

import asyncio
import time

import httpx
import pytest

from newsterm.model.errors import LibraryError
from newsterm.model.feed import Validators
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read
from newsterm.storage import articles
from newsterm.storage.library import Library
from tests.fakes.http_server import Answer
from tests.operations.fleet import TWO, Fleet, rss
from tests.shared import SHARED, needs_shared


async def test_new_articles_arrive_with_their_feeds_title(fleet):
    fleet.server.routes["/a"] = Answer(TWO)
    fleet.subscribe("/a")
    summary = await fleet.refresh()
    assert fleet.total == 1
    assert fleet.done["/a"].status == "new"
    assert (fleet.done["/a"].title, fleet.done["/a"].new) == ("Harbour Post", 2)
    assert [row.title for row in fleet.rows("fog")] == ["Ferry late", "Ferry later"]
    assert summary.sentence == "2 new in 1 of 1 feed"


async def test_a_body_that_is_the_same_is_not_parsed_but_its_validators_are_stored(fleet):
    fleet.server.routes["/a"] = Answer(TWO, headers=[("ETag", '"one"')])
    fleet.subscribe("/a")
    await fleet.refresh()
    fleet.server.routes["/a"] = Answer(TWO, headers=[("ETag", '"two"')])
    fleet.parsers = None
    summary = await fleet.refresh()
    assert fleet.done["/a"].status == "unchanged"
    assert summary.sentence == "Nothing new"
    assert fleet.state("/a").validators == Validators(etag='"two"')


@pytest.mark.checklist("H62")
async def test_not_modified_is_asked_for_and_not_parsed(fleet):
    fleet.server.routes["/a"] = Answer(TWO, headers=[("ETag", 'W/"one"')])
    fleet.subscribe("/a")
    await fleet.refresh()
    fleet.server.routes["/a"] = Answer(status=304)
    fleet.parsers = None
    await fleet.refresh()
    assert fleet.server.requests[-1].header("if-none-match") == 'W/"one"'
    assert fleet.done["/a"].status == "unchanged"
    assert fleet.state("/a").validators.etag == 'W/"one"'


async def test_an_edited_article_stays_read_and_is_not_new(fleet):
    fleet.server.routes["/a"] = Answer(TWO)
    fleet.subscribe("/a")
    await fleet.refresh()
    mark_read(fleet.ctx, [row.id for row in fleet.rows()])
    fleet.server.routes["/a"] = Answer(rss(("1", "Ferry cancelled", "Storm."), ("2", "Ferry later", "More fog.")))
    await fleet.refresh()
    assert (fleet.done["/a"].new, fleet.done["/a"].updated) == (0, 1)
    assert [(row.title, row.read) for row in fleet.rows()] == [("Ferry cancelled", True), ("Ferry later", True)]
    assert articles.by_id(fleet.ctx.library.reader(), fleet.rows("storm")[0].id).document.text == "Storm."


@pytest.mark.checklist("H10")
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<!doctype html><html><body>Back soon</body></html>", content_type="text/html"),
        Answer(b""),
        Answer(TWO[:60]),
        Answer(TWO, length=5000, close_after=100),
        Answer(b"no", status=500),
    ],
    ids=["page", "nothing", "truncated", "broken off", "500"],
)
async def test_a_feed_that_breaks_keeps_articles_and_validators_and_gets_a_sentence(fleet, answer):
    fleet.server.routes["/a"] = Answer(TWO, headers=[("ETag", '"good"')])
    fleet.subscribe("/a")
    await fleet.refresh()
    headers = [("ETag", '"bad"')]
    fleet.server.routes["/a"] = Answer(**{**{n: getattr(answer, n) for n in answer.__slots__}, "headers": headers})
    summary = await fleet.refresh()
    state = fleet.state("/a")
    assert fleet.done["/a"].status == "failed"
    assert fleet.done["/a"].error == state.error
    assert state.error.endswith(".")
    assert "\n" not in state.error
    assert (state.failures, state.validators.etag) == (1, '"good"')
    assert len(fleet.rows()) == 2
    assert summary.sentence == "Nothing new, 1 failed"


async def test_one_bad_feed_hurts_no_other_and_recovers(fleet):
    fleet.server.routes["/good"] = Answer(TWO)
    fleet.subscribe("/good", "/bad")
    summary = await fleet.refresh()
    assert {path: done.status for path, done in fleet.done.items()} == {"/good": "new", "/bad": "failed"}
    assert summary.sentence == "2 new in 1 of 2 feeds, 1 failed"
    fleet.server.routes["/bad"] = Answer(rss(("9", "At last", "")))
    await fleet.refresh()
    assert (fleet.state("/bad").error, fleet.state("/bad").failures) == ("", 0)


async def test_only_the_feeds_asked_for_are_fetched(fleet):
    for path in ("/a", "/b"):
        fleet.server.routes[path] = Answer(TWO)
    fleet.subscribe("/a", "/b")
    await fleet.refresh([fleet.state("/b").feed])
    assert fleet.server.targets() == ["/b"]


async def test_without_a_network_one_sentence_says_so(fleet):
    def unplugged(request):
        raise httpx.ConnectError("unreachable") from OSError(101, "Network is unreachable")

    fleet.subscribe("/a", "/b", "/c")
    summary = await fleet.refresh(transport=httpx.MockTransport(unplugged))
    assert summary.is_offline
    assert summary.sentence == "No network: none of 3 feeds could be reached"


async def test_a_cancelled_refresh_keeps_what_was_stored(fleet):
    fleet.server.routes["/quick"] = Answer(TWO)
    fleet.server.routes["/never"] = Answer(silent=True)
    fleet.subscribe("/quick", "/never")
    fleet.on_done = lambda _: fleet.cancelled.set()
    summary = await fleet.refresh()
    assert summary.cancelled
    assert summary.sentence == "Refresh stopped: 2 new in 1 of 2 feeds"
    assert list(fleet.done) == ["/quick"]
    assert len(fleet.rows()) == 2


@pytest.mark.checklist("H46")
async def test_a_slow_feed_delays_no_other(fleet):
    gate = asyncio.Event()
    fleet.server.routes["/slow"] = Answer(TWO, wait_for=gate)
    fleet.server.routes["/quick"] = Answer(TWO)
    fleet.subscribe("/slow", "/quick")
    fleet.on_done = lambda refreshed: gate.set() if refreshed.url.endswith("/quick") else None
    await fleet.refresh()
    assert list(fleet.done) == ["/quick", "/slow"]


async def test_a_library_that_cannot_be_written_ends_the_refresh_with_its_sentence(fleet):
    fleet.server.routes["/a"] = Answer(rss(*[(str(number), "T", "word " * 500) for number in range(100)]))
    fleet.server.routes["/never"] = Answer(silent=True)
    fleet.subscribe("/a", "/never")
    with fleet.ctx.library.writing(durable=True) as connection:
        connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(LibraryError, match="The disk is full"):
        await fleet.refresh()
    assert fleet.rows() == []


@pytest.mark.checklist("H68")
async def test_two_refreshes_at_once_double_nothing(fleet, tmp_path):
    for number in range(6):
        fleet.server.routes[f"/{number}"] = Answer(rss(*[(str(item), f"T{item}", "") for item in range(20)]))
    fleet.subscribe(*fleet.server.routes)
    other_library = Library.open(fleet.ctx.library.path.parent)
    other = Fleet(Context(other_library, now=fleet.ctx.now), fleet.server, fleet.parsers)
    await asyncio.gather(fleet.refresh(), other.refresh())
    other_library.close()
    assert len(fleet.rows()) == 120
    assert sum(done.new for run in (fleet, other) for done in run.done.values()) == 120


@needs_shared
@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("i01-same-guid.xml", "i01-same-guid.xml", 5),
        ("i02-no-guid-same-link.xml", "i02-no-guid-same-link.xml", 5),
        ("i03-no-guid-no-link.xml", "i03-no-guid-no-link.xml", 3),
        ("i04-title-only-dup.xml", "i04-title-only-dup.xml", 2),
        ("i05-http-guid.xml", "i05b-https-guid.xml", 1),
        ("i05b-https-guid.xml", "i05-http-guid.xml", 1),
        ("i05-http-guid.xml", "i06-guid-whitespace.xml", 1),
        ("i06-guid-whitespace.xml", "i05b-https-guid.xml", 1),
        ("i07-future-date.xml", "i07-future-date.xml", 5),
    ],
)
async def test_hostile_identities_stay_stable_and_read(fleet, first, second, number):
    folder = SHARED / "hostile"
    fleet.server.routes["/a"] = Answer((folder / first).read_bytes())
    fleet.subscribe("/a")
    await fleet.refresh()
    before = [row.id for row in fleet.rows()]
    assert len(before) == number
    mark_read(fleet.ctx, before)
    for spaces in range(1, 11 if first.startswith("i04") else 4):
        fleet.server.routes["/a"] = Answer((folder / second).read_bytes() + b"\n" * spaces)
        await fleet.refresh()
        assert fleet.done["/a"].new == 0
    assert [row.id for row in fleet.rows()] == before
    assert all(row.read for row in fleet.rows())


@needs_shared
async def test_future_dates_do_not_stay_at_the_top(fleet):
    fleet.server.routes["/a"] = Answer((SHARED / "hostile" / "i07-future-date.xml").read_bytes())
    fleet.subscribe("/a")
    await fleet.refresh()
    published = [row.published for row in fleet.rows()]
    assert max(published) <= fleet.ctx.now()
    fleet.server.routes["/a"] = Answer(fleet.server.routes["/a"].body + b"\n")
    await fleet.refresh()
    assert [row.published for row in fleet.rows()] == published
    assert [row.title for row in fleet.rows()][:2] == ["F", "E"]


async def test_a_fault_at_one_feed_is_that_feeds_error(fleet, caplog):
    class Broken:
        async def parse_to_bytes(self, *_):
            raise RuntimeError("a fault")

    fleet.server.routes["/a"] = Answer(TWO)
    fleet.server.routes["/b"] = Answer(b"", status=404)
    fleet.subscribe("/a", "/b")
    fleet.parsers = Broken()
    await fleet.refresh()
    assert "fault of its own (RuntimeError)" in fleet.done["/a"].error
    assert "404" in fleet.done["/b"].error
    assert "RuntimeError: a fault" in caplog.text


async def test_a_huge_feed_never_holds_the_library_for_long(fleet):
    items = [(str(number), f"Title {number}", "word " * 60) for number in range(3000)]
    fleet.server.routes["/a"] = Answer(rss(*items))
    fleet.subscribe("/a")
    longest = waited = 0.0
    other = Library.open(fleet.ctx.library.path.parent)

    async def act_beside():
        nonlocal longest, waited
        while True:
            began = time.monotonic()
            await asyncio.to_thread(write_once, other)
            waited = time.monotonic() - began
            longest = max(longest, waited)
            await asyncio.sleep(0)

    beside = asyncio.create_task(act_beside())
    await fleet.refresh()
    beside.cancel()
    await asyncio.gather(beside, return_exceptions=True)
    other.close()
    assert fleet.done["/a"].new == 3000
    assert [row.title for row in fleet.rows()][:2] == ["Title 0", "Title 1"]
    assert 0 < longest < 2  # seconds; 0.1 on a quiet machine


def write_once(library):
    with library.writing(durable=True):
        pass
