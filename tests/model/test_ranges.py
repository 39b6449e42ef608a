"""Ranges are looked up by where they stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.ranges import Range, Ranges

SOME = st.lists(st.tuples(st.integers(-9, 40), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1])))


@given(SOME)
def test_ranges_are_in_order_and_apart(given_ranges: list[Range]) -> None:
    found = list(Ranges(given_ranges))
    assert all(begin < end for begin, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert set(found) <= set(given_ranges)


@given(SOME, st.integers(-10, 50), st.integers(0, 10))
def test_what_is_within_a_stretch_is_what_has_a_character_of_it(given_ranges: list[Range], at: int, size: int) -> None:
    ranges = Ranges(given_ranges)
    wanted = [range_ for range_ in ranges if max(range_[0], at) < min(range_[1], at + size)]
    assert [ranges[number] for number in ranges.within(at, at + size)] == wanted


@given(SOME, st.integers(-10, 50))
def test_the_first_from_an_offset_is_the_next_one(given_ranges: list[Range], at: int) -> None:
    ranges = Ranges(given_ranges)
    number = ranges.first_from(at)
    later = [range_ for range_ in ranges if range_[0] >= at]
    assert (None if number is None else ranges[number]) == (later[0] if later else None)


def test_a_range_knows_its_number() -> None:
    ranges = Ranges([(5, 7), (0, 2), (6, 9)])
    assert list(ranges) == [(0, 2), (5, 7)]
    assert ranges.index((5, 7)) == 1
    assert ranges.index((5, 8)) is None
    assert ranges.index((40, 41)) is None
    assert len(ranges) == 2
