"""What a user sets for one feed: how often it is asked at least, full text, the name to log in with."""

from typing import Any

from newsterm.model.errors import NewstermError
from newsterm.model.event import EventKind
from newsterm.model.feed import Feed, FeedSettings
from newsterm.model.identifiers import encode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record
from newsterm.operations.scheduling import LEAST_INSISTED, MOST
from newsterm.operations.wording import capitalised, quoted, span_words
from newsterm.storage import feeds, fetch_states, journal


class SettingError(NewstermError):
    """A value that a feed's setting cannot have."""


def set_interval(ctx: Context, feed: int, minutes: int) -> Outcome:
    """Set the least time between two asks of a feed; its publisher's wishes still raise it.

    Args:
        ctx: the library and who acts.
        feed: its id.
        minutes: 15 to 1440, or 0 for the feed's own rhythm.

    Raises:
        SettingError: no such interval.
        NotFoundError: there is no such feed.
    """
    least, most = LEAST_INSISTED // 60, MOST // 60
    if minutes and not least <= minutes <= most:
        raise SettingError(f"A feed is asked every {least} minutes to {most // 60} hours; 0 is its own rhythm.")
    known = feeds.find(ctx.library.reader(), encode(feed))
    rhythm = f"every {span_words(minutes * 60)}" if minutes else "by its own rhythm"
    does = f"set {quoted(known.title)} to be asked {rhythm}"
    outcome = _set(ctx, known, "interval", minutes, does)
    if outcome.changed:
        with ctx.library.writing(durable=False) as connection:
            fetch_states.postpone(connection, feed, None, "")
    return outcome


def set_full_text(ctx: Context, feed: int, *, wanted: bool) -> Outcome:
    """Set whether the pages of a feed's new articles are fetched for their full text.

    Raises:
        NotFoundError: there is no such feed.
    """
    known = feeds.find(ctx.library.reader(), encode(feed))
    does = f"turned the full text of {quoted(known.title)} {'on' if wanted else 'off'}"
    return _set(ctx, known, "full_text", wanted, does)


def set_login_name(ctx: Context, feed: int, name: str) -> Outcome:
    """Set the name that a feed is logged in to with; its password is kept by `logins`. "" for none.

    Raises:
        NotFoundError: there is no such feed.
    """
    known = feeds.find(ctx.library.reader(), encode(feed))
    does = (
        f"set the login of {quoted(known.title)} to {name}" if name else f"dropped the login of {quoted(known.title)}"
    )
    return _set(ctx, known, "login", name, does)


def settings_of(ctx: Context, feed: int) -> FeedSettings:
    """What is set for a feed.

    Raises:
        NotFoundError: there is no such feed.
    """
    feeds.find(ctx.library.reader(), encode(feed))
    state = fetch_states.of_feed(ctx.library.reader(), feed)
    return FeedSettings() if state is None else state.settings


def _set(ctx: Context, feed: Feed, name: str, value: Any, does: str) -> Outcome:
    draft = journal.Draft(EventKind.FEED_SET, {"name": name, "value": value}, encode(feed.id))
    appended = record(ctx, [draft], does)
    if not appended.group:
        return Outcome(f"{quoted(feed.title)} is set so already")
    return Outcome(capitalised(does), feeds=appended.feeds, group=appended.group)
