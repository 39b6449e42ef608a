"""Starring articles: keeping them on purpose."""

from collections.abc import Sequence

from newsterm.model.event import EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import article_draft, record_for_articles


def star(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Star articles."""
    return record_for_articles(
        ctx, ids, article_draft(EventKind.STARRED), does="starred {}", already="{} starred already"
    )


def unstar(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Take the star from articles."""
    return record_for_articles(
        ctx, ids, article_draft(EventKind.UNSTARRED), does="unstarred {}", already="{} not starred anyway"
    )
