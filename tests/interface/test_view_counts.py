"""When the numbers of views are counted anew, and that counting rests."""

import pytest

from newsterm.interface.view_counts import REST, SHORTEST_REST, ViewCounts
from newsterm.model.view import View
from newsterm.operations.view_counting import ViewCount

A, B = View("A", "wheat"), View("B", "view:A")


def counted(*views: View, took: float = 0.0, first: bool = False) -> ViewCounts:
    """Counts of these views, taken at the time 100 of the library's version 1."""
    counts = ViewCounts()
    for view in views:
        counts.put(view, ViewCount(7), views, version=1, took=took, now=100, first=first)
    return counts


def test_a_view_that_was_never_counted_comes_at_once_the_open_one_first() -> None:
    assert ViewCounts().next((A, B), "", version=1, now=0) == (A, None)
    assert ViewCounts().next((A, B), "B", version=1, now=0) == (B, None)


def test_numbers_are_kept_until_the_library_changes() -> None:
    counts = counted(A, B)
    assert counts.of(A) == ViewCount(7)
    assert counts.next((A, B), "", version=1, now=1_000_000) == (None, None)
    assert counts.next((A, B), "", version=2, now=101) == (A, None)


def test_what_took_long_to_count_rests_long() -> None:
    counts = counted(A, B, took=0.5)
    assert counts.next((A, B), "", version=2, now=101) == (None, REST * 0.5 * 2 - 1)
    assert counts.next((A, B), "", version=2, now=100 + REST) == (A, None)


def test_the_open_view_rests_as_if_it_were_alone() -> None:
    counts = counted(A, B, took=0.5, first=True)
    assert counts.next((A, B), "", version=2, now=100) == (None, REST * 0.5)


def test_a_quick_count_rests_a_little_so_that_a_flood_of_changes_counts_once() -> None:
    found, wait = counted(A).next((A,), "", version=2, now=100)
    assert (found, wait) == (None, pytest.approx(SHORTEST_REST))


def test_a_changed_query_is_counted_at_once_and_the_old_number_is_shown_no_more() -> None:
    counts = counted(A, B, took=100)
    changed = View("A", "barley")
    assert counts.of(changed) == ViewCount()
    assert counts.next((changed, B), "", version=1, now=100) == (changed, None)
    counts.put(changed, ViewCount(1), (changed, B), version=1, took=0, now=100, first=False)
    assert counts.next((changed, B), "", version=1, now=100) == (B, None), "it refers to the other"


def test_a_count_that_was_ended_is_tried_again_later_and_the_old_number_stays() -> None:
    counts = counted(A)
    counts.put_off(A, (A,), now=200)
    assert counts.of(A) == ViewCount(7)
    found, wait = counts.next((A,), "", version=1, now=200)
    assert found is None
    assert wait
    assert counts.next((A,), "", version=1, now=200 + wait) == (A, None)


def test_without_views_there_is_nothing_to_count() -> None:
    assert counted(A).next((), "", version=2, now=1_000) == (None, None)
