"""How long an answer stays fresh, as HTTP says it.

Source: RFC 9111, sections 4.2.1 and 5.2.2, as a private cache reads it: s-maxage is for shared ones.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d+)\"?\s*(?=,|$)", re.IGNORECASE)
_MOST_DIGITS = 9
_FOR_EVER = 2**31
"""Seconds that any number too large to be meant stands for (RFC 9111, section 1.2.2)."""


def fresh_for(headers: httpx.Headers, now: datetime) -> int | None:
    """Seconds that an answer stays fresh, 0 for not at all; None where it does not say.

    Of several max-age the longest counts; what makes no sense counts for nothing. no-store and the like forbid to keep
    an answer, and say nothing of when to ask again.

    Args:
        headers: of the answer.
        now: the time, for an Expires without a Date.
    """
    ages = [_seconds(age) for age in _MAX_AGE.findall(headers.get("cache-control", ""))]
    if ages:
        lifetime = max(ages)
    else:
        expires = http_date(headers.get("expires", ""))
        if expires is None:
            return None
        lifetime = int((expires - (http_date(headers.get("date", "")) or now)).total_seconds())
    age = headers.get("age", "").strip()
    passed = _seconds(age) if age.isascii() and age.isdigit() else 0
    return max(lifetime - passed, 0)


def _seconds(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else _FOR_EVER


def http_date(text: str) -> datetime | None:
    """Read a date of HTTP, aware; None if it is none."""
    try:
        moment = parsedate_to_datetime(text.strip()[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
