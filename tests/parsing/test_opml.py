"""Subscription lists: read whatever their age, never run anything, written so that any reader takes them."""

import pytest

from newsterm.model.errors import ParseError
from newsterm.model.parsed import FeedLink
from newsterm.parsing.opml import OpmlFile, parse_opml, write_opml


def opml(*outlines: str, version: str = "2.0") -> OpmlFile:
    inside = "\n".join(outlines)
    return parse_opml(
        f'<?xml version="1.0"?>\n<opml version="{version}"><head><title>Mine</title></head>'
        f"<body>{inside}</body></opml>".encode()
    )


def test_feeds_keep_their_titles_sites_and_folders():
    found = opml(
        '<outline text="News"><outline text="World/Asia">',
        '<outline text="A &amp;amp; B" type="rss" xmlUrl="https://a.example/f?a=1&amp;b=2" htmlUrl="https://a.example/"/>',
        '</outline></outline><outline title="B" text="b" XMLURL="https://b.example/f"/>',
    )
    assert found.title == "Mine"
    assert found.feeds == (
        FeedLink("https://a.example/f?a=1&b=2", "A &amp; B", "News/World∕Asia", "https://a.example/"),
        FeedLink("https://b.example/f", "B"),
    )


def test_one_address_written_in_four_ways_is_one_feed():
    ways = ["http://A.example:80/f", "http://a.example/f", "http://a.example/f#x", "HTTP://a.example/f "]
    assert opml(*(f'<outline text="x" xmlUrl="{way}"/>' for way in ways)).feeds == (
        FeedLink("http://a.example/f", "x"),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("feed://a.example/f", "http://a.example/f"),
        ("feed:https://a.example/f", "https://a.example/f"),
        ("https://me:pw@a.example:8443/f", "https://me:pw@a.example:8443/f"),
        ("http://[::1]:8080/f", "http://[::1]:8080/f"),
        ("https://a.example", "https://a.example/"),
    ],
)
def test_addresses_are_written_in_one_way(written: str, meant: str):
    assert [feed.url for feed in opml(f'<outline text="x" xmlUrl="{written}"/>').feeds] == [meant]


@pytest.mark.parametrize("address", ["exec:touch /tmp/x", "|~/x.sh", "filter:~/x:http://a.example/g", "EXEC:id"])
def test_entries_that_run_programs_are_refused_by_name(address: str):
    found = opml(f'<outline text="Bad" xmlUrl="{address}"/>', '<outline text="Good" xmlUrl="https://a.example/"/>')
    assert [feed.title for feed in found.feeds] == ["Good"]
    assert found.refused == (f"“Bad”: {address} runs a program, which newsterm never does.",)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:x", "ftp://a.example/", "x", "http://", "http://a b/"]
)
def test_other_addresses_are_refused_by_name(address: str):
    found = opml(f'<outline text="Bad" xmlUrl="{address}"/>')
    assert found.feeds == ()
    assert found.refused == (f"“Bad”: {address} is no http or https address.",)


def test_a_filter_command_is_ignored():
    assert opml('<outline text="x" xmlUrl="https://a.example/f" filtercmd="id"/>').refused == ()


def test_thousands_of_folders_within_each_other_are_read():
    depth = 5000
    found = opml('<outline text="d">' * depth, '<outline text="x" xmlUrl="https://a.example/f"/>', "</outline>" * depth)
    assert found.feeds == (FeedLink("https://a.example/f", "x", "/".join(["d"] * 20)),)


def test_entities_are_refused():
    with pytest.raises(ParseError, match="declares entities"):
        parse_opml(b'<!DOCTYPE r [<!ENTITY a "haha">]><opml version="2.0"><body><outline text="&a;"/></body></opml>')


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b'<opml version="2.0">\n<body>\n  <outline text="a" &/>\n</body></opml>', r"line 3, column 21: broken XML"),
        (b'\n\n<opml version="2.0"><body>', r"line 3, column 27: broken XML: no element found"),
        (b"<rss/>", "no OPML: it begins with <rss>"),
        (b'<?xml version="1.0" encoding="x-unknown"?><opml/>', "broken XML|encoding"),
        (b"not XML at all", r"line 1, column 1"),
    ],
)
def test_a_broken_file_is_told_with_line_and_column(body: bytes, message: str):
    with pytest.raises(ParseError, match=message):
        parse_opml(body)


def test_what_is_written_is_read_back():
    feeds = (
        FeedLink("https://a.example/?a=1&b=2", 'A "quoted" <title> & more', "News/World∕Asia", "https://a.example/"),
        FeedLink("https://b.example/f", "B", "News"),
        FeedLink("https://c.example/f", "C\u0001"),
    )
    text = write_opml(feeds, "Mine & yours")
    found = parse_opml(text.encode())
    assert found.title == "Mine & yours"
    assert set(found.feeds) == {*feeds[:2], FeedLink("https://c.example/f", "C")}
    assert write_opml(found.feeds, found.title) == text


def test_an_empty_list_is_a_valid_file():
    assert parse_opml(write_opml((), "Nothing").encode()) == OpmlFile("Nothing", ())
