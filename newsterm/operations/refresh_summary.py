"""How a refresh ended, in numbers and in a sentence for the screen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsterm.model.errors import Trouble
from newsterm.model.feed import FetchState, Urgency
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.ruling import RulesOutcome
from newsterm.operations.scheduling import LEAST_AT_ONCE, LEAST_INSISTED, agreed
from newsterm.operations.wording import counted, span_words


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """How a refresh ended."""

    feeds: int
    """That were to be asked."""
    new: int
    updated: int
    failed: int
    cancelled: bool
    is_offline: bool
    """Whether no feed at all could be reached for want of a network."""
    sentence: str
    """How it went, finished for the screen."""
    waiting: int = 0
    """Feeds that were not asked, since their time had not come or their host wants to be left alone."""
    rules: RulesOutcome = field(default_factory=RulesOutcome)
    """What rules did with what arrived."""


def sum_up(
    states: Sequence[FetchState],
    asked: Sequence[FetchState],
    done: Collection[FeedRefreshed],
    urgency: Urgency,
    now: datetime,
    *,
    cancelled: bool,
    is_offline: bool,
) -> RefreshSummary:
    """Sum a refresh up.

    Args:
        states: of the feeds that it was about, as they were before.
        asked: those of them that were to be asked.
        done: what came of it.
        urgency: who wanted them to be asked.
        now: when it began.
        cancelled: whether it was stopped.
        is_offline: whether no feed at all could be reached.
    """
    new = sum(feed.new for feed in done)
    updated = sum(feed.updated for feed in done)
    failed = sum(feed.status == "failed" for feed in done)
    held = sum(feed.status == "held" for feed in done)
    if is_offline:
        sentence = f"No network: none of {len(asked)} feeds could be reached"
    elif not asked:
        sentence = _nothing_asked(states, urgency, now)
    else:
        sources = sum(feed.new > 0 for feed in done)
        parts = [f"{new:,} new in {sources:,} of {counted(len(asked), 'feed')}" if new else "Nothing new"]
        parts += [f"{updated:,} updated"] if updated else []
        parts += [f"{failed:,} failed"] if failed else []
        parts += [f"{held:,} put off, as their hosts ask"] if held else []
        sentence = ", ".join(parts) + _beside(states, asked, urgency, now)
    if cancelled:
        sentence = f"Refresh stopped: {sentence[0].lower() + sentence[1:]}"
    waiting = len(states) - len(asked) + held
    return RefreshSummary(len(asked), new, updated, failed, cancelled, is_offline, sentence, waiting)


def _nothing_asked(states: Sequence[FetchState], urgency: Urgency, now: datetime) -> str:
    if not states:
        return "No feeds to ask"
    if urgency is Urgency.NOW:
        return f"Asked less than {span_words(LEAST_AT_ONCE)} ago: nothing can be new yet"
    if urgency is Urgency.ALL:
        return f"Not asked: all were asked in the last {span_words(LEAST_INSISTED)}, or ask for more patience"
    times = [state.next_at for state in states if state.next_at is not None and state.trouble is not Trouble.GONE]
    if not times:
        return "No feed is due: all are gone for good"
    first = min(times).astimezone()
    when = f"{first:%H:%M}" if first.date() == now.astimezone().date() else f"{first:%a %H:%M}"
    if len(states) == 1:
        return f"Not due before {when}, {states[0].next_why}"
    return f"No feed is due before {when}"


def _beside(states: Sequence[FetchState], asked: Sequence[FetchState], urgency: Urgency, now: datetime) -> str:
    """What else to say: what the user overrode, or how many feeds were left alone."""
    if urgency is Urgency.ALL and len(asked) < len(states):
        return f"; {len(states) - len(asked):,} not asked before their time"
    if urgency is not Urgency.NOW:
        return ""
    reasons = [reason for state in asked if (reason := agreed(state, now))]
    if len(asked) == 1:
        return "".join(f"; asked although {reason}" for reason in reasons)
    return f"; {len(reasons):,} asked before their publishers want it" if reasons else ""
