"""Finding a site's feeds from the address that a user gave: itself, what its page names, or the usual places."""

from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from newsterm.fetching.client import Client
from newsterm.fetching.requests import address
from newsterm.model.errors import FetchError
from newsterm.model.parsed import FeedLink

_USUAL_PLACES = ("feed", "rss", "atom.xml", "feed.xml", "rss.xml", "index.xml", "feed.json")
"""Where WordPress, Hugo, Jekyll, Ghost and most others put their feeds."""
_MANY = 10


async def discover(
    client: Client,
    find_feeds: Callable[[bytes, str], tuple[FeedLink, ...]],
    looks_like_feed: Callable[[bytes], bool],
    url: str,
) -> tuple[FeedLink, ...]:
    """Find the feeds at an address.

    The usual places are tried one after the other, only when the page names no feed, and only to the first feed.

    Args:
        client: what fetches.
        find_feeds: finds the feeds that a page's bytes name, given its address.
        looks_like_feed: whether bytes are a feed.
        url: an http or https address.

    Returns:
        At least one feed: several where the page names several, for the user to choose from.

    Raises:
        FetchError: the address could not be fetched, or no feed was found.
    """
    fetched = await client.fetch(url)
    if looks_like_feed(fetched.body):
        return (FeedLink(fetched.lasting_url),)
    if found := find_feeds(fetched.body, fetched.url):
        return found
    for place in _usual_places(fetched.url):
        try:
            guessed = await client.fetch(place)
        except FetchError:
            continue
        if looks_like_feed(guessed.body):
            return (FeedLink(guessed.lasting_url),)
    raise FetchError(f"No feed was found at {address(url).netloc.decode('ascii')}: the page names none.")


def _usual_places(page: str) -> Iterator[str]:
    """Addresses to try, those beside a page below the top of its site first."""
    places: dict[str, None] = {}
    path = urlsplit(page).path
    if path not in {"", "/"}:
        folder = page.split("?", 1)[0].rstrip("/") + "/"
        places.update(dict.fromkeys((urljoin(folder, "feed"), urljoin(folder, "rss"), urljoin(page, "index.xml"))))
    places.update(dict.fromkeys(urljoin(page, f"/{place}") for place in _USUAL_PLACES))
    places.pop(page, None)
    yield from list(places)[:_MANY]
