"""Arguments that argparse alone would misread."""

import argparse

import pytest

from newsterm.commands.arguments import command_of, joined_query, positive, protect, unprotect


def test_the_command_is_the_first_word_that_is_no_options_value():
    assert command_of(["--data-dir", "feeds", "search", "x"]) == "search"
    assert command_of(["--data-dir=feeds", "tags"]) == "tags"
    assert command_of(["--version"]) is None


def test_words_with_a_hyphen_reach_a_query_and_tags():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("words", nargs="+")
    parser.add_argument("--json", action="store_true")
    parsed = unprotect(parser.parse_args(protect(["tag", "-is:read", "x", "--json", "-todo", "+done"], "tag")))
    assert parsed.words == ["-is:read", "x", "-todo", "+done"]
    assert parsed.json


def test_other_commands_arguments_are_left_alone():
    assert protect(["feeds", "-x"], "feeds") == ["feeds", "-x"]
    assert protect(["tag", "-h"], "tag") == ["tag", "-h"]


def test_after_two_hyphens_all_is_words():
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="+")
    assert unprotect(parser.parse_args(protect(["note", "1", "--", "--limit"], "note"))).words == [
        "note",
        "1",
        "--limit",
    ]


def test_options_may_stand_between_words():
    assert protect(["search", "a", "--limit", "5", "b"], "search")[1:3] == ["--limit", "5"]


def test_several_arguments_make_one_query():
    assert joined_query([]) == ""
    assert joined_query(["a OR b"]) == "a OR b"
    assert joined_query(["is:unread", "a OR b", "-c"]) == "is:unread (a OR b) -c"


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "²"])
def test_a_limit_is_a_whole_number_from_one(text):
    with pytest.raises(argparse.ArgumentTypeError):
        positive(text)
