"""YouTube's pages: which channel they are of, where their head does not name its feed."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from newsterm.model.parsed import FeedLink
from newsterm.text.terminal_safety import make_safe_line

_HOST = re.compile(r"(?:[\w-]+\.)?youtube(?:-nocookie)?\.com")
_CHANNEL = re.compile(r"(?:^|/channel/)(UC[\w-]{22})(?:$|[/?])")
_PLACES = (
    ('meta[itemprop="channelId"]', "content"),
    ('meta[itemprop="identifier"]', "content"),
    ('link[rel="canonical"]', "href"),
    ('meta[property="og:url"]', "content"),
)
_IN_SCRIPT = (re.compile(r'"externalId"\s*:\s*"(UC[\w-]{22})"'), re.compile(r'"channelId"\s*:\s*"(UC[\w-]{22})"'))
"""The channel that a page is of, and the one of a video; the second also stands beside what else the page shows."""
_NAMES = ('[itemprop="author"] [itemprop="name"]', 'meta[itemprop="name"]')


def find_channel(page: LexborHTMLParser, html: str, url: str) -> FeedLink | None:
    """The feed of the channel that a page of YouTube is of, or that its video is of.

    Args:
        page: the page.
        html: its text.
        url: its address; there is none on any other site.
    """
    if not _HOST.fullmatch(urlsplit(url).hostname or ""):
        return None
    channel = next((found[1] for place in _PLACES if (found := _CHANNEL.search(_value(page, *place)))), "")
    channel = channel or next((found[1] for pattern in _IN_SCRIPT if (found := pattern.search(html))), "")
    if not channel:
        return None
    name = next((value for place in _NAMES if (value := make_safe_line(_value(page, place, "content")))), "")
    return FeedLink(
        f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}",
        name or f"YouTube channel {channel}",
        site_url=f"https://www.youtube.com/channel/{channel}",
    )


def _value(page: LexborHTMLParser, selector: str, attribute: str) -> str:
    element = page.css_first(selector)
    return (element.attributes.get(attribute) or "") if element is not None else ""
