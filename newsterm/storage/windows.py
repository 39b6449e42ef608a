"""The windows that lists ask for: some rows of a listing at a time, their number, and places in it.

`Sort.BEST` ranks the newest `ranking.CANDIDATES` matches and leaves what is older behind them, newest first.
"""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing, Sort
from newsterm.query.parser import parse
from newsterm.storage import articles
from newsterm.storage.plans import choose
from newsterm.storage.ranking import CANDIDATES, rank
from newsterm.storage.scopes import Scope, corrected_count, is_counted, latest_arrival, understand
from newsterm.storage.selecting import EVERYTHING, Part, count_ids, running, select_ids

__all__ = ["count", "ids", "known_count", "latest_arrival", "next_unread", "position", "window"]


def window(
    connection: sqlite3.Connection, listing: Listing, offset: int, limit: int, now: datetime
) -> list[ArticleRow]:
    """Rows `[offset, offset + limit)` of a listing.

    Args:
        connection: a connection of the library.
        listing: what to show.
        offset: rows to leave out; beyond the middle of a listing whose number is known at once, the rows
            are reached from its other end.
        limit: rows at most.
        now: what ages in the query count back from.

    Raises:
        QueryError: its query is wrong.
    """
    with running(connection):
        scope = understand(connection, listing, now, wanted=offset + limit)
        return articles.rows(connection, _ids(connection, listing, scope, offset, limit))


def ids(connection: sqlite3.Connection, listing: Listing, now: datetime) -> list[int]:
    """The ids of all articles of a listing in its order.

    Raises:
        QueryError: its query is wrong.
    """
    with running(connection):
        return _ids(connection, listing, understand(connection, listing, now), 0, EVERYTHING)


def count(connection: sqlite3.Connection, listing: Listing, now: datetime) -> int:
    """How many articles a listing has.

    Raises:
        QueryError: its query is wrong.
    """
    with running(connection):
        return _count(connection, understand(connection, listing, now))


def known_count(connection: sqlite3.Connection, listing: Listing) -> int | None:
    """How many articles a listing has, if counters tell; else None.

    Raises:
        QueryError: its query is wrong.
    """
    if not is_counted(parse(listing.query)):
        return None
    return corrected_count(connection, understand(connection, listing, datetime.now(UTC)))


def position(connection: sqlite3.Connection, listing: Listing, article: int, now: datetime) -> int | None:
    """How many rows of a listing come before an article; None if the article is not in it.

    Raises:
        QueryError: the listing's query is wrong.
    """
    with running(connection):
        scope = understand(connection, listing, now, wanted=1)
        if not select_ids(connection, scope, choose(connection, scope, 1), part=Part(article, article + 1)):
            return None
        if _is_ranked(listing, scope):
            ranked = _ranked(connection, scope)
            if article in ranked:
                return ranked.index(article)
        before = Part(high=article) if listing.sort is Sort.OLDEST else Part(low=article + 1)
        return count_ids(connection, scope, choose(connection, scope, EVERYTHING), part=before)


def next_unread(
    connection: sqlite3.Connection, listing: Listing, after: int | None, *, backwards: bool = False, now: datetime
) -> int | None:
    """The id of the next unread article of a listing, None if there is no more.

    Args:
        connection: a connection of the library.
        listing: where to look.
        after: the article to go on from; None for the listing's beginning (backwards: its end).
        backwards: towards the beginning.
        now: what ages in the query count back from.

    Raises:
        QueryError: the listing's query is wrong.
    """
    with running(connection):
        scope = understand(connection, listing, now, wanted=1)
        if _is_ranked(listing, scope):
            return _next_unread_ranked(connection, listing, scope, after, backwards=backwards)
        newest_first = (listing.sort is not Sort.OLDEST) is not backwards
        part = Part(unread=True)
        if after is not None:
            part = replace(part, high=after) if newest_first else replace(part, low=after + 1)
        unread = replace(
            scope, kinds=scope.kinds | {"unread"}, is_counted=False, conditions=(*scope.conditions, "a.read = 0")
        )
        plan = choose(connection, unread, 1)
        found = select_ids(connection, unread, plan, part=part, newest_first=newest_first, limit=1)
        return found[0] if found else None


def _ids(connection: sqlite3.Connection, listing: Listing, scope: Scope, offset: int, limit: int) -> list[int]:
    if _is_ranked(listing, scope):
        return _ranked_ids(connection, scope, offset, limit)
    newest_first = listing.sort is not Sort.OLDEST
    if offset > limit and scope.is_counted:
        number = corrected_count(connection, scope)
        if offset > number // 2:
            left = max(number - offset - limit, 0)
            return _slice(connection, scope, left, max(number - offset - left, 0), newest_first=not newest_first)[::-1]
    return _slice(connection, scope, offset, limit, newest_first=newest_first)


def _slice(connection: sqlite3.Connection, scope: Scope, offset: int, limit: int, *, newest_first: bool) -> list[int]:
    plan = choose(connection, scope, offset + limit)
    return select_ids(connection, scope, plan, newest_first=newest_first, limit=limit, offset=offset)


def _count(connection: sqlite3.Connection, scope: Scope) -> int:
    if scope.is_counted:
        return corrected_count(connection, scope)
    return count_ids(connection, scope, choose(connection, scope, EVERYTHING))


def _is_ranked(listing: Listing, scope: Scope) -> bool:
    return listing.sort is Sort.BEST and scope.query.match is not None


def _ranked(connection: sqlite3.Connection, scope: Scope) -> list[int]:
    return rank(connection, scope.query.match or "", _slice(connection, scope, 0, CANDIDATES, newest_first=True))


def _ranked_ids(connection: sqlite3.Connection, scope: Scope, offset: int, limit: int) -> list[int]:
    ranked = _ranked(connection, scope)[offset : offset + limit] if offset < CANDIDATES else []
    rest = max(offset, CANDIDATES)
    missing = offset + limit - rest
    return ranked + (_slice(connection, scope, rest, missing, newest_first=True) if missing > 0 else [])


def _next_unread_ranked(
    connection: sqlite3.Connection, listing: Listing, scope: Scope, after: int | None, *, backwards: bool
) -> int | None:
    order = _ids(connection, listing, scope, 0, EVERYTHING)
    if backwards:
        order.reverse()
    start = order.index(after) + 1 if after in order else 0
    for first in range(start, len(order), CANDIDATES):
        for row in articles.rows(connection, order[first : first + CANDIDATES]):
            if not row.read:
                return row.id
    return None
