"""Asked about some articles, a query finds the same among them as in the whole library."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsterm.model.errors import QueryError
from newsterm.model.event import EventKind
from newsterm.model.listing import Listing
from newsterm.query.parser import parse
from newsterm.storage import matching as module
from newsterm.storage import windows
from newsterm.storage.matching import judged, judges, matching
from tests.storage.shelf import NOW, Shelf

QUERIES = (
    "",
    "ferry",
    "ferry -harbour",
    "-ferry",
    "ferry OR is:starred",
    "title:/Fe.ry/ is:unread",
    "age<3d",
    '"red sea" OR tag:wire',
    "-(red OR tag:wire)",
    "words>3 red*",
    "-red*",
    "feed:example folder:none OR note:call",
    "is:(snoozed, archived) OR has:(note, image)",
    "seen:2026-11 score<1 url:example.org site:example.org date>2026-11-10",
    "author:lind -tag:none",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("library"))
    shelf.subscribe()
    shelf.subscribe("https://gone.example/feed")
    numbers = [
        shelf.store(
            str(number),
            title=("Ferry", "Harbour", "Ferry to the harbour")[number % 3],
            body=("red sea", "reddish", "the blue sea and the red one")[number % 5 % 3],
            age=timedelta(hours=7 * number),
        )
        for number in range(60)
    ]
    numbers.append(shelf.store("gone", url="https://gone.example/feed", title="Ferry"))
    shelf.do(EventKind.STARRED, articles=numbers[::7])
    shelf.do(EventKind.READ, articles=numbers[::4])
    shelf.do(EventKind.TAGGED, articles=numbers[::9], tag="wire")
    shelf.do(EventKind.NOTED, articles=[numbers[8]], text="Call the ferry")
    shelf.do(EventKind.ARCHIVED, articles=numbers[::11])
    shelf.unsubscribe("https://gone.example/feed")
    yield shelf
    shelf.close()


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(("most_probed", "most_judged"), [(10_000, 200), (10_000, 0), (0, 0)])
def test_a_query_finds_among_some_what_it_finds_among_all(
    shelf: Shelf, query: str, most_probed: int, most_judged: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_PROBED", most_probed)
    monkeypatch.setattr(module, "_MOST_JUDGED", most_judged)
    everything = [number for (number,) in shelf.reader.execute("SELECT id FROM articles ORDER BY id").fetchall()]
    wanted = set(windows.ids(shelf.reader, Listing(query), NOW))
    for ids in (everything, everything[5:20], everything[3:4], [*everything[-3:], 12345]):
        assert matching(shelf.reader, query, ids, NOW) == wanted.intersection(ids)
        assert judged(judges(shelf.reader, ids, NOW), parse(query)) == wanted.intersection(ids)


def test_nothing_is_found_among_nothing(shelf: Shelf) -> None:
    assert matching(shelf.reader, "ferry", [], NOW) == set()


def test_a_wrong_query_is_told(shelf: Shelf) -> None:
    with pytest.raises(QueryError):
        matching(shelf.reader, "title:", [1], NOW)


def test_a_regular_expression_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.subscribe()
    number = shelf.store("1", body="a" * 60 + "c")
    with pytest.raises(QueryError, match="takes too long"):
        matching(shelf.reader, "body:/(a|a)+b/", [number], shelf.now, seconds=0.05)
    assert matching(shelf.reader, "body:/a+c/", [number], shelf.now) == {number}
    shelf.close()
