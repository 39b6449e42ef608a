"""Snoozing articles: gone until a time, or until their publisher edits them, then unread again at the top."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from newsterm.model.event import AWAKE, UNTIL_EDITED, EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record_for_articles
from newsterm.storage import snoozed
from newsterm.storage.journal import Draft
from newsterm.storage.times import to_seconds

SNOOZE_ACTOR = "snooze"
"""Who the journal says woke articles whose time had come."""


def snooze(ctx: Context, ids: Sequence[int], until: datetime) -> Outcome:
    """Let articles go until a time; they leave later and the archive.

    Args:
        ctx: the library and who acts.
        ids: the articles.
        until: when they come back; aware. The sentence says it in the local zone. That of `UNTIL_EDITED` is when
            their publisher edits them.
    """
    when = _when(until, ctx.now())

    def drafts(articles: Sequence[int]) -> list[Draft]:
        payload = {"articles": list(articles)}
        return [
            Draft(EventKind.SNOOZED, {**payload, "until": (to_seconds(until), 0)}),
            Draft(EventKind.NOT_LATER, payload),
            Draft(EventKind.UNARCHIVED, payload),
        ]

    return record_for_articles(
        ctx, ids, drafts, does=f"snoozed {{}} until {when}", already=f"{{}} snoozed until {when} already"
    )


def unsnooze(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Bring articles back before their time."""

    def drafts(articles: Sequence[int]) -> list[Draft]:
        return [Draft(EventKind.SNOOZED, {"articles": list(articles), "until": AWAKE})]

    return record_for_articles(ctx, ids, drafts, does="woke {}", already="{} not snoozed anyway")


def wake(ctx: Context) -> Outcome:
    """Wake the articles whose time has come: unread again, and at the top of lists."""
    due = snoozed.due(ctx.library.reader(), ctx.now())
    if not due:
        return Outcome("Nothing to wake")

    def drafts(articles: Sequence[int]) -> list[Draft]:
        payload = {"articles": list(articles)}
        return [
            Draft(EventKind.SNOOZED, {**payload, "until": (0, to_seconds(ctx.now()))}),
            Draft(EventKind.UNREAD, payload),
        ]

    return record_for_articles(
        replace(ctx, actor=SNOOZE_ACTOR),
        due,
        drafts,
        does=f"{{}} {'is' if len(due) == 1 else 'are'} back",
        already="{} awake",
    )


def _when(until: datetime, now: datetime) -> str:
    if to_seconds(until) == UNTIL_EDITED:
        return "edited"
    local = until.astimezone()
    is_today = local.date() == now.astimezone().date()
    return f"{local:%H:%M}" if is_today else f"{local:%a} {local.day} {local:%b %H:%M}"
