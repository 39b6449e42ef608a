"""How feeds are: what each last answered, when it is asked next and why then, and whether it is as lively as it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsterm.model.errors import Trouble
from newsterm.model.feed import Feed, FetchState
from newsterm.operations.context import Context
from newsterm.operations.scheduling import has_come
from newsterm.operations.wording import counted, span_words
from newsterm.storage import feed_activity, feeds, fetch_states
from newsterm.storage.feed_activity import DAY, Activity
from newsterm.storage.times import from_seconds

DAYS = 28
"""That a sparkline shows."""
_RHYTHM_DAYS = 90
"""That a feed's rhythm is taken from."""
_QUIET_GAPS = 5
_QUIET_LEAST = timedelta(days=3)
"""A feed is quiet after so many of its usual gaps, and not before so long."""
_BARS = "▁▂▃▄▅▆▇█"


class Condition(StrEnum):
    """How a feed is, the worst first."""

    GONE = "gone"
    FAILING = "failing"
    LIMITED = "limited"
    MOVING = "moving"
    QUIET = "quiet"
    NEW = "new"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How one feed is."""

    feed: Feed
    state: FetchState
    condition: Condition
    words: str
    """How it is, in a few plain words."""
    next_words: str
    """When it is asked next, and why then."""
    by_day: tuple[int, ...]
    """Articles of each of the last `DAYS` days, today the last."""

    @property
    def sparkline(self) -> str:
        """Articles a day as bars, a character a day; a blank for none."""
        most = max(self.by_day, default=0)
        return "".join(_BARS[(count * len(_BARS) - 1) // most] if count else " " for count in self.by_day)


def feed_healths(ctx: Context, chosen: Iterable[int] | None = None) -> list[FeedHealth]:
    """How feeds are, the worst first, and by title among those that are alike.

    Args:
        ctx: the library.
        chosen: ids of feeds; None for all that are asked.
    """
    reader, now = ctx.library.reader(), ctx.now()
    known = {feed.id: feed for feed in feeds.all_feeds(reader)}
    activity = feed_activity.of_feeds(reader, now, _RHYTHM_DAYS)
    found = [
        _health(known[state.feed], state, activity.get(state.feed), now)
        for state in fetch_states.of_feeds(reader, chosen)
        if state.feed in known
    ]
    order = list(Condition)
    return sorted(found, key=lambda health: (order.index(health.condition), health.feed.title.casefold()))


def _health(feed: Feed, state: FetchState, activity: Activity | None, now: datetime) -> FeedHealth:
    by_day = activity.by_day[-DAYS:] if activity else (0,) * DAYS
    condition, words = _condition(state, activity, now)
    return FeedHealth(feed, state, condition, words, _next_words(state, now), by_day)


def _condition(state: FetchState, activity: Activity | None, now: datetime) -> tuple[Condition, str]:
    if state.trouble is Trouble.GONE:
        return Condition.GONE, "Gone for good, as its server says. Unsubscribe, give it another address, or ask again."
    if state.trouble in {Trouble.LIMITED, Trouble.REFUSED}:
        return Condition.LIMITED, _failing_words(state, now)
    if state.error:
        return Condition.FAILING, _failing_words(state, now)
    if state.move.url:
        first = from_seconds(state.move.first).astimezone()
        says = "itself" if state.move.is_advice else "its server"
        times = counted(state.move.times, "time")
        return (
            Condition.MOVING,
            f"Says by {says} that it is now at {state.move.url}: {times} since {first.day} {first:%b}.",
        )
    if state.last_success is None:
        return Condition.NEW, "Not asked yet."
    if (quiet := _quiet_words(activity, now)) is not None:
        return Condition.QUIET, quiet
    ago = (now - state.last_success).total_seconds()
    return Condition.FINE, f"Fine; asked {span_words(ago)} ago." if ago >= 60 else "Fine; asked just now."


def _failing_words(state: FetchState, now: datetime) -> str:
    if not state.failing_since or state.failures < 2:
        return state.error
    return f"{state.error} {state.failures} times in {span_words((now - state.failing_since).total_seconds())}."


def _quiet_words(activity: Activity | None, now: datetime) -> str | None:
    """Words for a feed that brings less than it used to; None for one that is as lively as ever."""
    if activity is None:
        return f"Nothing for {_RHYTHM_DAYS} days or more."
    count = sum(activity.by_day)
    silent = now - from_seconds(activity.latest)
    lively = len(activity.by_day) - next(day for day, number in enumerate(activity.by_day) if number)
    gap = timedelta(seconds=lively * DAY / count)
    if count < 3 or silent < _QUIET_LEAST or silent < _QUIET_GAPS * gap:
        return None
    usual = (
        f"{1 / (gap / timedelta(days=1)):.1f} a day".replace(".0 ", " ")
        if gap < timedelta(days=1)
        else f"one in {span_words(gap.total_seconds())}"
    )
    return f"Quiet for {span_words(silent.total_seconds())}; it used to bring {usual}."


def _next_words(state: FetchState, now: datetime) -> str:
    if state.trouble is Trouble.GONE:
        return "not asked any more"
    if state.next_at is None or has_come(state, now):
        return "due now"
    at = state.next_at.astimezone()
    when = f"{at:%H:%M}" if at.date() == now.astimezone().date() else f"{at:%a %H:%M}"
    return f"next {when}, {state.next_why}" if state.next_why else f"next {when}"
