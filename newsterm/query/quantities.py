"""Quantities of queries: reading numbers, durations and days, and what they are in seconds."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Final

from newsterm.model.errors import QueryError
from newsterm.query.tree import Between, Comparison, Day, Duration, Operator, Quantity

UNITS: Final = MappingProxyType(
    {"m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400, "mo": 30 * 86_400, "y": 365 * 86_400}
)
"""Seconds of each unit of a duration; a month is 30 days and a year 365."""
_NUMBER = re.compile(r"[0-9]{1,9}")
_DURATION = re.compile(r"([0-9]{1,6})(mo|[mhdwy])", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_FIRST_YEAR, _LAST_YEAR = 1000, 9998

ReadQuantity = Callable[[str, int], Quantity]


def read_number(word: str, column: int) -> int:
    """Read a whole number.

    Raises:
        QueryError: it is none.
    """
    if not _NUMBER.fullmatch(word):
        raise QueryError(f"`{word}` at column {column} is not a whole number such as 800", column)
    return int(word)


def read_duration(word: str, column: int) -> Duration:
    """Read a duration such as 2d.

    Raises:
        QueryError: it is none.
    """
    found = _DURATION.fullmatch(word)
    if not found:
        raise QueryError(
            f"`{word}` at column {column} is not a length of time such as 2d; units are m h d w mo y", column
        )
    return Duration(int(found[1]), found[2].lower())


def read_day(word: str, column: int) -> Day:
    """Read a day, month or year.

    Raises:
        QueryError: it is none.
    """
    found = _DAY.fullmatch(word)
    if not found:
        raise QueryError(
            f"`{word}` at column {column} is not a date such as 2026-11-01, a month such as 2026-11 or a year", column
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise QueryError(f"there is no date `{word}` (column {column})", column) from None
    if not _FIRST_YEAR <= first.year <= _LAST_YEAR:
        raise QueryError(f"the year of `{word}` at column {column} must be {_FIRST_YEAR} to {_LAST_YEAR}", column)
    return Day(first.year, month, day)


def write_quantity(quantity: Quantity) -> str:
    """Write a quantity so that it reads back the same."""
    if isinstance(quantity, int):
        return str(quantity)
    if isinstance(quantity, Duration):
        return f"{quantity.amount}{quantity.unit}"
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
    """The first number or second of a quantity and the first after it."""
    if isinstance(quantity, int):
        return quantity, quantity + 1
    if isinstance(quantity, Duration):
        second = now - seconds_of(quantity)
        return second, second + 1
    return first_second(quantity, zone), second_after(quantity, zone)
