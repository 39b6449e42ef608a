"""Texts that an older newsterm stored are cleaned without anything being marked edited."""

from newsterm.model.document import Document
from newsterm.model.listing import Listing
from newsterm.model.parsed import ParsedEntry
from newsterm.operations import recleaning
from newsterm.operations.doctor import examine
from newsterm.operations.mark import mark_read
from newsterm.operations.recleaning import reclean
from newsterm.storage import articles, windows
from newsterm.text.html_to_document import html_to_document
from newsterm.text.packing import pack_entry
from tests.operations.conftest import entry

URL = "https://a.example/feed"


def stored(guid: str, html: str):
    """An entry as an older newsterm stored it: not cleaned."""
    document: Document = html_to_document(html, URL)
    return pack_entry(ParsedEntry(guid, f"Story {guid}", f"https://a.example/{guid}", "", None, document, html))


def texts(ctx) -> dict[str, str]:
    reader = ctx.library.reader()
    found = [articles.by_id(reader, article) for article in windows.ids(reader, Listing(), ctx.now())]
    return {article.row.title: article.document.text for article in found}


def test_stored_texts_are_cleaned_once_and_found_as_they_are_now(ctx, put):
    put(URL, [stored("1", "<p>Ships left. [ssba]</p>"), stored("2", "<p>Fog. [sic]</p>")])
    assert reclean(ctx, pause=0) == (1, True)
    assert texts(ctx) == {"Story 1": "Ships left.", "Story 2": "Fog. [sic]"}
    assert windows.ids(ctx.library.reader(), Listing("ssba"), ctx.now()) == []
    assert reclean(ctx, pause=0) == (0, True)
    assert examine(ctx).trouble == ()


def test_the_next_refresh_finds_nothing_edited(ctx, put):
    ids = put(URL, [stored("1", "<p>Ships left. [ssba]</p>")])
    mark_read(ctx, ids)
    put(URL, [stored("1", "<p>Ships left.</p>")])  # as this newsterm reads the same feed
    row = articles.by_id(ctx.library.reader(), ids[0]).row
    assert (row.revision, row.read) == (0, True)
    reclean(ctx, pause=0)
    put(URL, [stored("1", "<p>Ships left.</p>")])
    assert articles.by_id(ctx.library.reader(), ids[0]).row.revision == 0


def test_it_goes_on_where_it_was_stopped(ctx, put, monkeypatch):
    monkeypatch.setattr(recleaning, "_AT_ONCE", 2)
    put(URL, [stored(str(number), f"<p>Story {number}. [ssba]</p>") for number in range(5)])
    looks = iter([False, True])
    assert reclean(ctx, stopped=lambda: next(looks), pause=0) == (2, False)
    assert reclean(ctx, pause=0) == (3, True)
    assert all("ssba" not in text for text in texts(ctx).values())


def test_an_empty_library_is_clean_at_once(ctx, put):
    assert reclean(ctx, pause=0) == (0, True)
    put(URL, [entry("1", text="x [ssba]")])
    assert reclean(ctx, pause=0) == (0, True)
