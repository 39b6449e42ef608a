"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest

from newsterm.parsing.dates import parse_date
from tests.parsing.samples import parsed, rss
from tests.parsing.test_feeds import LEFT_TO_FEEDPARSER

NOON = datetime(2024, 1, 5, 12, 15, tzinfo=UTC)
NIGHT = datetime(2024, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Fri, 05 Jan 2024 12:15 PM", NOON),
        ("Fri, 05 Jan 2024 12:15:00 AM", NIGHT.replace(minute=15)),
        ("Fri, 05 Jan 2024 01:15:00 PM EST", NOON.replace(hour=18)),
        ("January 5th, 2024 at 12:15 p.m.", NOON),
        ("1/5/2024 12:15:00 PM", NOON),
        ("2024-01-05 12:15 PM", NOON),
        ("2024/01/05 12:15", NOON),
        ("ven, 5 gen 2024 13:15:00 +0100", NOON),
        ("Fr, 05. Januar 2024 13:15:00 +01:00", NOON),
        ("ven. 5 janv. 2024", NIGHT),
        ("5 de enero de 2024", NIGHT),
        ("Fri, 5 Jan 2024 14:15:00 GMT+0200", NOON),
        ("Fri Jan  5 12:15:00 2024", NOON),
        ("20240105T12:15:00Z", NOON),
        ("20240105", NIGHT),
        ("25/12/2024", datetime(2024, 12, 25, tzinfo=UTC)),
    ],
)
def test_what_people_write_is_read(text: str, date: datetime):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text", ["12:15 PM", "12:15", "24", "05", "--01", "1/5/2024", "Fri, 05 Jan 2024 25:61 PM", "today", "5 Foo 2024"]
)
def test_what_is_no_whole_date_is_none_and_never_filled_up_from_today(text: str):
    assert parse_date(text) is None


@pytest.mark.parametrize("channel", ["", LEFT_TO_FEEDPARSER], ids=["quick", "tolerant"])
def test_both_ways_read_dates_alike(channel: str):
    dates = ("12:15 PM", "Fri, 05 Jan 2024 01:15 PM", "ven, 5 gen 2024 13:15:00 +0100")
    items = [f"<guid>{number}</guid><pubDate>{date}</pubDate>" for number, date in enumerate(dates)]
    found = [entry.published for entry in parsed(rss(*items, channel=channel)).entries]
    assert found == [None, NOON.replace(hour=13), NOON]
