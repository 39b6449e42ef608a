"""When to ask a feed again, and why then. Pure.

What each rule is for stands in the manual's page on fetching. All times are aware; spans are in seconds.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from newsterm.model.errors import Trouble
from newsterm.model.feed import FeedSettings, FetchState, Urgency, Wishes
from newsterm.operations.wording import span_words

LEAST = 3600
"""Between two asks of a feed, however busy it is."""
LEAST_INSISTED = 900
"""The same where the user wants it, and between two times that the user asks for everything."""
MOST = 86_400
"""No feed is asked less often, whatever it says."""
LEAST_AT_ONCE = 60
"""Between two asks that the user wants at once: the second would bring nothing."""
FIRST_WAIT = 600
"""After a server said that it is asked too often, but not how long to wait; doubled each time."""
_SHARE_OF_GAP = 1 / 6
"""Of the time between two articles of a feed: how long one may wait to be found."""
_JITTER = 0.1
"""Of an interval, added by chance at most, so that feeds that were asked together drift apart."""
_UNCONDITIONAL_AFTER = timedelta(days=8)
"""Without a body, after which validators are left out once: some servers say for ever that nothing changed."""
_LATEST = timedelta(seconds=MOST * (1 + _JITTER) + LEAST)
"""From now: a time to ask beyond it was made when the clock was wrong."""


class Plan(NamedTuple):
    """When to ask next."""

    at: datetime
    why: str
    """In words that go on from "next at 14:05, "."""


def after_success(state: FetchState, mean_gap: float | None, now: datetime, chance: float) -> Plan:
    """When to ask a feed that answered well.

    Args:
        state: of the feed, with the wishes of this answer.
        mean_gap: between two of its articles; None where it has had none for weeks.
        now: the time of the answer.
        chance: from 0 to 1, where in the jitter the time falls.
    """
    interval, why = _own_interval(state.settings, mean_gap)
    for span, reason in (
        (state.wishes.fresh_for, "its server says that nothing changes for {}"),
        (state.wishes.interval, "it says that it changes every {}"),
    ):
        if span > interval:
            interval = min(span, MOST)
            why = reason.format(span_words(interval))
    at = _jittered(now, interval, chance)
    allowed = first_allowed(at, state.wishes, now)
    return Plan(allowed, why if allowed == at else "it says that it changes at other hours")


def after_failure(state: FetchState, trouble: Trouble, wait: int | None, now: datetime, chance: float) -> Plan:
    """When to ask a feed that failed.

    Args:
        state: of the feed, its failures counted with this one.
        trouble: of what kind the failure was.
        wait: seconds that the server asks to be left alone; None where it says nothing.
        now: the time of the failure.
        chance: as in `after_success`.
    """
    times = max(state.failures - 1, 0)
    if trouble is Trouble.NETWORK:
        return Plan(_jittered(now, LEAST, chance), "it could not be reached")
    if trouble is Trouble.GONE:
        return Plan(now + timedelta(seconds=MOST), "it is gone for good: it is asked no more")
    if wait is not None:
        span = max(held_span(wait, state.failures), FIRST_WAIT)
        return Plan(now + timedelta(seconds=span), "its server asks to be left alone until then")
    first = FIRST_WAIT if trouble in {Trouble.LIMITED, Trouble.REFUSED} else LEAST
    interval = min(first << min(times, 10), MOST)
    failed = "it failed" if state.failures < 2 else f"it failed {state.failures} times"
    return Plan(_jittered(now, interval, chance), f"{failed}: it is asked less often")


def is_due(state: FetchState, urgency: Urgency, now: datetime) -> bool:
    """Whether a feed is to be asked now."""
    since = None if state.last_attempt is None else (now - state.last_attempt).total_seconds()
    if since is None or since < 0:
        return state.trouble is not Trouble.GONE
    match urgency:
        case Urgency.NOW:
            return since >= LEAST_AT_ONCE
        case Urgency.ALL:
            return since >= LEAST_INSISTED and not agreed(state, now)
        case Urgency.DUE:
            return state.trouble is not Trouble.GONE and has_come(state, now)


def has_come(state: FetchState, now: datetime) -> bool:
    """Whether a feed's time to be asked has come; one that a wrong clock made counts for nothing."""
    return state.next_at is None or state.next_at <= now or state.next_at > now + _LATEST


def agreed(state: FetchState, now: datetime) -> str:
    """What the publisher said that speaks against asking now, in words that go on from "although "; "" for nothing."""
    if state.trouble is Trouble.GONE:
        return "its server said that it is gone for good"
    if has_come(state, now):
        return ""
    if state.trouble in {Trouble.LIMITED, Trouble.REFUSED}:
        return f"its server asked to be left alone until {_clock(state.next_at)}"
    if state.last_success is not None and state.trouble is None:
        fresh = min(max(state.wishes.fresh_for, state.wishes.interval), MOST)
        until = state.last_success + timedelta(seconds=fresh)
        if until > now:
            return f"its publisher wants to be asked every {span_words(fresh)}, so from {_clock(until)}"
        if first_allowed(now, state.wishes, now) > now:
            return "its publisher does not want to be asked at this hour"
    return ""


def wants_everything(state: FetchState, now: datetime) -> bool:
    """Whether to leave the validators out for once."""
    return state.whole_at is not None and now - state.whole_at >= _UNCONDITIONAL_AFTER


def first_allowed(at: datetime, wishes: Wishes, now: datetime) -> datetime:
    """The first time from `at` that is in none of a publisher's hours and days to skip; within `MOST` from now.

    Source: RSS 2.0, skipHours and skipDays (https://www.rssboard.org/skip-hours-days): GMT.
    """
    latest = now + timedelta(seconds=MOST)
    moment = at.astimezone(UTC)
    while moment <= latest:
        if moment.hour not in wishes.skip_hours and moment.weekday() not in wishes.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return max(at, latest)


def held_span(wait: int | None, refusals: int) -> int:
    """Seconds to leave a host alone that refused so often in a row, the last time asking to wait."""
    if wait is not None:
        return min(max(wait, LEAST_AT_ONCE), MOST)
    return min(FIRST_WAIT << min(max(refusals - 1, 0), 10), MOST)


def _own_interval(settings: FeedSettings, mean_gap: float | None) -> tuple[int, str]:
    if settings.interval:
        interval = min(max(settings.interval * 60, LEAST_INSISTED), MOST)
        return interval, f"as you set it: every {span_words(interval)}"
    if mean_gap is None:
        return MOST, "it has brought nothing for weeks"
    interval = int(min(max(mean_gap * _SHARE_OF_GAP, LEAST), MOST))
    return interval, f"by its own rhythm: every {span_words(interval)}"


def _jittered(now: datetime, interval: int, chance: float) -> datetime:
    return now + timedelta(seconds=int(interval * (1 + _JITTER * chance)))


def _clock(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone():%H:%M}"
