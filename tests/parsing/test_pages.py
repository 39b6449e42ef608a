"""The feeds that a web page names."""

import re
import time
from pathlib import Path

import pytest

from newsterm.model.parsed import FeedLink
from newsterm.parsing.pages import decoded, find_feeds, looks_like_feed, looks_like_html
from tests.parsing.samples import atom, rss
from tests.shared import SHARED, needs_shared

URL = "https://site.example/news/index.html"


def found(html: str) -> list[str]:
    return [link.url for link in find_feeds(html.encode(), URL)]


@pytest.mark.checklist("H70")
@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="/feed">',
        "<LINK HREF='/feed' TYPE='Application/RSS+XML' REL='Alternate'>",
        "<link rel=alternate type=application/atom+xml href=/feed>",
        '<link type="application/feed+json" rel="home alternate" href="https://site.example/feed">',
        '<link rel="alternate" type="text/xml; charset=utf-8" href="../feed#top">',
        '<link rel="alternate" type="application/rss+xml" href="feed://site.example/feed">',
        '<base href="https://site.example/other/"><link rel="alternate" type="application/rdf+xml" href="../feed">',
        '</head><body><link rel="alternate" type="application/rss+xml" href="\n/feed ">',
    ],
)
def test_links_to_feeds_are_found_however_they_are_written(link: str):
    assert [url.replace("http:", "https:") for url in found(f"<html><head>{link}")] == ["https://site.example/feed"]


@pytest.mark.checklist("H70")
@pytest.mark.parametrize(
    "link",
    [
        '<!-- <link rel="alternate" type="application/rss+xml" href="/feed"> -->',
        '<link rel="alternate" type="text/html" hreflang="de" href="/de/">',
        '<link rel="alternate stylesheet" type="text/xml" href="/style.xml">',
        '<link rel="foo" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="https://[bad">',
        '<a href="/about">About our feeds</a><a href="/feedback">x</a><a href="mailto:feed@a.example">y</a>',
    ],
)
def test_other_links_are_not_taken_for_feeds(link: str):
    assert found(f"<html><head>{link}") == []


@pytest.mark.checklist("H70")
def test_several_feeds_are_all_given_with_their_titles():
    html = (
        b'<title>Site</title><link rel="alternate" type="application/rss+xml" title="Posts &amp; more" href="/a">'
        b'<link rel="alternate" type="application/atom+xml" href="/b">'
        b'<link rel="alternate" type="application/rss+xml" title="again" href="/a"><a href="/rss.xml">RSS</a>'
    )
    assert find_feeds(html, URL) == (
        FeedLink("https://site.example/a", "Posts & more", site_url=URL),
        FeedLink("https://site.example/b", "Site", site_url=URL),
    )


def test_links_in_the_text_serve_where_the_head_names_nothing():
    html = '<a href="/about">x</a><a href="/rss.xml">RSS</a><a href="/blog/feed/">Feed</a><a href="/feed/story">no</a>'
    assert found(html) == ["https://site.example/rss.xml", "https://site.example/blog/feed/"]


def test_titles_in_another_encoding_are_read():
    html = '<meta charset="iso-8859-1"><link rel="alternate" type="application/rss+xml" title="Äpfel" href="/f">'
    assert find_feeds(html.encode("iso-8859-1"), URL)[0].title == "Äpfel"


@pytest.mark.parametrize("encoding", ["utf-16", "UTF-16LE", "utf-32be", "cp037", "undefined", "zlib", "none-such"])
def test_a_page_that_names_an_encoding_it_cannot_be_in_is_read(encoding: str):
    html = f'<meta charset="{encoding}"><link rel="alternate" type="application/rss+xml" title="Apples" href="/f">'
    assert [link.title for link in find_feeds(html.encode(), URL)] == ["Apples"]
    assert decoded(html.encode(), f"text/html; charset={encoding}") == html


def test_a_page_is_read_as_http_says_where_it_has_no_mark():
    html = "<!DOCTYPE html><title>Äpfel</title>"
    for encoding in ("utf-16-le", "utf-16-be", "shift_jis", "koi8-r"):
        title = "яблоки" if encoding == "koi8-r" else "りんご"
        page = html.replace("Äpfel", title)
        assert decoded(page.encode(encoding), f"text/html; charset={encoding}") == page


MASTODON = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ada (@ada@social.example)</title>
<link href="/packs/application.css" rel="stylesheet"><link href="https://social.example/@ada" rel="canonical">
<link href="https://social.example/@ada.rss" rel="alternate" type="application/rss+xml">
<link href="https://social.example/users/ada" rel="alternate" type="application/activity+json"></head>"""
REPOSITORY = """<head><title>harbour/tides: When the sea comes</title>
<link rel="alternate" type="application/atom+xml" title="Recent Commits to tides:main"
 href="https://forge.example/harbour/tides/commits/main.atom">
<link rel="alternate" type="application/json+oembed" href="/oembed"></head>"""
WORDPRESS = """<head><title>Quay</title>
<link rel="alternate" type="application/rss+xml" title="Quay &raquo; Feed" href="https://quay.example/feed/" />
<link rel="alternate" type="application/rss+xml" title="Quay &raquo; Comments Feed"
 href="https://quay.example/comments/feed/" />
<link rel="alternate" title="JSON" type="application/json" href="https://quay.example/wp-json/wp/v2/pages/7" />"""


@pytest.mark.checklist("H70")
@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        (MASTODON, {"https://social.example/@ada.rss": "Ada (@ada@social.example)"}),
        (REPOSITORY, {"https://forge.example/harbour/tides/commits/main.atom": "Recent Commits to tides:main"}),
        (
            WORDPRESS,
            {
                "https://quay.example/feed/": "Quay » Feed",
                "https://quay.example/comments/feed/": "Quay » Comments Feed",
            },
        ),
    ],
)
def test_pages_in_the_shape_of_common_software_give_their_feeds(page: str, feeds: dict[str, str]):
    assert {link.url: link.title for link in find_feeds(page.encode(), URL)} == feeds


@pytest.mark.checklist("H70")
@needs_shared
def test_the_autodiscovery_test_suite_passes():
    assert SHARED is not None
    folder = SHARED / "corpora/feedvalidator/feedfinder-tests"
    pages = sorted(folder.glob("html4-*.html"))
    assert len(pages) == 32
    for page in pages:
        links = find_feeds(page.read_bytes(), f"{_SUITE}/{page.name}")
        assert [_original(link.url) for link in links] == [_expected(page)], page.name
    assert all(looks_like_feed(path.read_bytes()) for path in folder.rglob("*.xml"))
    assert find_feeds((folder / "index.html").read_bytes(), f"{_SUITE}/") == ()


_SUITE = "http://diveintomark.org/tests/client/autodiscovery"


def _original(url: str) -> str:
    """An address without the archive that the pages were taken from."""
    return re.sub(r"^https://web\.archive\.org/web/\d+/http:/+", "http://", url)


def _expected(page: Path) -> str:
    """The feed of a page of the suite: beside it, or on the other host where the page's base says so."""
    host = "http://www.ragingplatypus.com" if page.stem in _ELSEWHERE else "http://diveintomark.org"
    return f"{host}/tests/client/autodiscovery/{page.stem}.xml"


_ELSEWHERE = {"html4-048", "html4-049", "html4-052"}


@pytest.mark.parametrize(
    "body", [rss(), atom(), b"<!-- <html> -->" + rss(), b"<rdf:RDF>", rss().decode().encode("utf-16")]
)
def test_feeds_look_like_feeds(body: bytes):
    assert looks_like_feed(body)
    assert not looks_like_html(body)


def test_json_feeds_look_like_feeds_whatever_html_is_in_them():
    body = b'\xef\xbb\xbf {"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": [{"content_html": "<html>"}]}'
    assert looks_like_feed(body)
    assert not looks_like_html(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype HTML>",
        b"<html>",
        b"\n<!-- <rss> --><head>",
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">',
        b"<p>x",
    ],
)
def test_pages_look_like_pages(body: bytes):
    assert looks_like_html(body)
    assert not looks_like_feed(body)


@pytest.mark.parametrize("body", [b"", b"Hello", b'{"a": 1}', b"\x1f\x8b<p>", b"<?xml version='1.0'?><catalog/>"])
def test_other_things_look_like_neither(body: bytes):
    assert not looks_like_html(body)
    assert not looks_like_feed(body)


def test_a_page_of_elements_within_each_other_takes_no_time():
    began = time.process_time()
    (feed,) = find_feeds(b"<div>" * 100_000 + b"<a href=/feed.xml>x</a>", "https://a.example/")
    assert feed.url == "https://a.example/feed.xml"
    assert time.process_time() - began < 2
