"""Names in a query that nothing in the library has."""

import pytest

from newsterm.model.errors import QueryError
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.storage.unknown_names import unknown_name
from tests.storage.shelf import Shelf


@pytest.fixture
def stocked(shelf: Shelf) -> Shelf:
    feed = shelf.subscribe()
    shelf.do(EventKind.RENAMED, subject=encode(feed), title="Harbour Post")
    shelf.do(EventKind.MOVED, subject=encode(feed), folder="World/Coast")
    shelf.do(EventKind.TAGGED, articles=[shelf.store("a")], tag="region/levant")
    return shelf


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("tag:levnat", "There is no tag “levnat”."),
        ("fog tag:region/levnat", "There is no tag “region/levnat”; did you mean “region/levant”?"),
        ("feed:harbor-post OR fog", "There is no feed “harbor-post”; did you mean “Harbour Post”?"),
        ("folder:cost", "There is no folder “cost”."),
    ],
)
def test_the_first_name_that_is_none_is_told_with_the_nearest(stocked: Shelf, query: str, told: str) -> None:
    assert unknown_name(stocked.reader, query) == told


@pytest.mark.parametrize(
    "query", ["", "fog", "tag:region", "tag:#REGION/levant", "tag:none", "feed:arbour", "folder:coast", "-tag:sport"]
)
def test_what_there_is_and_what_is_not_wanted_are_told_of_nothing(stocked: Shelf, query: str) -> None:
    assert unknown_name(stocked.reader, query) == ""


def test_a_wrong_query_is_told(stocked: Shelf) -> None:
    with pytest.raises(QueryError):
        unknown_name(stocked.reader, "tga:x")
