"""`newsterm show --changes` and `--revision`: what a publisher changed, without a screen."""

import pytest

from newsterm.storage.library import Library
from tests.commands.conftest import NOW
from tests.edits import FIRST, SECOND, THIRD, put


@pytest.fixture
def shown(tmp_path, newsterm):
    """`newsterm show` of an article that was edited twice."""
    library = Library.open(tmp_path)
    for text in (FIRST, SECOND, THIRD):
        put(library, {"a": text}, NOW)
    library.close()
    (record,) = newsterm("search", "--json").records
    return lambda *arguments: newsterm("show", record["id"], *arguments)


def test_it_prints_what_the_latest_edit_changed(shown):
    assert shown("--changes").lines == [
        "1 number, 1 negation changed",
        "Edit 2 of 2 · seen 2026-11-22 14:05 UTC → 2026-11-22 14:05 UTC",
        "",
        "Story a",
        "",
        "The ferry left with 14 people. [-Nobody was hurt.-] {+Two were not",
        "found.+}",
        "",
        "It rained.",
    ]


def test_it_prints_what_an_earlier_edit_changed(shown):
    found = shown("--changes", "--revision", "1").out
    assert "1 number changed\nEdit 1 of 2" in found
    assert "with [-12-] {+14+} people" in found


def test_a_program_gets_the_runs_and_the_kinds(shown):
    (record,) = shown("--changes", "--revision", "1", "--json").records
    assert (record["title"], record["revision"], record["edits"]) == ("Story a", 1, 2)
    assert (record["changed"], record["numbers"], record["negations"], record["headline"]) == (
        "1 number changed",
        1,
        0,
        False,
    )
    assert record["text_changes"][0][:3] == [
        ["same", "The ferry left with "],
        ["removed", "12 "],
        ["added", "14 "],
    ]


def test_it_prints_an_earlier_text(shown):
    assert "with 12 people" in shown("--revision", "0").out
    assert "Two were not found" in shown("--revision", "2").out
    (record,) = shown("--revision", "0", "--json").records
    assert record["text"] == FIRST


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--revision", "3"), "This article has no revision 3; the latest is 2."),
        (("--changes", "--revision", "0"), "No edit led to revision 0; there are 1 to 2."),
    ],
)
def test_a_revision_that_there_is_not_is_told(shown, arguments, sentence):
    result = shown(*arguments)
    assert (result.code, result.out) == (1, "")
    assert sentence in result.err


def test_an_article_without_edits_says_so(stocked):
    (record, *_) = stocked("search", "--json").records
    result = stocked("show", record["id"], "--changes")
    assert (result.code, result.out) == (0, "")
    assert result.err == "This article was not edited since it was first seen.\n"
    assert stocked("show", record["id"], "--revision", "0").out == stocked("show", record["id"]).out
