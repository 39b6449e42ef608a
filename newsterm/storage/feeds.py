"""Feeds: reading them with counters, and finding one by what a user types. What fetching keeps is in `fetch_states`."""

import sqlite3

from newsterm.model.errors import NotFoundError
from newsterm.model.feed import Feed
from newsterm.model.identifiers import decode
from newsterm.storage.times import optional_time

_SIMILAR = 60
"""Least likeness (0 to 100) of a title that is offered instead of an unknown one."""


def all_feeds(connection: sqlite3.Connection, *, subscribed: bool = True) -> list[Feed]:
    """The feeds in order of their titles.

    Args:
        connection: any.
        subscribed: only those subscribed to; else also those that were once.
    """
    rows = connection.execute(
        "SELECT f.id, f.url, coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url), f.folder, f.site_url,"
        " c.total, c.unread, c.starred, f.last_attempt, f.last_success, f.error"
        " FROM feeds AS f JOIN counters AS c ON c.feed_id = f.id WHERE f.subscribed OR NOT ?",
        (subscribed,),
    )
    feeds = [
        Feed(*(*values, optional_time(attempt), optional_time(success), error))
        for *values, attempt, success, error in rows
    ]
    return sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.url))


def find(connection: sqlite3.Connection, text: str) -> Feed:
    """The subscribed feed that a user means: by its id, address, title, or a part of just one title.

    Raises:
        NotFoundError: none or several; the message says which come near.
    """
    feeds = all_feeds(connection)
    wanted = text.strip().casefold()
    number = decode(text.strip())
    choices = (
        [feed for feed in feeds if feed.id == number],
        [feed for feed in feeds if feed.url == text.strip()],
        [feed for feed in feeds if feed.title.casefold() == wanted],
        [feed for feed in feeds if wanted and (wanted in feed.title.casefold() or wanted in feed.url.casefold())],
    )
    found = next((choice for choice in choices if choice), [])
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"“{feed.title}”" for feed in found[:5])
        raise NotFoundError(f"Several feeds go by “{text.strip()}”: {names}. Say more of the title, or give the id.")
    raise NotFoundError(f"No feed goes by “{text.strip()}”.{_hint(feeds, wanted)}")


def _hint(feeds: list[Feed], wanted: str) -> str:
    from rapidfuzz import fuzz, process

    near = process.extractOne(wanted, [feed.title.casefold() for feed in feeds], scorer=fuzz.WRatio)
    return f" Did you mean “{feeds[near[2]].title}”?" if near and near[1] >= _SIMILAR else ""
