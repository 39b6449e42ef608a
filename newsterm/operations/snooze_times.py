"""Times as people say them, such as "3h", "tonight" or "mon 9:30", read from text and said back.

Pure: the present and the zone come in as arguments. Times of the day are those of the zone's clocks, whatever its
summer time does: "2d" is the same time of the day in two days, "3h" is three hours from now.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from typing import Final

from newsterm.model.errors import NewstermError
from newsterm.model.event import UNTIL_EDITED
from newsterm.operations.calendar_words import DAYS, EVENING, MORNING, months_later, read_clock, read_day

EXAMPLES: Final = "3h, tonight, tomorrow 8, mon 9:30, next week, 2026-12-01 8 or edited"
"""Times that are understood, for a sentence."""
EDITED: Final = datetime.fromtimestamp(UNTIL_EDITED, UTC)
"""Stands for the time, which nobody knows, when the publisher edits the article."""
_EDITED_WORDS: Final = frozenset({"edited", "edit", "its next edit", "next edit", "it is edited", "an edit", "changed"})
_MOST_YEARS: Final = 100
_UNITS: Final = MappingProxyType(
    {
        **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
        **dict.fromkeys(("h", "hour", "hours"), "h"),
        **dict.fromkeys(("d", "day", "days"), "d"),
        **dict.fromkeys(("w", "week", "weeks"), "w"),
        **dict.fromkeys(("mo", "month", "months"), "mo"),
        **dict.fromkeys(("y", "year", "years"), "y"),
    }
)
_SPAN = re.compile(r"(\d{1,6})\s*([a-z]+)\s*")
_SUGGESTED: Final = ("3h", "tonight", "tomorrow 8", "mon", "next week", "edited", "1h", "weekend", "next month")


class SnoozeTimeError(NewstermError):
    """Words that name no time, or one that is no more."""


def read_snooze_time(text: str, now: datetime, zone: tzinfo | None) -> datetime:
    """Read until when something is to be left alone.

    Args:
        text: a span ("90m", "1d 12h", "2 weeks"), a day ("tomorrow", "mon", "next week", "1 dec", "2026-12-01") with a
            time ("8", "9:30", "5pm", "evening") or without (8:00 then), a time alone (when the clock shows it next),
            or "tonight"; "edited" is when the publisher edits it.
        now: the present, aware.
        zone: the user's; None for the machine's own.

    Returns:
        a time after `now`, in UTC, or `EDITED`.

    Raises:
        SnoozeTimeError: it names no time, or one that is over; a sentence with examples.
    """
    words = " ".join(text.lower().replace(",", " ").split()).removeprefix("until ")
    if not words:
        raise SnoozeTimeError(f"Until when? Say {EXAMPLES}.")
    if words in _EDITED_WORDS:
        return EDITED
    try:
        moment = _span(words, now, zone) or _moment(words, now, zone)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise SnoozeTimeError(f"“{_short(text)}” is no time; say {EXAMPLES}.")
    if moment <= now:
        raise SnoozeTimeError(f"“{_short(text)}” is over already; say a time to come, such as {EXAMPLES}.")
    if moment > now + timedelta(days=366 * _MOST_YEARS):
        raise SnoozeTimeError(f"“{_short(text)}” is too far away; {_MOST_YEARS} years are the most.")
    return moment


def time_words(moment: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Say a time: "today 17:05", "tomorrow 8:00", "Mon 30 Nov 8:00", with the year where it is another; "edited"."""
    if moment == EDITED:
        return "edited"
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local.hour}:{local:%M}"
    if local.date() in {today, today + timedelta(days=1)}:
        return f"{'today' if local.date() == today else 'tomorrow'} {clock}"
    year = f" {local.year}" if local.year != today.year else ""
    return f"{local:%a} {local.day} {local:%b}{year} {clock}"


def suggested_times(typed: str, now: datetime, zone: tzinfo | None) -> list[tuple[str, str]]:
    """Times that go on from what is typed, each with what it means now; those that are over are left out."""
    typed = " ".join(typed.lower().split())
    found: list[tuple[str, str]] = []
    for words in dict.fromkeys(_going_on(typed)):
        try:
            moment = read_snooze_time(words, now, zone)
        except SnoozeTimeError:
            continue
        found.append((words, "its publisher changes it" if moment == EDITED else time_words(moment, now, zone)))
    return found


def _going_on(typed: str) -> Iterator[str]:
    if typed.isdecimal():
        yield from (f"{typed}{unit}" for unit in ("h", "d", "w", "m"))
        return
    days = (name[:3] for name in DAYS) if len(typed) == 1 else DAYS
    for words in (*_SUGGESTED, "tomorrow", *(days if typed else ())):
        if words.startswith(typed):
            yield words


def _span(words: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    """Read how long from now; None where it is no span."""
    words = words.removeprefix("in ")
    parts = _SPAN.findall(words)
    if not parts or _SPAN.sub("", words) or any(unit not in _UNITS for _, unit in parts):
        return None
    total: dict[str, int] = {}
    for number, unit in parts:
        total[_UNITS[unit]] = total.get(_UNITS[unit], 0) + int(number)
    if not any(total.values()):
        return now
    local = now.astimezone(zone)
    days = total.get("d", 0) + 7 * total.get("w", 0)
    months = total.get("mo", 0) + 12 * total.get("y", 0)
    if days or months:
        day = months_later(local.date(), months) + timedelta(days=days)
        local = datetime.combine(day, local.time())
        begin = _aware(local, zone)
    else:
        begin = now.astimezone(UTC)
    return begin + timedelta(hours=total.get("h", 0), minutes=total.get("m", 0))


def _moment(words: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    """Read a day with or without a time, or a time alone; None where it is neither."""
    today = now.astimezone(zone).date()
    if words in {"tonight", "this evening"}:
        return _at(today, EVENING, now, zone)
    if (clock := read_clock(words)) and _is_unmistakable(words):
        at = _at(today, clock, now, zone)
        return at if at > now else _at(today + timedelta(days=1), clock, now, zone)
    found = read_day(words, today)
    if found is None:
        return None
    day, rest = found
    clock = read_clock(rest) if rest else MORNING
    return _at(day, clock, now, zone) if clock else None


def _is_unmistakable(words: str) -> bool:
    """Whether a time alone can be nothing else: "8" might be hours."""
    return not words.isdecimal()


def _at(day: date, clock: time, now: datetime, zone: tzinfo | None) -> datetime:
    """A time of a day; of one that comes twice in a night, the first that is still to come."""
    first = _aware(datetime.combine(day, clock), zone)
    return first if first > now else _aware(datetime.combine(day, clock.replace(fold=1)), zone)


def _aware(local: datetime, zone: tzinfo | None) -> datetime:
    """The UTC time of a time on the zone's clocks; one that they skip is as much later as they do."""
    local = local.replace(tzinfo=zone) if zone else local.replace(tzinfo=None)
    return local.astimezone(UTC)


def _short(text: str, most: int = 40) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"
