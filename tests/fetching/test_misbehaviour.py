"""Servers that misbehave at every level of HTTP: bounded in time and memory, one clear sentence, others go on."""

import asyncio
import gzip
import json
import subprocess
import sys
import time
import zlib

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.limits import Limits
from newsterm.model.errors import FetchError, Trouble
from tests.fakes.http_server import Answer, HttpServer, redirect

FEED = Answer(b"<rss/>")


async def trouble(client: Client, url: str) -> FetchError:
    with pytest.raises(FetchError) as error:
        await client.fetch(url)
    assert "\n" not in str(error.value)
    return error.value


@pytest.mark.checklist("H34")
@pytest.mark.parametrize("hops", [1, 2, 21])
async def test_circles_and_long_ways_of_redirects_end_soon(server: HttpServer, client: Client, hops: int):
    server.routes |= {
        f"/{number}": redirect(f"/{(number + 1) % hops if hops < 21 else number + 1}") for number in range(hops)
    }
    began = time.monotonic()
    error = await trouble(client, server.url("/0"))
    assert time.monotonic() - began < 2
    assert len(server.requests) <= 11
    assert error.trouble is Trouble.UNSAFE


@pytest.mark.checklist("H35")
@pytest.mark.parametrize(
    ("location", "reaches"),
    [
        ("//{netloc}/new", True),
        ("/new#part", True),
        ("new", True),
        ("?a=1", True),
        ("http://{netloc}/ne\tw", False),
        ("http://", False),
        ("http://[", False),
        ("/" + "x" * 8192, False),
        ("http://\u4f8b\u3048.invalid/".encode().decode("latin-1"), False),
    ],
)
async def test_odd_places_of_redirects_are_followed_rightly_or_refused(server, client, location, reaches):
    server.routes |= {
        "/old": lambda request: FEED if "?" in request.target else redirect(location.format(netloc=server.netloc)),
        "/new": FEED,
    }
    if reaches:
        assert (await client.fetch(server.url("/old"))).body == b"<rss/>"
    else:
        await trouble(client, server.url("/old"))


@pytest.mark.checklist("H44")
@pytest.mark.parametrize("options", [{}, {"chunked": True}, {"length": -1}], ids=["announced", "chunked", "endless"])
async def test_a_body_beyond_the_limit_is_left(server: HttpServer, client: Client, options):
    server.routes["/"] = Answer(bytes(16 * 1024 * 1024), **options)
    error = await trouble(client, server.url("/"))
    assert "more than 15 MiB" in str(error)
    assert error.trouble is Trouble.UNREADABLE


@pytest.mark.checklist("H45")
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<rss/>", length=100, close_after=6),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss/>\r\n0\r\n\r\n"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-6\r\n<rss/>\r\n0\r\n\r\n"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n<rss/>"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\n<rss/>"),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<rss/>"),
    ],
    ids=["longer", "no number", "negative", "no end", "huge", "two lengths", "word"],
)
async def test_a_body_whose_length_is_not_as_announced_is_never_taken_for_whole(server, hasty, answer):
    server.routes["/"] = answer
    error = await trouble(hasty, server.url("/"))
    assert error.trouble in {Trouble.UNREADABLE, Trouble.TEMPORARY}


@pytest.mark.checklist("H45")
async def test_a_body_longer_than_announced_ends_where_it_was_to_end(server: HttpServer, client: Client):
    server.routes["/"] = Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/><item>")
    assert (await client.fetch(server.url("/"))).body == b"<rss/>"


@pytest.mark.checklist("H46")
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"x" * 10_000, trickle=0.01),
        Answer(endless_head=True),
        Answer(silent=True),
        Answer(b"abc", stop_after=1),
        Answer(raw=b""),
    ],
    ids=["a byte at a time", "headers for ever", "silence", "half a body", "closed at once"],
)
async def test_a_slow_server_is_left_at_the_deadline_and_delays_no_other(answer):
    slow, quick = HttpServer(routes={"/": answer}), [HttpServer(routes={"/": FEED}) for _ in range(3)]
    async with slow, quick[0], quick[1], quick[2], Client(limits=Limits(read=0.3, total=0.4)) as client:
        began = time.monotonic()
        waiting = asyncio.create_task(trouble(client, slow.url()))
        for server in quick:
            assert (await client.fetch(server.url())).body == b"<rss/>"
        assert time.monotonic() - began < 0.35
        await waiting
        assert time.monotonic() - began < 1.5


@pytest.mark.checklist("H47")
@pytest.mark.parametrize(
    ("raw", "is_fine"),
    [
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 10_000_000 + b"\r\n\r\n", False),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n", False),
        (b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n", False),
        (b"HTTP/1.1 200 OK\r\nX a b\r\n\r\n", False),
        (b"HTTP/1.1 200 OK\nContent-Length: 6\n\n<rss/>", True),
    ],
    ids=["10 MB", "100,000", "NUL", "no colon", "bare line feeds"],
)
async def test_headers_are_bounded_and_must_be_headers(server, client, raw, is_fine):
    server.routes["/"] = Answer(raw=raw)
    if is_fine:
        assert (await client.fetch(server.url("/"))).body == b"<rss/>"
    else:
        assert (await trouble(client, server.url("/"))).trouble is Trouble.UNREADABLE


@pytest.mark.checklist("H48")
@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (Answer(b"<rss/>", version="1.0", length=-1), b"<rss/>"),
        (Answer(b"<rss/>", before=b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), b"<rss/>"),
        (Answer(b"<rss/>", before=b"HTTP/1.1 100 Continue\r\n\r\n"), b"<rss/>"),
        (Answer(raw=b"<rss/>"), None),
        (Answer(raw=b"220 mail.example ESMTP\r\n\r\n"), None),
        (Answer(status=204), None),
        (Answer(status=205), None),
        (Answer(b"<rss", 206, headers=[("Content-Range", "bytes 0-3/6")]), None),
    ],
    ids=["HTTP/1.0", "103", "100", "HTTP/0.9", "mail", "204", "205", "206"],
)
async def test_unusual_answers_are_read_or_refused(server, client, answer, body):
    server.routes["/"] = answer
    if body is None:
        assert (await trouble(client, server.url("/"))).trouble is Trouble.UNREADABLE
    else:
        assert (await client.fetch(server.url("/"))).body == body


@pytest.mark.checklist("H43")
@pytest.mark.parametrize(
    ("body", "is_fine"),
    [
        (gzip.compress(b"<rss/>") + b"trailing", True),
        (gzip.compress(b"<rss/>")[:-4], False),
        (gzip.compress(b"<rss/>")[:-8] + b"\0" * 8, False),
        (b"<rss/>", False),
    ],
    ids=["trailing garbage", "truncated", "wrong sum", "not compressed"],
)
async def test_damaged_compression_is_an_error_or_what_could_be_saved(server, client, body, is_fine):
    server.routes["/"] = Answer(body, headers=[("Content-Encoding", "gzip")])
    if is_fine:
        assert (await client.fetch(server.url("/"))).body == b"<rss/>"
    else:
        assert (await trouble(client, server.url("/"))).trouble is Trouble.UNREADABLE


_BOMBS = {
    "gzip": lambda: gzip.compress(bytes(1 << 30), 9),
    "deflate": lambda: zlib.compress(bytes(1 << 30), 9),
    "br": lambda: b"\xcf\xff\xff\x7f\xf8" + b"\x5f" * 1600,
    "zstd": lambda: b"\x28\xb5\x2f\xfd\x04\x58" + b"\x02\xff\xff" * 10_000,
}
_FETCH = """
import asyncio, json, resource, sys, time
from newsterm.fetching.client import Client
from newsterm.model.errors import FetchError
async def go():
    async with Client() as client:
        await client.fetch(sys.argv[1])
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        try:
            await client.fetch(sys.argv[2])
            said = ""
        except FetchError as error:
            said = str(error)
        print(json.dumps([said, time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before]))
asyncio.run(go())
"""


@pytest.mark.checklist("H41", "H42")
@pytest.mark.parametrize("coding", _BOMBS)
async def test_a_bomb_stops_at_the_limit_in_little_time_and_memory(server: HttpServer, coding: str):
    bomb = await asyncio.to_thread(_BOMBS[coding])
    server.routes |= {"/feed": FEED, "/bomb": Answer(bomb, headers=[("Content-Encoding", coding)])}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _FETCH, server.url("/feed"), server.url("/bomb"), stdout=subprocess.PIPE
    )
    out, _ = await child.communicate()
    said, seconds, kibibytes = json.loads(out)
    assert "more than 15 MiB" in said or "did not ask for" in said
    assert seconds < 2
    assert kibibytes < 32 * 1024


@pytest.mark.checklist("H49")
async def test_only_http_1_1_is_spoken(server: HttpServer, client: Client):
    server.routes["/"] = FEED
    await client.fetch(server.url("/"))
    assert server.requests[0].header("Upgrade") is None
    assert server.requests[0].header("HTTP2-Settings") is None


@pytest.mark.checklist("H60")
async def test_a_kept_connection_that_the_server_has_closed_is_opened_anew_once(server: HttpServer, client: Client):
    server.routes["/"] = Answer(b"<rss/>", version="1.0")
    for _ in range(3):
        assert (await client.fetch(server.url("/"))).body == b"<rss/>"
    assert len(server.requests) == 3


@pytest.mark.checklist("H57", "H58")
@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/a%2Fb/%7Euser;p=1?q=%C3%BC&x=a+b", "/a%2Fb/%7Euser;p=1?q=%C3%BC&x=a+b"),
        ("/feed?", "/feed?"),
        ("?a=1", "/?a=1"),
        ("", "/"),
        ("/a/../b/./c", "/a/../b/./c"),
        ("/パス?q=ü", "/%E3%83%91%E3%82%B9?q=%C3%BC"),
        ("/a b|c[1]{2}", "/a%20b|c[1]{2}"),
        ("/x#part", "/x"),
        ("/100%/x", "/100%/x"),
    ],
)
async def test_an_address_is_sent_just_as_it_is_written(server, client, written, sent):
    with pytest.raises(FetchError):
        await client.fetch(f"http://{server.netloc}{written}")
    assert server.targets() == [sent]


@pytest.mark.checklist("H36", "H37", "H38")
async def test_http_stays_http_and_other_schemes_are_not_followed(server: HttpServer, client: Client):
    server.routes |= {"/feed": FEED, "/odd": redirect("file:///etc/passwd")}
    assert (await client.fetch(server.url("/feed"))).url.startswith("http://")
    assert (await trouble(client, server.url("/odd"))).trouble is Trouble.UNSAFE


@pytest.mark.checklist("H59")
async def test_nothing_is_asked_for_but_the_address(server: HttpServer, client: Client):
    page = b'<html><link rel="icon" href="/icon"><img src="/image"><link rel="prefetch" href="/next"></html>'
    server.routes["/"] = Answer(page, headers=[("Link", "</style>; rel=preload"), ("Refresh", "0; url=/other")])
    await client.fetch(server.url("/"))
    assert server.targets() == ["/"]
