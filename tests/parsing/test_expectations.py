"""What other parsers' test suites expect of their feeds is what newsterm reads, but for the listed differences."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from newsterm.model.errors import ParseError
from newsterm.model.parsed import ParsedEntry, ParsedFeed
from newsterm.parsing.feeds import read_feed
from newsterm.parsing.finishing import finish
from newsterm.parsing.raw import RawEntry, RawFeed
from newsterm.text.html_to_text import html_to_line
from tests.parsing.expectations import Expectation, Expected, read_expectations
from tests.shared import SHARED, needs_shared

_DIFFERENCES = Path(__file__).with_name("differences.toml")
_URL = "https://corpora.example/feeds/feed.xml"
_LEAST = 0.99


@needs_shared
def test_title_link_id_and_date_are_what_other_parsers_expect():
    assert SHARED is not None
    listed = {(found["file"], found["field"]) for found in tomllib.loads(_DIFFERENCES.read_text())["expectation"]}
    compared: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    found: dict[tuple[str, str], str] = {}
    for expectation in read_expectations(SHARED / "corpora"):
        file = str(expectation.path.relative_to(SHARED / "corpora"))
        for field, difference in _compared(expectation):
            compared[field] += 1
            if difference:
                differing[field] += 1
                found[file, field] = difference
    assert {place: said for place, said in found.items() if place not in listed} == {}
    assert listed - set(found) == set(), "these agree by now"
    assert min(compared[field] for field in ("title", "link", "id", "date")) > 350
    assert sum(differing.values()) / sum(compared.values()) < 1 - _LEAST
    for field in ("title", "link", "id", "date"):
        assert differing[field] / compared[field] < 1 - _LEAST


def _compared(expectation: Expectation) -> Iterator[tuple[str, str]]:
    """Each field that was compared, with how it differs, "" where it does not."""
    try:
        raw = read_feed(expectation.path.read_bytes())
    except ParseError as error:
        yield "feed", str(error)
        return
    feed = finish(raw, _URL)
    yield "entries", _differ(str(len(expectation.entries)), str(len(raw.entries)))
    yield from _compared_about(expectation.feed, raw, feed)
    for expected, before, after in zip(expectation.entries, raw.entries, feed.entries, strict=False):
        yield from _compared_entry(expected, before, after)


def _compared_about(expected: Expected, raw: RawFeed, feed: ParsedFeed) -> Iterator[tuple[str, str]]:
    if expected.title is not None:
        yield "feed title", _differ_in_text(expected.title, raw.title.value, feed.title)
    if expected.link is not None:
        yield "feed link", _differ(_plain(expected.link), _plain(raw.link), _plain(feed.site_url))


def _compared_entry(expected: Expected, before: RawEntry, after: ParsedEntry) -> Iterator[tuple[str, str]]:
    if expected.title is not None:
        yield "title", _differ_in_text(expected.title, before.title.value, after.title)
    if expected.link is not None:
        yield "link", _differ(_plain(expected.link), _plain(before.link), _plain(after.url))
    if expected.id is not None:
        yield "id", _differ(expected.id.strip(), before.guid)
    if expected.date is not None:
        yield "date", _differ(str(expected.date), str(after.published))


def _differ(expected: str, *found: str) -> str:
    return "" if expected in found else f"{expected!r} and not {found!r}"


def _differ_in_text(expected: str, raw: str, shown: str) -> str:
    """Texts are the same as they came, or as they are shown; rss-parser wrote U+FFFD for what it did not decode."""
    found = {" ".join(raw.split()), shown}
    line = " ".join(expected.split())
    if "\ufffd" in line and re.fullmatch(re.escape(line).replace("\ufffd", "."), shown):
        return ""
    return _differ(line, *found) and _differ(html_to_line(expected), *found)


def _plain(link: str) -> str:
    """An address as feed-rs writes it: host in small letters, a path always."""
    link = link.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl() if parts.netloc else link
