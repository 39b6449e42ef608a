"""Views: saved, replaced, edited, renamed and dropped, and taken back; what their queries stand for."""

import pytest

from newsterm.model.errors import DependsError, NotFoundError, QueryError
from newsterm.model.listing import Sort
from newsterm.model.rule import Rule
from newsterm.operations.arrange import move_item, show_as_split
from newsterm.operations.rules import drop_rule, save_rule
from newsterm.operations.undo import undo
from newsterm.operations.view_queries import is_in_stream, listing_of, unread_of
from newsterm.operations.views import (
    ViewNameError,
    drop_view,
    edit_query,
    rename_view,
    save_view,
    set_rows,
    set_sort,
)
from newsterm.storage import definitions, views


@pytest.fixture
def known(ctx):
    """The queries of all views by name, in their order."""
    return lambda: {view.name: view.query for view in views.all_views(ctx.library.reader())}


def test_a_saved_view_is_there_until_undo(ctx, known):
    assert save_view(ctx, "Syria  watch", "title:syria").sentence == "Saved the view “Syria watch”"
    assert known() == {"Syria watch": "title:syria"}
    undo(ctx)
    assert known() == {}


def test_a_name_that_is_taken_is_replaced_whatever_its_case_and_keeps_its_place(ctx, known):
    for name in ("A", "Grain", "Z"):
        save_view(ctx, name, "wheat")
    set_rows(ctx, "Grain", "comfortable")
    move_item(ctx, "views", ["A", "Grain", "Z"], "Grain", -1, "Grain")
    assert save_view(ctx, "GRAIN", "barley", Sort.OLDEST).sentence == "Replaced the view “Grain”"
    assert list(known().items()) == [("GRAIN", "barley"), ("A", "wheat"), ("Z", "wheat")]
    replaced = views.all_views(ctx.library.reader())[0]
    assert (replaced.sort, replaced.rows) == (Sort.OLDEST, "comfortable")
    undo(ctx)
    assert list(known().items()) == [("Grain", "wheat"), ("A", "wheat"), ("Z", "wheat")]


@pytest.mark.parametrize(
    ("query", "says"),
    [("tittle:x", "column"), ("(x", "never closed"), ("view:Nowhere", "Nowhere"), ("view:X", "X"), ("/[/", "column")],
)
def test_a_wrong_query_is_told_and_nothing_is_saved(ctx, known, query, says):
    with pytest.raises(QueryError, match=says):
        save_view(ctx, "X", query)
    assert known() == {}


def test_views_cannot_lead_back_to_themselves(ctx, known):
    save_view(ctx, "A", "wheat")
    save_view(ctx, "B", "view:A")
    with pytest.raises(QueryError):
        edit_query(ctx, "a", "x view:B")
    with pytest.raises(QueryError):
        save_view(ctx, "a", "view:B")
    assert known() == {"A": "wheat", "B": "view:A"}


@pytest.mark.parametrize("name", ["", "  ", "\x1b[2J", "x" * 61])
def test_a_name_that_is_none_is_told(ctx, known, name):
    with pytest.raises(ViewNameError):
        save_view(ctx, name, "x")
    assert known() == {}


def test_an_edited_query_is_taken_back_by_one_undo(ctx, known):
    save_view(ctx, "A", "wheat")
    assert edit_query(ctx, "A", "barley").sentence == "Changed the query of “A”"
    assert not edit_query(ctx, "A", "barley").changed
    assert known() == {"A": "barley"}
    undo(ctx)
    assert known() == {"A": "wheat"}


def test_a_new_name_reaches_orders_tabs_and_the_views_that_refer_to_it_in_one_step(ctx, known):
    save_view(ctx, "Ports", "port")
    save_view(ctx, "Both", "x OR view:ports -view:ports")
    show_as_split(ctx, ["built-in:unread"], "view:Ports", "Ports")
    move_item(ctx, "views", ["Both", "Ports"], "Ports", -1, "Ports")
    assert rename_view(ctx, "ports", "Big ports").sentence == "Renamed the view “Ports” to “Big ports”"
    assert known() == {"Big ports": "port", "Both": 'x OR view:"Big ports" -view:"Big ports"'}
    assert definitions.order(ctx.library.reader(), "splits") == ("built-in:unread", "view:Big ports")
    undo(ctx)
    assert known() == {"Ports": "port", "Both": "x OR view:ports -view:ports"}
    assert definitions.order(ctx.library.reader(), "splits") == ("built-in:unread", "view:Ports")


def test_the_case_of_a_name_can_be_changed_but_not_to_another_views_name(ctx, known):
    save_view(ctx, "grain", "wheat")
    save_view(ctx, "Ports", "port")
    rename_view(ctx, "grain", "Grain")
    assert list(known()) == ["Grain", "Ports"]
    with pytest.raises(ViewNameError, match="Another view is called “Ports” already"):
        rename_view(ctx, "Grain", "ports")
    assert rename_view(ctx, "Grain", "Grain").sentence == "It is called “Grain” already"


def test_dropping_a_view_says_who_still_refers_to_it(ctx, known):
    save_view(ctx, "A", "wheat")
    save_view(ctx, "B", "view:A")
    assert drop_view(ctx, "A").sentence == "Dropped the view “A”; “B” still refers to it"
    assert list(known()) == ["B"]
    undo(ctx)
    assert known() == {"A": "wheat", "B": "view:A"}


def test_a_view_that_is_not_there_is_told_with_the_nearest(ctx):
    save_view(ctx, "Syria watch", "syria")
    with pytest.raises(NotFoundError, match=r"No view is called “Syria wach”\. Did you mean “Syria watch”\?"):
        drop_view(ctx, "Syria wach")


def test_order_and_rows_are_kept_with_a_view(ctx):
    save_view(ctx, "A", "wheat")
    assert set_sort(ctx, "A", Sort.SCORE).sentence == "Sorted “A” highest score first"
    assert set_rows(ctx, "A", "comfortable").sentence == "Gave “A” comfortable rows"
    (view,) = views.all_views(ctx.library.reader())
    assert (view.sort, view.rows) == (Sort.SCORE, "comfortable")
    undo(ctx)
    (view,) = views.all_views(ctx.library.reader())
    assert (view.sort, view.rows) == (Sort.SCORE, "")


@pytest.mark.parametrize(
    ("query", "stream"),
    [
        ("wheat", True),
        ("", True),
        ("is:archived wheat", False),
        ("is:(starred, snoozed)", False),
        ("-is:archived", True),
        ("archived", True),
        ('"is:archived"', True),
        ("view:old title:x", False),
        ("-view:old", True),
        ("is:nonsense archived", True),
    ],
)
def test_a_view_leaves_the_stream_only_where_its_query_asks_for_that(query, stream):
    assert is_in_stream(query, {"old": "is:archived", "new": "wheat"}) is stream


def test_what_is_unread_in_a_view_is_counted_within_its_own_bounds(ctx):
    save_view(ctx, "A", "wheat OR barley", Sort.OLDEST)
    known = views.all_views(ctx.library.reader())
    unread = unread_of(listing_of(known, known[0]))
    assert (unread.query, unread.stream) == ("(wheat OR barley) is:unread", True)


def test_what_the_user_arranged_comes_in_that_order_and_back(ctx):
    among = ["a", "b", "c"]
    assert move_item(ctx, "feeds", among, "a", 1, "A").sentence == "Moved “A” down"
    assert definitions.order(ctx.library.reader(), "feeds") == ("b", "a", "c")
    move_item(ctx, "feeds", ["x", "y"], "y", -5, "Y")
    assert definitions.order(ctx.library.reader(), "feeds") == ("b", "a", "c", "y", "x")
    assert move_item(ctx, "feeds", ["y", "x"], "y", -1, "Y").sentence == "“Y” is the first already"
    assert move_item(ctx, "feeds", ["y", "x"], "x", 1, "X").sentence == "“X” is the last already"
    undo(ctx)
    undo(ctx)
    assert definitions.order(ctx.library.reader(), "feeds") == ()


def test_a_place_becomes_a_tab_and_no_more(ctx):
    assert show_as_split(ctx, ["built-in:unread"], "feed:x", "Quay").sentence == "Made “Quay” a tab"
    assert definitions.order(ctx.library.reader(), "splits") == ("built-in:unread", "feed:x")
    show_as_split(ctx, ["built-in:unread", "feed:x"], "built-in:unread", "Unread")
    assert show_as_split(ctx, ["feed:x"], "feed:x", "Quay").sentence == "Took the tab “Quay” away"
    assert definitions.get(ctx.library.reader(), "order", "splits") == {"items": []}


def test_what_a_later_view_or_rule_names_is_taken_back_only_with_it(ctx, known):
    save_view(ctx, "Boats", "ferry")
    renamed = rename_view(ctx, "Boats", "Ships").group
    save_view(ctx, "Apart", "wheat")
    save_rule(ctx, Rule("Fleet", "view:ships grain", star=True))
    with pytest.raises(DependsError, match=r"“made the rule “Fleet”” .* came later and builds on it"):
        undo(ctx, renamed)
    drop_rule(ctx, "Fleet")
    save_view(ctx, "Two", "view:Ships OR sea")
    with pytest.raises(DependsError, match="“saved the view “Two””"):
        undo(ctx, renamed)
    edit_query(ctx, "Two", "sea")
    undo(ctx, renamed)
    assert known() == {"Apart": "wheat", "Boats": "ferry", "Two": "sea"}
