"""Marking articles read and unread, by ids or by the whole list that a user looks at."""

from collections.abc import Sequence

from newsterm.model.event import EventKind
from newsterm.model.listing import Listing
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import article_draft, record_for_articles
from newsterm.storage import windows


def mark_read(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Mark articles as read."""
    return record_for_articles(
        ctx, ids, article_draft(EventKind.READ), does="marked {} read", already="{} read already"
    )


def mark_unread(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Mark articles as unread."""
    return record_for_articles(
        ctx, ids, article_draft(EventKind.UNREAD), does="marked {} unread", already="{} unread already"
    )


def mark_listing_read(ctx: Context, listing: Listing) -> Outcome:
    """Mark every article of a list as read.

    Raises:
        QueryError: the list's query is wrong.
    """
    return mark_read(ctx, windows.ids(ctx.library.reader(), listing, ctx.now()))
