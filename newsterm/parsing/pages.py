"""Web pages: the feeds that they name."""

import codecs
import contextlib
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
_HEADER_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
"""What browsers take these names for (WHATWG Encoding)."""
_NO_ENCODINGS = frozenset({"", "utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"})
"""What Python decodes and no browser does."""
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


def decoded(html: bytes, content_type: str = "") -> str:
    """A page's text: by its byte order mark, as UTF-8 where it is that, by HTTP, by its head.

    What would make its tags unreadable is ignored, as browsers ignore a head that says UTF-16 (WHATWG HTML, 13.2.3.2).

    Args:
        html: the page.
        content_type: the Content-Type header, "" if there was none.
    """
    html = readable(html)
    if html.startswith(codecs.BOM_UTF8):
        return html[3:].decode("utf-8", "replace")
    if not html.isascii():
        with contextlib.suppress(UnicodeDecodeError):
            return html.decode("utf-8")
    header, meta = _HEADER_CHARSET.search(content_type), _CHARSET.search(html[:4096])
    for name in (header[1] if header else "", meta[1].decode("ascii", "replace") if meta else ""):
        if name.lower().replace("-", "_") not in _NO_ENCODINGS:
            with contextlib.suppress(UnicodeError, LookupError):
                text = html.decode(_WINDOWS.get(name.lower(), name), "replace")
                if "<" in text or b"<" not in html:
                    return text
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
