"""The demo's feeds with troubles of every kind."""

from datetime import datetime, timedelta
from pathlib import Path

from newsterm.model.errors import Trouble
from newsterm.model.feed import Move
from newsterm.operations.settling import settle_failure
from newsterm.storage import feeds, fetch_states
from newsterm.storage.library import Library
from newsterm.storage.times import to_seconds


def make_ailing(directory: Path, now: datetime) -> dict[str, int]:
    """Give feeds of the demo in a directory troubles; returns the ids of all by title."""
    library = Library.open(directory)
    found = {feed.title: feed.id for feed in feeds.all_feeds(library.reader())}
    troubles = {
        "Gulf Desk": ("gulf.example answered 410 Gone: the feed is gone for good.", Trouble.GONE, None),
        "Northern Wire": ("northern.example answered 500 Internal Server Error.", Trouble.TEMPORARY, None),
        "Small Machines": ("machines.example was asked too often.", Trouble.LIMITED, 7200),
    }
    with library.writing(durable=False) as connection:
        for title, (sentence, trouble, wait) in troubles.items():
            state = fetch_states.of_feed(connection, found[title])
            assert state is not None
            for hours in (50, 26, 2):
                state = settle_failure(state, sentence, trouble, wait, now - timedelta(hours=hours), 0.0)
            fetch_states.record(connection, state)
        state = fetch_states.of_feed(connection, found["Long View"])
        assert state is not None
        move = Move("https://new.example/feed", 4, to_seconds(now - timedelta(days=2)))
        fetch_states.record(connection, state._replace(move=move))
    library.close()
    return found
