"""The bundled demo stories as feeds, fresh at any time: loads stories/, one folder a feed, one file a story.

A feed's folder holds feed.toml and files named NN-slug.html: a few `name: value` lines, an empty line, the
story's HTML. Files named NN-slug.revision-N.html are what the same story said before.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from importlib import resources
from importlib.resources.abc import Traversable
from xml.etree import ElementTree as ET

from newsterm.model.parsed import FeedLink

_FILE = re.compile(r"\d+-(?P<slug>[a-z0-9-]+?)(?:\.revision-(?P<revision>\d+))?\.html")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_CREATOR = "http://purl.org/dc/elements/1.1/"
CONTENT_TYPE = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """One feed of the demo, as its server would send it."""

    link: FeedLink
    states: tuple[bytes, ...]
    """RSS 2.0 in UTF-8, as the feed stood one time after the other; the last is how it stands now."""

    @property
    def body(self) -> bytes:
        """The feed as it stands now."""
        return self.states[-1]


@dataclass(frozen=True, slots=True)
class _Story:
    slug: str
    revision: int | None
    """Counts from 1; None for the last."""
    title: str
    author: str
    hours: float
    """Hours ago that it was published."""
    html: str


def load_demo(now: datetime) -> tuple[DemoFeed, ...]:
    """All feeds of the demo, with stories published some hours or days before `now` (aware)."""
    folders = sorted(_stories_folder().iterdir(), key=lambda folder: folder.name)
    return tuple(_load_feed(folder, now) for folder in folders if folder.is_dir())


def _stories_folder() -> Traversable:
    return resources.files("newsterm.demo").joinpath("stories")


def _load_feed(folder: Traversable, now: datetime) -> DemoFeed:
    about = tomllib.loads(folder.joinpath("feed.toml").read_text(encoding="utf-8"))
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    stories = [_read_story(file, found) for file in files if (found := _FILE.fullmatch(file.name))]
    last = max((story.revision or 0 for story in stories), default=0)
    link = FeedLink(about["url"], about["title"], about["folder"], about["site_url"])
    states = (_write_rss(about, _as_of(stories, revision), now) for revision in range(1, last + 2))
    return DemoFeed(link, tuple(states))


def _read_story(file: Traversable, found: re.Match[str]) -> _Story:
    head, _, html = file.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return _Story(
        slug=found["slug"],
        revision=int(found["revision"]) if found["revision"] else None,
        title=fields["title"],
        author=fields["author"],
        hours=float(fields["hours"]),
        html=html,
    )


def _as_of(stories: Iterable[_Story], revision: int) -> list[_Story]:
    """Each story once, newest first: as it read at that revision, or as it reads now where it has fewer."""
    chosen: dict[str, _Story] = {}
    for story in stories:
        if story.revision == revision or (story.revision is None and story.slug not in chosen):
            chosen[story.slug] = story
    return sorted(chosen.values(), key=lambda story: story.hours)


def _write_rss(about: dict[str, str], stories: Iterable[_Story], now: datetime) -> bytes:
    rss = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(rss, "channel")
    _add(channel, "title", about["title"])
    _add(channel, "link", about["site_url"])
    _add(channel, "description", about["description"])
    _add(channel, "language", about.get("language", "en"))
    for story in stories:
        url = about["site_url"] + story.slug
        item = ET.SubElement(channel, "item")
        _add(item, "title", story.title)
        _add(item, "link", url)
        _add(item, "guid", url)
        _add(item, f"{{{_CREATOR}}}creator", story.author)
        _add(item, "pubDate", format_datetime(now - timedelta(hours=story.hours)))
        _add(item, f"{{{_CONTENT}}}encoded", story.html)
    ET.register_namespace("content", _CONTENT)
    ET.register_namespace("dc", _CREATOR)
    written: bytes = ET.tostring(rss, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
