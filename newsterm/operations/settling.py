"""What a fetch that ended changes in what the library keeps about fetching a feed. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsterm.model.errors import Trouble
from newsterm.model.feed import FetchState, Move, Validators, Wishes
from newsterm.operations.scheduling import after_failure, after_success
from newsterm.storage.times import from_seconds, to_seconds

_NO_VALIDATORS = Validators()
_CONFIRMED_TIMES = 10
_CONFIRMED_SPAN = timedelta(days=3)
"""How often, and over how long, a new address is named before the subscription follows: NewsBlur asks for 10 times,
Bloglines for 14 days; a maintenance page has redirected whole sites for a weekend."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server's answer said besides its body."""

    asked: str
    """The address that was asked: that of the feed, or the one that it may have moved to."""
    validators: Validators = _NO_VALIDATORS
    given_by: str = ""
    """The address that answered, after all redirects."""
    lasting: str = ""
    """How far redirects that are meant to last led; "" for nowhere."""
    fresh_for: int = 0
    """Seconds that it says to stay fresh; 0 where it does not."""
    move_failed: bool = False
    """Whether the address that it may have moved to was asked in vain: that is to be confirmed anew."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is kept now."""

    state: FetchState
    moved_to: str = ""
    """The address that the subscription is to follow to; "" for none."""


def settle_failure(
    before: FetchState, sentence: str, trouble: Trouble, wait: int | None, now: datetime, chance: float
) -> FetchState:
    """What is kept of a feed that failed; validators, wishes and a move that waits stay.

    Trouble with the network is told, and counts neither as a failure nor as an attempt.

    Args:
        before: what was kept.
        sentence: why it failed.
        trouble: of what kind that was.
        wait: seconds that the server asks to be left alone, None where it says nothing.
        now: when it failed.
        chance: from 0 to 1, for the schedule's jitter.
    """
    state = before._replace(error=sentence, trouble=trouble)
    if trouble is not Trouble.NETWORK:
        state = state._replace(
            last_attempt=now, failures=before.failures + 1, failing_since=before.failing_since or now
        )
    plan = after_failure(state, trouble, wait, now, chance)
    return state._replace(next_at=plan.at, next_why=plan.why)


def settle_answer(
    before: FetchState,
    answered: Answered,
    now: datetime,
    chance: float,
    *,
    mean_gap: float | None,
    body_hash: str | None = None,
    wishes: Wishes | None = None,
    new_url: str | None = None,
) -> Settled:
    """What is kept of a feed that answered well.

    Args:
        before: what was kept.
        answered: what the answer said.
        now: when it came.
        chance: from 0 to 1, for the schedule's jitter.
        mean_gap: seconds between two of its articles, None where there were none for weeks.
        body_hash: of a body that came; None for the word that nothing changed.
        wishes: of a body that was parsed; None for no parsing, which leaves those of the last.
        new_url: the address that a parsed body names as its new one, "" for none; None for no parsing.
    """
    asked = before.wishes if wishes is None else wishes
    state = before._replace(
        validators=answered.validators,
        given_by=answered.given_by,
        body_hash=before.body_hash if body_hash is None else body_hash,
        last_attempt=now,
        last_success=now,
        whole_at=before.whole_at if body_hash is None else now,
        wishes=asked._replace(fresh_for=answered.fresh_for),
        trouble=None,
        error="",
        failures=0,
        failing_since=None,
    )
    plan = after_success(state, mean_gap, now, chance)
    state = state._replace(next_at=plan.at, next_why=plan.why)
    if answered.asked != before.url:
        return Settled(state._replace(move=Move()), answered.asked)
    return Settled(state._replace(move=_named(before, answered, new_url, now)))


def is_confirmed(move: Move, now: datetime) -> bool:
    """Whether an address was named often and long enough to be tried in place of the feed's own."""
    return move.times >= _CONFIRMED_TIMES and now - from_seconds(move.first) >= _CONFIRMED_SPAN


def _named(before: FetchState, answered: Answered, new_url: str | None, now: datetime) -> Move:
    """The move that waits for confirmation after an answer: counted on, begun, or forgotten."""
    known = Move() if answered.move_failed else before.move
    if answered.lasting not in {"", before.url}:
        named, is_advice = answered.lasting, False
    elif new_url is None:
        named, is_advice = (known.url, True) if known.is_advice else ("", False)
    else:
        named, is_advice = ("" if new_url == before.url else new_url), True
    if not named:
        return Move()
    if named == known.url:
        return known._replace(times=known.times + 1)
    return Move(named, 1, to_seconds(now), is_advice)
