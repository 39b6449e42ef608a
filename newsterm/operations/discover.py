"""Finding the feeds of a site from what a user types."""

from newsterm.fetching.client import Client
from newsterm.fetching.discovery import PageReading
from newsterm.fetching.discovery import discover as discover_feeds
from newsterm.model.parsed import FeedLink
from newsterm.parsing.known_sites import known_feeds
from newsterm.parsing.pages import find_feeds, looks_like_feed
from newsterm.text.addresses import normalise_feed_address


async def discover(address: str, *, client: Client) -> tuple[FeedLink, ...]:
    """Find the feeds at an address: those that it tells of a well-known site, the feed that is there, or the page's.

    Raises:
        AddressError: it is no address that newsterm fetches, or its site has no feed of what is there.
        FetchError: nothing could be fetched there, or there is no feed.
    """
    reading = PageReading(known_feeds, find_feeds, looks_like_feed)
    return await discover_feeds(client, reading, normalise_feed_address(address))
