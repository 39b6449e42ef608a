"""Earlier texts of articles: what is kept of them, and for whom."""

from datetime import timedelta

import pytest

from newsterm.model.document import Document
from newsterm.model.errors import NotFoundError
from newsterm.model.event import EventKind
from newsterm.model.parsed import ParsedEntry
from newsterm.storage import arrivals, articles, integrity, projections, replay, revisions, search_index
from newsterm.text.document_codec import encode
from newsterm.text.packing import pack_entry
from tests.storage.shelf import Shelf

_LONG = "The council of the harbour met again on Monday to talk about the height of the sea wall. " * 30


def edit(shelf: Shelf, article: int, title: str, text: str, *, of_page: bool = False) -> None:
    """Replace the text of an article as a publisher does."""
    shelf.now += timedelta(minutes=10)
    entry = pack_entry(ParsedEntry("a", title, "https://example.org/a", "", None, Document(text), text))
    with shelf.library.writing(durable=False) as connection:
        revisions.keep(connection, article, text_hash="h", at=shelf.now, of_page=of_page)
        arrivals.replace_text(connection, article, entry, alias="", content_hash=text)


def test_every_text_is_kept_with_its_title_and_when_it_was_seen(shelf: Shelf) -> None:
    shelf.subscribe()
    began = shelf.now
    article = shelf.store("a", title="Wall holds", body="old")
    edit(shelf, article, "Wall fails", "new")
    edit(shelf, article, "Wall falls", "newer")
    found = revisions.all_of(shelf.reader, article)
    assert [(each.number, each.title, each.document.text) for each in found] == [
        (0, "Wall holds", "old"),
        (1, "Wall fails", "new"),
        (2, "Wall falls", "newer"),
    ]
    times = [began.replace(microsecond=0) + timedelta(minutes=minutes) for minutes in (0, 10, 20)]
    assert [each.seen_at for each in found] == times
    row = articles.rows(shelf.reader, [article])[0]
    assert (row.revision, row.edited_at) == (2, times[-1])


def test_an_article_that_was_never_edited_has_the_one_text(shelf: Shelf) -> None:
    shelf.subscribe()
    article = shelf.store("a", body="old")
    assert [(each.number, each.document.text) for each in revisions.all_of(shelf.reader, article)] == [(0, "old")]
    row = articles.rows(shelf.reader, [article])[0]
    assert (row.revision, row.edited_at, row.edit_unseen) == (0, None, False)
    with pytest.raises(NotFoundError):
        revisions.all_of(shelf.reader, 5)


def test_only_what_was_read_before_says_that_it_was_edited_until_that_is_seen(shelf: Shelf) -> None:
    shelf.subscribe()
    read, unread = shelf.store("a"), shelf.store("b")
    shelf.do(EventKind.READ, articles=[read])
    for article in (read, unread):
        edit(shelf, article, "Other", f"other {article}")
    assert [row.edit_unseen for row in articles.rows(shelf.reader, [read, unread])] == [True, False]
    group = shelf.do(EventKind.EDIT_SEEN, actor="shown", articles=[read], revision=1).group
    assert not articles.rows(shelf.reader, [read])[0].edit_unseen
    assert not shelf.do(EventKind.EDIT_SEEN, actor="shown", articles=[read], revision=1).group
    shelf.undo(group)
    assert articles.rows(shelf.reader, [read])[0].edit_unseen
    shelf.redo(group)
    edit(shelf, read, "Third", "third")
    assert articles.rows(shelf.reader, [read])[0].edit_unseen


def test_a_plain_undo_passes_over_what_was_seen(shelf: Shelf) -> None:
    shelf.subscribe()
    article = shelf.store("a")
    shelf.do(EventKind.READ, articles=[article])
    edit(shelf, article, "Other", "other")
    shelf.do(EventKind.EDIT_SEEN, actor="shown", articles=[article], revision=1)
    shelf.undo()
    assert not articles.rows(shelf.reader, [article])[0].read
    assert not articles.rows(shelf.reader, [article])[0].edit_unseen


def test_rebuilding_keeps_what_was_seen_and_what_the_publisher_did(shelf: Shelf) -> None:
    shelf.subscribe()
    article = shelf.store("a")
    shelf.do(EventKind.READ, articles=[article])
    edit(shelf, article, "Other", "other")
    shelf.do(EventKind.EDIT_SEEN, actor="shown", articles=[article], revision=1)
    edit(shelf, article, "Third", "third")
    before = articles.rows(shelf.reader, [article])
    with shelf.library.writing(durable=False) as connection:
        projections.rebuild(connection)
    assert articles.rows(shelf.reader, [article]) == before
    assert replay.differences(shelf.reader) == []
    assert [finding for finding in integrity.check(shelf.library) if not finding.is_fine] == []
    with shelf.library.writing(durable=False) as connection:
        connection.execute("UPDATE articles SET edit_seen = 0")
    assert len(replay.differences(shelf.reader)) == 1


def test_earlier_texts_are_compressed(shelf: Shelf) -> None:
    shelf.subscribe()
    article = shelf.store("a", body=_LONG)
    edit(shelf, article, "Other", _LONG + "More.")
    (size,) = shelf.reader.execute("SELECT length(document) FROM revisions").fetchone()
    assert size < len(_LONG) / 10


def test_a_missing_earlier_text_is_found_by_a_check(shelf: Shelf) -> None:
    shelf.subscribe()
    article = shelf.store("a")
    edit(shelf, article, "Other", "other")
    with shelf.library.writing(durable=False) as connection:
        connection.execute("DELETE FROM revisions")
    wrong = [finding.sentence for finding in integrity.check(shelf.library) if not finding.is_fine]
    assert wrong == ["Edited articles without all of their earlier texts: 1"]


def test_a_page_keeps_its_story_when_the_feed_edits_its_own_text(shelf: Shelf) -> None:
    shelf.subscribe()
    article = shelf.store("a", body="teaser")
    with shelf.library.writing(durable=False) as connection:
        connection.execute("INSERT INTO pages SELECT article_id, 'u', 5, x'', document FROM documents")
        connection.execute("UPDATE documents SET document = ?", (encode(Document("whole story")),))
        search_index.build_anew(connection)
    edit(shelf, article, "Other", "new teaser")
    assert articles.by_id(shelf.reader, article).document.text == "whole story"
    assert shelf.found("whole") == {article}
    assert shelf.found("teaser") == set()
    assert [each.document.text for each in revisions.all_of(shelf.reader, article)] == ["teaser", "new teaser"]
    assert [each.document.text for each in revisions.all_of(shelf.reader, article, of_page=True)] == ["whole story"]
