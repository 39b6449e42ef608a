"""Putting articles aside to be read later."""

from collections.abc import Sequence

from newsterm.model.event import AWAKE, EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import article_draft, record_for_articles
from newsterm.storage.journal import Draft


def put_later(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Put articles aside for later, out of the archive and awake."""

    def drafts(articles: Sequence[int]) -> list[Draft]:
        payload = {"articles": list(articles)}
        return [
            Draft(EventKind.LATER, payload),
            Draft(EventKind.UNARCHIVED, payload),
            Draft(EventKind.SNOOZED, {**payload, "until": AWAKE}),
        ]

    return record_for_articles(ctx, ids, drafts, does="put {} aside for later", already="{} put aside already")


def take_from_later(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Take articles out of what was put aside."""
    drafts = article_draft(EventKind.NOT_LATER)
    return record_for_articles(ctx, ids, drafts, does="took {} out of later", already="{} not put aside anyway")
