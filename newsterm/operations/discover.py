"""Finding the feeds of a site from what a user types."""

from newsterm.fetching.client import Client
from newsterm.fetching.discovery import discover as discover_feeds
from newsterm.model.parsed import FeedLink
from newsterm.parsing.pages import find_feeds, looks_like_feed
from newsterm.text.addresses import normalise_feed_address


async def discover(address: str, *, client: Client) -> tuple[FeedLink, ...]:
    """Find the feeds at an address: the feed that is there, or those that the page names.

    Raises:
        AddressError: it is no address that newsterm fetches.
        FetchError: nothing could be fetched there, or there is no feed.
    """
    return await discover_feeds(client, find_feeds, looks_like_feed, normalise_feed_address(address))
