"""Dates of feeds as aware UTC: RFC 822, RFC 3339, and whatever else feedparser knows."""

import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            *("jan gen ene", "feb fev fév", "mar mär mrz maa mrt", "apr abr avr", "may mai mei mag maj", "jun jui giu"),
            *("jul juil lug", "aug ago aoû", "sep set", "oct okt ott out", "nov", "dec dez dic déc"),
        ),
        start=1,
    )
    for word in words.split()
}
"""Beginnings of the months' names in English, Dutch, French, German, Italian, Portuguese, Spanish and Swedish."""
_ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z"), 0),
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
    "wet": 0,
    "west": 1,
    "bst": 1,
    "met": 1,
    "cet": 1,
    "mest": 2,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "jst": 9,
}
"""Hours east of Greenwich."""
_RFC_822 = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)?(\d{1,2}) +([a-z]{3}) +(\d{4}) +(\d\d):(\d\d)(?::(\d\d))? +"
    r"(?:gmt|utc?|z|([+-])(\d\d)(\d\d))",
    re.ASCII | re.IGNORECASE,
)
_RFC_3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)
_WRITTEN = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(?P<month>[^\W\d]{3,10})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4})"
    r"|(?P<month_2>[^\W\d]{3,10})\.?\s+(?P<day_2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year_2>\d{4})"
    r"|(?P<year_3>\d{4})(?P<mark>[-/.])(?P<month_3>\d{1,2})(?P=mark)(?P<day_3>\d{1,2})"
    r"|(?P<month_4>\d{1,2})/(?P<day_4>\d{1,2})/(?P<year_4>\d{4}))"
    r"(?:(?:,?\s+(?:at\s+)?|T)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"(?:\s*(?:(?P<name>[a-z]{1,5})|(?:gmt|utc)?(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)))?)?",
    re.IGNORECASE,
)
"""What people and their programs write: "5 janv. 2024", "January 5th, 2024 at 12:15 PM", "2024/01/05 13:15"."""
_STARTS_LIKE_ISO = re.compile(r"\d{4}-?(?:[01]\d|[0-3]\d\d)", re.ASCII)
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
    if match := _WRITTEN.fullmatch(text):
        return _from_written({name: value for name, value in match.groupdict().items() if value})
    from feedparser.datetimes import _date_handlers
    from feedparser.datetimes.iso8601 import _parse_date_iso8601

    for read in _date_handlers:
        if read is _parse_date_iso8601 and not _STARTS_LIKE_ISO.match(text):
            continue  # it fills up what is missing from today's date
        try:
            date = from_time_tuple(read(text))
        except Exception:  # noqa: BLE001, S112 - the border to a foreign parser
            continue
        if date:
            return date
    return None


def _from_written(parts: dict[str, str]) -> datetime | None:
    """Make a date of what `_WRITTEN` found, None where it is ambiguous or none."""
    way = next(way for way in ("", "_2", "_3", "_4") if f"year{way}" in parts)
    year, month, day = (parts[f"{name}{way}"] for name in ("year", "month", "day"))
    if way in {"", "_2"}:
        word = month.lower()
        month = str(_MONTHS.get(word[:4]) or _MONTHS.get(word[:3], 0))
    elif way == "_4" and "half" not in parts:
        if int(month) > 12:
            month, day = day, month
        elif int(day) <= 12 and day != month:
            return None
    hour = int(parts.get("hour", 0))
    if "half" in parts and hour <= 12:
        hour = hour % 12 + (12 if parts["half"] in "pP" else 0)
    east = timedelta(hours=int(parts.get("hours", 0)), minutes=int(parts.get("minutes", 0)))
    east = -east if parts.get("sign") == "-" else east + timedelta(hours=_ZONES.get(parts.get("name", "").lower(), 0))
    try:
        local = datetime(
            *(int(year), int(month), int(day), hour, int(parts.get("minute", 0)), min(int(parts.get("second", 0)), 59)),
            tzinfo=UTC,
        )
        return _meant(local - east)
    except (ValueError, OverflowError):
        return None
