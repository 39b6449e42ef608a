"""What watchlists mark: words in articles and titles, rows that they find."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsterm.interface.panes.article_row import RowWatch
from newsterm.interface.watch_marks import WatchMarks
from newsterm.model.article import title_start
from newsterm.model.listing import Listing
from newsterm.model.watchlist import Watchlist
from newsterm.storage import articles, windows
from newsterm.storage.library import Library
from tests.interface.harness import NOW
from tests.interface.written import write_library

STORIES = {
    "Ports of Iran reopen": "<p>The ports of Téhéran’s ally; the port reopens.</p>",
    "Eels in the canal": "<p>Eels and iran.</p>",
    "A quiet day": "<p>Nothing about it.</p>",
}
Mark = Callable[..., WatchMarks]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(write_library(tmp_path, STORIES))
    yield library
    library.close()


@pytest.fixture
def marks(library: Library) -> Mark:
    return lambda *watchlists: WatchMarks(library.reader, watchlists, lambda: NOW)


def rows(library: Library, marks: WatchMarks) -> dict[str, RowWatch]:
    listed = windows.window(library.reader(), Listing(), 0, 10, NOW)
    found = marks.of_rows(listed)
    return {row.title: found[row.id] for row in listed if row.id in found}


def in_article(library: Library, marks: WatchMarks, title: str) -> list[tuple[str, str]]:
    """The marked words with the names of their watchlists; those of the title in brackets."""
    listed = windows.window(library.reader(), Listing(), 0, 10, NOW)
    article = articles.by_id(library.reader(), next(row.id for row in listed if row.title == title))
    watched = marks.of_article(article)
    start = title_start(title)
    words = [
        f"[{title[begin - start : end - start]}]" if begin < 0 else article.document.text[begin:end]
        for begin, end in watched.ranges
    ]
    return list(zip(words, [watchlist.name for watchlist in watched.watchlists], strict=True))


def test_words_and_patterns_are_marked_in_title_and_text(library: Library, marks: Mark) -> None:
    found = marks(Watchlist("Iran", "iran OR /T.h.ran/"), Watchlist("Ports", "port*"))
    assert in_article(library, found, "Ports of Iran reopen") == [
        ("[Ports]", "Ports"),
        ("[Iran]", "Iran"),
        ("ports", "Ports"),
        ("Téhéran", "Iran"),
        ("port", "Ports"),
    ]


def test_where_words_of_two_watchlists_meet_the_first_ones_stays(library: Library, marks: Mark) -> None:
    found = marks(Watchlist("Reopening", '"iran reopen"'), Watchlist("Iran", "iran"))
    assert in_article(library, found, "Ports of Iran reopen") == [("[Iran reopen]", "Reopening")]
    found = marks(Watchlist("Iran", "iran"), Watchlist("Reopening", '"iran reopen"'))
    assert in_article(library, found, "Ports of Iran reopen") == [("[Iran]", "Iran")]


def test_words_are_marked_only_where_the_whole_query_finds_the_article(library: Library, marks: Mark) -> None:
    found = marks(Watchlist("Iran", "iran -ports"))
    assert in_article(library, found, "Ports of Iran reopen") == []
    assert in_article(library, found, "Eels in the canal") == [("iran", "Iran")]


def test_rows_bear_the_marks_of_the_watchlists_that_find_them(library: Library, marks: Mark) -> None:
    found = marks(Watchlist("Iran", "iran", "blue", "+"), Watchlist("Eels", "title:eels", "pink", "~"))
    assert rows(library, found) == {
        "Ports of Iran reopen": RowWatch(("+",), ((9, 13, 3),)),
        "Eels in the canal": RowWatch(("+", "~"), ((0, 4, 4),)),
    }


def test_a_watchlist_without_words_marks_rows_alone(library: Library, marks: Mark) -> None:
    found = marks(Watchlist("All", "is:unread"))
    assert set(rows(library, found).values()) == {RowWatch(("■",))}
    assert in_article(library, found, "A quiet day") == []


def test_a_watchlist_that_is_wrong_marks_nothing_and_says_so(library: Library, marks: Mark) -> None:
    found = marks(Watchlist("Bad", "view:nowhere"), Watchlist("Eels", "eels"))
    assert len(found) == 1
    (problem,) = found.problems
    assert problem.startswith("The watchlist “Bad” marks nothing: ")
    assert set(rows(library, found)) == {"Eels in the canal"}


def test_a_regular_expression_that_explodes_is_stopped_named_and_left_out(tmp_path: Path) -> None:
    library = Library.open(write_library(tmp_path, {"Bad": f"<p>{'a' * 60}c</p>", "Eels": "<p>eels</p>"}))
    found = WatchMarks(library.reader, [Watchlist("Slow", "/(a|a)+b/"), Watchlist("Eels", "eels")], lambda: NOW)
    began = time.monotonic()
    assert set(rows(library, found)) == {"Eels"}
    assert time.monotonic() - began < 1
    (problem,) = found.problems
    assert "“Slow” marks nothing" in problem
    assert "takes too long" in problem
    assert set(rows(library, found)) == {"Eels"}
    assert len(found.problems) == 1
    library.close()


def test_a_long_article_or_a_regular_expression_takes_time(library: Library, marks: Mark) -> None:
    row = windows.window(library.reader(), Listing(), 0, 1, NOW)[0]
    article = articles.by_id(library.reader(), row.id)
    assert not marks(Watchlist("Iran", "iran")).takes_time(article)
    assert marks(Watchlist("Iran", "/iran/")).takes_time(article)
