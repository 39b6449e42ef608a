"""Encodings: bytes, declaration and HTTP header in the order that feedparser's own tests ask for; any content type."""

import re

import feedparser
import pytest

from newsterm.model.errors import ParseError
from newsterm.parsing.feeds import parse_feed, read_feed
from tests.shared import SHARED, needs_shared

_HEADER = re.compile(rb"Header:\s+Content-type:\s*([^\r\n]+)", re.IGNORECASE)
_EXPECTED = re.compile(rb"encoding == ['\"]([^'\"]+)['\"]")
TEXT = "Äpfel und Öl"


def rss(declared: str = "", encoding: str = "utf-8") -> bytes:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    feed = f'<rss version="2.0"><channel><title>{TEXT}</title><item><guid>1</guid><title>{TEXT}</title></item>'
    return (declaration + feed + "</channel></rss>").encode(encoding)


@pytest.mark.checklist("H71")
@pytest.mark.parametrize(
    "content_type",
    ["text/html", "text/plain", "application/octet-stream", "", "image/png", "nonsense", "text/html; charset=utf-8"],
)
def test_a_feed_is_read_whatever_type_it_is_said_to_have(content_type: str):
    feed = parse_feed(rss("utf-8"), url="https://a.example/", content_type=content_type)
    assert [entry.title for entry in feed.entries] == [TEXT]


@pytest.mark.checklist("H71")
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss("utf-8", "iso-8859-1"), "application/xml; charset=iso-8859-1"),
        (rss("iso-8859-1", "iso-8859-1"), "application/xml"),
        (rss("", "utf-16"), "application/xml"),
        (rss("", "utf-8-sig"), "text/xml; charset=utf-8"),
        (rss("windows-1252", "windows-1252"), ""),
        (rss("iso-8859-1", "utf-8"), "application/rss+xml; charset=utf-8"),
    ],
    ids=["header wins", "declaration", "UTF-16", "byte order mark", "Windows", "header over declaration"],
)
def test_the_header_goes_before_the_declaration_and_bytes_decide_where_both_are_silent(body, content_type):
    assert parse_feed(body, url="https://a.example/", content_type=content_type).title == TEXT


@needs_shared
@pytest.mark.checklist("H71")
def test_the_encodings_of_feedparsers_own_tests_are_found_as_they_expect():
    assert SHARED is not None
    read = 0
    for path in sorted((SHARED / "corpora/feedparser/tests/encoding").glob("*.xml")):
        body = path.read_bytes()
        header = _HEADER.search(body)
        content_type = header[1].decode("latin-1").strip() if header else ""
        headers = {"content-type": content_type} if content_type else {}
        reference = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
        expected = _EXPECTED.search(body)
        if expected:
            assert reference.encoding == expected[1].decode(), path.name
        try:
            found = read_feed(body, content_type)
        except ParseError:
            assert not reference.entries, path.name
        else:
            titles = [(entry.get("title") or "").strip() for entry in reference.entries]
            assert [entry.title.value for entry in found.entries] == titles, path.name
            assert found.title.value == (reference.feed.get("title") or "").strip(), path.name
        read += 1
    assert read >= 80
