"""How many stories would move by score is what comes out when the whole list is put into order twice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from newsterm.model.listing import Listing, Sort
from newsterm.operations.score_moves import count_moves
from newsterm.storage import scores, windows
from newsterm.storage.library import Library
from newsterm.storage.matching import matching
from tests.used_demo import NOW, fill

_LISTS = (
    Listing(stream=True),
    Listing("is:unread -is:later", stream=True),
    Listing("is:unread", stream=True, sort=Sort.TURNS),
    Listing("folder:coast OR sport", sort=Sort.SCORE),
    Listing("ferry", sort=Sort.BEST),
    Listing("score<0", sort=Sort.OLDEST),
    Listing("is:snoozed ferry"),
)
_QUERIES = (
    "title:ferry",
    "dam",
    "football",
    "is:starred",
    "author:a* OR score>10",
    "folder:coast",
    "age<2d",
    "nowhere",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("library")
    fill(directory)
    library = Library.open(directory)
    yield library
    library.close()


def _moved(library: Library, listing: Listing, query: str, points: int) -> int:
    reader = library.reader()
    shown = listing if listing.sort is Sort.TURNS else replace(listing, sort=Sort.SCORE)
    ids = windows.ids(reader, shown, NOW)
    found, before = matching(reader, query, ids, NOW), scores.of_listed(reader, ids)

    def places(points: int) -> dict[int, int]:
        order = sorted(ids, key=lambda each: (before[each] + points * (each in found), each), reverse=True)
        return {article: place for place, article in enumerate(order)}

    old, new = places(0), places(points)
    return sum((new[each] - old[each]) * points < 0 for each in ids)


@pytest.mark.parametrize("listing", _LISTS, ids=lambda listing: f"{listing.query} {listing.sort}")
@pytest.mark.parametrize("points", [10, 25, 1, -1, -10, -25])
def test_the_number_is_that_of_the_whole_list_in_both_orders(library, listing, points):
    chosen = windows.ids(library.reader(), Listing("dam OR title:ferry"), NOW)[::3]
    for shown in (listing, replace(listing, kept=tuple(chosen))):
        for query in _QUERIES:
            moves = count_moves(library.reader(), shown, query, points, NOW)
            assert moves == (_moved(library, shown, query, points), True), query


@pytest.mark.parametrize("most", [1, 2, 5, 20])
def test_of_a_long_list_it_is_never_too_many_and_said_to_be_at_least_so_many(library, most):
    exact = 0
    for listing in _LISTS:
        for query in _QUERIES:
            for points in (10, -10):
                moves = count_moves(library.reader(), listing, query, points, NOW, most)
                wanted = _moved(library, listing, query, points)
                assert moves.number <= wanted
                assert not moves.is_exact or moves.number == wanted
                exact += moves.is_exact
    assert exact > len(_LISTS)


def test_where_the_points_stay_nothing_moves(library):
    assert count_moves(library.reader(), Listing(), "ferry", 0, NOW) == (0, True)


def test_a_rare_word_of_a_long_list_is_counted_whole(library):
    moves = count_moves(library.reader(), Listing(), "title:ferry", 10, NOW, 8)
    assert moves == (_moved(library, Listing(), "title:ferry", 10), True)
    assert moves.number
