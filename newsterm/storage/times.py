"""Times as the library's columns hold them: whole seconds or microseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_seconds(moment: datetime) -> int:
    """Whole seconds since 1970 of an aware time."""
    return (moment - _EPOCH) // timedelta(seconds=1)


def from_seconds(seconds: int) -> datetime:
    """The aware UTC time of a column of seconds."""
    return _EPOCH + timedelta(seconds=seconds)


def optional_seconds(moment: datetime | None) -> int | None:
    """`to_seconds`, NULL for None."""
    return None if moment is None else to_seconds(moment)


def optional_time(seconds: int | None) -> datetime | None:
    """`from_seconds`, None for NULL."""
    return None if seconds is None else from_seconds(seconds)


def to_microseconds(moment: datetime) -> int:
    """Microseconds since 1970 of an aware time."""
    return (moment - _EPOCH) // _MICROSECOND


def from_microseconds(microseconds: int) -> datetime:
    """The aware UTC time of a column of microseconds."""
    return _EPOCH + timedelta(microseconds=microseconds)
