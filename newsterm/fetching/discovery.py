"""Finding a site's feeds from the address that a user gave: itself, what its page names, or the usual places."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newsterm.fetching.client import Client
from newsterm.fetching.requests import address
from newsterm.model.errors import FetchError, Trouble
from newsterm.model.parsed import FeedLink

_USUAL_PLACES = ("feed", "rss", "atom.xml", "feed.xml", "rss.xml", "index.xml", "feed.json")
"""Where WordPress, Hugo, Jekyll, Ghost and most others put their feeds."""
_MANY = 10
_PROFILE = re.compile(r"/(?:@|users/)[\w.-]+")
_COMMUNITY = re.compile(r"/[cu]/[\w.@-]+")
_NOT_THERE = frozenset({404, 410})


class PageReading(NamedTuple):
    """What is known of sites and their pages."""

    known_feeds: Callable[[str], tuple[FeedLink, ...] | None]
    """The feeds that an address alone tells; () where its site is known and only the page tells them, else None."""
    find_feeds: Callable[[bytes, str], tuple[FeedLink, ...]]
    """Finds the feeds that a page's bytes name, given its address."""
    looks_like_feed: Callable[[bytes], bool]
    """Whether bytes are a feed."""


async def discover(client: Client, reading: PageReading, url: str) -> tuple[FeedLink, ...]:
    """Find the feeds at an address.

    Where the address tells them, only the first of them is asked for, to see that there is such a thing. The usual
    places are tried one after the other, only when a page of an unknown site names no feed, and only to the first feed.

    Args:
        client: what fetches.
        reading: what is known of sites and their pages.
        url: an http or https address.

    Returns:
        At least one feed: several where there are several, for the user to choose from.

    Raises:
        FetchError: the address could not be fetched, or no feed was found.
        AddressError: the site is known to have no feed of what is there.
    """
    known = reading.known_feeds(url)
    if known:
        return await _confirmed(client, reading, known)
    fetched = await client.fetch(url)
    if reading.looks_like_feed(fetched.body):
        return (FeedLink(fetched.lasting_url),)
    named = reading.find_feeds(fetched.body, fetched.url)
    if found := tuple(link for link in named if client.may_name(fetched.url, link.url)):
        return found
    for place in _usual_places(fetched.url) if known is None else ():
        try:
            guessed = await client.fetch(place)
        except FetchError:
            continue
        if reading.looks_like_feed(guessed.body):
            return (FeedLink(guessed.lasting_url),)
    raise FetchError(f"No feed was found at {_host(url)}: the page names none.", trouble=Trouble.UNREADABLE)


async def _confirmed(client: Client, reading: PageReading, known: tuple[FeedLink, ...]) -> tuple[FeedLink, ...]:
    """The feeds that an address tells, once the first is there or its site would not say."""
    first, *others = known
    try:
        fetched = await client.fetch(first.url)
    except FetchError as error:
        if not error.status or error.status in _NOT_THERE:
            raise
        return known
    if not reading.looks_like_feed(fetched.body):
        raise FetchError(f"No feed was found at {_host(first.url)}: what is there is none.", trouble=Trouble.UNREADABLE)
    return (replace(first, url=fetched.lasting_url), *others)


def _host(url: str) -> str:
    return address(url).netloc.decode("ascii")


def _usual_places(page: str) -> Iterator[str]:
    """Addresses to try: of a profile or community its own, then those beside a page below the top of its site."""
    places: dict[str, None] = {}
    path = urlsplit(page).path.rstrip("/")
    if _PROFILE.fullmatch(path):
        places[urljoin(page, f"{path}.rss")] = None  # Mastodon and its kin
    if _COMMUNITY.fullmatch(path):
        places[urljoin(page, f"/feeds{path}.xml")] = None  # Lemmy
    if path:
        folder = page.split("?", 1)[0].rstrip("/") + "/"
        places.update(dict.fromkeys((urljoin(folder, "feed"), urljoin(folder, "rss"), urljoin(page, "index.xml"))))
    places.update(dict.fromkeys(urljoin(page, f"/{place}") for place in _USUAL_PLACES))
    places.pop(page, None)
    yield from list(places)[:_MANY]
