"""What the user does is written down, can be taken back in any order, and done again."""

import time

import pytest

from newsterm.model.errors import NotFoundError
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode, event_microsecond
from newsterm.model.listing import Sort
from newsterm.storage import articles, counters, feeds, journal, notes, views
from newsterm.storage.events import all_events
from newsterm.storage.times import to_microseconds
from tests.storage.shelf import NOW, URL, Shelf

READ, UNREAD, STARRED, UNSTARRED = EventKind.READ, EventKind.UNREAD, EventKind.STARRED, EventKind.UNSTARRED
TAGGED, UNTAGGED, NOTED = EventKind.TAGGED, EventKind.UNTAGGED, EventKind.NOTED


def _state(shelf: Shelf, number: int) -> tuple[bool, bool, tuple[str, ...], str]:
    row = articles.by_id(shelf.reader, number).row
    return row.read, row.starred, row.tags, notes.of(shelf.reader, number)


def test_only_what_really_changes_is_written(shelf: Shelf) -> None:
    shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    shelf.do(READ, articles=[first])
    appended = shelf.do(READ, articles=[first, second, second, 12345])
    assert appended.articles == (second,)
    assert appended.label == "article.read 1"
    assert shelf.do(READ, articles=[first, second]) == journal.Appended()
    assert [event.payload for event, _ in all_events(shelf.reader)][-1] == {"articles": [second]}


def test_articles_of_an_unsubscribed_feed_are_marked_as_others_are(shelf: Shelf) -> None:
    shelf.subscribe()
    a, b = shelf.store("a"), shelf.store("b")
    shelf.do(READ, articles=[b])
    shelf.unsubscribe()
    assert shelf.do(READ, articles=[a, b]).articles == (a,)
    shelf.subscribe()
    assert counters.total(shelf.reader).unread == 0
    assert shelf.do(UNREAD, articles=[a, b]).articles == (b, a)
    assert counters.total(shelf.reader).unread == 2


def test_every_action_is_counted(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    shelf.do(READ, articles=[first])
    shelf.do(STARRED, articles=[first, second])
    shelf.do(TAGGED, articles=[first], tag="x")
    shelf.do(NOTED, articles=[second], text="hm")
    numbers = counters.of_feeds(shelf.reader)[feed]
    assert (numbers.total, numbers.unread, numbers.starred, numbers.tagged, numbers.noted) == (2, 1, 2, 1, 1)


def test_event_ids_grow_even_when_the_clock_goes_back(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do_all((READ, {"articles": [number]}), (STARRED, {"articles": [number]}))
    shelf.now = NOW.replace(year=2001)
    shelf.do(UNREAD, articles=[number])
    ids = [event.id for event, _ in all_events(shelf.reader)]
    assert ids == sorted(ids)
    assert len({event_microsecond(event) for event in ids}) == len(ids)
    assert event_microsecond(ids[0]) == to_microseconds(NOW) + 1_000_000


def test_a_group_is_taken_back_and_done_again_as_one(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a", body="words")
    before = _state(shelf, number)
    done = shelf.do_all(
        (READ, {"articles": [number]}),
        (STARRED, {"articles": [number]}),
        (TAGGED, {"articles": [number], "tag": "b"}),
        (TAGGED, {"articles": [number], "tag": "a"}),
        (NOTED, {"articles": [number], "text": "zebra"}),
        (NOTED, {"articles": [number], "text": "yak"}),
    )
    after = _state(shelf, number)
    assert after == (True, True, ("a", "b"), "yak")
    assert (shelf.found("yak"), shelf.found("zebra")) == ({number}, set())
    undone = shelf.undo()
    assert (undone.label, undone.articles, _state(shelf, number)) == (done.label, (number,), before)
    assert (shelf.found("yak"), shelf.found("words")) == (set(), {number})
    redone = shelf.redo()
    assert (redone.label, _state(shelf, number)) == (done.label, after)


def test_several_undos_are_done_again_in_the_order_of_the_actions(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    labels = [shelf.do(TAGGED, articles=[number], tag=tag).label for tag in "abc"]
    for tags in (("a", "b"), ("a",), ()):
        shelf.undo()
        assert _state(shelf, number)[2] == tags
    assert [shelf.redo().label for _ in range(3)] == labels
    assert _state(shelf, number)[2] == ("a", "b", "c")
    assert shelf.redo() == journal.Appended()
    shelf.undo()
    assert _state(shelf, number)[2] == ("a", "b")


def test_something_new_ends_what_can_be_done_again(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(STARRED, articles=[number])
    shelf.undo()
    shelf.do(READ, articles=[number])
    assert shelf.redo() == journal.Appended()
    shelf.undo()
    assert shelf.redo().label == "article.read 1"
    assert shelf.redo() == journal.Appended()


def test_undo_works_after_a_restart_down_to_nothing(shelf: Shelf, tmp_path) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(STARRED, articles=[number])
    shelf.close()
    again = Shelf(tmp_path / "library")
    again.now = shelf.now
    assert again.undo().label == "article.starred 1"
    assert again.undo().label == "feed.subscribed 0"
    assert again.undo() == journal.Appended()
    assert feeds.all_feeds(again.reader) == []
    again.close()


def test_marks_made_by_showing_are_passed_over_but_can_be_named(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(STARRED, articles=[number])
    shown = shelf.do(READ, actor="shown", articles=[number])
    assert [group.actor for group in journal.groups(shelf.reader, 10)] == ["key", "key"]
    assert journal.groups(shelf.reader, 10, every=True)[0].id == shown.group
    shelf.undo()
    assert _state(shelf, number)[:2] == (True, False)
    shelf.redo()
    assert shelf.undo(shown.group).articles == (number,)
    assert _state(shelf, number)[:2] == (False, True)


def test_an_older_group_is_taken_back_only_as_far_as_it_still_stands(shelf: Shelf) -> None:
    shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    old = shelf.do(READ, articles=[first, second])
    note = shelf.do(NOTED, articles=[first], text="one")
    shelf.do(UNREAD, articles=[second])
    shelf.do(NOTED, articles=[first], text="two")
    assert shelf.undo(old.group).articles == (first,)
    assert shelf.undo(note.group).articles == ()
    assert _state(shelf, first) == (False, False, (), "two")
    shelf.redo()
    assert shelf.redo().articles == (first,)
    assert (_state(shelf, first)[0], _state(shelf, second)[0]) == (True, False)


def test_what_is_taken_back_or_unknown_cannot_be_taken_back(shelf: Shelf) -> None:
    done = shelf.do(EventKind.SUBSCRIBED, url=URL, title="", folder="")
    undone = shelf.undo()
    with pytest.raises(NotFoundError, match="taken back already"):
        shelf.undo(done.group)
    for unknown in (undone.group, "zzz"):
        with pytest.raises(NotFoundError, match="Nothing that was done goes by"):
            shelf.undo(unknown)


def test_groups_tell_what_was_done_and_what_is_taken_back(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(READ, articles=[number])
    at = shelf.now
    shelf.undo()
    latest, first = journal.groups(shelf.reader, 10)
    assert (latest.label, latest.undone, latest.at, latest.actor) == ("article.read 1", True, at, "key")
    assert (first.label, first.undone) == ("feed.subscribed 0", False)
    assert journal.groups(shelf.reader, 1) == [latest]


def test_renaming_and_moving_are_taken_back(shelf: Shelf) -> None:
    feed = shelf.subscribe(title="One", folder="x")
    shelf.do(EventKind.RENAMED, subject=encode(feed), title="Two", before="whatever")
    appended = shelf.do(EventKind.MOVED, subject=encode(feed), folder="y")
    assert appended.feeds == (feed,)
    (known,) = feeds.all_feeds(shelf.reader)
    assert (known.title, known.folder) == ("Two", "y")
    shelf.undo()
    shelf.undo()
    (known,) = feeds.all_feeds(shelf.reader)
    assert (known.title, known.folder) == ("One", "x")


def test_unsubscribing_keeps_what_the_user_touched(shelf: Shelf) -> None:
    feed = shelf.subscribe(title="Mine", folder="x")
    names = ("plain", "read", "starred", "tagged", "noted")
    numbers = {name: shelf.store(name) for name in names}
    shelf.do(READ, articles=[numbers["read"]])
    shelf.do(STARRED, articles=[numbers["starred"]])
    shelf.do(TAGGED, articles=[numbers["tagged"]], tag="t")
    shelf.do(NOTED, articles=[numbers["noted"]], text="n")
    assert shelf.unsubscribe().feeds == (feed,)
    assert counters.total(shelf.reader).total == 3
    shelf.do(UNSTARRED, articles=[numbers["starred"]])
    shelf.do(UNTAGGED, articles=[numbers["tagged"]], tag="t")
    shelf.do(NOTED, articles=[numbers["noted"]], text="")
    assert counters.total(shelf.reader).total == 0
    shelf.undo()
    assert counters.total(shelf.reader).noted == counters.total(shelf.reader).total == 1
    for _ in range(3):
        shelf.undo()
    assert counters.total(shelf.reader).total == 5
    (known,) = feeds.all_feeds(shelf.reader)
    assert (known.title, known.folder, known.unread) == ("Mine", "x", 4)


def test_a_tag_has_no_line_feed(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    for tag in ("", "a\nb"):
        with pytest.raises(ValueError, match="no tag"):
            shelf.do(TAGGED, articles=[number], tag=tag)


def test_thousands_of_articles_are_marked_in_a_moment(shelf: Shelf) -> None:
    shelf.subscribe()
    with shelf.library.writing(durable=False) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO articles(id, feed_id, key, title, url, author, seen_at, arrival, words, content_hash)"
            " SELECT i * 1000, (SELECT id FROM feeds), i, 't', '', '', 0, i, 0, '' FROM n"
        )
    numbers = [i * 1000 for i in range(1, 20001)]
    start = time.perf_counter()
    assert len(shelf.do(READ, articles=numbers).articles) == 20_000
    # A tenth of a second on the machine that it was measured on; the bound only catches another order of growth.
    assert time.perf_counter() - start < 2
    assert counters.total(shelf.reader).unread == 0
    assert len(shelf.undo().articles) == 20_000
    assert counters.total(shelf.reader).unread == 20_000


def test_several_groups_are_taken_back_and_done_again_as_one(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    before = _state(shelf, number)
    done = [
        shelf.do(STARRED, articles=[number]).group,
        shelf.do(TAGGED, articles=[number], tag="x").group,
        shelf.do(NOTED, articles=[number], text="zebra").group,
    ]
    after = _state(shelf, number)
    assert shelf.undo_groups(*done).label == "several"
    assert _state(shelf, number) == before
    assert shelf.redo().label == "3 actions"
    assert _state(shelf, number) == after
    shelf.undo(done[1])
    shelf.undo_groups(*done)
    assert _state(shelf, number) == before
    assert shelf.undo_groups(*done) == journal.Appended()
    assert shelf.redo(done[1]).label == "article.tagged 1"
    assert _state(shelf, number)[2] == ("x",)


def test_a_snooze_is_taken_back_to_what_was_before(shelf: Shelf) -> None:
    shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")

    def until() -> list[int]:
        rows = shelf.reader.execute("SELECT snoozed_until FROM articles ORDER BY id")
        return [moment for (moment,) in rows.fetchall()]

    shelf.do(EventKind.SNOOZED, articles=[first], until=(50, 0))
    both = shelf.do(EventKind.SNOOZED, articles=[first, second], until=(99, 0))
    shelf.do(EventKind.SNOOZED, articles=[second], until=(70, 0))
    shelf.undo(both.group)
    assert until() == [50, 70]
    shelf.do(EventKind.SNOOZED, articles=[first], until=(0, 60), actor="snooze")
    assert until() == [0, 70]
    shelf.undo()
    assert until() == [0, 99]


def test_definitions_are_kept_changed_and_dropped(shelf: Shelf) -> None:
    def names() -> list[str]:
        return [view.name for view in views.all_views(shelf.reader)]

    shelf.do_all((EventKind.DEFINED, {"kind": "view", "name": "b", "value": {"query": "is:unread"}}))
    shelf.do_all((EventKind.DEFINED, {"kind": "view", "name": "a", "value": {"query": "port", "sort": "score"}}))
    assert names() == ["a", "b"]
    shelf.do_all((EventKind.DEFINED, {"kind": "order", "name": "views", "value": {"items": ["b", "gone"]}}))
    assert names() == ["b", "a"]
    shelf.do_all((EventKind.DEFINED, {"kind": "view", "name": "b", "value": None}))
    assert names() == ["a"]
    shelf.undo()
    shelf.undo()
    assert names() == ["a", "b"]
    shelf.undo()
    assert [(view.name, view.sort) for view in views.all_views(shelf.reader)] == [("b", Sort.NEWEST)]


def test_what_rules_did_stands_in_the_history_but_is_passed_over(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(STARRED, articles=[number])
    ruled = shelf.do(TAGGED, articles=[number], tag="x", actor="rule:Iran")
    assert shelf.undo().label == "article.starred 1"
    assert [group.id for group in journal.groups(shelf.reader, 10, actor="rule:Iran")] == [ruled.group]
    assert [group.id for group in journal.groups(shelf.reader, 1, every=True)] == [ruled.group]
    older = journal.groups(shelf.reader, 10, every=True, before=ruled.group)
    assert [group.label for group in older] == ["article.starred 1", "feed.subscribed 0"]
