"""Days and times of the day as people say them, such as "next fri", "1 dec" or "5pm". Pure."""

import calendar
import re
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Final

MORNING: Final = time(8)
EVENING: Final = time(20)
_LEAP: Final = 9
"""Years among which every date is found: eight may lie between two 29 February."""
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = tuple(name.lower() for name in (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
))  # fmt: skip
_TIMES: Final = MappingProxyType(
    {"morning": MORNING, "noon": time(12), "afternoon": time(15), "evening": EVENING, "night": EVENING}
)
_CLOCK = re.compile(r"(?:at\s+)?(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t\s]+(.+))?")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})(?:\s+(.+))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\s+(\d{1,2})(?:\s+(.+))?")


def read_day(words: str, today: date) -> tuple[date, str] | None:
    """Read a day from the beginning of some words.

    Args:
        words: in lower case, parted by single spaces.
        today: the present day.

    Returns:
        the day and what follows it; None where the words begin with no day.

    Raises:
        ValueError: a date that no calendar has.
    """
    return _named_day(words, today) or _date(words, today)


def read_clock(words: str) -> time | None:
    """Read a time of the day; None where it is none."""
    if words in _TIMES:
        return _TIMES[words]
    found = _CLOCK.fullmatch(words)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _named_day(words: str, today: date) -> tuple[date, str] | None:
    """A day by its name and what follows it."""
    first, _, rest = words.partition(" ")
    if first in {"next", "this"} and rest:
        second, _, rest = rest.partition(" ")
        if second == "week" and first == "next":
            return _monday_after(today), rest
        if second == "month" and first == "next":
            return months_later(today.replace(day=1), 1), rest
        if second == "weekend":
            first = "weekend" if first == "this" else "next weekend"
        elif (number := _weekday(second)) is not None:
            monday = _monday_after(today) if first == "next" else today - timedelta(days=today.weekday())
            return monday + timedelta(days=number), rest
        else:
            return None
    if first in {"today", "tomorrow", "tom", "tmr"}:
        return today + timedelta(days=first != "today"), rest
    if first == "next weekend":
        return _monday_after(today) + timedelta(days=5), rest
    number = 5 if first == "weekend" else _weekday(first)
    if number is None:
        return None
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1), rest


def _date(words: str, today: date) -> tuple[date, str] | None:
    """A day by its date, this year's or the next one's where no year is given, and what follows it."""
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3])), found[4] or ""
    if found := _DAY_MONTH.fullmatch(words):
        number, name, rest = int(found[1]), found[2], found[3] or ""
    elif found := _MONTH_DAY.fullmatch(words):
        name, number, rest = found[1], int(found[2]), found[3] or ""
    else:
        return None
    month = next((index for index, full in enumerate(_MONTHS, 1) if full.startswith(name)), None)
    if month is None:
        return None
    for year in range(today.year, today.year + _LEAP):
        day = _day(year, month, number)
        if day and day > today:
            return day, rest
    return None


def _weekday(word: str) -> int | None:
    """The number of a day of the week, Monday 0, by three letters of its name or more."""
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(DAYS) if name.startswith(word)), None)


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
