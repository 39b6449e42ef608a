"""The verbs of the screen on the command line, and sentences."""

import pytest


def found(newsterm, *query):
    return [record["title"] for record in newsterm("search", *query, "--json").records]


@pytest.mark.parametrize(
    ("there", "back", "query", "said"),
    [
        (("star",), ("unstar",), "is:starred", "Starred “Fog warning”"),
        (("later",), ("unlater",), "is:later", "Put “Fog warning” aside for later"),
        (("archive",), ("unarchive",), "is:archived", "Archived “Fog warning”"),
        (("snooze", "3h"), ("wake",), "is:snoozed", "Snoozed “Fog warning” until "),
    ],
    ids=str,
)
def test_a_verb_takes_a_query_and_its_opposite_takes_it_back(stocked, there, back, query, said):
    assert stocked(*there, "fog").err.startswith(said)
    assert found(stocked, query) == ["Fog warning"]
    assert stocked(*back, "feed:quay", "-ferry").code == 0
    assert found(stocked, query) == []
    stocked("undo")
    assert found(stocked, query) == ["Fog warning"]


def test_a_verb_takes_ids_too(stocked):
    first, second, _ = [record["id"] for record in stocked("search", "--json").records]
    assert stocked("archive", first, second).err == "Archived 2 articles\n"
    assert stocked("mark", "unread", first).err == "Marked “Fog warning” unread\n"
    assert stocked("tag", second, "+sea").err == "Tagged “Ferry late” #sea\n"


def test_a_time_that_is_none_is_told_with_examples(stocked):
    done = stocked("snooze", "soon", "fog")
    assert (done.code, done.err[:45]) == (1, "newsterm: “soon” is no time; say 3h, tonight,")


def test_without_a_query_those_wake_whose_time_has_come(stocked):
    stocked("snooze", "3h", "fog")
    assert stocked("wake").err == "Nothing to wake\n"
    assert stocked("wake", "text").err == "Woke 1 article\n"


def test_records_say_what_was_done(stocked):
    stocked("snooze", "2030-01-01", "fog")
    stocked("archive", "ferry")
    stocked("later", "grain")
    records = stocked("search", "--json").records
    assert [(r["later"], r["archived"], r["snoozed_until"] is not None) for r in records] == [
        (False, False, True),
        (False, True, False),
        (True, False, False),
    ]


def test_a_sentence_is_done(stocked):
    done = stocked("do", "tag +sea -old where title:fog is:unread")
    assert done.err == "Tagged “Fog warning” #sea and untagged #old\n"
    assert found(stocked, "tag:sea") == ["Fog warning"]
    assert stocked("do", "archive", "where", "feed:harbour", "-grain").err.startswith("Archived ")
    assert found(stocked, "is:archived") == ["Ferry late"]


def test_a_sentence_is_told_and_not_done(stocked):
    done = stocked("do", "archive where feed:harbour", "--dry-run")
    assert (done.code, done.out) == (0, "Would archive 2 articles\n")
    assert found(stocked, "is:archived") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("arcive where fog", "There is no verb `arcive`; did you mean `archive`? (column 1)."),
        ("archive where tittle:fog", "did you mean `title:`"),
        ("archive", "Say which articles: archive … where QUERY."),
        ("snooze yesterday where fog", "“yesterday” is no time"),
    ],
)
def test_a_wrong_sentence_is_one_sentence_back(stocked, words, told):
    done = stocked("do", words)
    assert done.code == 1
    assert told in done.err
    assert done.err.count("\n") == 1
