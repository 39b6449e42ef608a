"""Newsterm reads what feedparser reads, whichever way a feed takes, on a good day and on a broken one."""

import io
import re
import tomllib
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import fastfeedparser
import feedparser
import pytest

from newsterm.model.errors import ParseError
from newsterm.model.parsed import ParsedEntry
from newsterm.parsing.dates import from_time_tuple
from newsterm.parsing.feeds import parse_feed, read_feed
from newsterm.parsing.guards import looks_like_feed
from newsterm.parsing.well_formed import read_well_formed
from tests.corpora import files
from tests.shared import SHARED, needs_shared

_DIFFERENCES = Path(__file__).with_name("differences.toml")
_URL = "https://corpora.example/feeds/feed.xml"
_XML = {".xml", ".rss", ".atom"}
_REAL = 4096
"""Bytes from which a file of the corpora is a feed of somebody rather than of a test."""
_FIRST_ENTRY = re.compile(rb"<(?:item|entry)\b")
_LAST_ENTRY = re.compile(rb"</(?:item|entry)>(?!.*</(?:item|entry)>)", re.DOTALL)


def _feeds(suffixes: set[str], least: int = 0) -> list[Path]:
    return [
        path
        for path in files(("corpora",))
        if path.suffix in suffixes and path.stat().st_size >= least and looks_like_feed(path.read_bytes())
    ]


@needs_shared
def test_entries_are_those_of_feedparser_but_for_the_listed_differences():
    assert SHARED is not None
    listed = {
        (file, found["field"])
        for found in tomllib.loads(_DIFFERENCES.read_text())["reference"]
        for file in found["files"]
    }
    paths = [path for path in files(("corpora",)) if path.suffix in _XML]
    with ProcessPoolExecutor() as processes:
        fields = processes.map(_fields_unlike_feedparser, paths, chunksize=50)
        found = {
            (str(path.relative_to(SHARED / "corpora")), field)
            for path, some in zip(paths, fields, strict=True)
            for field in some
        }
    assert found - listed == set()
    assert listed - found == set(), "these agree by now"


def _fields_unlike_feedparser(path: Path) -> set[str]:
    body = path.read_bytes()
    try:
        ours = read_feed(body).entries
    except ParseError:
        return set()
    theirs = _by_feedparser(body).entries
    if len(ours) != len(theirs):
        return {"entries"}
    unlike = set()
    for our, their in zip(ours, theirs, strict=True):
        link = _text(their, "link")
        if not our.link and link == _text(their, "id") and not link.lower().startswith(("http://", "https://")):
            link = ""  # an id that is no address of the web leads nowhere
        pairs = (
            ("id", our.guid, _text(their, "id")),
            ("title", our.title.value, _text(their, "title")),
            ("link", our.link, link),
            ("date", our.published, _date(their)),
        )
        unlike |= {field for field, before, after in pairs if before != after}
    return unlike


def _by_feedparser(body: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _text(values: Any, name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _date(entry: Any) -> object:
    names = ("published_parsed", "updated_parsed", "created_parsed")
    return next((date for name in names if (date := from_time_tuple(dict.get(entry, name)))), None)


@needs_shared
def test_real_feeds_give_at_least_the_entries_that_the_better_of_two_other_parsers_gives():
    paths = _feeds(_XML, _REAL)
    assert len(paths) > 100
    with ProcessPoolExecutor() as processes:
        counts = list(processes.map(_counts, paths, chunksize=5))
    assert [(path, ours, most) for path, (ours, most) in zip(paths, counts, strict=True) if ours < most] == []


def _counts(path: Path) -> tuple[int, int]:
    body = path.read_bytes()
    try:
        fast = len(fastfeedparser.parse(body).entries)
    except Exception:  # noqa: BLE001 - the border to a foreign parser
        fast = 0
    return len(read_feed(body).entries), max(len(_by_feedparser(body).entries), fast)


@needs_shared
def test_all_json_feeds_parse():
    assert SHARED is not None
    manifest = (SHARED / "corpora" / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    feeds = [line.split("\t")[0] for line in manifest if line.split("\t")[1] == "json-feed"]
    assert len(feeds) > 30
    for feed in feeds:
        parse_feed((SHARED / "corpora" / feed).read_bytes(), url=_URL)


def _bare_ampersand(body: bytes) -> bytes:
    return body.replace(b"</title>", b" & more</title>", 1)


def _missing_end_tag(body: bytes) -> bytes:
    return _LAST_ENTRY.sub(b"", body)


def _stray_end_tag(body: bytes) -> bytes:
    return _FIRST_ENTRY.sub(lambda entry: b"</p>" + entry[0], body, count=1)


def _element_without_end(body: bytes) -> bytes:
    return _FIRST_ENTRY.sub(lambda entry: b"<x>y" + entry[0], body, count=1)


def _unknown_entity(body: bytes) -> bytes:
    return _LAST_ENTRY.sub(lambda entry: b"<x>&nbsp;</x>" + entry[0], body)


_DAMAGES = (_bare_ampersand, _missing_end_tag, _stray_end_tag, _element_without_end, _unknown_entity)


@needs_shared
@pytest.mark.parametrize("damage", _DAMAGES)
def test_a_feed_that_is_broken_on_one_day_keeps_what_its_articles_go_by(damage: Callable[[bytes], bytes]):
    paths = [path for path in _feeds(_XML, _REAL) if _takes_the_quick_way(path)][
        _DAMAGES.index(damage) :: len(_DAMAGES)
    ]
    assert len(paths) > 10
    with ProcessPoolExecutor() as processes:
        before = processes.map(_identities, [path.read_bytes() for path in paths])
        after = processes.map(_identities, [damage(path.read_bytes()) for path in paths])
        differing = [path for path, one, other in zip(paths, before, after, strict=True) if one != other]
    assert differing == []


def _takes_the_quick_way(path: Path) -> bool:
    found = read_well_formed(path.read_bytes(), "")
    return found is not None and bool(found.entries)


def _identities(body: bytes) -> list[tuple[object, ...]]:
    def identity(entry: ParsedEntry) -> tuple[object, ...]:
        return entry.guid, entry.url, entry.title, entry.published

    return [identity(entry) for entry in parse_feed(body, url=_URL).entries]
