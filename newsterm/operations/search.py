"""Finding articles by a query."""

from collections.abc import Iterator

from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing, Sort
from newsterm.operations.context import Context
from newsterm.storage import articles, windows

_ROWS_AT_ONCE = 500


def search(ctx: Context, query: str, limit: int | None = None, sort: Sort = Sort.NEWEST) -> Iterator[ArticleRow]:
    """Find articles.

    Args:
        ctx: the library.
        query: in the query language; "" finds everything.
        limit: how many at most, None for all.
        sort: their order.

    Raises:
        QueryError: the query is wrong.
    """
    return articles_of(ctx, Listing(query, sort=sort), limit)


def articles_of(ctx: Context, listing: Listing, limit: int | None = None) -> Iterator[ArticleRow]:
    """The articles of a listing in its order, `limit` at most, all if None.

    Raises:
        QueryError: its query is wrong.
    """
    reader = ctx.library.reader()
    if limit is not None and limit <= _ROWS_AT_ONCE:
        return iter(windows.window(reader, listing, 0, limit, ctx.now()))
    ids = windows.ids(reader, listing, ctx.now())[:limit]
    starts = range(0, len(ids), _ROWS_AT_ONCE)
    return (row for start in starts for row in articles.rows(reader, ids[start : start + _ROWS_AT_ONCE]))


def find_ids(ctx: Context, query: str) -> list[int]:
    """Find the ids of all articles that match, newest first, for what is done to many at once.

    Raises:
        QueryError: the query is wrong.
    """
    return windows.ids(ctx.library.reader(), Listing(query), ctx.now())
