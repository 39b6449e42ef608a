"""From an address to its feeds: the feed itself, what the page names, or the usual places."""

import pytest

from newsterm import __version__
from newsterm.fetching.client import Client
from newsterm.fetching.discovery import PageReading, discover
from newsterm.model.errors import FetchError
from newsterm.model.parsed import FeedLink
from tests.fakes.http_server import Answer, HttpServer, redirect

FEED = Answer(b"FEED")
PAGE = Answer(b"page", content_type="text/html")


def looks_like_feed(body: bytes) -> bool:
    return body == b"FEED"


def find_nothing(body: bytes, url: str) -> tuple[FeedLink, ...]:
    return ()


def know_nothing(url: str) -> None:
    return None


READING = PageReading(know_nothing, find_nothing, looks_like_feed)


async def test_an_address_of_a_feed_is_that_feed(server: HttpServer, client: Client):
    server.routes |= {"/feed": FEED}
    assert await discover(client, READING, server.url("/feed")) == (FeedLink(server.url("/feed")),)
    assert server.targets() == ["/feed"]


async def test_a_feed_that_moved_for_good_is_kept_at_its_new_address_only(server: HttpServer, client: Client):
    server.routes |= {"/old": redirect("/feed", 301), "/feed": FEED, "/today": redirect("/feed", 302)}
    (moved,) = await discover(client, READING, server.url("/old"))
    (temporary,) = await discover(client, READING, server.url("/today"))
    assert (moved.url, temporary.url) == (server.url("/feed"), server.url("/today"))


async def test_all_feeds_that_a_page_names_are_offered(server: HttpServer, client: Client):
    links = (FeedLink("https://a.example/1", "One"), FeedLink("https://a.example/2", "Two"))
    asked: list[tuple[bytes, str]] = []

    def find(body: bytes, url: str) -> tuple[FeedLink, ...]:
        asked.append((body, url))
        return links

    server.routes |= {"/": redirect("/home"), "/home": PAGE}
    assert await discover(client, READING._replace(find_feeds=find), server.url("/")) == links
    assert asked == [(b"page", server.url("/home"))]
    assert server.targets() == ["/", "/home"]


async def test_the_usual_places_are_tried_in_turn_to_the_first_feed(server: HttpServer, client: Client):
    server.routes |= {"/blog/": PAGE, "/feed": PAGE, "/rss": Answer(status=500), "/atom.xml": FEED, "/rss.xml": FEED}
    found = await discover(client, READING, server.url("/blog/"))
    assert found == (FeedLink(server.url("/atom.xml")),)
    assert server.targets() == ["/blog/", "/blog/feed", "/blog/rss", "/blog/index.xml", "/feed", "/rss", "/atom.xml"]
    assert server.most_at_once == 1


async def test_a_site_without_a_feed_is_a_plain_error_after_a_handful_of_requests(server: HttpServer, client: Client):
    server.routes["/"] = PAGE
    with pytest.raises(FetchError, match=f"No feed was found at {server.netloc}: the page names none"):
        await discover(client, READING, server.url("/"))
    assert len(server.requests) <= 10


async def test_an_address_that_cannot_be_fetched_says_why(server: HttpServer, client: Client):
    with pytest.raises(FetchError, match="404 Not Found"):
        await discover(client, READING, server.url("/missing"))


def known(*links: FeedLink) -> PageReading:
    return READING._replace(known_feeds=lambda url: links)


async def test_of_feeds_that_the_address_tells_only_the_first_is_asked_for(server: HttpServer, client: Client):
    server.routes["/releases"] = FEED
    links = (FeedLink(server.url("/releases"), "Releases"), FeedLink(server.url("/tags"), "Tags"))
    assert await discover(client, known(*links), server.url("/page")) == links
    assert server.targets() == ["/releases"]


async def test_a_known_feed_that_moved_for_good_is_kept_at_its_new_address(server: HttpServer, client: Client):
    server.routes |= {"/old": redirect("/new", 301), "/new": FEED}
    found = await discover(client, known(FeedLink(server.url("/old"), "Kept")), server.url("/page"))
    assert found == (FeedLink(server.url("/new"), "Kept"),)


@pytest.mark.parametrize("status", [404, 410])
async def test_what_a_known_site_does_not_have_is_an_error(server: HttpServer, client: Client, status: int):
    server.routes["/r/none"] = Answer(status=status)
    with pytest.raises(FetchError, match=f"answered {status}"):
        await discover(client, known(FeedLink(server.url("/r/none"))), server.url("/page"))
    assert server.targets() == ["/r/none"]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_a_known_feed_is_found_though_its_site_is_asked_too_often(
    server: HttpServer, client: Client, status: int
):
    link = FeedLink(server.url("/r/linux"), "r/linux")
    server.routes["/r/linux"] = Answer(status=status)
    assert await discover(client, known(link), server.url("/page")) == (link,)


async def test_a_known_feed_that_is_none_any_more_is_an_error(server: HttpServer, client: Client):
    server.routes["/rss"] = PAGE
    with pytest.raises(FetchError, match=f"No feed was found at {server.netloc}: what is there is none"):
        await discover(client, known(FeedLink(server.url("/rss"))), server.url("/page"))


async def test_at_a_known_site_no_places_are_guessed(server: HttpServer, client: Client):
    server.routes["/watch"] = PAGE
    with pytest.raises(FetchError, match="the page names none"):
        await discover(client, known(), server.url("/watch"))
    assert server.targets() == ["/watch"]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/@ada", "/@ada.rss"),
        ("/users/ada", "/users/ada.rss"),
        ("/c/harbours", "/feeds/c/harbours.xml"),
        ("/u/ada", "/feeds/u/ada.xml"),
    ],
)
async def test_profiles_and_communities_are_asked_at_their_own_place_first(
    server: HttpServer, client: Client, page: str, feed: str
):
    server.routes |= {page: PAGE, feed: FEED, "/feed": FEED}
    assert await discover(client, READING, server.url(page)) == (FeedLink(server.url(feed)),)
    assert server.targets() == [page, feed]


@pytest.mark.checklist("H54")
async def test_discovery_says_who_it_is_with_every_request(server: HttpServer, client: Client):
    server.routes |= {"/": redirect("/home"), "/home": PAGE, "/home/rss": FEED}
    await discover(client, READING, server.url("/"))
    assert server.targets() == ["/", "/home", "/home/feed", "/home/rss"]
    for request in server.requests:
        assert (request.header("User-Agent") or "").startswith(f"newsterm/{__version__} (+http")
        assert {"cookie", "referer", "origin"}.isdisjoint(name for name, _ in request.headers)
