"""How old an article is, in at most six cells."""

from datetime import datetime, timedelta, tzinfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_MONTHS = timedelta(days=330)


def age(published: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Say how long ago something was published: "now", "5m", "2h", "3d", "14 Nov", "Nov'23".

    Args:
        published: aware.
        now: aware.
        zone: of the user, for days of the month; None for the machine's own.
    """
    passed = now - published
    if passed < timedelta(minutes=1):
        return "now"
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)}m"
    if passed < timedelta(days=1):
        return f"{passed // timedelta(hours=1)}h"
    if passed < timedelta(days=7):
        return f"{passed.days}d"
    local = published.astimezone(zone)
    if passed < _LAST_MONTHS:
        return f"{local.day} {MONTHS[local.month - 1]}"
    return f"{MONTHS[local.month - 1]}'{local.year % 100:02}"
