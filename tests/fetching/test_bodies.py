"""Bodies: inflated with a bound, complete, or refused in a plain sentence."""

import gzip
import tracemalloc
import zlib

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.inflating import Body, CodingError, TooLargeError
from newsterm.model.errors import FetchError
from tests.fakes.http_server import Answer, HttpServer, gzipped

TEXT = b"<rss>" + bytes(range(65, 91)) * 1000 + b"</rss>"
RAW = zlib.compressobj(wbits=-15)
RAW_DEFLATE = RAW.compress(TEXT) + RAW.flush()


def coded(body: bytes, coding: str) -> Answer:
    return Answer(body, headers=[("Content-Encoding", coding)])


@pytest.mark.checklist("H41")
@pytest.mark.parametrize(
    "answer",
    [
        Answer(TEXT),
        Answer(TEXT, chunked=True),
        Answer(TEXT, length=-1),
        gzipped(TEXT),
        gzipped(TEXT, "deflate"),
        coded(RAW_DEFLATE, "deflate"),
        coded(gzip.compress(TEXT), "X-GZIP, identity"),
        coded(gzip.compress(gzip.compress(TEXT)), "gzip, gzip"),
        coded(gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]), "gzip"),
        coded(gzip.compress(TEXT) + b"trailing garbage", "gzip"),
        Answer(gzip.compress(TEXT), content_type="application/gzip"),
    ],
    ids=[
        "plain",
        "chunked",
        "to the end",
        "gzip",
        "zlib",
        "raw deflate",
        "old name",
        "twice",
        "members",
        "rest",
        "file",
    ],
)
async def test_a_body_arrives_whole(server: HttpServer, client: Client, answer: Answer):
    server.routes["/feed"] = answer
    assert (await client.fetch(server.url("/feed"))).body == TEXT


@pytest.mark.checklist("H41")
@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip, gzip", "\x1bodd"])
async def test_a_coding_that_was_not_asked_for_is_an_error(server: HttpServer, client: Client, coding: str):
    server.routes["/feed"] = coded(b"something", coding)
    with pytest.raises(FetchError) as error:
        await client.fetch(server.url("/feed"))
    assert "compressed" in str(error.value) or "proper HTTP" in str(error.value)
    assert "\x1b" not in str(error.value)


@pytest.mark.checklist("H43")
async def test_a_damaged_or_cut_off_gzip_is_an_error(server: HttpServer, client: Client):
    packed = gzip.compress(TEXT)
    for body, message in (
        (packed[:-20], "ends in the middle"),
        (packed[:1], "ends in the middle"),
        (packed[:30] + b"xxxxxxxx" + packed[38:], "damaged"),
        (packed[:-6] + b"\0" * 6, "damaged"),
    ):
        server.routes["/feed"] = coded(body, "gzip")
        with pytest.raises(FetchError, match=message):
            await client.fetch(server.url("/feed"))


@pytest.mark.checklist("H42")
async def test_a_gzip_bomb_stops_at_the_limit_without_filling_the_memory(server: HttpServer, client: Client):
    server.routes["/feed"] = coded(gzip.compress(gzip.compress(bytes(300_000_000), 1)), "gzip, gzip")
    server.routes["/one"] = coded(gzip.compress(bytes(100_000_000), 1), "gzip")
    tracemalloc.start()
    try:
        for path in ("/feed", "/one"):
            with pytest.raises(FetchError, match="more than 15 MiB, which no feed needs"):
                await client.fetch(server.url(path))
        assert tracemalloc.get_traced_memory()[1] < 32 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.checklist("H44")
@pytest.mark.parametrize("answer", [{}, {"chunked": True}, {"length": -1}], ids=["announced", "chunked", "endless"])
async def test_a_body_beyond_the_limit_is_refused(server: HttpServer, hasty: Client, answer: dict):
    server.routes["/feed"] = Answer(bytes(1_000_001), **answer)
    with pytest.raises(FetchError, match="sent more than"):
        await hasty.fetch(server.url("/feed"))


@pytest.mark.checklist("H45")
@pytest.mark.parametrize(
    "answer",
    [Answer(TEXT, close_after=1000), Answer(TEXT, chunked=True, close_after=1000), Answer(TEXT, length=len(TEXT) + 1)],
    ids=["closed", "closed between chunks", "announced more"],
)
async def test_a_body_that_breaks_off_is_an_error(server: HttpServer, client: Client, answer: Answer):
    server.routes["/feed"] = answer
    with pytest.raises(FetchError, match="broke off in the middle of the answer"):
        await client.fetch(server.url("/feed"))


def test_inflating_never_gives_more_than_its_bound():
    body = Body("gzip", 1000)
    body.add(gzip.compress(bytes(1000)))
    assert body.finish() == bytes(1000)
    with pytest.raises(TooLargeError):
        Body("deflate", 999).add(zlib.compress(bytes(1000)))


def test_a_body_of_one_byte_is_no_deflate():
    body = Body("deflate", 1000)
    body.add(b"x")
    with pytest.raises(CodingError, match="ends in the middle"):
        body.finish()
