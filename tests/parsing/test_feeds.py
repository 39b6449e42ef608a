"""What newsterm makes of feeds, whichever way they are read."""

from datetime import UTC, datetime

import pytest

from newsterm.model.document import BlockKind, SpanKind
from newsterm.model.errors import ParseError
from tests.parsing.samples import atom, only_entry, parsed, rss

LEFT_TO_FEEDPARSER = '<x:y xmlns:x="http://purl.org/rss/1.0/"/>'
"""Has the tolerant reader take a feed that the quick way would take."""


@pytest.fixture(params=["", LEFT_TO_FEEDPARSER], ids=["quick", "tolerant"])
def extra(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_guid_is_trimmed_and_never_resolved(extra: str):
    body = rss("<guid>\n /posts/1 \n</guid><title>T</title>", channel=extra)
    assert only_entry(body).guid == "/posts/1"


def test_a_guid_is_not_resolved_against_xml_base():
    body = rss("<guid>/posts/1</guid>").replace(b"<channel>", b'<channel xml:base="https://moved.example/">')
    assert only_entry(body).guid == "/posts/1"


def test_a_guid_that_is_an_address_serves_as_link_where_there_is_none(extra: str):
    first, second, third = parsed(
        rss(
            "<guid>https://a.example/1</guid>",
            '<guid isPermaLink="false">https://a.example/1</guid>',
            "<guid>tag:a.example,2024:1</guid>",
            channel=extra,
        )
    ).entries
    assert [first.url, second.url, third.url] == ["https://a.example/1", "", ""]


def test_relative_links_are_resolved_against_the_site(extra: str):
    body = rss("<link>\n /2024/story </link><description>&lt;a href='more'&gt;x&lt;/a&gt;</description>", channel=extra)
    entry = only_entry(body)
    assert entry.url == "https://site.example/2024/story"
    assert entry.document.links() == ("https://site.example/2024/more",)


def test_relative_links_are_resolved_against_xml_base_where_there_is_one():
    body = atom(
        '<id>1</id><link href="/story"/>'
        '<content type="html" xml:base="https://base.example/a/">&lt;a href="b"&gt;x&lt;/a&gt;</content>'
    )
    assert only_entry(body).document.links() == ("https://base.example/a/b",)


def test_a_line_break_within_a_link_goes(extra: str):
    assert only_entry(rss("<link>https://a.example/\n\tx</link>", channel=extra)).url == "https://a.example/x"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Barnes &amp; Noble", "Barnes & Noble"),
        ("Barnes &amp;amp; Noble", "Barnes & Noble"),
        ("<![CDATA[Caf&eacute; &#8212; x]]>", "Café — x"),
        ("a &lt; b", "a < b"),
        ("Using &lt;T&gt; well", "Using <T> well"),
        ("&lt;b&gt;bold&lt;/b&gt; move", "bold move"),
        ("two\n  lines", "two lines"),
        ("A\u202eB\u200b", "AB"),
        ("Ã©tÃ© double", "été double"),
        ("don&#146;t", "don’t"),
        ("", ""),
    ],
)
def test_a_title_with_entities_or_markup_becomes_plain_text(extra: str, title: str, text: str):
    assert only_entry(rss(f"<guid>1</guid><title>{title}</title>", channel=extra)).title == text


def test_a_title_of_atom_is_what_its_type_says():
    plain, marked = parsed(
        atom(
            "<id>1</id><title>Use &lt;b&gt;x&lt;/b&gt; &amp;amp;</title>",
            '<id>2</id><title type="html">Use &lt;b&gt;x&lt;/b&gt; &amp;amp;</title>',
        )
    ).entries
    assert (plain.title, marked.title) == ("Use <b>x</b> &amp;", "Use x &")


def test_a_missing_title_is_empty(extra: str):
    assert only_entry(rss("<guid>1</guid><description>text</description>", channel=extra)).title == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Mon, 01 Jan 2024 10:20:30 GMT", datetime(2024, 1, 1, 10, 20, 30, tzinfo=UTC)),
        ("Mon, 01 Jan 2024 10:20 +0130", datetime(2024, 1, 1, 8, 50, tzinfo=UTC)),
        ("01 Jan 2024 10:20:30 EST", datetime(2024, 1, 1, 15, 20, 30, tzinfo=UTC)),
        ("2024-01-01T10:20:30.5-05:00", datetime(2024, 1, 1, 15, 20, 30, tzinfo=UTC)),
        ("2024-01-01", datetime(2024, 1, 1, tzinfo=UTC)),
        ("Fri, 01 Jan 2094 00:00:00 GMT", datetime(2094, 1, 1, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("Mon, 32 Foo 2024 25:00:00 GMT", None),
        ("yesterday", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_a_date_becomes_aware_utc_or_none(extra: str, text: str, date: datetime | None):
    assert only_entry(rss(f"<guid>1</guid><pubDate>{text}</pubDate>", channel=extra)).published == date


def test_the_update_counts_where_the_publication_is_missing(extra: str):
    day = datetime(2024, 1, 2, tzinfo=UTC)
    assert only_entry(rss("<guid>1</guid><dc:date>2024-01-02</dc:date>", channel=extra)).published == day
    assert only_entry(atom("<id>1</id><updated>2024-01-02T00:00:00Z</updated>", head=extra)).published == day


def test_the_longest_text_becomes_the_document(extra: str):
    entry = only_entry(
        rss(
            "<guid>1</guid><description>Short</description>"
            "<content:encoded><![CDATA[<p>The <b>whole</b> story.</p><p>All of it.</p>]]></content:encoded>",
            channel=extra,
        )
    )
    assert entry.document.text == "The whole story.\n\nAll of it."
    assert entry.source == "<p>The <b>whole</b> story.</p><p>All of it.</p>"
    assert [span.kind for span in entry.document.spans] == [SpanKind.STRONG]


def test_an_empty_content_leaves_the_description(extra: str):
    body = rss("<guid>1</guid><description>Short</description><content:encoded></content:encoded>", channel=extra)
    assert only_entry(body).document.text == "Short"


def test_plain_text_keeps_its_paragraphs(extra: str):
    entry = only_entry(rss("<guid>1</guid><description>One &amp;amp; two\n\nThree</description>", channel=extra))
    assert entry.document.text == "One & two\n\nThree"


def test_atom_text_that_says_it_is_plain_is_plain():
    entry = only_entry(atom('<id>1</id><content type="text">a &lt;b&gt; c</content>'))
    assert entry.document.text == "a <b> c"


def test_xhtml_content_is_read():
    entry = only_entry(
        atom(
            '<id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><h2>Two</h2></div></content>'
        )
    )
    assert entry.document.text == "One\n\nTwo"
    assert entry.document.blocks[1].kind is BlockKind.HEADING


def test_an_enclosure_is_a_link_at_the_end(extra: str):
    entry = only_entry(
        rss(
            "<guid>1</guid><description>Listen.</description>"
            '<enclosure url="/audio/show%201.mp3?x=1" type="audio/mpeg" length="12345678"/>',
            channel=extra,
        )
    )
    assert entry.document.text == "Listen.\n\nAudio: show 1.mp3 (12.3 MB)"
    assert entry.document.links() == ("https://site.example/audio/show%201.mp3?x=1",)


def test_an_enclosure_that_the_text_shows_already_is_not_repeated(extra: str):
    entry = only_entry(
        rss(
            "<guid>1</guid><description>&lt;a href='https://a.example/x.mp3'&gt;x&lt;/a&gt;</description>"
            '<enclosure url="https://a.example/x.mp3"/>',
            channel=extra,
        )
    )
    assert entry.document.text == "x"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author>jo@a.example (Jo Doe)</author>", "Jo Doe"),
        ("<author>jo@a.example</author>", "jo@a.example"),
        ("<dc:creator>Jo &amp;amp; Max</dc:creator>", "Jo & Max"),
        ("<dc:creator>Jo</dc:creator><dc:creator>Max</dc:creator>", "Jo, Max"),
        ("", ""),
    ],
)
def test_authors_are_names(extra: str, author: str, name: str):
    assert only_entry(rss(f"<guid>1</guid>{author}", channel=extra)).author == name


def test_entries_of_atom_have_the_author_of_their_feed_unless_they_have_one(extra: str):
    body = atom(
        "<id>1</id>",
        "<id>2</id><author><name>Max</name><email>max@a.example</email></author>",
        head=f"<author><name>Jo</name></author>{extra}",
    )
    assert [entry.author for entry in parsed(body).entries] == ["Jo", "Max"]


def test_addresses_run_together_give_the_same_author_whichever_way_a_feed_is_read():
    authors = [
        only_entry(atom(f"<id>1</id><author><email>{'jo@a.example' * 9}</email></author>", head=extra)).author
        for extra in ("", LEFT_TO_FEEDPARSER)
    ]
    assert authors[0] == authors[1]


def test_an_authors_own_page_is_not_part_of_the_name(extra: str):
    author = "<author><name>Jo</name><uri>https://a.example/jo</uri></author>"
    assert only_entry(atom(f"<id>1</id>{author}", head=extra)).author == "Jo"


def test_the_description_of_a_video_is_its_text(extra: str):
    group = (
        '<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:title>V</media:title>'
        "<media:description>One\nTwo</media:description></media:group>"
    )
    assert only_entry(atom(f"<id>1</id><title>V</title>{group}", head=extra)).document.text == "One\nTwo"


@pytest.mark.parametrize("declared", ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.1"])
def test_a_name_of_a_namespace_without_its_slash_is_known(extra: str, declared: str):
    body = rss("<guid>1</guid><dc:creator>Jo</dc:creator>", channel=extra)
    assert only_entry(body.replace(b"http://purl.org/dc/elements/1.1/", declared.encode())).author == "Jo"


def test_the_feed_has_a_title_a_site_and_a_next_page(extra: str):
    channel = f'<description>About &amp;amp; more</description><atom:link rel="next" href="?page=2"/>{extra}'
    feed = parsed(rss(channel=channel))
    assert (feed.title, feed.site_url, feed.description) == ("Feed", "https://site.example/", "About & more")
    assert feed.next_url == "https://feeds.example/blog/feed.xml?page=2"
    assert feed.entries == ()


def test_an_id_of_a_feed_is_not_its_site():
    feed = parsed(atom(head="").replace(b'<link href="https://site.example/"/>', b""))
    assert feed.site_url == ""


def test_entries_keep_the_order_of_the_document(extra: str):
    guids = [entry.guid for entry in parsed(rss(*(f"<guid>{n}</guid>" for n in range(9)), channel=extra)).entries]
    assert guids == [str(number) for number in range(9)]


@pytest.mark.checklist("H71")
@pytest.mark.parametrize(
    "kind", ["text/html", "text/plain", "application/octet-stream", "text/xml; charset=x-unknown", ""]
)
def test_a_wrong_media_type_does_not_matter(kind: str):
    assert parsed(rss("<guid>1</guid><title>Ä</title>"), kind).entries[0].title == "Ä"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16", "utf-32"])
def test_other_encodings_are_read(encoding: str):
    body = rss("<guid>1</guid><title>Äpfel</title>").decode().replace("utf-8", encoding).encode(encoding)
    assert only_entry(body).title == "Äpfel"


def test_white_space_before_the_declaration_does_no_harm():
    assert only_entry(b"\n\n " + rss("<guid>1</guid>")).guid == "1"


def test_markup_errors_do_not_hide_the_entries():
    body = rss("<guid>1</guid><title>Fish & Chips<br></title>", "<guid>2</guid><title>Next</title>")
    assert [entry.guid for entry in parsed(body).entries] == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b" \n\0\0 ", "empty"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "a web page, not a feed"),
        (b"<p>Down for maintenance</p>", "a web page, not a feed"),
        (b"Hello", "no feed: neither RSS, Atom nor JSON Feed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "no feed"),
        (rss("<guid>1</guid>" + "<title>x</title>" * 20)[:-100], "ends in the middle"),
        (rss("<description><![CDATA[text]]></description>")[:-60], "ends in the middle"),
    ],
)
def test_what_is_no_whole_feed_is_a_plain_error(body: bytes, message: str):
    with pytest.raises(ParseError, match=message):
        parsed(body)
