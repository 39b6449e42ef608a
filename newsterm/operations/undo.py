"""Taking back what was done, and doing it again, through the journal."""

from newsterm.model.event import EventGroup
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.storage import journal


def undo(ctx: Context, group: str | None = None) -> Outcome:
    """Take back one group of events: the given one, or the latest that can be taken back.

    Raises:
        NotFoundError: there is no such group.
    """
    with ctx.library.writing(durable=True) as connection:
        appended = journal.undo(connection, actor=ctx.actor, now=ctx.now(), group=group)
    if not appended.group:
        return Outcome("Nothing to take back")
    return Outcome(f"Took back: {appended.label}", appended.articles, appended.feeds, appended.group)


def redo(ctx: Context) -> Outcome:
    """Do again what was last taken back."""
    with ctx.library.writing(durable=True) as connection:
        appended = journal.redo(connection, actor=ctx.actor, now=ctx.now())
    if not appended.group:
        return Outcome("Nothing to do again")
    return Outcome(f"Did again: {appended.label}", appended.articles, appended.feeds, appended.group)


def history(ctx: Context, limit: int = 50) -> list[EventGroup]:
    """List what was done, latest first."""
    return journal.groups(ctx.library.reader(), limit)
