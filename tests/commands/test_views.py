"""`newsterm views` and `newsterm view`."""

import contextlib

import pytest

from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.search import find_ids
from newsterm.storage.library import Library


def names(newsterm):
    return [record["name"] for record in newsterm("views", "--json").records]


def test_a_view_is_saved_listed_and_searched_by(stocked):
    assert stocked("views", "add", "Ships", "ferry OR fog").err == "Saved the view “Ships”\n"
    assert stocked("views").lines == ["2\tShips\tferry OR fog"]
    (record,) = stocked("views", "--json").records
    assert record == {
        "name": "Ships",
        "query": "ferry OR fog",
        "sort": "newest",
        "rows": "",
        "unread": 2,
        "error": "",
    }
    assert [row["title"] for row in stocked("view", "ships", "--json").records] == ["Fog warning", "Ferry late"]
    assert stocked("view", "Ships", "--limit", "1").lines[0].endswith("Fog warning")


def test_a_query_may_be_many_arguments_and_begin_with_a_hyphen(stocked):
    stocked("views", "add", "No grain", "-grain", "is:unread")
    assert [row["title"] for row in stocked("view", "No", "grain", "--json").records] == ["Fog warning", "Ferry late"]


def test_a_name_that_is_taken_is_replaced_and_undo_takes_that_back(stocked):
    stocked("views", "add", "Ships", "ferry")
    assert stocked("views", "add", "Ships", "fog").err == "Replaced the view “Ships”\n"
    assert stocked("undo").code == 0
    assert stocked("views").lines == ["1\tShips\tferry"]


def test_a_view_is_renamed_and_dropped(stocked):
    stocked("views", "add", "Ships", "ferry")
    stocked("views", "rename", "Ships", "Ports and ships")
    assert names(stocked) == ["Ports and ships"]
    assert stocked("views", "drop", "ports and ships").err == "Dropped the view “Ports and ships”\n"
    assert names(stocked) == []
    assert stocked("views").err == "No views yet. `newsterm views add NAME QUERY` saves one.\n"


def test_a_wrong_query_is_told_with_its_column_and_nothing_is_saved(stocked):
    result = stocked("views", "add", "Ships", "ferry tittle:x")
    assert result.code == 1
    assert "column 7" in result.err
    assert names(stocked) == []


def test_a_view_that_refers_to_a_dropped_one_is_told_and_the_others_are_listed(stocked):
    stocked("views", "add", "Ships", "ferry")
    stocked("views", "add", "Both", "fog view:Ships")
    assert stocked("views", "drop", "Ships").err == "Dropped the view “Ships”; “Both” still refers to it\n"
    stocked("views", "add", "Fog", "fog")
    broken, whole = stocked("views", "--json").records
    assert (broken["unread"], whole["unread"], whole["error"]) == (None, 1, "")
    assert "Ships" in broken["error"]
    assert "\t! " in stocked("views").lines[0]
    assert stocked("view", "Both").code == 1


def test_a_view_shows_what_is_archived_only_if_it_asks_for_that(stocked, tmp_path):
    stocked("views", "add", "Ships", "ferry")
    stocked("views", "add", "Done", "is:archived")
    with contextlib.closing(Library.open(tmp_path)) as library:
        archive(Context(library), find_ids(Context(library), "ferry"))
    assert stocked("view", "Ships").lines == []
    assert len(stocked("view", "Done").lines) == 1


def test_a_view_that_is_not_there_is_told(stocked):
    stocked("views", "add", "Ships", "ferry")
    result = stocked("view", "Chips")
    assert (result.code, result.err) == (1, "newsterm: No view is called “Chips”. Did you mean “Ships”?\n")


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["add"], ["add", "X"], ["rename", "X"], ["drop"], ["drop", "a", "b"], ["list", "X"]],
    ids=" ".join,
)
def test_wrong_usage_is_told(stocked, capsys, arguments):
    result = stocked("views", *arguments)
    assert result.code == 2
    assert "usage: newsterm views" in result.err + capsys.readouterr().err
