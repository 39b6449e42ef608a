"""The ids of a list at 8 bytes each are those of the list."""

from datetime import timedelta

import pytest

from newsterm.model.event import EventKind
from newsterm.model.listing import Listing, Sort
from newsterm.storage import windows
from tests.storage.shelf import NOW, Shelf


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("query", ["", "ferry", "-ferry", "is:unread ferry"])
def test_packed_ids_are_the_ids_in_the_same_order(shelf: Shelf, sort: Sort, query: str) -> None:
    shelf.subscribe()
    numbers = [
        shelf.store(str(number), title="Ferry" if number % 3 else "Fog", age=timedelta(hours=number))
        for number in range(20)
    ]
    shelf.do(EventKind.READ, articles=numbers[:7])
    listing = Listing(query, sort=sort, stream=True, raised=(numbers[11], numbers[9]), kept=(numbers[3],))
    packed = windows.packed_ids(shelf.reader, listing, NOW)
    assert packed.itemsize == 8
    assert packed.tolist() == windows.ids(shelf.reader, listing, NOW)
