"""Many rows are read ahead before they are changed, each once; few are not, and none that are in memory already."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsterm.model.event import EventKind
from newsterm.storage import counters, reading_ahead
from newsterm.storage.reading_ahead import read_ahead
from tests.storage.shelf import Shelf


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[int]]:
    """What each reader reads; ten articles are many, and none is in memory."""
    parts: list[Sequence[int]] = []
    really = reading_ahead._read

    def listen(path: Path, ids: Sequence[int]) -> None:
        really(path, ids)
        if threading.current_thread() is not threading.main_thread():
            parts.append(ids)

    monkeypatch.setattr(reading_ahead, "_read", listen)
    monkeypatch.setattr(reading_ahead, "_MANY", 10)
    monkeypatch.setattr(reading_ahead, "_AT_HAND", 0.0)
    return parts


@pytest.mark.parametrize("many", [10, 11, 83])
def test_each_of_many_is_read_by_one_of_eight_readers(shelf: Shelf, read: list[Sequence[int]], many: int) -> None:
    read_ahead(shelf.reader, list(range(many)))
    assert 2 <= len(read) <= 8
    assert sorted(number for part in read for number in part) == list(range(many))


def test_few_are_left_to_whoever_needs_them(shelf: Shelf, read: list[Sequence[int]]) -> None:
    read_ahead(shelf.reader, list(range(9)))
    assert read == []


def test_many_that_are_in_memory_are_left_alone(
    shelf: Shelf, read: list[Sequence[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "_AT_HAND", 1.0)
    read_ahead(shelf.reader, list(range(83)))
    assert read == []


def test_what_is_done_to_many_is_read_ahead_in_the_midst_of_writing(shelf: Shelf, read: list[Sequence[int]]) -> None:
    shelf.subscribe()
    ids = [shelf.store(str(number)) for number in range(12)]
    shelf.do(EventKind.READ, articles=ids)
    assert sorted(number for part in read for number in part) == sorted(ids)
    assert counters.total(shelf.reader).unread == 0


def test_what_one_action_does_in_several_events_is_read_ahead_once(shelf: Shelf, read: list[Sequence[int]]) -> None:
    shelf.subscribe()
    ids = [shelf.store(str(number)) for number in range(24)]
    payload = {"articles": ids[:12]}
    shelf.do_all((EventKind.READ, payload), (EventKind.ARCHIVED, payload), (EventKind.STARRED, {"articles": ids}))
    assert sorted(number for part in read for number in part) == sorted(ids)
    read.clear()
    shelf.undo()
    assert sorted(number for part in read for number in part) == sorted(ids[:12])
