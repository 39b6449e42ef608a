"""Giving a feed a title of the user's own."""

from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record
from newsterm.operations.wording import quoted
from newsterm.storage import feeds, journal
from newsterm.text.terminal_safety import make_safe_line


def rename(ctx: Context, feed: int, title: str) -> Outcome:
    """Give a feed a title; an empty one brings the publisher's own back.

    Raises:
        NotFoundError: there is no such feed.
    """
    known = feeds.find(ctx.library.reader(), encode(feed))
    title = make_safe_line(title)
    draft = journal.Draft(EventKind.RENAMED, {"title": title}, encode(feed))
    does = (
        f"renamed {quoted(known.title)} to {quoted(title)}"
        if title
        else f"took the own title from {quoted(known.title)}"
    )
    appended = record(ctx, [draft], does)
    if not appended.group:
        return Outcome(f"It is called {quoted(known.title)} already")
    now_called = feeds.find(ctx.library.reader(), encode(feed)).title
    return Outcome(f"Renamed {quoted(known.title)} to {quoted(now_called)}", feeds=appended.feeds, group=appended.group)
