"""When feeds are asked again: by their own rhythm, as their publishers wish, never under the least interval."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.errors import Trouble
from newsterm.model.feed import FeedSettings, FetchState, Urgency, Wishes
from newsterm.operations.scheduling import (
    LEAST,
    LEAST_INSISTED,
    MOST,
    after_failure,
    after_success,
    agreed,
    first_allowed,
    is_due,
    wants_everything,
)

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)  # a Monday
HOUR = 3600
DAY = 86_400


def state(**values) -> FetchState:
    return FetchState(1, "https://a.example/", **values)


def hours_until_next(gap=None, chance=0.0, **values) -> float:
    return (after_success(state(**values), gap, NOW, chance).at - NOW).total_seconds() / HOUR


@pytest.mark.checklist("H64")
@pytest.mark.parametrize(
    ("articles_a_day", "hours"), [(200, 1), (20, 1), (4, 1), (2, 2), (1, 4), (0.25, 16), (1 / 7, 24), (1 / 30, 24)]
)
def test_a_busy_feed_is_asked_hourly_and_a_quiet_one_daily(articles_a_day, hours):
    assert hours_until_next(DAY / articles_a_day) == pytest.approx(hours, rel=0.01)
    assert hours_until_next(None) == 24


@pytest.mark.checklist("H64")
def test_chance_spreads_feeds_that_were_asked_together():
    assert hours_until_next(HOUR, chance=1.0) == pytest.approx(1.1)


@pytest.mark.checklist("H16")
@pytest.mark.parametrize(
    ("wishes", "hours"),
    [
        (Wishes(fresh_for=43_200), 12),
        (Wishes(fresh_for=60), 1),
        (Wishes(fresh_for=31_536_000), 24),
        (Wishes(interval=3 * HOUR), 3),
        (Wishes(interval=60), 1),
        (Wishes(fresh_for=2 * HOUR, interval=5 * HOUR), 5),
        (Wishes(interval=30 * DAY), 24),
    ],
)
def test_wishes_raise_the_interval_up_to_a_day_and_never_lower_it(wishes, hours):
    assert hours_until_next(HOUR, wishes=wishes) == hours


def test_a_users_own_interval_goes_down_to_a_quarter_of_an_hour_but_not_under_what_the_publisher_wants():
    assert hours_until_next(DAY, settings=FeedSettings(interval=15)) == 0.25
    assert hours_until_next(DAY, settings=FeedSettings(interval=1)) == 0.25
    assert hours_until_next(HOUR, settings=FeedSettings(interval=720)) == 12
    assert hours_until_next(DAY, settings=FeedSettings(interval=15), wishes=Wishes(fresh_for=2 * HOUR)) == 2


@pytest.mark.checklist("H63")
def test_hours_and_days_to_skip_are_skipped_within_a_day():
    night = Wishes(skip_hours=(15, 16, 17))
    assert first_allowed(NOW + timedelta(hours=1), night, NOW) == datetime(2026, 11, 23, 18, tzinfo=UTC)
    assert first_allowed(NOW, night, NOW) == NOW
    tuesday = Wishes(skip_days=(1,))
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert first_allowed(at, tuesday, NOW) == NOW + timedelta(seconds=MOST)
    never = Wishes(skip_hours=tuple(range(24)), skip_days=tuple(range(7)))
    assert first_allowed(NOW, never, NOW) == NOW + timedelta(seconds=MOST)
    plan = after_success(state(wishes=night), HOUR, NOW, 0.0)
    assert plan.at == datetime(2026, 11, 23, 18, tzinfo=UTC)
    assert "other hours" in plan.why


@given(
    st.builds(Wishes, *([st.integers(-5, 10**12)] * 2), st.lists(st.integers(-3, 30)).map(tuple)),
    st.none() | st.floats(0, 1e9),
    st.integers(0, 10**9),
    st.floats(0, 1),
)
def test_whatever_a_publisher_says_the_next_time_is_within_an_hour_and_a_day_and_a_bit(wishes, gap, interval, chance):
    plan = after_success(state(wishes=wishes, settings=FeedSettings(interval)), gap, NOW, chance)
    least = LEAST_INSISTED if interval else LEAST
    assert least <= (plan.at - NOW).total_seconds() <= MOST * 1.1 + 1
    assert plan.why


def failed_wait(trouble, failures=1, wait=None) -> float:
    return (after_failure(state(failures=failures), trouble, wait, NOW, 0.0).at - NOW).total_seconds()


@pytest.mark.checklist("H26")
def test_failures_back_off_to_a_day_and_never_give_up():
    waits = [failed_wait(Trouble.TEMPORARY, times) / HOUR for times in (1, 2, 3, 4, 5, 6, 100, 10_000)]
    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]


@pytest.mark.checklist("H27")
def test_a_feed_that_is_missing_for_weeks_is_asked_daily():
    assert failed_wait(Trouble.MISSING, 40) == DAY


@pytest.mark.checklist("H19", "H20", "H21", "H23")
def test_a_server_that_asks_for_patience_gets_it():
    assert failed_wait(Trouble.LIMITED, wait=120) == 600
    assert failed_wait(Trouble.LIMITED, wait=7200) == 7200
    assert failed_wait(Trouble.LIMITED, wait=10**9) == DAY
    assert failed_wait(Trouble.LIMITED, wait=0) == 600
    assert [failed_wait(Trouble.LIMITED, times) for times in (1, 2, 3, 30)] == [600, 1200, 2400, DAY]


def test_who_asks_decides_which_feeds_are_due():
    asked = NOW - timedelta(minutes=20)
    waiting = state(last_attempt=asked, last_success=asked, next_at=NOW + timedelta(hours=1))
    fresh = waiting._replace(wishes=Wishes(fresh_for=12 * HOUR))
    limited = waiting._replace(trouble=Trouble.LIMITED)
    gone = waiting._replace(trouble=Trouble.GONE, next_at=NOW - timedelta(hours=1))
    due = waiting._replace(next_at=NOW)
    table = {
        Urgency.DUE: [False, False, False, False, True],
        Urgency.ALL: [True, False, False, False, True],
        Urgency.NOW: [True, True, True, True, True],
    }
    for urgency, expected in table.items():
        assert [is_due(each, urgency, NOW) for each in (waiting, fresh, limited, gone, due)] == expected


@pytest.mark.checklist("H14")
def test_asking_twice_within_a_minute_asks_once():
    just = state(last_attempt=NOW - timedelta(seconds=10), next_at=NOW + timedelta(hours=1))
    assert not any(is_due(just, urgency, NOW) for urgency in Urgency)


def test_what_is_overridden_is_said():
    asked = NOW - timedelta(hours=1)
    later = {"last_attempt": asked, "last_success": asked, "next_at": NOW + timedelta(hours=5)}
    assert "every 12 h" in agreed(state(**later, wishes=Wishes(fresh_for=12 * HOUR)), NOW)
    assert "this hour" in agreed(state(**later, wishes=Wishes(skip_hours=(14,))), NOW)
    assert "left alone until" in agreed(state(**later, trouble=Trouble.LIMITED), NOW)
    assert "gone for good" in agreed(state(trouble=Trouble.GONE), NOW)
    assert agreed(state(**later), NOW) == ""


@pytest.mark.checklist("H65")
def test_a_clock_that_jumped_freezes_no_feed():
    in_a_year = NOW + timedelta(days=365)
    assert is_due(state(last_attempt=in_a_year, next_at=in_a_year + timedelta(hours=1)), Urgency.DUE, NOW)
    assert is_due(state(last_attempt=NOW - timedelta(days=9), next_at=in_a_year), Urgency.DUE, NOW)
    assert not is_due(state(last_attempt=NOW, next_at=NOW + timedelta(hours=24)), Urgency.DUE, NOW)


@pytest.mark.checklist("H11")
def test_after_eight_days_without_a_body_everything_is_asked_for():
    assert not wants_everything(state(), NOW)
    assert not wants_everything(state(whole_at=NOW - timedelta(days=7)), NOW)
    assert wants_everything(state(whole_at=NOW - timedelta(days=8)), NOW)
