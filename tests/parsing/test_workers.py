"""The pool of child processes: no feed can stop, exhaust or crash newsterm."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from newsterm.model.errors import ParseError
from newsterm.parsing.feeds import parse_feed
from newsterm.parsing.serialising import from_bytes, to_bytes
from newsterm.parsing.worker import ANSWER, READY
from newsterm.parsing.workers import ParserPool
from newsterm.text.packing import pack_feed
from tests.parsing.samples import URL, atom, rss

GOOD = rss(
    "<guid>1</guid><title>Ä &amp; 漢字 👩\u200d🚀</title><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>"
    "<description><![CDATA[<h1>A</h1><ul><li><b>b</b></ul><img src=x>]]></description>",
    "<guid>2</guid>",
)
ENDLESS = b"<?xml version='1.0'?><rss><channel><item><title>x</b>" + b"<a>x</a>" * 190_000 + b"</item></channel></rss>"
"""Damaged and huge: feedparser takes many seconds over it."""


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(1, deadline=30.0) as running:
        yield running


async def test_a_feed_comes_through_the_pipe_as_it_is(pool: ParserPool):
    assert await pool.parse(GOOD, URL) == pack_feed(parse_feed(GOOD, url=URL))


async def test_many_feeds_at_once_get_their_own_answers():
    async with ParserPool(2) as pool:
        bodies = [rss(f"<guid>{number}</guid>") for number in range(50)]
        found = await asyncio.gather(*(pool.parse(body, URL) for body in bodies))
    assert [feed.entries[0].guid for feed in found] == [str(number) for number in range(50)]


async def test_what_is_no_feed_is_an_error_and_the_next_one_parses(pool: ParserPool):
    with pytest.raises(ParseError, match="a web page"):
        await pool.parse(b"<html>", URL)
    assert len((await pool.parse(GOOD, URL)).entries) == 2


async def test_a_feed_that_takes_too_long_is_given_up_and_the_next_one_parses():
    async with ParserPool(1, deadline=0.3) as pool:
        with pytest.raises(ParseError, match=r"took longer than 0\.3 s"):
            await pool.parse(ENDLESS, URL)
    async with ParserPool(1) as pool:
        assert len((await pool.parse(GOOD, URL)).entries) == 2


async def test_a_feed_that_needs_too_much_memory_is_an_error_and_the_next_one_parses():
    async with ParserPool(1, memory=60 * 1024 * 1024, deadline=30.0) as pool:
        with pytest.raises(ParseError, match=r"memory|died"):
            await pool.parse(rss(*["<title>x</title>"] * 100_000), URL)
        assert len((await pool.parse(GOOD, URL)).entries) == 2


async def test_a_child_that_dies_is_that_feeds_error_and_another_takes_its_place(pool: ParserPool):
    await pool.parse(GOOD, URL)
    (worker,) = pool._idle
    os.kill(worker._process.pid, signal.SIGKILL)
    with pytest.raises(ParseError, match="died"):
        await pool.parse(GOOD, URL)
    assert len((await pool.parse(GOOD, URL)).entries) == 2


async def test_a_cancelled_question_does_not_leave_its_answer_to_the_next(pool: ParserPool):
    await pool.parse(GOOD, URL)
    asking = asyncio.create_task(pool.parse(GOOD, URL))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (await pool.parse(atom("<id>other</id>"), URL)).entries[0].guid == "other"


async def test_children_let_their_parent_go_first(pool: ParserPool):
    await pool.parse(GOOD, URL)
    (worker,) = pool._idle
    assert os.getpriority(os.PRIO_PROCESS, worker._process.pid) > os.getpriority(os.PRIO_PROCESS, 0)


async def test_closing_the_pool_ends_its_children():
    async with ParserPool(1) as pool:
        await pool.parse(GOOD, URL)
        (worker,) = pool._idle
        pid = worker._process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_nothing_is_started_before_it_is_needed():
    async with ParserPool() as pool:
        assert not pool._all


def test_a_child_ends_with_its_parent():
    arguments = [sys.executable, "-m", "newsterm.parsing.worker", str(1 << 30), "4"]
    child = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    assert ANSWER.unpack(child.stdout.read(ANSWER.size)) == (READY, 0)
    child.stdin.close()
    assert child.wait(10) == 0
    child.stdout.close()


def test_a_child_imports_only_what_parsing_needs():
    script = (
        "import sys, newsterm.parsing.feeds, newsterm.parsing.serialising, newsterm.parsing.worker;"
        "heavy = {'feedparser', 'httpx', 'lxml', 'trafilatura', 'asyncio', 'sqlite3', 'textual', 'rich'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_was_serialised_is_the_same_again():
    feed = pack_feed(parse_feed(GOOD, url=URL))
    assert feed.entries[0].published is not None
    assert from_bytes(to_bytes(feed)) == feed


@pytest.mark.parametrize("written", [b"[]", b"{}", b"[1,2,3,4,[[1]]]", b'["","","","",7]', b"\xff"])
def test_a_senseless_answer_is_an_error(written: bytes):
    with pytest.raises(ValueError):
        from_bytes(len(written).to_bytes(4, "big") + written)
    with pytest.raises(ValueError):
        from_bytes(written)


def test_an_answer_that_is_cut_off_is_an_error():
    written = to_bytes(pack_feed(parse_feed(GOOD, url=URL)))
    for end in range(0, len(written), 7):
        with pytest.raises(ValueError):
            from_bytes(written[:end])


PAGE = b"<html><body><article>" + b"".join(
    b"<p>Ship number %d came into the harbour with some words on board, enough for anybody who reads.</p>" % number
    for number in range(8)
)
SLOW_PAGE = b"<html><body><article>" + b"".join(
    b"<p>Ship number %d came in with <a href=/x>a link</a> and words.</p>" % number for number in range(12_000)
)
VAST_PAGE = b"<html><body><article><p>" + b"<b><i>words</b> " * 150_000


@pytest.mark.parametrize("page", [SLOW_PAGE, VAST_PAGE], ids=["slow", "vast"])
async def test_a_page_that_takes_too_long_or_too_much_is_given_up_and_the_next_one_is_read(page: bytes):
    async with ParserPool(1, deadline=0.3) as pool:
        with pytest.raises(ParseError, match=r"took longer than 0\.3 s|50000 tags"):
            await pool.parse_page(page, "https://site.example/a")
    async with ParserPool(1, deadline=30.0) as pool:
        (story,) = (await pool.parse_page(PAGE, "https://site.example/a")).entries
    assert story.text.startswith("Ship number 0 came into the harbour")
