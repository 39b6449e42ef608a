"""How many stories of a list would stand higher or lower by score, if those that a query finds had other points."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from newsterm.model.listing import Listing, Sort
from newsterm.storage import scores, windows
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.matching import matching

MOST: Final = 1_000
"""Stories that are looked at, of each kind."""
_Key: TypeAlias = tuple[int, int]
"""A story's score and id: by score, the list has the largest of these first."""


class Moves(NamedTuple):
    """How many stories would move."""

    number: int
    is_exact: bool
    """Whether these are all; else there may be more."""


class _Parts(NamedTuple):
    """A list's stories, as far as they are looked at."""

    changed: list[_Key]
    """Those that the query finds."""
    others: list[_Key]
    """Those that it does not find, the lowest first."""
    has_more: bool
    """Whether the query finds more."""
    complete_from: _Key | None
    """Where, from the top, the others begin to have gaps; None if they have none."""


def count_moves(
    connection: LibraryConnection, listing: Listing, query: str, points: int, now: datetime, most: int = MOST
) -> Moves:
    """Count the stories that would be past at least one story that they are not past now.

    A story that gets more points moves up where one without them stands between its old place and its new one: the
    order among those that get them stays as it is, and all others can only be passed. With fewer points it is the
    same downwards.

    Args:
        connection: a connection of the library.
        listing: what is shown, in whatever order.
        query: what would have other points.
        points: how many more; below nought, how many fewer.
        now: what ages in the queries count back from.
        most: stories to look at: the newest of those that the query finds, the highest and the oldest others.

    Raises:
        QueryError: a query is wrong, or a regular expression took too long.
    """
    if not points:
        return Moves(0, is_exact=True)
    parts = (_in_turn if listing.sort is Sort.TURNS else _parts)(connection, listing, query, now, most)
    number, is_exact = 0, not parts.has_more
    for score, article in parts.changed:
        low, high = sorted(((score, article), (score + points, article)))
        above = bisect_right(parts.others, low)
        if above < len(parts.others) and parts.others[above] < high:
            number += 1
        elif parts.complete_from is not None and low < parts.complete_from:
            is_exact = False
    return Moves(number, is_exact)


def _parts(connection: LibraryConnection, listing: Listing, query: str, now: datetime, most: int) -> _Parts:
    changed = replace(listing, query=_both(listing.query, query), sort=Sort.NEWEST, kept=(), raised=())
    others = replace(changed, query=_both(listing.query, f"-({query})"), sort=Sort.SCORE)
    changed_ids = windows.ids(connection, changed, now, most + 1)
    other_ids = windows.ids(connection, others, now, most + 1)
    has_more = len(changed_ids) > most
    del changed_ids[most:]
    complete_from = None
    if len(other_ids) > most:
        (complete_from,) = _keys(connection, other_ids[-1:])
        other_ids += windows.ids(connection, replace(others, sort=Sort.OLDEST), now, most)
    if listing.kept:
        kept = matching(connection, query, listing.kept, now)
        changed_ids += [article for article in listing.kept if article in kept]
        other_ids += [article for article in listing.kept if article not in kept]
    return _Parts(_keys(connection, changed_ids), _keys(connection, other_ids)[::-1], has_more, complete_from)


def _in_turn(connection: LibraryConnection, listing: Listing, query: str, now: datetime, _: int) -> _Parts:
    """The parts of a list that has so many stories of each feed: all of them."""
    ids = windows.ids(connection, listing, now)
    found = matching(connection, query, ids, now)
    others = [article for article in ids if article not in found]
    return _Parts(_keys(connection, found), _keys(connection, others)[::-1], has_more=False, complete_from=None)


def _both(*queries: str) -> str:
    return " ".join(f"({query})" for query in queries if query.strip())


def _keys(connection: sqlite3.Connection, ids: Iterable[int]) -> list[_Key]:
    found = scores.of_listed(connection, dict.fromkeys(ids))
    return sorted(((score, article) for article, score in found.items()), reverse=True)
