"""Two processes write and read one library at once, and neither ever hears that it is locked."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

from newsterm.model.event import EventKind
from newsterm.model.listing import Listing
from newsterm.storage import integrity, journal, replay, windows
from tests.storage.shelf import Shelf

_SECONDS = 2.0


def _fetch(directory: Path) -> int:
    """Store articles until the time is up, each in a transaction of its own; returns how many."""
    with closing(Shelf(directory)) as shelf:
        end, number = time.monotonic() + _SECONDS, 0
        while time.monotonic() < end:
            shelf.store(str(number), body=f"common word{number}")
            number += 1
        return number


def _use(directory: Path) -> int:
    """Look and act until the time is up; returns how many actions changed something."""
    with closing(Shelf(directory)) as shelf:
        end, changed = time.monotonic() + _SECONDS, 0
        while time.monotonic() < end:
            rows = windows.window(shelf.reader, Listing("common is:unread"), 0, 5, shelf.now)
            if rows:
                with shelf.library.writing(durable=True) as connection:
                    draft = journal.Draft(EventKind.READ, {"articles": [row.id for row in rows]})
                    appended = journal.append(connection, [draft], actor="key", now=shelf.now, label="read")
                changed += len(appended.articles)
            windows.count(shelf.reader, Listing("is:unread"), shelf.now)
        return changed


def test_two_processes_share_a_library(tmp_path: Path) -> None:
    with closing(Shelf(tmp_path)) as shelf:
        shelf.subscribe()
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            fetching, using = pool.submit(_fetch, tmp_path), pool.submit(_use, tmp_path)
            stored, read = fetching.result(30), using.result(30)
        assert stored > 0
        assert read > 0
        assert windows.count(shelf.reader, Listing(), shelf.now) == stored
        assert windows.count(shelf.reader, Listing("is:read"), shelf.now) == read
        assert replay.differences(shelf.reader) == []
        assert all(finding.is_fine for finding in integrity.check(shelf.library))
