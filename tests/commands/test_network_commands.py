"""Commands that use the network, against a loopback server."""

import asyncio
import re
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.operations.snooze import snooze
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.due import make_due
from tests.fakes.http_server import Answer, HttpServer

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>
<item><guid>1</guid><title>Ferry\x20\xc2\x9b31mlate</title></item></channel></rss>"""
ONE = b'<html><head><link rel="alternate" type="application/rss+xml" title="Quay" href="/feed"></head></html>'
TWO = ONE.replace(
    b"</head>", b'<link rel="alternate" type="application/atom+xml" title="Comments" href="/comments"></head>'
)


@pytest.fixture
async def web(newsterm):
    async with HttpServer() as server:
        server.routes["/feed"] = Answer(RSS)
        server.routes["/one"] = Answer(ONE, content_type="text/html")
        server.routes["/two"] = Answer(TWO, content_type="text/html")
        server.run = lambda *arguments: asyncio.to_thread(newsterm, *arguments)
        yield server


async def test_add_finds_the_feed_of_a_site(web):
    result = await web.run("add", web.url("/one"), "--folder", "Ports")
    assert (result.code, result.out, result.err) == (0, "", "Subscribed to “Quay” in Ports\n")
    (feed,) = (await web.run("feeds", "--json")).records
    assert (feed["url"], feed["title"], feed["folder"]) == (web.url("/feed"), "Quay", "Ports")
    assert (await web.run("add", web.url("/feed"))).err == "Already subscribed to “Quay” in Ports\n"


async def test_add_takes_a_title_of_the_users_own(web):
    await web.run("add", web.url("/feed"), "--title", "Mine")
    await web.run("refresh")
    assert (await web.run("feeds", "--json")).records[0]["title"] == "Mine"


async def test_add_lets_the_user_choose_between_several_feeds(web):
    result = await web.run("add", web.url("/two"))
    assert result.code == 1
    assert result.lines == [f"{web.url('/feed')}\tQuay", f"{web.url('/comments')}\tComments"]
    assert "2 feeds" in result.err
    assert (await web.run("feeds")).out == ""
    assert (await web.run("add", web.url("/two"), "--all")).err == "Subscribed to 2 feeds\n"


async def test_add_subscribes_to_what_it_can_and_fails_for_the_rest(web):
    result = await web.run("add", web.url("/feed"), web.url("/none"), "exec:id")
    assert result.code == 1
    lines = result.err.splitlines()
    assert len(lines) == 3
    assert sum(line.startswith("newsterm: ") for line in lines) == 2
    assert len((await web.run("feeds")).lines) == 1


async def test_refresh_writes_a_line_or_record_a_feed(web, tmp_path):
    await web.run("add", web.url("/feed"))
    result = await web.run("refresh", "--json")
    assert result.records == [
        {"feed": "Quay", "url": web.url("/feed"), "status": "new", "new": 1, "updated": 0, "error": ""}
    ]
    assert result.err == "1 new in 1 of 1 feed\n"
    assert (await web.run("refresh", "quay")).lines == []
    make_due(tmp_path)
    assert (await web.run("refresh", "quay")).lines == ["unchanged\t0\t0\tQuay"]


async def test_refresh_wakes_what_is_due(web, tmp_path):
    await web.run("add", web.url("/feed"))
    await web.run("refresh")
    with closing(Library.open(tmp_path)) as library:
        long_ago = datetime(2026, 1, 1, tzinfo=UTC)
        ids = windows.ids(library.reader(), Listing(), long_ago)
        snooze(Context(library, "key", now=lambda: long_ago), ids, long_ago + timedelta(hours=1))
    assert len((await web.run("search", "is:snoozed")).lines) == 1
    assert (await web.run("refresh")).err.endswith("late” is back\n")
    assert (await web.run("search", "is:snoozed")).lines == []


async def test_refresh_fails_only_when_every_feed_fails(web, tmp_path):
    web.routes["/other"] = Answer(RSS)
    await web.run("add", web.url("/feed"), web.url("/other"))
    await web.run("refresh")
    web.routes["/feed"] = Answer(status=500)
    make_due(tmp_path)
    assert (await web.run("refresh")).code == 0
    make_due(tmp_path)
    result = await web.run("refresh", web.url("/feed"))
    assert result.code == 1
    assert result.lines[0].startswith("failed\t0\t0\tQuay\t127.0.0.1:")
    assert (await web.run("refresh", "nonesuch")).code == 1


async def test_a_failing_feed_is_told_by_feeds_and_the_doctor(web):
    await web.run("add", web.url("/feed"))
    web.routes["/feed"] = Answer(b"")
    await web.run("refresh")
    (feed,) = (await web.run("feeds", "--json")).records
    assert feed["error"]
    assert f"! {feed['error']}" in (await web.run("feeds")).out
    result = await web.run("doctor")
    assert result.code == 0
    assert [line for line in result.lines if line.startswith("--\t")] == [
        f"--\t{web.url('/feed')} <{web.url('/feed')}> fails: {feed['error']}"
    ]


async def test_no_control_character_of_a_feed_reaches_the_terminal(web):
    await web.run("add", web.url("/feed"))
    await web.run("refresh")
    for arguments in (["search"], ["search", "--json"], ["feeds"]):
        text = (await web.run(*arguments)).out
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
