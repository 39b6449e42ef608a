"""The rows of the feed tree, built from what the library knows: pure, and the source of the tabs over the list too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from newsterm.interface.places import (
    ALL,
    ARCHIVED,
    LATER,
    NOTED,
    SNOOZED,
    STARRED,
    TAGGED,
    TURNS,
    UNREAD,
    Place,
    PlaceKind,
    feed_place,
    folder_place,
    key_of,
    tag_place,
)
from newsterm.model.feed import Counters, Feed
from newsterm.model.identifiers import encode
from newsterm.storage.definitions import arranged

MOST_TAGS: Final = 12
"""Tags that the tree shows; a search finds the others."""
_ONLY_WITH_SOMETHING = frozenset({SNOOZED, ARCHIVED, TAGGED, NOTED})
"""Built-in places that the tree shows only while something is in them."""
_OF_UNREAD = frozenset({PlaceKind.VIEW, PlaceKind.FOLDER, PlaceKind.FEED})


class TreeRow(NamedTuple):
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
    wrong: str = ""
    """What is wrong with a view's query, "" if nothing is."""

    @property
    def counts_unread(self) -> bool:
        """Whether its number is that of unread articles."""
        return self.place.kind in _OF_UNREAD or self.place == UNREAD

    @property
    def number(self) -> int:
        """The number to show: what is unread in views, feeds and folders, all articles of the others; 0 for none."""
        if self.place == TURNS:
            return 0
        return self.unread if self.counts_unread else self.total


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The user's own order of rows; what it does not name comes after, by title."""

    folders: tuple[str, ...] = ()
    """Paths."""
    feeds: tuple[str, ...] = ()
    """Tokens."""


def build_tree(
    feeds: Sequence[Feed],
    totals: Counters,
    tags: Sequence[tuple[str, int]],
    collapsed: frozenset[str],
    views: Sequence[TreeRow] = (),
    arrangement: Arrangement = Arrangement(),
) -> list[TreeRow]:
    """Lay out the tree as it is shown, see `whole_tree` and `folded`."""
    return folded(whole_tree(feeds, totals, tags, views, arrangement), collapsed)


def whole_tree(
    feeds: Sequence[Feed],
    totals: Counters,
    tags: Sequence[tuple[str, int]],
    views: Sequence[TreeRow] = (),
    arrangement: Arrangement = Arrangement(),
) -> list[TreeRow]:
    """Lay out all rows: built-in places, views, then folders with their feeds, then feeds without a folder.

    Args:
        feeds: all feeds, in any order.
        totals: the library's counters.
        tags: name and number of articles, the ones to show first.
        views: the rows of the user's views, in their order.
        arrangement: the user's own order of folders and feeds.
    """
    rows = [
        TreeRow(UNREAD, 0, totals.unread, total=totals.unread),
        TreeRow(TURNS, 0, totals.unread, total=totals.unread),
        TreeRow(LATER, 0, 0, total=totals.later),
        TreeRow(STARRED, 0, 0, total=totals.starred),
        TreeRow(SNOOZED, 0, 0, total=totals.snoozed),
        TreeRow(ARCHIVED, 0, 0, total=totals.archived),
        TreeRow(ALL, 0, totals.unread, total=totals.total),
        TreeRow(TAGGED, 0, 0, expanded=True if tags else None, total=totals.tagged),
        *(TreeRow(tag_place(name), 1, 0, total=count) for name, count in tags[:MOST_TAGS]),
        TreeRow(NOTED, 0, 0, total=totals.noted),
        *views,
    ]
    root = _folders_of(feeds)
    for folder in _in_order(root.folders, arrangement):
        rows += _folder_rows(folder, 0, arrangement)
    rows += [_feed_row(feed, 0) for feed in _feeds_in_order(root.feeds, arrangement)]
    return rows


def folded(rows: Iterable[TreeRow], collapsed: frozenset[str]) -> list[TreeRow]:
    """The rows that are shown.

    Args:
        rows: all of them.
        collapsed: keys of the folders (and of the place of tags) whose insides are hidden.
    """
    shown: list[TreeRow] = []
    hidden_below: int | None = None
    for row in rows:
        if hidden_below is not None and row.depth > hidden_below:
            continue
        hidden_below = None
        if row.place in _ONLY_WITH_SOMETHING and not row.total:
            continue
        if row.expanded is not None and row.place.key in collapsed:
            hidden_below = row.depth
            shown.append(row._replace(expanded=False))
        else:
            shown.append(row)
    return shown


def find_place(rows: Iterable[TreeRow], kind: PlaceKind, key: str) -> Place | None:
    """The place of that kind and key among a tree's rows, None if it is not there."""
    return next((row.place for row in rows if row.place.kind is kind and row.place.key == key), None)


def rows_of(tokens: Iterable[str], rows: Iterable[TreeRow]) -> list[TreeRow]:
    """The rows of the places with these tokens, in their order; what is gone is left out."""
    by_key = {(row.place.kind.value, row.place.key): row for row in rows}
    found = (by_key.get(key_of(token)) for token in tokens)
    return [row for row in found if row is not None]


def like(rows: Sequence[TreeRow], row: TreeRow) -> list[TreeRow]:
    """The rows among which the user may move a row, itself among them; [] for what stays in its place."""
    kind = row.place.kind
    if kind is PlaceKind.VIEW:
        return [each for each in rows if each.place.kind is kind]
    if kind is PlaceKind.FOLDER:
        parent = _parent(row.place.key)
        return [each for each in rows if each.place.kind is kind and _parent(each.place.key) == parent]
    if kind is PlaceKind.FEED:
        return _neighbours(rows, row)
    return []


def arranged_key(place: Place) -> str:
    """What the user's order of views, folders or feeds calls a place."""
    return encode(int(place.key)) if place.kind is PlaceKind.FEED else place.key


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _neighbours(rows: Sequence[TreeRow], row: TreeRow) -> list[TreeRow]:
    """The feeds of the same folder, which stand side by side."""
    at = next(index for index, each in enumerate(rows) if each.place.is_same(row.place))
    first = last = at
    while first > 0 and _is_feed_at(rows[first - 1], row.depth):
        first -= 1
    while last + 1 < len(rows) and _is_feed_at(rows[last + 1], row.depth):
        last += 1
    return list(rows[first : last + 1])


def _is_feed_at(row: TreeRow, depth: int) -> bool:
    return row.place.kind is PlaceKind.FEED and row.depth == depth


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


def _folder_rows(folder: _Folder, depth: int, arrangement: Arrangement) -> Iterator[TreeRow]:
    inside = list(folder.all_feeds())
    yield TreeRow(
        folder_place(folder.path, inside),
        depth,
        sum(feed.unread for feed in inside),
        expanded=True,
        failing=any(feed.error for feed in inside),
        total=sum(feed.total for feed in inside),
    )
    for feed in _feeds_in_order(folder.feeds, arrangement):
        yield _feed_row(feed, depth + 1)
    for below in _in_order(folder.folders, arrangement):
        yield from _folder_rows(below, depth + 1, arrangement)


def _feed_row(feed: Feed, depth: int) -> TreeRow:
    return TreeRow(feed_place(feed), depth, feed.unread, failing=bool(feed.error), total=feed.total)


def _in_order(folders: dict[str, _Folder], arrangement: Arrangement) -> list[_Folder]:
    found = sorted(folders.values(), key=lambda folder: (folder.path.casefold(), folder.path))
    return arranged([(folder.path, folder) for folder in found], arrangement.folders)


def _feeds_in_order(feeds: Iterable[Feed], arrangement: Arrangement) -> list[Feed]:
    found = sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.id))
    return arranged([(encode(feed.id), feed) for feed in found], arrangement.feeds) if arrangement.feeds else found
