"""How often a feed says that it is to be asked, and where it says that it has moved.

Both ways of reading XML leave these elements to this module, so that they agree. What makes no sense counts for
nothing. Sources: RSS 2.0 (ttl, skipHours, skipDays), https://www.rssboard.org/rss-specification; the syndication module
of RSS (sy:updatePeriod, sy:updateFrequency), https://web.resource.org/rss/1.0/modules/syndication/;
itunes:new-feed-url.
"""

import re

from newsterm.model.feed import Wishes
from newsterm.text.entities import unescape

_AROUND = 64 * 1024
"""Bytes before the first entry, and after the last, in which a feed speaks of itself."""
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b")
_LAST_ENTRY = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 7 * 86_400, "monthly": 30 * 86_400, "yearly": 365 * 86_400}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_wishes(body: bytes) -> tuple[Wishes, str]:
    """Read what a feed says of itself: its wishes, and the address that it says it has moved to ("" for none).

    Args:
        body: XML in which markup is ASCII.
    """
    about = _about(body)
    if b"<" not in about:
        return Wishes(), ""
    minutes = _number(_first(about, rb"ttl"))
    period = _PERIODS.get(_first(about, rb"updatePeriod").lower(), 0)
    frequency = max(_number(_first(about, rb"updateFrequency")), 1)
    hours = sorted({hour % 24 for hour in map(_number, _within(about, rb"skipHours", rb"hour")) if 0 <= hour <= 24})
    days = {day.lower() for day in _within(about, rb"skipDays", rb"day")}
    wishes = Wishes(
        interval=max(minutes * 60, period // frequency),
        skip_hours=tuple(hours),
        skip_days=tuple(number for number, day in enumerate(_DAYS) if day in days),
    )
    return wishes, _first(about, rb"new-feed-url")


def _about(body: bytes) -> bytes:
    """What stands before the first entry and after the last."""
    first = _ENTRY.search(body)
    if first is None:
        return _COMMENT.sub(b"", body[:_AROUND])
    tail = body[max(first.end(), len(body) - _AROUND) :]
    after = None
    for after in _LAST_ENTRY.finditer(tail):  # noqa: B007 - only the last matters
        pass
    rest = tail[after.end() :] if after else b""
    return _COMMENT.sub(b"", body[: min(first.start(), _AROUND)]) + b"\n" + _COMMENT.sub(b"", rest)


def _first(about: bytes, name: bytes) -> str:
    found = re.search(
        rb"<(?:[\w.-]{1,40}:)?" + name + rb"(?:\s[^<>]{0,200})?>([^<]{1,2000}|<!\[CDATA\[.{1,2000}?\]\]>)<", about
    )
    if found is None:
        return ""
    value = found[1].removeprefix(b"<![CDATA[").removesuffix(b"]]>")
    return unescape(value.decode("utf-8", "replace")).strip()


def _within(about: bytes, name: bytes, child: bytes) -> list[str]:
    found = re.search(rb"<" + name + rb"\b[^<>]{0,200}>(.{0,4000}?)</" + name + rb"\s*>", about, re.DOTALL)
    if found is None:
        return []
    values = re.findall(rb"<" + child + rb"\b[^<>]{0,100}>\s*([^<]{1,40}?)\s*</", found[1])
    return [value.decode("utf-8", "replace") for value in values]


def _number(text: str) -> int:
    """A whole number; -1 for what is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
