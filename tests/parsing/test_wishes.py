"""What feeds say of how often they want to be asked, and of where they are now."""

import time

import pytest

from newsterm.model.errors import ParseError
from newsterm.model.feed import Wishes
from newsterm.parsing.feeds import parse_feed

HEAD = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">'
    "<channel><title>T</title>"
)
ITEM = "<item><guid>1</guid><title>A</title></item>"


def parsed(about: str, *, behind: str = "", damage: str = ""):
    body = f"{HEAD}{about}{ITEM}{behind}{damage}</channel></rss>".encode()
    return parse_feed(body, url="https://a.example/feed")


SAID = [
    ("", Wishes()),
    ("<ttl>180</ttl>", Wishes(interval=10_800)),
    ("<ttl> 60 </ttl>", Wishes(interval=3600)),
    ("<ttl>soon</ttl>", Wishes()),
    ("<ttl>-5</ttl>", Wishes()),
    ("<ttl>" + "9" * 50 + "</ttl>", Wishes()),
    ("<!-- <ttl>180</ttl> -->", Wishes()),
    ("<sy:updatePeriod>daily</sy:updatePeriod>", Wishes(interval=86_400)),
    ("<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", Wishes(interval=3600)),
    ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", Wishes(interval=21_600)),
    ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", Wishes(interval=86_400)),
    ("<sy:updatePeriod>now and then</sy:updatePeriod>", Wishes()),
    ("<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour></skipHours>", Wishes(skip_hours=(0, 7))),
    ("<skipDays><day>Sunday</day><day>monday</day><day>Feastday</day></skipDays>", Wishes(skip_days=(0, 6))),
]


@pytest.mark.checklist("H63")
@pytest.mark.parametrize(("about", "wishes"), SAID)
def test_wishes_are_read_and_senseless_ones_ignored(about, wishes):
    assert parsed(about).wishes == wishes
    assert parsed("", behind=about).wishes == wishes


@pytest.mark.checklist("H63")
@pytest.mark.parametrize(("about", "wishes"), SAID)
def test_a_damaged_feed_is_read_alike(about, wishes):
    assert parsed(about, damage="<b>&nbsp & </i>").wishes == wishes


def test_what_an_entry_says_is_not_the_feeds_wish():
    body = f"{HEAD}<item><guid>1</guid><title>A</title><ttl>600</ttl></item></channel></rss>".encode()
    assert parse_feed(body, url="https://a.example/").wishes == Wishes()


@pytest.mark.checklist("H69")
@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://b.example/feed?a=1&amp;b=2", "https://b.example/feed?a=1&b=2"),
        ("<![CDATA[https://b.example/feed]]>", "https://b.example/feed"),
        (" /moved ", "https://a.example/moved"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_new_address_is_read_where_it_is_one_of_the_web(said, url):
    assert parsed(f"<itunes:new-feed-url>{said}</itunes:new-feed-url>").new_url == url


@pytest.mark.checklist("H69")
def test_a_feeds_own_idea_of_its_address_and_its_hub_mean_no_move():
    links = '<atom:link rel="self" href="https://b.example/"/><atom:link rel="hub" href="https://hub.example/"/>'
    assert parsed(links).new_url == ""


def test_nothing_that_a_feed_says_of_itself_takes_long():
    for about in ("<ttl>" * 20_000, "<skipHours>" + "<hour>" * 20_000, "<skipDays>" * 9_000, "<!--" * 20):
        began = time.process_time()
        try:
            parsed(about)
        except ParseError as error:
            assert "fault" not in str(error)  # noqa: PT017 - whether it is a feed is not the question
        assert time.process_time() - began < 1
