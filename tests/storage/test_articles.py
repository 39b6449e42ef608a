"""Articles are stored once, in the order of the news, and found again."""

from datetime import timedelta

import pytest

from newsterm.model.document import Document
from newsterm.model.errors import NotFoundError
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode, published_of
from newsterm.model.parsed import ParsedEntry
from newsterm.storage import arrivals, articles, counters, documents
from newsterm.text.packing import pack_entry
from tests.storage.shelf import URL, Shelf


def test_an_article_is_read_back_whole(shelf: Shelf) -> None:
    feed = shelf.subscribe(title="Mine")
    number = shelf.store("a", title="Ferry late", body="The ferry is late.", author="Lind", age=timedelta(hours=2))
    article = articles.by_id(shelf.reader, number)
    assert article.document == Document("The ferry is late.")
    assert (article.row.title, article.row.author, article.row.feed, article.row.feed_title) == (
        "Ferry late",
        "Lind",
        feed,
        "Mine",
    )
    assert article.row.published == shelf.now - timedelta(hours=2)
    assert article.seen_at == shelf.now
    assert (article.feed_url, article.notes, article.row.tags, article.row.read) == (URL, (), (), False)
    assert documents.source_of(shelf.reader, number) == "The ferry is late."


def test_an_article_goes_by_its_token(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    assert articles.find(shelf.reader, f" {encode(number).upper()} ") == number
    for token in ("", "zzz", "not a token!", encode(number + 1)):
        with pytest.raises(NotFoundError):
            articles.find(shelf.reader, token)


def test_undated_entries_keep_the_order_of_their_document(shelf: Shelf) -> None:
    shelf.subscribe()
    shelf.subscribe("https://example.org/other")
    numbers = [shelf.store(f"a{place}", position=place) for place in range(300)]
    others = [shelf.store(f"b{place}", position=place, url="https://example.org/other") for place in range(300)]
    assert numbers == sorted(numbers, reverse=True)
    assert others == sorted(others, reverse=True)
    assert len(set(numbers + others)) == 600


def test_more_articles_of_one_second_than_it_has_ids_go_below(shelf: Shelf) -> None:
    shelf.subscribe()
    numbers = [shelf.store(str(place), position=4090 + place) for place in range(20)]
    assert len(set(numbers)) == 20
    assert published_of(numbers[0]) == shelf.now
    assert published_of(numbers[-1]) == shelf.now - timedelta(seconds=1)


def test_rows_come_in_the_order_asked_for_without_what_is_not_there(shelf: Shelf) -> None:
    shelf.subscribe()
    first, second = shelf.store("a"), shelf.store("b")
    rows = articles.rows(shelf.reader, [second, 5, first])
    assert [row.id for row in rows] == [second, first]


def test_an_edited_article_stays_read_and_is_found_by_its_new_words_alone(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a", title="Ferry", body="old words")
    shelf.do(EventKind.READ, articles=[number])
    shelf.do(EventKind.NOTED, articles=[number], text="mynote")
    entry = pack_entry(
        ParsedEntry("a", "Boat", "https://example.org/a2", "Lind", None, Document("new words"), "<p>new words")
    )
    with shelf.library.writing(durable=False) as connection:
        arrivals.replace_text(connection, number, entry, alias="example.org/a", content_hash="h2")
    article = articles.by_id(shelf.reader, number)
    assert (article.row.read, article.row.title, article.document.text) == (True, "Boat", "new words")
    assert shelf.found("ferry") == shelf.found("old") == set()
    assert shelf.found("boat") == shelf.found("new") == shelf.found("lind") == shelf.found("mynote") == {number}
    stored = arrivals.stored_for(shelf.reader, article.row.feed)["a"]
    assert (stored.alias, stored.content_hash, stored.url) == ("example.org/a", "h2", "https://example.org/a2")


def test_stored_articles_are_found_by_keys_and_aliases_alone(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    for key in "abc":
        shelf.store(key)
    entry = pack_entry(ParsedEntry("c", "t", "u", "", None, Document("x"), "x"))
    with shelf.library.writing(durable=False) as connection:
        number = arrivals.stored_for(connection, feed)["c"].id
        arrivals.replace_text(connection, number, entry, alias="alias/c", content_hash="")
    assert set(arrivals.stored_for(shelf.reader, feed)) == {"a", "b", "c"}
    assert set(arrivals.stored_for(shelf.reader, feed, keys=["a", "zzz", ""], aliases=["alias/c", ""])) == {"a", "c"}


def test_new_articles_are_counted(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    for key in "abc":
        shelf.store(key)
    assert counters.of_feeds(shelf.reader)[feed].total == 3
    assert counters.total(shelf.reader).unread == 3


def test_an_article_of_a_feed_unsubscribed_meanwhile_is_not_listed(shelf: Shelf) -> None:
    shelf.subscribe()
    shelf.unsubscribe()
    shelf.store("a")
    assert counters.total(shelf.reader).total == 0
    shelf.subscribe()
    assert counters.total(shelf.reader).total == 1
