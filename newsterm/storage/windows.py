"""The windows that lists ask for: some rows of a listing at a time, their number, and places in it.

`Sort.BEST` ranks the newest `ranking.CANDIDATES` matches and leaves what is older behind them, newest first.
`Sort.SCORE` and `Sort.TURNS` put the whole list into order, so a list that is walked asks for its `ids` once.
"""

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing, Sort
from newsterm.storage import articles
from newsterm.storage.ordering import by_score, by_turns
from newsterm.storage.plans import choose
from newsterm.storage.ranking import CANDIDATES, rank
from newsterm.storage.scopes import Scope, corrected_count, counter_of, latest_arrival, read_query, understand, without
from newsterm.storage.selecting import EVERYTHING, Part, count_ids, pack_ids, running, select_ids

__all__ = [
    "EVERYTHING",
    "count",
    "ids",
    "known_count",
    "latest_arrival",
    "next_unread",
    "packed_ids",
    "position",
    "raised",
    "window",
]

_MOST_RAISED = 100


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


def ids(connection: sqlite3.Connection, listing: Listing, now: datetime, limit: int = EVERYTHING) -> list[int]:
    """The ids of the articles of a listing in its order: the first `limit`, or all.

    Raises:
        QueryError: its query is wrong.
    """
    with running(connection):
        return _ids(connection, listing, understand(connection, listing, now, wanted=limit), 0, limit)


def packed_ids(connection: sqlite3.Connection, listing: Listing, now: datetime) -> "array[int]":
    """What `ids` gives, at 8 bytes each: for lists that are kept while they are shown.

    Raises:
        QueryError: its query is wrong.
    """
    with running(connection):
        scope = understand(connection, listing, now)
        if listing.sort in {Sort.SCORE, Sort.TURNS} or _is_ranked(listing, scope):
            return array("q", _ids(connection, listing, scope, 0, EVERYTHING))
        first, rest = _raised_first(connection, listing, scope)
        plan = choose(connection, rest, EVERYTHING)
        return array("q", first) + pack_ids(connection, rest, plan, newest_first=listing.sort is not Sort.OLDEST)


def count(connection: sqlite3.Connection, listing: Listing, now: datetime) -> int:
    """How many articles a listing has.

    Raises:
        QueryError: its query is wrong.
    """
    with running(connection):
        scope = understand(connection, listing, now)
        if listing.sort is Sort.TURNS:
            return len(by_turns(connection, scope, EVERYTHING))
        return _count(connection, scope)


def known_count(connection: sqlite3.Connection, listing: Listing) -> int | None:
    """How many articles a listing has, if counters tell; else None.

    Raises:
        QueryError: its query is wrong.
    """
    if listing.sort is Sort.TURNS or not counter_of(read_query(connection, listing.query), stream=listing.stream):
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
        if listing.sort in {Sort.SCORE, Sort.TURNS}:
            found = _ids(connection, listing, scope, 0, EVERYTHING)
            return found.index(article) if article in found else None
        if _is_ranked(listing, scope):
            ranked = _ranked(connection, scope)
            if article in ranked:
                return ranked.index(article)
        first, scope = _raised_first(connection, listing, scope)
        if article in first:
            return first.index(article)
        before = Part(high=article) if listing.sort is Sort.OLDEST else Part(low=article + 1)
        return len(first) + count_ids(connection, scope, choose(connection, scope, EVERYTHING), part=before)


def raised(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The unread articles that woke from their snooze, the last woken first: what a list may put on its top."""
    found = connection.execute(
        "SELECT id FROM articles WHERE raised_at <> 0 AND read = 0 AND gone = 0"
        " ORDER BY raised_at DESC, id DESC LIMIT ?",
        (_MOST_RAISED,),
    )
    return tuple(number for (number,) in found.fetchall())


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
        if listing.sort in {Sort.SCORE, Sort.TURNS} or _is_ranked(listing, scope):
            return _next_unread_in_order(connection, listing, scope, after, backwards=backwards)
        first, rest = _raised_first(connection, listing, scope)
        at = first.index(after) if after in first else None
        if backwards and at is not None:
            return _first_unread(connection, first[:at][::-1])
        if backwards:
            found = _next_unread_in_time(connection, listing, rest, after, backwards=True)
            return _first_unread(connection, first[::-1]) if found is None else found
        ahead = first[at + 1 :] if at is not None else first if after is None else []
        found = _first_unread(connection, ahead)
        if found is None:
            going_on = None if at is not None else after
            found = _next_unread_in_time(connection, listing, rest, going_on, backwards=False)
        return found


def _next_unread_in_time(
    connection: sqlite3.Connection, listing: Listing, scope: Scope, after: int | None, *, backwards: bool
) -> int | None:
    newest_first = (listing.sort is not Sort.OLDEST) is not backwards
    part = Part(unread=True)
    if after is not None:
        part = part._replace(high=after) if newest_first else part._replace(low=after + 1)
    unread = replace(scope, kinds=scope.kinds | {"unread"}, counted="", conditions=(*scope.conditions, "a.read = 0"))
    plan = choose(connection, unread, 1)
    found = select_ids(connection, unread, plan, part=part, newest_first=newest_first, limit=1)
    return found[0] if found else None


def _ids(connection: sqlite3.Connection, listing: Listing, scope: Scope, offset: int, limit: int) -> list[int]:
    if listing.sort is Sort.SCORE:
        return by_score(connection, scope, offset, limit)
    if listing.sort is Sort.TURNS:
        return by_turns(connection, scope, offset + limit)[offset:]
    if _is_ranked(listing, scope):
        return _ranked_ids(connection, scope, offset, limit)
    first, rest = _raised_first(connection, listing, scope)
    shown = first[offset : offset + limit]
    if limit > len(shown):
        left = corrected_count(connection, scope) - len(first) if offset > limit and scope.is_counted else None
        shown += _in_order(connection, listing, rest, max(offset - len(first), 0), limit - len(shown), left)
    return shown


def _raised_first(connection: sqlite3.Connection, listing: Listing, scope: Scope) -> tuple[list[int], Scope]:
    """The ids that come first, and the scope of all others."""
    if not listing.raised or listing.sort is not Sort.NEWEST:
        return [], scope
    plan = choose(connection, scope, 1)
    first = [
        article for article in listing.raised if select_ids(connection, scope, plan, part=Part(article, article + 1))
    ]
    return first, without(scope, first) if first else scope


def _in_order(
    connection: sqlite3.Connection, listing: Listing, scope: Scope, offset: int, limit: int, number: int | None
) -> list[int]:
    """Ids in the order of time; `number` is how many the scope has, if that is known."""
    newest_first = listing.sort is not Sort.OLDEST
    if offset > limit and number is not None and offset > number // 2:
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


def _next_unread_in_order(
    connection: sqlite3.Connection, listing: Listing, scope: Scope, after: int | None, *, backwards: bool
) -> int | None:
    order = _ids(connection, listing, scope, 0, EVERYTHING)
    if backwards:
        order.reverse()
    return _first_unread(connection, order[order.index(after) + 1 :] if after in order else order)


def _first_unread(connection: sqlite3.Connection, order: Sequence[int]) -> int | None:
    for first in range(0, len(order), CANDIDATES):
        for row in articles.rows(connection, order[first : first + CANDIDATES]):
            if not row.read:
                return row.id
    return None
