"""`history`, `undo` and `redo`: looking back, and taking any step back."""

import pytest

from newsterm.operations.context import Context
from newsterm.operations.search import find_ids
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.storage.library import Library


@pytest.fixture
def act(tmp_path, stocked):
    """Do something to what a query finds, under an actor's name."""

    def act(actor, operation, query, *more):
        library = Library.open(tmp_path)
        ctx = Context(library, actor)
        operation(ctx, find_ids(ctx, query), *more)
        library.close()

    return act


def titles(stocked, query):
    return [record["title"] for record in stocked("search", query, "--json").records]


def test_history_tells_when_who_and_what_latest_first(stocked, act):
    act("rule:sea", tag, "fog", ["sea"])
    stocked("mark", "read", "fog")
    first, second, *_ = (line.split("\t") for line in stocked("history").lines)
    assert first[2:] == ["command line", "marked “Fog warning” read"]
    assert second[2:] == ["rule “sea”", "tagged “Fog warning” #sea"]
    assert len(first[0]) == 26
    assert first[1].endswith("Z")


def test_history_gives_records_and_narrows_to_an_actor(stocked, act):
    act("rule:sea", tag, "fog", ["sea"])
    act("triage:1", star, "fog")
    (record,) = stocked("history", "--actor", "sea", "--json").records
    assert list(record) == ["id", "at", "actor", "by", "label", "undone"]
    assert (record["actor"], record["by"], record["undone"]) == ("rule:sea", "rule “sea”", False)
    assert len(stocked("history", "--actor", "triage session").lines) == 1
    assert len(stocked("history", "--limit", "1").lines) == 1
    assert stocked("history", "--actor", "nobody").out == ""


def test_any_step_is_taken_back_and_done_again_by_its_id(stocked):
    stocked("mark", "starred", "fog")
    stocked("mark", "read", "ferry")
    starred = stocked("history", "--json").records[1]["id"]
    assert stocked("undo", starred).err == "Took back: starred “Fog warning”\n"
    assert titles(stocked, "is:starred") == []
    assert titles(stocked, "is:read") == ["Ferry late"]
    assert stocked("redo", starred).err == "Did again: starred “Fog warning”\n"
    assert titles(stocked, "is:starred") == ["Fog warning"]


def test_what_later_steps_build_on_is_taken_back_with_them_or_not_at_all(stocked):
    stocked("tag", "fog", "+sea")
    stocked("tag", "fog", "-sea")
    group = stocked("history", "--json").records[1]["id"]
    refused = stocked("undo", group)
    assert refused.code == 1
    assert refused.err.startswith("newsterm: “removed #sea from ‘Fog warning’” came later at ")
    assert refused.err.endswith(f"`newsterm undo {group} --with-dependents` takes back both as one step.\n")
    taken = stocked("undo", group, "--with-dependents")
    assert taken.err == "Took back: 2 steps from “tagged ‘Fog warning’ #sea” on\n"
    assert [record["undone"] for record in stocked("history", "--limit", "2", "--json").records] == [True, True]
    assert stocked("redo").code == 0
    assert [record["undone"] for record in stocked("history", "--limit", "2", "--json").records] == [False, False]


def test_what_builds_on_what_builds_on_it_goes_too(stocked):
    stocked("tag", "fog", "+sea")
    stocked("tag", "fog OR ferry", "+x")
    stocked("tag", "fog", "-x")
    stocked("tag", "ferry", "-x")
    group = stocked("history", "--json").records[2]["id"]
    assert "2 later steps build on it" in stocked("undo", group).err
    assert stocked("undo", group, "--with-dependents").err.startswith("Took back: 3 steps from ")
    assert titles(stocked, "tag:sea") == ["Fog warning"]


def test_all_that_a_rule_did_is_taken_back_at_once(stocked, act):
    act("rule:sea", tag, "fog", ["sea"])
    act("rule:sea", tag, "ferry", ["sea"])
    assert stocked("undo", "--rule", "sea").err == "Took back: all that the rule “sea” did (2 actions)\n"
    assert titles(stocked, "tag:sea") == []
    assert stocked("redo").code == 0
    assert stocked("undo", "--rule", " SEA").err == "Took back: all that the rule “sea” did (2 actions)\n"


@pytest.mark.parametrize("command", [("undo", "--rule"), ("rules", "undo")], ids=" ".join)
def test_a_rule_to_take_back_is_found_in_one_way(stocked, act, command):
    act("rule:sea", tag, "fog", ["sea"])
    stocked("rules", "add", "Grain", "grain", "--star")
    assert stocked(*command, "Sea").err == "Took back: all that the rule “sea” did (1 action)\n"
    assert stocked(*command, "grain").err == "Nothing to take back\n"
    for typed, name in (("seas", "sea"), ("Grian", "Grain")):
        refused = stocked(*command, typed)
        assert refused.code == 1
        assert refused.err == f"newsterm: No rule is called “{typed}”. Did you mean “{name}”?\n"


def test_nothing_to_take_back_is_said_and_is_no_failure(newsterm):
    plain, session = newsterm("undo"), newsterm("undo", "--session")
    assert (plain.code, plain.err) == (0, "Nothing to take back\n")
    assert (session.code, session.err) == (0, "Nothing to take back: no triage session stands\n")


def test_the_last_triage_session_is_taken_back_whole(stocked, act):
    act("triage:1", star, "fog")
    act("triage:2", star, "ferry")
    act("triage:2", star, "grain")
    assert stocked("undo", "--session").err == "Took back: a triage session of 2 decisions\n"
    assert titles(stocked, "is:starred") == ["Fog warning"]
    assert stocked("undo", "--session").err == "Took back: a triage session of 1 decision\n"
    assert stocked("undo", "--session").err == "Nothing to take back: no triage session stands\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["undo", "--with-dependents"],
        ["undo", "x", "--rule", "y"],
        ["undo", "--session", "--list"],
        ["redo", "a", "b"],
        ["history", "--limit", "0"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(newsterm, capsys, arguments):
    result = newsterm(*arguments)
    assert result.code == 2
    assert "usage: newsterm" in result.err + capsys.readouterr().err


def test_an_unknown_step_is_one_sentence(stocked):
    result = stocked("undo", "nonesuch")
    assert result.code == 1
    assert "`newsterm history` shows" in result.err
    assert len(result.err.splitlines()) == 1
