"""Unsubscribing from a feed; articles that the user touched are kept."""

from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record
from newsterm.operations.wording import quoted
from newsterm.storage import feeds, journal


def unsubscribe(ctx: Context, feed: int) -> Outcome:
    """Unsubscribe from a feed. What the user starred, tagged or wrote a note on stays in the library.

    Raises:
        NotFoundError: there is no such feed.
    """
    known = feeds.find(ctx.library.reader(), encode(feed))
    draft = journal.Draft(EventKind.UNSUBSCRIBED, {}, encode(feed))
    appended = record(ctx, [draft], f"unsubscribed from {quoted(known.title)}")
    if not appended.group:
        return Outcome(f"Not subscribed to {quoted(known.title)} anyway")
    return Outcome(f"Unsubscribed from {quoted(known.title)}", feeds=appended.feeds, group=appended.group)
