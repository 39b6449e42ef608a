"""The user's labels and notes as they are read."""

from newsterm.model.event import EventKind
from newsterm.storage import articles, notes, remembered, tags
from tests.storage.shelf import Shelf


def test_tags_come_with_their_numbers_by_name_or_by_last_use(shelf: Shelf) -> None:
    shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    for tag, numbers in (("zoo", [first]), ("Apple", [first, second]), ("berry", [first])):
        shelf.do(EventKind.TAGGED, articles=numbers, tag=tag)
    assert tags.all_tags(shelf.reader) == [("Apple", 2), ("berry", 1), ("zoo", 1)]
    assert tags.all_tags(shelf.reader, recent_first=True) == [("berry", 1), ("Apple", 2), ("zoo", 1)]
    shelf.do(EventKind.UNTAGGED, articles=[first], tag="zoo")
    assert tags.all_tags(shelf.reader) == [("Apple", 2), ("berry", 1)]
    assert articles.by_id(shelf.reader, first).row.tags == ("Apple", "berry")


def test_a_note_is_read_back_found_and_removed(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(EventKind.NOTED, articles=[number], text="ask Żaneta")
    assert notes.of(shelf.reader, number) == "ask Żaneta"
    assert articles.by_id(shelf.reader, number).notes == ("ask Żaneta",)
    assert shelf.found("notes : zaneta") == {number}
    shelf.do(EventKind.NOTED, articles=[number], text="")
    assert notes.of(shelf.reader, number) == ""
    assert not articles.by_id(shelf.reader, number).row.noted
    assert shelf.found("zaneta") == set()


def test_what_is_remembered_is_the_latest(shelf: Shelf) -> None:
    with shelf.library.writing(durable=False) as connection:
        remembered.put(connection, "place", "unread")
        remembered.put(connection, "place", "all")
    assert remembered.get(shelf.reader, "place") == "all"
    assert remembered.get(shelf.reader, "theme") is None
