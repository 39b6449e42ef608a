"""How long answers stay fresh."""

from datetime import UTC, datetime

import httpx
import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.freshness import fresh_for
from tests.fakes.http_server import Answer, HttpServer

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
DATE = ("Date", "Mon, 23 Nov 2026 14:05:00 GMT")
IN_AN_HOUR = ("Expires", "Mon, 23 Nov 2026 15:05:00 GMT")


@pytest.mark.checklist("H17")
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=43200", 43_200),
        ("public, MAX-AGE = 60 , must-revalidate", 60),
        ('max-age="60"', 60),
        ("max-age=31536000", 31_536_000),
        ("max-age=0", 0),
        ("max-age=-1", None),
        ("max-age=abc", None),
        ("max-age=" + "9" * 30, 2**31),
        ("max-age=" + "9" * 9000, 2**31),
        ("no-cache, max-age=60", 60),
        ("s-maxage=600", None),
        ("s-maxage=600, max-age=60", 60),
        ("no-store", None),
        ("private", None),
        ("", None),
    ],
)
def test_max_age_is_read_or_left_alone(value, seconds):
    assert fresh_for(httpx.Headers({"Cache-Control": value}), NOW) == seconds


@pytest.mark.checklist("H17")
def test_of_two_headers_the_longer_counts():
    headers = httpx.Headers([("Cache-Control", "max-age=60"), ("Cache-Control", "max-age=7200")])
    assert fresh_for(headers, NOW) == 7200


@pytest.mark.checklist("H18")
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([DATE, IN_AN_HOUR], 3600),
        ([IN_AN_HOUR], 3600),
        ([DATE, IN_AN_HOUR, ("Age", "600")], 3000),
        ([DATE, IN_AN_HOUR, ("Age", "a while")], 3600),
        ([DATE, IN_AN_HOUR, ("Cache-Control", "max-age=60")], 60),
        ([("Cache-Control", "max-age=60"), ("Age", "90")], 0),
        ([("Cache-Control", "max-age=60"), ("Age", "9" * 9000)], 0),
        ([DATE, ("Expires", "Fri, 31 Dec 9999 23:59:59 -1400")], 251_606_908_499),
        ([DATE, ("Expires", "0")], None),
        ([DATE, ("Expires", "Mon, 23 Nov 2020 15:05:00 GMT")], 0),
        ([DATE, ("Expires", "Mon, 99 Foo 2020 99:99:99")], None),
    ],
)
def test_expires_counts_where_max_age_does_not_and_age_is_taken_off(headers, seconds):
    assert fresh_for(httpx.Headers(headers), NOW) == seconds


@pytest.mark.checklist("H08", "H16")
async def test_an_answer_and_304_say_how_long_they_stay_fresh(server: HttpServer, client: Client):
    server.routes["/feed"] = Answer(b"<rss/>", headers=[("ETag", '"a"'), ("Cache-Control", "max-age=60")])
    fetched = await client.fetch(server.url("/feed"))
    assert fetched.fresh_for == 60
    server.routes["/feed"] = Answer(status=304, headers=[("Cache-Control", "max-age=7200")])
    assert (await client.fetch(server.url("/feed"), fetched.validators)).fresh_for == 7200
