"""Bugs of other readers replayed: whatever a publisher does to identities, nothing doubles or turns unread."""

from datetime import timedelta

import pytest

from newsterm.model.listing import Listing
from newsterm.model.parsed import FeedLink
from newsterm.operations.identity import candidates
from newsterm.operations.mark import mark_read
from newsterm.operations.settling import Answered
from newsterm.operations.star import star
from newsterm.operations.storing import Arrival, Contents, store_all
from newsterm.operations.subscribe import subscribe
from newsterm.parsing.feeds import parse_feed
from newsterm.storage import articles, fetch_states, windows
from newsterm.text.packing import pack_feed

FEED = "https://a.example/feed"
REFRESHES = 10


def rss(*items):
    """A feed of items, each as its XML says."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>{inner}</channel></rss>'.encode()


def item(title="T", guid=None, link=None, text="x", date=None):
    return (
        (f'<guid isPermaLink="false">{guid}</guid>' if guid is not None else "")
        + f"<title>{title}</title>"
        + (f"<link>{link}</link>" if link else "")
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + f"<description>{text}</description>"
    )


def bring(ctx, body, url=FEED):
    """Store a feed as its server sends it now; returns the rows of its articles, the first of the list first."""
    subscribe(ctx, [FeedLink(url)])
    parsed = pack_feed(parse_feed(body, url=url, content_type="application/rss+xml"))
    (state,) = [state for state in fetch_states.of_feeds(ctx.library.reader()) if state.url == url]
    came = Contents(parsed.title, "", candidates(parsed.entries), "hash", Answered(url))
    store_all(ctx.library, [Arrival(state.feed, url, "", came, ctx.now())])
    reader = ctx.library.reader()
    return articles.rows(reader, windows.ids(reader, Listing(feeds=(state.feed,)), ctx.now()))


_ONE = item("One", "1", "https://a.example/1")
_TWO = item("Two", "2", "https://a.example/2")
STATES = {
    "one link, no guid, in any order": (
        2,
        rss(item("One", link="https://a.example/"), item("Two", link="https://a.example/")),
        rss(item("Two", link="https://a.example/"), item("One", link="https://a.example/")),
    ),
    "no guid and no link": (2, rss(item("One"), item("Two")), rss(item("Two"), item("One"))),
    "the address of every article changes": (
        2,
        rss(item("One", "1", "http://a.example/1"), item("Two", "2", "http://a.example/2")),
        rss(item("One", "1", "https://www.b.example/x/1?utm_source=rss"), item("Two", "2", "https://b.example/x/2")),
    ),
    "the feed's site moves to another host, links as guids": (
        1,
        rss(item("One", "http://a.example/1", "http://a.example/1")),
        rss(item("One", "http://www.a.example/1/", "http://www.a.example/1/")),
        rss(item("One", "https://b.example/1", "https://b.example/1")),
    ),
    "one guid on ten items": (10, rss(*(item(f"T{n}", "same", f"https://a.example/{n}") for n in range(10)))),
    "one guid on ten items in another order": (
        10,
        rss(*(item(f"T{n}", "same", f"https://a.example/{n}") for n in range(10))),
        rss(*(item(f"T{n}", "same", f"https://a.example/{n}") for n in reversed(range(10)))),
    ),
    "one guid on two items without links": (2, rss(item("One", "same"), item("Two", "same"))),
    "a guid from http to https and back": (
        1,
        rss(item("One", "http://a.example/1", "http://a.example/1")),
        rss(item("One", "https://a.example/1", "https://a.example/1")),
    ),
    "white space around a guid": (1, rss(item("One", "1")), rss(item("One", "\n  1 \n"))),
    "guids that are given later": (
        1,
        rss(item("One", None, "https://a.example/1")),
        rss(item("One", "1", "https://a.example/1")),
        rss(item("One", "other-1", "https://a.example/1")),
    ),
    "an edit at every refresh": (
        1,
        *(rss(item(f"One {n}", "1", "https://a.example/1", text=f"text {n}")) for n in range(4)),
    ),
    "a feed that is emptied for an hour": (2, rss(_ONE, _TWO), rss(), rss(_TWO, _ONE)),
    "a date that changes at every refresh": (
        1,
        rss(item("One", "1", date="Fri, 20 Nov 2026 10:00:00 GMT")),
        rss(item("One", "1", date="Sat, 21 Nov 2026 10:00:00 GMT")),
        rss(item("One", "1")),
    ),
    "items that say nothing": (1, rss(_ONE, "", "<title></title>", "<description> </description>")),
}


@pytest.mark.parametrize(("number", "states"), [(n, s) for n, *s in STATES.values()], ids=list(STATES))
def test_ten_refreshes_double_nothing_and_turn_nothing_unread(ctx, number, states):
    rows = bring(ctx, states[0])
    assert len(rows) == number
    mark_read(ctx, [row.id for row in rows])
    star(ctx, [rows[0].id])
    places = [row.id for row in rows]
    for refresh in range(REFRESHES):
        rows = bring(ctx, states[(refresh + 1) % len(states)])
        assert [row.id for row in rows] == places
        assert all(row.read for row in rows)
        assert [row.starred for row in rows] == [True] + [False] * (number - 1)


@pytest.mark.parametrize("number", range(len(STATES)), ids=list(STATES))
def test_the_same_document_again_is_no_edit(ctx, number):
    _, *states = list(STATES.values())[number]
    bring(ctx, states[0])
    rows = bring(ctx, states[0])
    assert [row.revision for row in rows] == [0] * len(rows)


def test_a_guid_that_two_feeds_share_mixes_nothing_up(ctx):
    (one,) = bring(ctx, rss(item("One", "same", "https://a.example/1")))
    (other,) = bring(ctx, rss(item("Other", "same", "https://b.example/1")), "https://b.example/feed")
    mark_read(ctx, [one.id])
    (one,) = bring(ctx, rss(item("One", "same", "https://a.example/1", text="edited")))
    (other,) = bring(ctx, rss(item("Other", "same", "https://b.example/1")), "https://b.example/feed")
    assert (one.title, one.read, one.revision) == ("One", True, 1)
    assert (other.title, other.read, other.revision) == ("Other", False, 0)


def test_what_a_feed_no_more_has_stays_with_all_that_was_done_to_it(ctx):
    (row,) = bring(ctx, rss(_ONE))
    mark_read(ctx, [row.id])
    star(ctx, [row.id])
    assert bring(ctx, rss()) == articles.rows(ctx.library.reader(), [row.id])
    (row,) = bring(ctx, rss(_ONE))
    assert (row.read, row.starred, row.revision) == (True, True, 0)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("&lt;antirez&gt; on modules", "<antirez> on modules"),
        ("<![CDATA[<antirez> on modules]]>", "<antirez> on modules"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("It&amp;#8217;s", "It’s"),
        ("It&#8217;s", "It’s"),
        ("<![CDATA[A &quot;quote&quot;]]>", 'A "quote"'),
    ],
)
def test_a_title_is_shown_as_it_was_meant(ctx, written, shown):
    (row,) = bring(ctx, rss(item(written, "1")))
    assert row.title == shown


@pytest.mark.parametrize(
    "date",
    [
        "Sun, 22 Nov 2026 12:15 PM",
        "11/22/2026 12:15 PM",
        "yesterday",
        "Sun, 22 Nov 2126 12:15:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
    ],
)
def test_no_date_keeps_an_article_at_the_top_for_ever(ctx, date):
    (odd,) = bring(ctx, rss(item("Odd", "1", date=date)))
    assert odd.published <= ctx.now()
    now = ctx.now() + timedelta(hours=3)
    ctx.now.time = now
    later = f"{now - timedelta(minutes=1):%a, %d %b %Y %H:%M:%S} GMT"
    rows = bring(ctx, rss(item("Odd", "1", date=date), item("New", "2", date=later)))
    assert [row.title for row in rows] == ["New", "Odd"]
    assert rows[1].published == odd.published
