"""Identifiers: short tokens for articles and feeds, and time-ordered ids for events.

An article's id holds the second it sorts by in its upper bits, so that the order of ids is the
order of the list and a full-text search is newest first for free.
"""

import hashlib
import os
from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {"o": 0, "i": 1, "l": 1}
SORT_SHIFT = 12
"""Bits of an article id below the second that it sorts by."""
_SLOTS = 1 << SORT_SHIFT
LATEST_SORT_SECOND = (1 << 33) - 1
"""The last second (year 2242) that an article id can hold."""


def encode(number: int) -> str:
    """Write a non-negative integer in Crockford's base 32."""
    digits = ""
    while True:
        number, rest = divmod(number, 32)
        digits = _ALPHABET[rest] + digits
        if not number:
            return digits


def decode(token: str) -> int | None:
    """Read a token back, forgiving upper case and o, i, l; None if it is not one."""
    number = 0
    for character in token.lower():
        value = _VALUES.get(character)
        if value is None:
            return None
        number = number * 32 + value
    return number if token and number < 1 << 62 else None


def _digest(*parts: str) -> int:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")


def feed_id(url: str) -> int:
    """The id of a feed subscribed at `url`: 40 bits of its hash, so that two machines agree."""
    return _digest("feed", url) >> 24


def article_id(sort_second: int, feed_url: str, key: str, *, position: int | None = None) -> int:
    """The wanted id of an article; where it is taken, the next lower free number serves.

    Args:
        sort_second: seconds since 1970 (UTC) that the article sorts by; clamped to 0..2242.
        feed_url: address of its feed.
        key: its key within the feed.
        position: for an undated article its place in the document from 0, which then keeps the
            document's order among articles first seen in the same second.
    """
    second = min(max(sort_second, 0), LATEST_SORT_SECOND)
    low = _digest(feed_url, key) % _SLOTS if position is None else max(_SLOTS - 1 - position, 0)
    return second << SORT_SHIFT | low


def sort_second(article: int) -> int:
    """Seconds since 1970 (UTC) that the article with this id sorts by: its `published`."""
    return article >> SORT_SHIFT


def first_id_at(second: int) -> int:
    """The smallest id of an article that sorts by this second (for ranges of dates)."""
    return min(max(second, 0), LATEST_SORT_SECOND + 1) << SORT_SHIFT


def published_of(article: int) -> datetime:
    """When the article was published (UTC), or first seen where that is unknown or in the future."""
    return datetime.fromtimestamp(sort_second(article), UTC)


def event_id(microsecond: int) -> str:
    """A globally unique, time-ordered event id: 26 characters, 58 bits of microseconds and 72 random ones."""
    return encode(microsecond << 72 | int.from_bytes(os.urandom(9))).rjust(26, "0")


def event_microsecond(event: str) -> int:
    """The microsecond since 1970 that an event id was made from."""
    return decode_long(event) >> 72


def decode_long(token: str) -> int:
    """Read a token of any length that `encode` wrote."""
    number = 0
    for character in token:
        number = number * 32 + _VALUES[character]
    return number
