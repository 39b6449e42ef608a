"""Identity of articles: which stored article an entry is, and what a fetched feed changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsterm.model.document import Document
from newsterm.model.parsed import ParsedEntry
from newsterm.operations.deciding import decide
from newsterm.operations.identity import candidates
from newsterm.storage.arrivals import StoredArticle
from newsterm.text.packing import pack_entry

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def entry(guid="", title="T", url="", text="text", *, published=None, author=""):
    return pack_entry(ParsedEntry(guid, title, url, author, published, Document(text), text))


class Shelf:
    """The stored articles of one feed, as storage would keep them."""

    def __init__(self):
        self.stored = {}
        self.decision = None

    def refresh(self, *entries, now=NOW):
        """Store a document's entries. Returns the ids of its articles in the document's order, new ones negative."""
        found = candidates(entries)
        self.decision = decide(self.stored, found, now)
        for insert in self.decision.inserts:
            self._put(len(self.stored) + 1, insert.key, insert.candidate)
        by_id = {article.id: article for article in self.stored.values()}
        for replacement in self.decision.replacements:
            self._put(replacement.article, by_id[replacement.article].key, replacement.candidate)
        return self

    def _put(self, number, key, candidate):
        found = candidate.entry
        self.stored[key] = StoredArticle(
            id=number,
            key=key,
            alias=candidate.alias,
            content_hash=candidate.content_hash,
            title=found.title,
            url=found.url,
            author=found.author,
        )

    @property
    def counts(self):
        """New, changed in title or text, stored in all."""
        differing = sum(replacement.differs for replacement in self.decision.replacements)
        return len(self.decision.inserts), differing, len(self.stored)


def test_the_guid_is_the_key_whatever_else_changes():
    shelf = Shelf().refresh(entry("g", "A", "https://a.example/1", "old"))
    assert list(shelf.stored) == ["g"]
    shelf.refresh(entry("g", "B", "https://a.example/2", "new", author="C"))
    assert shelf.counts == (0, 1, 1)


def test_white_space_and_equivalent_spellings_are_no_edit():
    shelf = Shelf().refresh(entry("g", "Café", text="a b\n\nc"))
    shelf.refresh(entry("g", "Cafe\u0301", text=" a  b\nc "))
    assert shelf.counts == (0, 0, 1)


def test_a_new_address_or_author_alone_is_written_but_no_edit():
    shelf = Shelf().refresh(entry("g", url="https://a.example/1"))
    shelf.refresh(entry("g", url="https://a.example/2", author="A"))
    (change,) = shelf.decision.replacements
    assert not change.differs
    assert shelf.counts == (0, 0, 1)


def test_without_a_guid_the_link_is_the_key():
    shelf = Shelf().refresh(entry(title="A", url="https://a.example/1"), entry(title="B", url="https://a.example/2"))
    shelf.refresh(entry(title="A, changed", url="https://a.example/1"), entry(title="B", url="https://a.example/2"))
    assert shelf.counts == (0, 1, 2)


def test_without_a_guid_a_shared_link_needs_the_title():
    items = [entry(title=f"T{n}", url="https://a.example/", text="") for n in range(5)]
    shelf = Shelf().refresh(*items)
    assert shelf.counts == (5, 0, 5)
    shelf.refresh(*reversed(items))
    assert shelf.counts == (0, 0, 5)
    shelf.refresh(replace(items[2], text="more"), items[0])
    assert shelf.counts == (0, 1, 5)


def test_a_link_that_becomes_shared_or_unique_keeps_its_article():
    first, second = (entry(title=t, url="https://a.example/") for t in "AB")
    assert Shelf().refresh(first).refresh(first, second).counts == (1, 0, 2)
    assert Shelf().refresh(first, second).refresh(second).counts == (0, 0, 2)


def test_without_guid_and_link_title_and_text_are_the_key():
    shelf = Shelf().refresh(*[entry(title=f"T{n}", text=f"d{n}") for n in range(3)])
    assert shelf.counts == (3, 0, 3)
    assert shelf.refresh(*[entry(title=f"T{n}", text=f"d{n}") for n in range(3)]).counts == (0, 0, 3)


def test_the_date_is_never_part_of_the_key():
    shelf = Shelf()
    for days in range(3):
        shelf.refresh(
            entry(title="no link", published=NOW - timedelta(days)),
            entry(url="https://a.example/", published=NOW - timedelta(days)),
        )
    assert len(shelf.stored) == 2


def test_one_guid_on_five_items_makes_five_articles_for_good():
    items = [entry("same", f"T{n}", f"https://a.example/{n}") for n in range(5)]
    shelf = Shelf().refresh(*items)
    assert shelf.counts == (5, 0, 5)
    assert "same" in shelf.stored
    for order in (items, items[::-1], items[2:], items[4:]):
        assert shelf.refresh(*order).counts == (0, 0, 5)


def test_a_newcomer_with_a_shared_guid_overwrites_nobody():
    old = [entry("same", f"T{n}", f"https://a.example/{n}") for n in range(3)]
    shelf = Shelf().refresh(*old)
    shelf.refresh(entry("same", "New", "https://a.example/9"), *old[:2])
    assert shelf.counts == (1, 0, 4)
    shelf.refresh(entry("same", "New", "https://a.example/9"), entry("same", "New too", "https://a.example/10"))
    assert shelf.counts == (1, 0, 5)


def test_the_same_item_twice_is_one_article():
    item = entry("g", "T", "https://a.example/1")
    assert Shelf().refresh(item, item).counts == (1, 0, 1)
    assert Shelf().refresh(entry(title="Same", text=""), entry(title="Same", text="")).counts == (1, 0, 1)


def test_empty_items_make_no_articles_and_nothing_grows():
    shelf = Shelf()
    for _ in range(10):
        shelf.refresh(entry(title="Same", text=""), entry(title="", text="only text"), entry(title="", text=""))
        assert len(shelf.stored) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://a.example/1", "https://a.example/1"),
        ("http://a.example/1", "http://www.a.example/1/"),
        ("https://a.example/1?p=2", "https://b.example/1?p=2"),
    ],
)
def test_a_guid_that_moves_keeps_its_article(before, after):
    shelf = Shelf().refresh(entry(before))
    assert shelf.refresh(entry(after)).counts == (0, 0, 1)
    assert shelf.refresh(entry(before)).counts == (0, 0, 1)


def test_a_link_that_moves_keeps_its_article():
    shelf = Shelf().refresh(entry(url="http://a.example/1"))
    assert shelf.refresh(entry(url="https://a.example/1")).counts == (0, 0, 1)


def test_equal_paths_on_two_hosts_are_two_articles_unless_the_title_is_the_same():
    shelf = Shelf().refresh(entry("https://a.example/?p=1", "A", text="one"))
    shelf.refresh(entry("https://b.example/?p=1", "B", text="two"))
    assert shelf.counts == (1, 0, 2)


def test_both_hosts_in_one_document_are_two_articles():
    first, second = entry("https://a.example/1", "A"), entry("https://b.example/1", "A", text="else")
    shelf = Shelf().refresh(first)
    assert shelf.refresh(second, first).counts == (1, 0, 2)
    assert shelf.refresh(first, second).counts == (0, 0, 2)


def test_a_publisher_who_begins_to_give_guids_renews_nothing():
    shelf = Shelf().refresh(entry(url="https://a.example/1"))
    assert shelf.refresh(entry("tag:a.example,2026:1", url="https://a.example/1")).counts == (0, 0, 1)


def test_what_the_document_lacks_is_left_alone():
    shelf = Shelf().refresh(entry("1"), entry("2"))
    shelf.refresh()
    assert not shelf.decision.inserts
    assert not shelf.decision.replacements


def test_a_dated_article_sorts_by_its_date():
    (insert,) = Shelf().refresh(entry("g", published=datetime(2024, 1, 1, tzinfo=UTC))).decision.inserts
    assert (insert.sort_second, insert.position) == (1704067200, None)


@pytest.mark.parametrize("published", [None, datetime(2094, 1, 1, tzinfo=UTC)])
def test_an_undated_or_future_article_sorts_as_first_seen_in_the_documents_order(published):
    shelf = Shelf().refresh(entry("1", published=NOW), entry("2", published=published))
    insert = shelf.decision.inserts[1]
    assert (insert.sort_second, insert.position) == (int(NOW.timestamp()), 1)
    assert shelf.refresh(entry("2", published=published), now=NOW + timedelta(days=1)).counts == (0, 0, 2)
