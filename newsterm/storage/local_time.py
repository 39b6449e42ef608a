"""The time zone of this machine, in which the days of a query begin and end."""

from datetime import datetime, timedelta, tzinfo


class LocalTime(tzinfo):
    """This machine's zone with its changes between summer and winter."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """How far local time is ahead of UTC at a moment of local time."""
        naive = datetime.now() if moment is None else moment.replace(tzinfo=None)  # noqa: DTZ005 - the zone is this one
        return naive.astimezone().utcoffset() or timedelta(0)

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Unknown; nothing asks for it."""

    def tzname(self, moment: datetime | None) -> str:
        """The zone's abbreviation."""
        naive = datetime.now() if moment is None else moment.replace(tzinfo=None)  # noqa: DTZ005 - the zone is this one
        return naive.astimezone().tzname() or "local"
