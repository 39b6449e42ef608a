"""Feeds of every age and state of repair, read by feedparser."""

import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

import feedparser
from feedparser.mixin import _FeedParserMixin

from newsterm.model.errors import ParseError
from newsterm.parsing.dates import parse_date
from newsterm.parsing.raw import Enclosure, RawEntry, RawFeed, RawText, name_of_author

_HTML = {"text/html", "application/xhtml+xml"}
_MOST_AUTHORS = 100
_HEADER = re.compile(r"[^\x20-\x7e]")


def read_tolerantly(body: bytes, content_type: str) -> RawFeed:
    """Read a feed that need not be well-formed.

    Args:
        body: the bytes as they came.
        content_type: the header, for the encoding it names; "" if there is none.

    Raises:
        ParseError: feedparser made nothing of it.
    """
    # Identifiers are compared, never followed: resolved against xml:base they would change whenever a feed moves.
    _FeedParserMixin.can_be_relative_uri.discard("id")
    _FeedParserMixin._add_tag = _keep_no_tag  # noqa: SLF001 - newsterm has no use for them
    headers = {"content-type": _HEADER.sub("", content_type)} if content_type else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = feedparser.parse(
                io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
            feed = _feed(parsed) if parsed.version or parsed.entries else None
    except MemoryError:
        raise
    except Exception as error:  # the border to a foreign parser
        raise ParseError("It is too damaged to be read as a feed.") from error
    if feed is None:
        raise ParseError("It is no feed: neither RSS, Atom nor JSON Feed.")
    return feed


def _keep_no_tag(reader: Any, *_tag: object) -> None:
    """Take the place of a method of feedparser that needs quadratic time."""
    reader._get_context().setdefault("tags", [])  # noqa: SLF001


def _feed(parsed: Any) -> RawFeed:
    feed = parsed.feed
    author = _author(feed) if parsed.version.startswith("atom") else ""
    link = _string(feed, "link")
    if link == _string(feed, "id") and link not in map(_page, _links(feed)):
        link = ""  # feedparser takes the id of a feed without a link for one
    return RawFeed(
        title=_text(feed, "title"),
        link=link,
        description=_text(feed, "subtitle"),
        next_link=next((_string(link, "href") for link in _links(feed) if link.get("rel") == "next"), ""),
        entries=[_entry(entry, author) for entry in parsed.entries],
    )


def _entry(entry: Any, feed_author: str) -> RawEntry:
    guid, link = _string(entry, "id"), _string(entry, "link")
    if link == guid and entry.get("guidislink") and not link.lower().startswith(("http://", "https://")):
        link = ""
    return RawEntry(
        guid=guid,
        title=_text(entry, "title"),
        link=link or next((href for item in _links(entry) if (href := _page(item))), ""),
        author=_author(entry) or feed_author,
        published=next(
            (date for name in ("published", "updated", "created") if (date := parse_date(dict.get(entry, name) or ""))),
            None,
        ),
        texts=[*_contents(entry), *([summary] if (summary := _text(entry, "summary")).value else [])],
        enclosures=[
            Enclosure(href, _string(item, "type"), _bytes(item), _string(item, "title"))
            for item in _links(entry)
            if item.get("rel") == "enclosure" and (href := _string(item, "href"))
        ],
    )


def _string(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _text(values: Mapping[str, Any], name: str) -> RawText:
    detail = values.get(f"{name}_detail")
    value = _string(values, name)
    if not isinstance(detail, Mapping):
        return RawText(value, is_html=False)
    return RawText(value, detail.get("type") in _HTML, detail.get("base") or "")


def _contents(entry: Any) -> list[RawText]:
    return [
        RawText(_string(content, "value"), kind in _HTML, content.get("base") or "")
        for content in entry.get("content") or ()
        if (kind := str(content.get("type") or "text/html")) in _HTML or kind.startswith("text/")
    ]


def _links(values: Any) -> list[Any]:
    links = values.get("links")
    return [link for link in links if isinstance(link, Mapping)] if isinstance(links, list) else []


def _page(link: Mapping[str, Any]) -> str:
    return _string(link, "href") if link.get("rel") == "alternate" else ""


def _author(values: Any) -> str:
    authors = values.get("authors") or ()
    names = [name for author in authors[:_MOST_AUTHORS] if (name := _string(author, "name"))]
    written = _string(values, "author")
    if "@" in written:  # feedparser cuts names and addresses apart in odd places
        names = [*names[:-1], name_of_author(written)]
    return ", ".join(dict.fromkeys(names)) or written


def _bytes(link: Mapping[str, Any]) -> int:
    length = _string(link, "length")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 15 else 0
