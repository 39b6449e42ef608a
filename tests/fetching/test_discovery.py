"""From an address to its feeds: the feed itself, what the page names, or the usual places."""

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.discovery import discover
from newsterm.model.errors import FetchError
from newsterm.model.parsed import FeedLink
from tests.fakes.http_server import Answer, HttpServer, redirect

FEED = Answer(b"FEED")
PAGE = Answer(b"page", content_type="text/html")


def looks_like_feed(body: bytes) -> bool:
    return body == b"FEED"


def find_nothing(body: bytes, url: str) -> tuple[FeedLink, ...]:
    return ()


async def test_an_address_of_a_feed_is_that_feed(server: HttpServer, client: Client):
    server.routes |= {"/feed": FEED}
    assert await discover(client, find_nothing, looks_like_feed, server.url("/feed")) == (
        FeedLink(server.url("/feed")),
    )
    assert server.targets() == ["/feed"]


async def test_a_feed_that_moved_for_good_is_kept_at_its_new_address_only(server: HttpServer, client: Client):
    server.routes |= {"/old": redirect("/feed", 301), "/feed": FEED, "/today": redirect("/feed", 302)}
    (moved,) = await discover(client, find_nothing, looks_like_feed, server.url("/old"))
    (temporary,) = await discover(client, find_nothing, looks_like_feed, server.url("/today"))
    assert (moved.url, temporary.url) == (server.url("/feed"), server.url("/today"))


async def test_all_feeds_that_a_page_names_are_offered(server: HttpServer, client: Client):
    links = (FeedLink("https://a.example/1", "One"), FeedLink("https://a.example/2", "Two"))
    asked: list[tuple[bytes, str]] = []

    def find(body: bytes, url: str) -> tuple[FeedLink, ...]:
        asked.append((body, url))
        return links

    server.routes |= {"/": redirect("/home"), "/home": PAGE}
    assert await discover(client, find, looks_like_feed, server.url("/")) == links
    assert asked == [(b"page", server.url("/home"))]
    assert server.targets() == ["/", "/home"]


async def test_the_usual_places_are_tried_in_turn_to_the_first_feed(server: HttpServer, client: Client):
    server.routes |= {"/blog/": PAGE, "/feed": PAGE, "/rss": Answer(status=500), "/atom.xml": FEED, "/rss.xml": FEED}
    found = await discover(client, find_nothing, looks_like_feed, server.url("/blog/"))
    assert found == (FeedLink(server.url("/atom.xml")),)
    assert server.targets() == ["/blog/", "/blog/feed", "/blog/rss", "/blog/index.xml", "/feed", "/rss", "/atom.xml"]
    assert server.most_at_once == 1


async def test_a_site_without_a_feed_is_a_plain_error_after_a_handful_of_requests(server: HttpServer, client: Client):
    server.routes["/"] = PAGE
    with pytest.raises(FetchError, match=f"No feed was found at {server.netloc}: the page names none"):
        await discover(client, find_nothing, looks_like_feed, server.url("/"))
    assert len(server.requests) <= 10


async def test_an_address_that_cannot_be_fetched_says_why(server: HttpServer, client: Client):
    with pytest.raises(FetchError, match="404 Not Found"):
        await discover(client, find_nothing, looks_like_feed, server.url("/missing"))
