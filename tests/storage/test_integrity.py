"""Checks find what is wrong in a library, and say that a sound one is sound."""

import pytest

from newsterm.model.event import EventKind
from newsterm.storage import integrity
from tests.storage.shelf import Shelf


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    shelf.subscribe()
    numbers = [shelf.store(key) for key in "abc"]
    shelf.do(EventKind.TAGGED, articles=numbers[:2], tag="x")
    shelf.do(EventKind.TAGGED, articles=numbers[:1], tag="a")
    shelf.do(EventKind.NOTED, articles=numbers[:1], text="n")
    return shelf


def test_a_sound_library_has_nothing_wrong(filled: Shelf) -> None:
    findings = integrity.check(filled.library)
    assert [finding.sentence for finding in findings if not finding.is_fine] == []
    assert len(findings) == 9


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("UPDATE counters SET unread = unread + 1", "Feeds whose counters are wrong: 1"),
        ("UPDATE articles SET tags = 'y' WHERE key = 'b'", "disagree with the list of tags: 1"),
        ("DELETE FROM article_tags WHERE tag = 'a'", "disagree with the list of tags: 1"),
        ("INSERT INTO article_tags SELECT 'q', id FROM articles WHERE key = 'c'", "the list of tags: 1"),
        ("UPDATE articles SET noted = 0", "disagrees with the notes: 1"),
        ("UPDATE articles SET listed = 0 WHERE key = 'c'", "should not be, or the other way round: 1"),
        ("DELETE FROM documents", "Articles without a document: 3"),
        ("INSERT INTO search(rowid, title) VALUES (5, 'x')", "lacks, or has too many: 1"),
        ("INSERT INTO search(search) VALUES ('delete-all')", "lacks, or has too many: 3"),
    ],
)
def test_harm_is_found(filled: Shelf, harm: str, sentence: str) -> None:
    with filled.library.writing(durable=False) as connection:
        connection.execute(harm)
    wrong = [finding.sentence for finding in integrity.check(filled.library) if not finding.is_fine]
    assert any(sentence in told for told in wrong), wrong
