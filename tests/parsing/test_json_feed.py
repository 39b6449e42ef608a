"""JSON Feed 1.0 and 1.1, with whatever types a publisher chose."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from newsterm.model.errors import ParseError
from tests.parsing.samples import only_entry, parsed

VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: Any, **more: Any) -> bytes:
    return json.dumps({"version": VERSION, "title": "Feed", "items": items, **more}).encode()


def test_an_item_becomes_an_entry():
    entry = only_entry(
        feed(
            {
                "id": " 1 ",
                "url": "/story",
                "title": "A & <b>B</b>",
                "content_html": "<p>Text <a href='x'>link</a></p>",
                "content_text": "Text in full and longer than the HTML is",
                "date_published": "2024-01-02T03:04:05+01:00",
                "authors": [{"name": "Jo"}, {"name": "Max"}],
                "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 2_000_000}],
            },
            home_page_url="https://site.example/",
        )
    )
    assert (entry.guid, entry.url, entry.title) == ("1", "https://site.example/story", "A & <b>B</b>")
    assert entry.published == datetime(2024, 1, 2, 2, 4, 5, tzinfo=UTC)
    assert entry.author == "Jo, Max"
    assert entry.document.text == "Text link\n\nAudio: a.mp3 (2 MB)"
    assert entry.document.links() == ("https://site.example/x", "https://site.example/a.mp3")


def test_version_1_0_has_one_author_for_all():
    entry = only_entry(
        feed({"id": "1", "content_text": "x"}, version="https://jsonfeed.org/version/1", author={"name": "Jo"})
    )
    assert entry.author == "Jo"


def test_plain_text_stays_plain_and_a_summary_serves_where_there_is_nothing_else():
    first, second = parsed(feed({"id": "1", "content_text": "a <b> c"}, {"id": "2", "summary": "short"})).entries
    assert (first.document.text, second.document.text) == ("a <b> c", "short")


def test_the_feed_has_a_title_a_site_and_a_next_page():
    found = parsed(feed(home_page_url="https://site.example/", description="D", next_url="/page2.json"))
    assert (found.title, found.site_url, found.description) == ("Feed", "https://site.example/", "D")
    assert found.next_url == "https://feeds.example/page2.json"


@pytest.mark.parametrize(("given", "guid"), [(7, "7"), (1.5, "1.5"), ("a", "a"), (10**200, str(10**200))])
def test_ids_become_text(given: object, guid: str):
    assert only_entry(feed({"id": given})).guid == guid


def test_items_without_a_usable_id_are_dropped_unless_they_have_an_address():
    bad = [{"id": ""}, {"id": None}, {"id": True}, {"id": ["x"]}, {}, 3, "x", None]
    assert only_entry(feed(*bad, {"url": "https://a.example/"})).url == "https://a.example/"


def test_wrong_types_everywhere_do_no_harm():
    wrong = {"id": 1, "title": [], "content_text": {}, "date_published": 7, "authors": "me", "attachments": {"a": 1}}
    entry = only_entry(feed(wrong, title=5, home_page_url=[], authors=[1, None]))
    assert (entry.title, entry.author, entry.published, entry.document.text) == ("", "", None, "")


def test_numbers_beyond_reason_and_nan_do_no_harm():
    body = b'{"version":"%s","items":[{"id":%s},{"id":NaN},{"id":"\\ud800"}]}' % (VERSION.encode(), b"9" * 5000)
    assert [len(entry.guid) for entry in parsed(body).entries][:2] == [5000, 3]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"version":"1","items":' + b"[" * 100_000, "nested too deep"),
        (b'{"hello": "world"}', "no JSON Feed"),
        (feed({"id": "1"})[:-5], "ends in the middle"),
        (b'{"version": "https://jsonfeed.org/version/1",\n "items": [}', r"line 2, column 12"),
    ],
)
def test_what_is_no_json_feed_is_a_plain_error(body: bytes, message: str):
    with pytest.raises(ParseError, match=message):
        parsed(body)


def test_a_byte_order_mark_does_no_harm():
    assert only_entry(b"\xef\xbb\xbf" + feed({"id": "1"})).guid == "1"
