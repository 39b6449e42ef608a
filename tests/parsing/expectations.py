"""What gofeed, feed-rs and rss-parser expect of the feeds in their test suites, in words of newsterm.

Only what they say is told: title, link, id and date of entries, title and link of feeds.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_FEED_SUFFIXES = (".xml", ".rss", ".atom", ".json")
_MADE_UP = re.compile(r"[0-9a-f]{31,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Ids that feed-rs gives to entries without one: hashes and UUIDs."""
_ZONE = re.compile(r"Z$")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a suite says of a feed or an entry; None where it says nothing."""

    title: str | None = None
    link: str | None = None
    id: str | None = None
    date: datetime | None = None


_Said = tuple[Expected, tuple[Expected, ...]]
"""Of the feed, and of its entries."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A feed of a suite, and what the suite makes of it."""

    path: Path
    feed: Expected
    entries: tuple[Expected, ...]


def read_expectations(corpora: Path) -> Iterator[Expectation]:
    """All expectations whose feed lies beside them."""
    gofeed = corpora / "gofeed" / "testdata"
    for folder, read in (
        (gofeed / "parser" / "atom", _of_gofeed_atom),
        (gofeed / "parser" / "rss", _of_gofeed_rss),
        (gofeed / "parser" / "json", _of_gofeed_json),
        (gofeed / "translator", _of_gofeed),
    ):
        yield from _in(folder, read)
    yield from _in(corpora / "feed-rs", _of_feed_rs)
    yield from _in(corpora / "rss-parser", _of_rss_parser)


def _in(
    folder: Path, read: Callable[[Mapping[str, Any]], tuple[Expected, tuple[Expected, ...]]]
) -> Iterator[Expectation]:
    for path in sorted(folder.rglob("*.json")):
        feed = _feed_of(path)
        if feed is not None:
            about, entries = read(json.loads(path.read_text(encoding="utf-8-sig", errors="replace")))
            yield Expectation(feed, about, entries)


def _feed_of(path: Path) -> Path | None:
    """The feed that an expectation is about; None for a file that is none."""
    stem = path.name.removesuffix(".json")
    if path.parent.name == "output":
        folder = path.parent.parent / "input"
    else:
        folder, stem = path.parent, stem.removesuffix(".serde").removesuffix("_expected")
    feeds = [folder / f"{stem}{suffix}" for suffix in _FEED_SUFFIXES]
    return next((feed for feed in feeds if feed != path and feed.is_file()), None)


def _date(text: object) -> datetime | None:
    if not isinstance(text, str) or not text:
        return None
    return datetime.fromisoformat(_ZONE.sub("+00:00", text)).astimezone(UTC).replace(microsecond=0)


def _text(values: Mapping[str, Any], *names: str) -> str | None:
    return next((value for name in names if isinstance(value := values.get(name), str)), None)


def _page(links: object) -> str | None:
    """The first link to a page, of links in the manner of Atom."""
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and (link.get("rel") or "alternate") == "alternate":
            return _text(link, "href")
    return None


def _of_gofeed_atom(found: Mapping[str, Any]) -> _Said:
    entries = [
        Expected(
            _text(entry, "title"),
            _page(entry.get("links")),
            _text(entry, "id"),
            _date(entry.get("publishedParsed") or entry.get("updatedParsed")),
        )
        for entry in found.get("entries") or ()
    ]
    return Expected(_text(found, "title"), _page(found.get("links"))), tuple(entries)


def _of_gofeed_rss(found: Mapping[str, Any]) -> _Said:
    entries = [
        Expected(
            _text(item, "title"),
            _text(item, "link"),
            _text(item.get("guid") or {}, "value"),
            _date(item.get("pubDateParsed")),
        )
        for item in found.get("items") or ()
    ]
    return Expected(_text(found, "title"), _text(found, "link")), tuple(entries)


def _of_gofeed_json(found: Mapping[str, Any]) -> _Said:
    entries = [
        Expected(
            _text(item, "title"),
            _text(item, "url", "external_url"),
            _text(item, "id"),
            _date(item.get("date_published") or item.get("date_modified")),
        )
        for item in found.get("items") or ()
    ]
    return Expected(_text(found, "title"), _text(found, "home_page_url")), tuple(entries)


def _of_gofeed(found: Mapping[str, Any]) -> _Said:
    entries = [
        Expected(
            _text(item, "title"),
            _text(item, "link"),
            _text(item, "guid"),
            _date(item.get("publishedParsed") or item.get("updatedParsed")),
        )
        for item in found.get("items") or ()
    ]
    return Expected(_text(found, "title"), _text(found, "link")), tuple(entries)


def _of_feed_rs(found: Mapping[str, Any]) -> _Said:
    entries = [
        Expected(
            _text(entry.get("title") or {}, "content"),
            _page(entry.get("links")),
            None if _MADE_UP.fullmatch(entry["id"]) else entry["id"],
            _date(entry.get("published") or entry.get("updated")),
        )
        for entry in found["entries"]
    ]
    return Expected(_text(found.get("title") or {}, "content"), _page(found.get("links"))), tuple(entries)


def _of_rss_parser(found: Mapping[str, Any]) -> _Said:
    found = found["feed"]
    entries = [
        Expected(_text(item, "title"), _text(item, "link"), _text(item, "guid", "id"), _date(item.get("isoDate")))
        for item in found.get("items") or ()
    ]
    return Expected(_text(found, "title"), _text(found, "link")), tuple(entries)
