"""Archiving articles: dealing with them, so that they leave every view but those that ask for them."""

from collections.abc import Sequence

from newsterm.model.event import AWAKE, EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import article_draft, record_for_articles
from newsterm.storage.journal import Draft


def archive(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Archive articles; they are read then, and neither put aside for later nor snoozed."""

    def drafts(articles: Sequence[int]) -> list[Draft]:
        payload = {"articles": list(articles)}
        return [
            Draft(EventKind.READ, payload),  # before the rest: what is read is in fewer indexes
            Draft(EventKind.ARCHIVED, payload),
            Draft(EventKind.NOT_LATER, payload),
            Draft(EventKind.SNOOZED, {**payload, "until": AWAKE}),
        ]

    return record_for_articles(ctx, ids, drafts, does="archived {}", already="{} archived already")


def unarchive(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Bring articles back from the archive."""
    drafts = article_draft(EventKind.UNARCHIVED)
    return record_for_articles(ctx, ids, drafts, does="brought back {}", already="{} not archived anyway")
