"""Web pages: the feeds that they name."""

import codecs
import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsterm.model.parsed import FeedLink
from newsterm.parsing.encodings import readable
from newsterm.parsing.guards import looks_like_feed, looks_like_html
from newsterm.parsing.youtube_pages import find_channel
from newsterm.text.html_depth import make_shallow
from newsterm.text.terminal_safety import make_safe_line

__all__ = ["decoded", "find_feeds", "looks_like_feed", "looks_like_html"]

_TYPES = re.compile(
    r"(?:application|text)/(?:(?:x[-.])?(?:atom|rss|rdf)(?:\+xml)?|feed\+json|xml)", re.ASCII | re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE)
_FEED_FILE = re.compile(r"\.(?:xml|rss|atom|rdf|json)$|/(?:rss2?|atom|feeds?)/?$", re.IGNORECASE)
_MOST = 50


def find_feeds(html: bytes, url: str) -> tuple[FeedLink, ...]:
    """Find the feeds that a page names.

    First the `<link rel="alternate">` elements with the media type of a feed (https://blog.whatwg.org/feed-autodiscovery);
    where there are none, the channel of a page of YouTube; only then the links of the page whose addresses are
    obviously those of feeds.

    Args:
        html: the page.
        url: its address.

    Returns:
        Each address once, in the page's order, at most 50.
    """
    text = decoded(html)
    page = LexborHTMLParser(make_shallow(text))
    base = url
    if (element := page.css_first("base[href]")) is not None:
        base = _joined(url, element.attributes.get("href") or "")
    title = page.css_first("title")
    page_title = make_safe_line(title.text()) if title is not None else ""
    found: dict[str, FeedLink] = {}
    for link in page.css("link[href]"):
        if _is_alternate(link):
            _add(found, link, base, make_safe_line(link.attributes.get("title") or "") or page_title, url)
    if not found and (channel := find_channel(page, text, url)):
        return (channel,)
    if not found:
        for link in page.css("a[href]"):
            if _is_obvious(urljoin_or_nothing(base, link.attributes.get("href") or "")):
                _add(found, link, base, make_safe_line(link.text()) or page_title, url)
    return tuple(found.values())[:_MOST]


def decoded(html: bytes) -> str:
    """A page's text, in the encoding that its bytes, or its head, say."""
    html = readable(html)
    if html.startswith(codecs.BOM_UTF8):
        return html[3:].decode("utf-8", "replace")
    charset = _CHARSET.search(html[:4096])
    try:
        return html.decode("utf-8") if charset is None else html.decode(charset[1].decode("ascii"))
    except (UnicodeDecodeError, LookupError):
        return html.decode("utf-8", "replace")


def _is_alternate(link: LexborNode) -> bool:
    words = (link.attributes.get("rel") or "").lower().split()
    kind = (link.attributes.get("type") or "").split(";", 1)[0].strip()
    if _TYPES.fullmatch(kind):
        return ("alternate" in words and "stylesheet" not in words) or "feed" in words
    return kind.lower() == "application/json" and "alternate" in words and "feed" in (link.attributes["href"] or "")


def _is_obvious(url: str) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return bool(_FEED_FILE.search(path) and _FEED_PATH.search(path))


def _add(found: dict[str, FeedLink], link: LexborNode, base: str, title: str, page: str) -> None:
    url = _joined(base, link.attributes.get("href") or "")
    if url.lower().startswith(("http://", "https://")) and make_safe_line(url) == url:
        found.setdefault(url, FeedLink(url, title, site_url=page))


def _joined(base: str, link: str) -> str:
    link = re.sub(r"[\t\n\r]+", "", link.strip())
    if link.lower().startswith("feed:"):
        link = link[len("feed:") :]
        link = f"http:{link}" if link.startswith("//") else link
    return urljoin_or_nothing(base, link).split("#", 1)[0]


def urljoin_or_nothing(base: str, link: str) -> str:
    """`urljoin`; "" where the two make no address."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""
