"""Small feeds for tests of parsing."""

from newsterm.model.parsed import ParsedEntry, ParsedFeed
from newsterm.parsing.feeds import parse_feed

URL = "https://feeds.example/blog/feed.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def rss(*items: str, channel: str = "") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {NAMESPACES}><channel><title>Feed</title>'
        f"<link>https://site.example/</link>{channel}{inside}</channel></rss>"
    ).encode()


def atom(*entries: str, head: str = "") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>'
        f'<id>urn:feed</id><link href="https://site.example/"/>{head}{inside}</feed>'
    ).encode()


def parsed(body: bytes, content_type: str = "") -> ParsedFeed:
    return parse_feed(body, url=URL, content_type=content_type)


def only_entry(body: bytes) -> ParsedEntry:
    (entry,) = parsed(body).entries
    return entry
