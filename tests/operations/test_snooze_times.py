"""Times as people say them: what they mean, and what is none."""

import time as clock
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.operations.snooze_times import SnoozeTimeError, read_snooze_time, suggested_times, time_words

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
SUNDAY = datetime(2026, 11, 22, 14, 5, tzinfo=BERLIN)


def read(text, now=SUNDAY, zone=BERLIN):
    return f"{read_snooze_time(text, now, zone).astimezone(zone):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3h", "2026-11-22 17:05"),
        ("in 3 hours", "2026-11-22 17:05"),
        ("90m", "2026-11-22 15:35"),
        ("1h30m", "2026-11-22 15:35"),
        ("1 h, 30 min", "2026-11-22 15:35"),
        ("2d", "2026-11-24 14:05"),
        ("1d 12h", "2026-11-24 02:05"),
        ("1w", "2026-11-29 14:05"),
        ("1mo", "2026-12-22 14:05"),
        ("2 years", "2028-11-22 14:05"),
        ("tonight", "2026-11-22 20:00"),
        ("Tonight ", "2026-11-22 20:00"),
        ("tomorrow", "2026-11-23 08:00"),
        ("tomorrow 8", "2026-11-23 08:00"),
        ("tomorrow at 17.30", "2026-11-23 17:30"),
        ("tomorrow evening", "2026-11-23 20:00"),
        ("tomorrow noon", "2026-11-23 12:00"),
        ("mon", "2026-11-23 08:00"),
        ("mon 9:30", "2026-11-23 09:30"),
        ("monday", "2026-11-23 08:00"),
        ("friday 17", "2026-11-27 17:00"),
        ("thurs", "2026-11-26 08:00"),
        ("sun", "2026-11-29 08:00"),
        ("next week", "2026-11-23 08:00"),
        ("next week 10", "2026-11-23 10:00"),
        ("next fri", "2026-11-27 08:00"),
        ("weekend", "2026-11-28 08:00"),
        ("next weekend 9", "2026-11-28 09:00"),
        ("next month", "2026-12-01 08:00"),
        ("18:00", "2026-11-22 18:00"),
        ("8:00", "2026-11-23 08:00"),
        ("6pm", "2026-11-22 18:00"),
        ("12am", "2026-11-23 00:00"),
        ("noon", "2026-11-23 12:00"),
        ("today 23:59", "2026-11-22 23:59"),
        ("2026-12-01", "2026-12-01 08:00"),
        ("2026-12-01 8", "2026-12-01 08:00"),
        ("2026-12-01T18:30", "2026-12-01 18:30"),
        ("1 dec", "2026-12-01 08:00"),
        ("Dec 1 9:15", "2026-12-01 09:15"),
        ("1. january", "2027-01-01 08:00"),
        ("29 feb", "2028-02-29 08:00"),
    ],
)
def test_a_time_means_what_people_mean(text, meant):
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("mon", datetime(2026, 11, 23, 7, 0, tzinfo=BERLIN), "2026-11-30 08:00"),
        ("next fri", datetime(2026, 11, 25, 7, 0, tzinfo=BERLIN), "2026-12-04 08:00"),
        ("this fri", datetime(2026, 11, 25, 7, 0, tzinfo=BERLIN), "2026-11-27 08:00"),
        ("weekend", datetime(2026, 11, 28, 7, 0, tzinfo=BERLIN), "2026-12-05 08:00"),
        ("1mo", datetime(2027, 1, 31, 9, 0, tzinfo=BERLIN), "2027-02-28 09:00"),
        # Clocks went from 2:00 to 3:00 on 28 March 2027, and from 3:00 to 2:00 on 31 October 2027.
        ("1d", datetime(2027, 3, 27, 9, 0, tzinfo=BERLIN), "2027-03-28 09:00"),
        ("24h", datetime(2027, 3, 27, 9, 0, tzinfo=BERLIN), "2027-03-28 10:00"),
        ("2:30", datetime(2027, 3, 28, 1, 0, tzinfo=BERLIN), "2027-03-28 03:30"),
        ("tomorrow 2:30", datetime(2027, 3, 27, 12, 0, tzinfo=BERLIN), "2027-03-28 03:30"),
        ("1d", datetime(2027, 10, 30, 9, 0, tzinfo=BERLIN), "2027-10-31 09:00"),
        ("24h", datetime(2027, 10, 30, 9, 0, tzinfo=BERLIN), "2027-10-31 08:00"),
    ],
)
def test_days_and_clocks_are_the_users(text, now, meant):
    assert read(text, now) == meant


def test_a_time_that_comes_twice_in_a_night_is_the_next_of_both():
    early = datetime(2027, 10, 31, 2, 10, tzinfo=BERLIN)
    late = early.replace(fold=1)
    assert read_snooze_time("today 2:30", early, BERLIN) - early.astimezone(UTC) == timedelta(minutes=20)
    assert read_snooze_time("today 2:30", late, BERLIN) - late.astimezone(UTC) == timedelta(minutes=20)


def test_without_a_zone_the_machines_own_counts(monkeypatch):
    now = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        clock.tzset()
        assert read_snooze_time("tomorrow 8", now, None) == datetime(2026, 11, 23, 13, tzinfo=UTC)
        assert time_words(datetime(2026, 11, 23, 13, tzinfo=UTC), now, None) == "tomorrow 8:00"
    clock.tzset()
    assert read_snooze_time("tomorrow 8", now, NEW_YORK) == datetime(2026, 11, 23, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["soon", "8", "3x", "1.5h", "mon 25", "mon 9:75", "32 dec", "31 feb", "2026-13-01", "2026-02-30", "13pm", "next",
     "next year", "tonight 8", "mon tue", "-3h", "3h ago", "12 hours late", "day", "mo", "😀", "\x1b[2J", "9" * 400],
)  # fmt: skip
def test_what_is_no_time_is_told_with_examples(text):
    with pytest.raises(SnoozeTimeError, match=r"is no time; say 3h, tonight, tomorrow 8, .*\.$"):
        read(text)


@pytest.mark.parametrize("text", ["today 8", "this sat", "2026-11-21", "2020-01-01 8", "0h"])
def test_what_is_over_is_told(text):
    with pytest.raises(SnoozeTimeError, match=r"is over already; say a time to come, such as 3h"):
        read(text)


def test_tonight_is_over_in_the_night():
    with pytest.raises(SnoozeTimeError, match="“tonight” is over already"):
        read("tonight", SUNDAY.replace(hour=22))


@pytest.mark.parametrize("text", ["101y", "999999 days", "9999-01-01"])
def test_what_is_too_far_away_is_told(text):
    with pytest.raises(SnoozeTimeError, match="too far away"):
        read(text)


def test_nothing_is_asked_about():
    with pytest.raises(SnoozeTimeError, match=r"^Until when\? Say 3h"):
        read("  ")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 17, 5, tzinfo=BERLIN), "today 17:05"),
        (datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN), "tomorrow 8:00"),
        (datetime(2026, 11, 30, 8, 0, tzinfo=BERLIN), "Mon 30 Nov 8:00"),
        (datetime(2027, 1, 1, 0, 30, tzinfo=BERLIN), "Fri 1 Jan 2027 0:30"),
    ],
)
def test_a_time_is_said_back(moment, words):
    assert time_words(moment.astimezone(UTC), SUNDAY, BERLIN) == words


def test_what_is_typed_is_gone_on_with_and_said():
    assert suggested_times("", SUNDAY, BERLIN)[:3] == [
        ("3h", "today 17:05"), ("tonight", "today 20:00"), ("tomorrow 8", "tomorrow 8:00"),
    ]  # fmt: skip
    assert [words for words, _ in suggested_times("4", SUNDAY, BERLIN)] == ["4h", "4d", "4w", "4m"]
    assert suggested_times("we", SUNDAY, BERLIN) == [
        ("weekend", "Sat 28 Nov 8:00"), ("wednesday", "Wed 25 Nov 8:00"),
    ]  # fmt: skip
    assert "tonight" not in [words for words, _ in suggested_times("to", SUNDAY.replace(hour=22), BERLIN)]
    assert suggested_times("zz", SUNDAY, BERLIN) == []


@given(st.text(max_size=30), st.integers(946_684_800, 3_786_912_000))
def test_any_text_is_a_time_to_come_or_one_sentence(text, second):
    now = datetime.fromtimestamp(second, UTC)
    with suppress(SnoozeTimeError):
        assert read_snooze_time(text, now, BERLIN) > now
