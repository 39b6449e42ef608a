"""Places that a list can show (views, folders, feeds, tags, searches) and the pure building of the feed tree's rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from newsterm.model.feed import Counters, Feed


class PlaceKind(StrEnum):
    """What a place is."""

    VIEW = "view"
    FOLDER = "folder"
    FEED = "feed"
    TAG = "tag"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to look: what the list is asked for, and under which name."""

    kind: PlaceKind
    key: str
    """Unique among places of a kind: a view's word, a folder's path, a feed's id, a tag's name, a query."""
    title: str
    query: str = ""
    feeds: tuple[int, ...] | None = None
    """Only articles of these feeds; None for all."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of the feed tree."""

    place: Place
    depth: int
    unread: int
    expanded: bool | None = None
    """Whether what lies below is shown; None where nothing does."""
    failing: bool = False
    """Whether the last refresh of the feed, or of a feed of the folder, failed."""
    total: int = 0
    """All articles of the place, read or not."""


UNREAD: Final = Place(PlaceKind.VIEW, "unread", "Unread", "is:unread")
ALL: Final = Place(PlaceKind.VIEW, "all", "All")
STARRED: Final = Place(PlaceKind.VIEW, "starred", "Starred", "is:starred")
TAGGED: Final = Place(PlaceKind.VIEW, "tagged", "Tagged", "-tag:none")
NOTED: Final = Place(PlaceKind.VIEW, "noted", "Noted", "has:note")

MOST_TAGS: Final = 12
"""Tags that the tree shows; a search finds the others."""
_PLAIN_TAG = re.compile(r"[\w][\w/.-]*")


def feed_place(feed: Feed) -> Place:
    """The place of one feed's articles."""
    return Place(PlaceKind.FEED, str(feed.id), feed.title, feeds=(feed.id,))


def folder_place(path: str, feeds: Iterable[Feed]) -> Place:
    """The place of a folder; `feeds` are those in it and in its subfolders."""
    return Place(PlaceKind.FOLDER, path, path.rpartition("/")[2], feeds=tuple(feed.id for feed in feeds))


def tag_place(name: str) -> Place:
    """The place of the articles with a tag or one below it."""
    value = name if _PLAIN_TAG.fullmatch(name) else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Place(PlaceKind.TAG, name, f"#{name}", f"tag:{value}")


def search_place(query: str) -> Place:
    """The place of what a query finds."""
    return Place(PlaceKind.SEARCH, query, query, query)


def build_tree(
    feeds: Sequence[Feed], totals: Counters, tags: Sequence[tuple[str, int]], collapsed: frozenset[str]
) -> list[TreeRow]:
    """Lay out the tree: views, then folders with their feeds, then feeds without a folder.

    Args:
        feeds: all feeds, in any order.
        totals: the library's counters.
        tags: name and number of articles, the ones to show first.
        collapsed: keys of the folders (and of the Tagged view) whose insides are hidden.
    """
    rows = [
        TreeRow(UNREAD, 0, totals.unread, total=totals.unread),
        TreeRow(ALL, 0, totals.unread, total=totals.total),
        TreeRow(STARRED, 0, 0, total=totals.starred),
        TreeRow(TAGGED, 0, 0, expanded=TAGGED.key not in collapsed if tags else None, total=totals.tagged),
    ]
    if TAGGED.key not in collapsed:
        rows += [TreeRow(tag_place(name), 1, 0, total=count) for name, count in tags[:MOST_TAGS]]
    rows.append(TreeRow(NOTED, 0, 0, total=totals.noted))
    root = _folders_of(feeds)
    for folder in _by_title(root.folders):
        rows += _folder_rows(folder, 0, collapsed)
    rows += [_feed_row(feed, 0) for feed in _feeds_by_title(root.feeds)]
    return rows


def find_place(rows: Iterable[TreeRow], kind: PlaceKind, key: str) -> Place | None:
    """The place of that kind and key among a tree's rows, None if it is not there."""
    return next((row.place for row in rows if row.place.kind is kind and row.place.key == key), None)


def words_of_nothing(place: Place, add: Sequence[str], refresh: Sequence[str], *, has_feeds: bool) -> str:
    """What a place says when it is empty, with the keys that change that, if there are any."""
    if place.kind is PlaceKind.SEARCH:
        return f"Nothing found for {place.query}"
    if not has_feeds:
        return " ".join(["No feeds yet.", *(f"{key} adds one." for key in add)])
    ask = [f"{key} asks the feeds for news." for key in refresh]
    if place == UNREAD:
        return " ".join(["Nothing unread.", *ask])
    if place.kind in {PlaceKind.FEED, PlaceKind.FOLDER}:
        return " ".join(["Nothing here yet.", *ask])
    return f"Nothing in {place.title}."


@dataclass(slots=True)
class _Folder:
    path: str
    folders: "dict[str, _Folder]" = field(default_factory=dict)
    feeds: list[Feed] = field(default_factory=list)

    def all_feeds(self) -> Iterator[Feed]:
        for folder in self.folders.values():
            yield from folder.all_feeds()
        yield from self.feeds


def _folders_of(feeds: Iterable[Feed]) -> _Folder:
    root = _Folder("")
    for feed in feeds:
        folder = root
        for name in filter(None, feed.folder.split("/")):
            path = f"{folder.path}/{name}" if folder.path else name
            folder = folder.folders.setdefault(name, _Folder(path))
        folder.feeds.append(feed)
    return root


def _folder_rows(folder: _Folder, depth: int, collapsed: frozenset[str]) -> Iterator[TreeRow]:
    inside = list(folder.all_feeds())
    expanded = folder.path not in collapsed
    yield TreeRow(
        folder_place(folder.path, inside),
        depth,
        sum(feed.unread for feed in inside),
        expanded=expanded,
        failing=any(feed.error for feed in inside),
        total=sum(feed.total for feed in inside),
    )
    if expanded:
        for feed in _feeds_by_title(folder.feeds):
            yield _feed_row(feed, depth + 1)
        for below in _by_title(folder.folders):
            yield from _folder_rows(below, depth + 1, collapsed)


def _feed_row(feed: Feed, depth: int) -> TreeRow:
    return TreeRow(feed_place(feed), depth, feed.unread, failing=bool(feed.error), total=feed.total)


def _by_title(folders: dict[str, _Folder]) -> list[_Folder]:
    return sorted(folders.values(), key=lambda folder: (folder.path.casefold(), folder.path))


def _feeds_by_title(feeds: Iterable[Feed]) -> list[Feed]:
    return sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.id))
