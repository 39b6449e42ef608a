"""Quantities of queries: reading numbers, durations, days and grades, and which numbers they let in."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Final

from newsterm.model.errors import QueryError
from newsterm.query.tree import Between, Comparison, Day, Duration, Grade, Operator, Quantity

UNITS: Final = MappingProxyType(
    {"m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400, "mo": 30 * 86_400, "y": 365 * 86_400}
)
"""Seconds of each unit of a duration; a month is 30 days and a year 365."""
_NUMBER = re.compile(r"[0-9]{1,9}")
_SIGNED_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_DIGITS = re.compile(r"[+-]?[0-9]+")
_SHOWN = 30
"""Characters of a number that an error shows."""
_DURATION = re.compile(r"([0-9]{1,6})(mo|[mhdwy])", re.IGNORECASE)
_LOOSE_DURATION = re.compile(r"([0-9]{1,6})(mo|[mhdwys])[a-z]*", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_LOOSE_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})[./](?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
)
_GRADE = re.compile("[A-F]", re.IGNORECASE)
_CREDIBILITY = re.compile("[1-6]")
_FIRST_YEAR, _LAST_YEAR = 1000, 9998

ReadQuantity = Callable[[str, int], Quantity]


def read_number(word: str, column: int) -> int:
    """Read a whole number from 0 on.

    Raises:
        QueryError: it is none.
    """
    if not _NUMBER.fullmatch(word):
        _refuse_large(word, column)
        raise QueryError(f"`{word}` at column {column} is no whole number such as 800.", column)
    return int(word)


def read_signed_number(word: str, column: int) -> int:
    """Read a whole number, which may have a sign.

    Raises:
        QueryError: it is none.
    """
    if not _SIGNED_NUMBER.fullmatch(word):
        _refuse_large(word, column)
        raise QueryError(f"`{word}` at column {column} is no whole number such as 10 or -5.", column)
    return int(word)


def read_credibility(word: str, column: int) -> int:
    """Read how credible something is: 1, the best, to 6.

    Raises:
        QueryError: it is no such number.
    """
    if not _CREDIBILITY.fullmatch(word):
        raise QueryError(
            f"`{word}` at column {column} is no credibility; expected 1 (confirmed) to 6 (cannot be judged).", column
        )
    return int(word)


def read_grade(word: str, column: int) -> Grade:
    """Read a grade of a source.

    Raises:
        QueryError: it is none.
    """
    if _CREDIBILITY.fullmatch(word):
        raise QueryError(
            f"`{word}` at column {column} is no grade, which goes from A to F; did you mean `credibility:{word}`?",
            column,
        )
    if not _GRADE.fullmatch(word):
        raise QueryError(
            f"`{word}` at column {column} is no grade; expected A (completely reliable) to F (cannot be judged).",
            column,
        )
    return Grade(word.upper())


def read_duration(word: str, column: int) -> Duration:
    """Read a duration such as 2d.

    Raises:
        QueryError: it is none.
    """
    found = _DURATION.fullmatch(word)
    if not found:
        _refuse_large(word.rstrip("mhdwyoMHDWYO"), column, digits=6)
        raise QueryError(f"`{word}` at column {column} is no length of time; {_duration_hint(word)}", column)
    return Duration(int(found[1]), found[2].lower())


def _refuse_large(word: str, column: int, digits: int = 9) -> None:
    """Say of a number with too many digits that it has."""
    if _DIGITS.fullmatch(word) and len(word.lstrip("+-")) > digits:
        shown = word if len(word) <= _SHOWN else word[: _SHOWN - 1] + "…"
        raise QueryError(f"`{shown}` at column {column} is too large; a number has at most {digits} digits.", column)


def _duration_hint(word: str) -> str:
    found = _LOOSE_DURATION.fullmatch(word)
    if found and found[2].lower() in UNITS:
        return f"did you mean `{found[1]}{found[2].lower()}`?"
    return "write a number and m, h, d, w, mo or y, such as 2d."


def read_day(word: str, column: int) -> Day:
    """Read a day, month or year.

    Raises:
        QueryError: it is none.
    """
    found = _DAY.fullmatch(word)
    if not found:
        raise QueryError(f"`{word}` at column {column} is no date; {_day_hint(word)}", column)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise QueryError(f"There is no date `{word}` (column {column}).", column) from None
    if not _FIRST_YEAR <= first.year <= _LAST_YEAR:
        raise QueryError(f"The year of `{word}` at column {column} must be {_FIRST_YEAR} to {_LAST_YEAR}.", column)
    return Day(first.year, month, day)


def _day_hint(word: str) -> str:
    found = next((found for pattern in _LOOSE_DAYS if (found := pattern.fullmatch(word))), None)
    if found:
        return f"did you mean `{found['year']}-{found['month']:0>2}-{found['day']:0>2}`?"
    return "write a day such as 2026-11-01, a month such as 2026-11 or a year; age<1d is the last 24 hours."


def write_quantity(quantity: Quantity) -> str:
    """Write a quantity so that it reads back the same."""
    if isinstance(quantity, int):
        return str(quantity)
    if isinstance(quantity, Duration):
        return f"{quantity.amount}{quantity.unit}"
    if isinstance(quantity, Grade):
        return quantity.letter
    parts = [f"{quantity.year:04}"] + [f"{part:02}" for part in (quantity.month, quantity.day) if part is not None]
    return "-".join(parts)


def seconds_of(duration: Duration) -> int:
    """The length of a duration."""
    return duration.amount * UNITS[duration.unit]


def first_second(day: Day, zone: tzinfo) -> int:
    """The second since 1970 (UTC) that a local day, month or year begins with."""
    return _second(date(day.year, day.month or 1, day.day or 1), zone)


def second_after(day: Day, zone: tzinfo) -> int:
    """The first second since 1970 (UTC) after a local day, month or year."""
    month = day.month or 12
    last = date(day.year, month, day.day or monthrange(day.year, month)[1])
    return _second(last + timedelta(days=1), zone)


def _second(day: date, zone: tzinfo) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def bounds(leaf: Comparison | Between, now: int, zone: tzinfo) -> tuple[int | None, int | None]:
    """What numbers, or seconds since 1970 (UTC), a leaf lets in: `[low, high)`, None for no bound.

    Args:
        leaf: a comparison or range.
        now: the second since 1970 that durations count back from.
        zone: where days are local.
    """
    if isinstance(leaf, Between):
        low, _ = _extent(leaf.low, now, zone)
        _, high = _extent(leaf.high, now, zone)
        return low, high
    low, high = _extent(leaf.value, now, zone)
    operator = leaf.operator
    if isinstance(leaf.value, Duration):  # a greater age is an earlier second
        operator = _TURNED.get(operator, operator)
    match operator:
        case Operator.LESS:
            return None, low
        case Operator.AT_MOST:
            return None, high
        case Operator.MORE:
            return high, None
        case Operator.AT_LEAST:
            return low, None
        case Operator.EQUAL:
            return low, high


_TURNED: Final = MappingProxyType(
    {
        Operator.LESS: Operator.MORE,
        Operator.MORE: Operator.LESS,
        Operator.AT_MOST: Operator.AT_LEAST,
        Operator.AT_LEAST: Operator.AT_MOST,
    }
)


def _extent(quantity: Quantity, now: int, zone: tzinfo) -> tuple[int, int]:
    """The first number or second of a quantity and the first after it; a grade's number is 1 for A to 6 for F."""
    if isinstance(quantity, int):
        return quantity, quantity + 1
    if isinstance(quantity, Duration):
        second = now - seconds_of(quantity)
        return second, second + 1
    if isinstance(quantity, Grade):
        number = ord(quantity.letter) - ord("A") + 1
        return number, number + 1
    return first_second(quantity, zone), second_after(quantity, zone)
