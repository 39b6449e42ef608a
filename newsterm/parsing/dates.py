"""Dates of feeds as aware UTC: RFC 822, RFC 3339, and whatever else feedparser knows."""

import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_RFC_822 = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)?(\d{1,2}) +([a-z]{3}) +(\d{4}) +(\d\d):(\d\d)(?::(\d\d))? +"
    r"(?:gmt|utc?|z|([+-])(\d\d)(\d\d))",
    re.ASCII | re.IGNORECASE,
)
_RFC_3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)
LONGEST_DATE = 100
"""Characters; what is longer is no date."""
_FIRST_SENSELESS_YEAR = 2200


def parse_date(text: str) -> datetime | None:
    """Read a date; None for what is no date, and for placeholders such as 1 January 1970 or the years 1 and 9999."""
    text = text.strip()
    if not text or len(text) > LONGEST_DATE:
        return None
    if match := _RFC_822.fullmatch(text):
        day, name, year, *rest = match.groups()
        numbers = (year, str(_MONTHS.get(name.lower(), 0)), day, *rest)
    elif match := _RFC_3339.fullmatch(text):
        numbers = match.groups()
    else:
        return _parse_unusual(text)
    *parts, sign, hours, minutes = numbers
    try:
        local = datetime(*(int(part or 0) for part in parts), tzinfo=UTC)  # type: ignore[arg-type, misc]
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        return _meant(local + offset if sign == "-" else local - offset)
    except (ValueError, OverflowError):
        return _parse_unusual(text)


def from_time_tuple(parts: Sequence[int] | time.struct_time | None) -> datetime | None:
    """Make a date of a time tuple in UTC, such as feedparser gives."""
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    try:
        return _meant(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def _meant(date: datetime) -> datetime | None:
    """Drop the placeholders of programs that had no date, and years that are none."""
    return date if date.timestamp() > 0 and date.year < _FIRST_SENSELESS_YEAR else None


def _parse_unusual(text: str) -> datetime | None:
    from feedparser.datetimes import _parse_date

    try:
        return from_time_tuple(_parse_date(text))
    except Exception:  # noqa: BLE001 - the border to a foreign parser
        return None
