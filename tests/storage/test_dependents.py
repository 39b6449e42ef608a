"""What builds on a group of the journal."""

import pytest

from newsterm.model.errors import NotFoundError
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.storage import journal
from newsterm.storage.dependents import dependents
from newsterm.storage.events import last_id
from tests.storage.shelf import Shelf

READ, UNREAD = EventKind.READ, EventKind.UNREAD
STARRED, UNSTARRED, TAGGED = EventKind.STARRED, EventKind.UNSTARRED, EventKind.TAGGED


def ids(shelf: Shelf, group: str, *, since: str = "") -> list[str]:
    return [each.id for each in dependents(shelf.reader, group, since=since)]


def test_later_groups_that_changed_the_same_hold_an_undo_up(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    marked = shelf.do(READ, articles=[first, second])
    tagged = shelf.do(TAGGED, articles=[first], tag="x")
    shelf.do(TAGGED, articles=[first], tag="y")
    shelf.do(STARRED, articles=[first])
    assert dependents(shelf.reader, marked.group) == []
    unmarked = shelf.do(UNREAD, articles=[second])
    shelf.do(READ, articles=[second], actor="shown")
    assert [group.id for group in dependents(shelf.reader, marked.group)] == [unmarked.group]
    assert dependents(shelf.reader, tagged.group) == []
    shelf.undo(unmarked.group)
    assert dependents(shelf.reader, marked.group) == []
    renamed = shelf.do(EventKind.RENAMED, subject=encode(feed), title="Mine")
    subscribed = journal.groups(shelf.reader, 100)[-1]
    assert [group.id for group in dependents(shelf.reader, subscribed.id)] == [renamed.group]


def test_what_builds_on_what_builds_on_it_counts_too_though_it_changed_something_else(shelf: Shelf) -> None:
    shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    marked = shelf.do(READ, articles=[first])
    shelf.do(STARRED, articles=[second])
    both = shelf.do_all((UNREAD, {"articles": [first]}), (UNSTARRED, {"articles": [second]}))
    starred = shelf.do(STARRED, articles=[second])
    tagged = shelf.do(TAGGED, articles=[second], tag="x")
    assert ids(shelf, marked.group) == [starred.group, both.group]
    assert ids(shelf, tagged.group) == []


def test_what_was_done_again_builds_on_what_came_before_that(shelf: Shelf) -> None:
    shelf.subscribe()
    first = shelf.store("a")
    starred = shelf.do(STARRED, articles=[first])
    unstarred = shelf.do(UNSTARRED, articles=[first])
    shelf.undo(unstarred.group)
    assert ids(shelf, starred.group) == []
    shelf.redo()
    assert ids(shelf, starred.group) == [unstarred.group]


def test_what_is_known_to_hold_nothing_up_is_not_looked_at_again(shelf: Shelf) -> None:
    shelf.subscribe()
    first = shelf.store("a")
    starred = shelf.do(STARRED, articles=[first])
    unstarred = shelf.do(UNSTARRED, articles=[first])
    before = last_id(shelf.reader)
    again = shelf.do(STARRED, articles=[first])
    assert ids(shelf, starred.group) == [again.group, unstarred.group]
    assert ids(shelf, starred.group, since=before) == [again.group]


def test_a_group_that_never_was_is_told(shelf: Shelf) -> None:
    with pytest.raises(NotFoundError, match="nonesuch"):
        dependents(shelf.reader, "nonesuch")
