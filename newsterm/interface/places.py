"""Places that a list can show: built-in ones, the user's views, folders, feeds, tags and searches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from newsterm.model.feed import Feed
from newsterm.model.identifiers import decode, encode
from newsterm.model.listing import Listing, Sort
from newsterm.query.printing import quote


class PlaceKind(StrEnum):
    """What a place is."""

    BUILT_IN = "built-in"
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
    """Unique among places of a kind: a built-in's word, a view's name, a folder's path, a feed's id, a tag, a query."""
    title: str
    query: str = ""
    feeds: tuple[int, ...] | None = None
    """Only articles of these feeds; None for all."""
    stream: bool = False
    """Only what is in the stream: neither archived nor snoozed."""
    sort: Sort | None = None
    """The place's own order; None for the order that the user has everywhere."""
    rows: str = ""
    """The place's own rows, "compact" or "comfortable"; "" for what the user has everywhere."""

    @property
    def token(self) -> str:
        """What the user's orders and tabs call the place."""
        return f"{self.kind.value}:{encode(int(self.key)) if self.kind is PlaceKind.FEED else self.key}"

    @property
    def is_found(self) -> bool:
        """Whether its articles are found by a query of the user's, which may take its time."""
        return self.kind in {PlaceKind.SEARCH, PlaceKind.VIEW}

    def is_same(self, other: "Place") -> bool:
        """Whether both are the same place, be it as it was before and as it is now."""
        return (self.kind, self.key) == (other.kind, other.key)

    def listing(self, sort: Sort, as_of: int | None, raised: tuple[int, ...] = ()) -> Listing:
        """The place's list as of now.

        Args:
            sort: the order that the user has everywhere.
            as_of: the last arrival number to show, None for all.
            raised: articles that come first in the stream.
        """
        first = raised if self.stream else ()
        return Listing(self.query, self.feeds, self.sort or sort, self.stream, as_of, raised=first)


def _built_in(key: str, title: str, query: str = "", *, stream: bool = True, sort: Sort | None = None) -> Place:
    return Place(PlaceKind.BUILT_IN, key, title, query, stream=stream, sort=sort)


UNREAD: Final = _built_in("unread", "Unread", "is:unread -is:later")
TURNS: Final = _built_in("turns", "In turn", "is:unread -is:later", sort=Sort.TURNS)
LATER: Final = _built_in("later", "Later", "is:later")
STARRED: Final = _built_in("starred", "Starred", "is:starred")
SNOOZED: Final = _built_in("snoozed", "Snoozed", "is:snoozed", stream=False)
ARCHIVED: Final = _built_in("archived", "Archived", "is:archived", stream=False)
ALL: Final = _built_in("all", "All")
TAGGED: Final = _built_in("tagged", "Tagged", "-tag:none")
NOTED: Final = _built_in("noted", "Noted", "has:note")

DEFAULT_SPLITS: Final = (UNREAD.token, TURNS.token, LATER.token)
"""The tabs over the list until the user makes their own."""
SORT_WORDS: Final = {Sort.SCORE: "highest score", Sort.BEST: "best", Sort.TURNS: ""}
"""What a list's title calls an order, where that is not the order's own name."""

_PLAIN_TAG = re.compile(r"[\w][\w/.-]*")


def key_of(token: str) -> tuple[str, str]:
    """A place's kind and key, from its token."""
    kind, _, key = token.partition(":")
    return kind, str(decode(key)) if kind == PlaceKind.FEED else key


def feed_place(feed: Feed) -> Place:
    """The place of one feed's articles."""
    return Place(PlaceKind.FEED, str(feed.id), feed.title, feeds=(feed.id,), stream=True)


def folder_place(path: str, feeds: Iterable[Feed]) -> Place:
    """The place of a folder; `feeds` are those in it and in its subfolders."""
    title = path.rpartition("/")[2]
    return Place(PlaceKind.FOLDER, path, title, feeds=tuple(feed.id for feed in feeds), stream=True)


def tag_place(name: str) -> Place:
    """The place of the articles with a tag or one below it."""
    value = name if _PLAIN_TAG.fullmatch(name) else quote(name)
    return Place(PlaceKind.TAG, name, f"#{name}", f"tag:{value}", stream=True)


def search_place(query: str) -> Place:
    """The place of what a query finds, in the stream or not."""
    return Place(PlaceKind.SEARCH, query, query, query)


def view_place(name: str, listing: Listing, rows: str = "") -> Place:
    """The place of a view, from the list that it stands for."""
    return Place(PlaceKind.VIEW, name, name, listing.query, stream=listing.stream, sort=listing.sort, rows=rows)


def query_of(place: Place, feeds: Iterable[Feed]) -> str:
    """A query that finds what a place shows.

    Args:
        place: any but a search within feeds.
        feeds: all feeds, to tell one by its title where that is no part of another's title or address.
    """
    if place.kind is PlaceKind.FOLDER:
        return f"folder:{quote(place.key)}"
    if place.kind is not PlaceKind.FEED:
        return place.query
    others = [feed for feed in feeds if str(feed.id) != place.key]
    own = next((feed for feed in feeds if str(feed.id) == place.key), None)
    title = place.title.casefold()
    taken = any(title in name.casefold() for feed in others for name in (feed.title, feed.url))
    return f"feed:{quote(own.url if own and taken else place.title)}"


def words_of_nothing(place: Place, add: str, refresh: str, *, has_feeds: bool, asks: str = "") -> str:
    """What a place says when it is empty, with the key that changes that, if there is one.

    Args:
        place: the place.
        add: the key that adds a feed, "" for none.
        refresh: the key that asks the feeds, "" for none.
        has_feeds: whether there is any feed.
        asks: when a feed is asked without any key, "" for never.
    """
    if place.kind is PlaceKind.SEARCH:
        return f"Nothing found for {place.key}"
    if not has_feeds:
        return " ".join(["No feeds yet.", *([f"{add} adds one."] if add else [])])
    ask = [f"{refresh} asks the feeds for news."] if refresh else []
    if asks:
        ask = [f"The next feed is asked at {asks}{f'; {refresh} asks now' if refresh else ''}."]
    if place in {UNREAD, TURNS}:
        return " ".join(["Nothing unread.", *ask])
    if place.kind in {PlaceKind.FEED, PlaceKind.FOLDER}:
        return " ".join(["Nothing here yet.", *ask])
    return {LATER: "Nothing put aside for later.", SNOOZED: "Nothing snoozed.", ARCHIVED: "Nothing archived."}.get(
        place, f"Nothing in {place.title}."
    )
