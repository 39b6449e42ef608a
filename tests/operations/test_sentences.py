"""Sentences: read with their errors, completed, told beforehand, and done as one step."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.listing import Listing
from newsterm.operations.archive import archive
from newsterm.operations.define import define
from newsterm.operations.later import put_later
from newsterm.operations.mark import mark_read
from newsterm.operations.sentence_completion import complete_sentence
from newsterm.operations.sentence_verbs import VERBS
from newsterm.operations.sentences import (
    Sentence,
    SentenceError,
    parse_sentence,
    perform_sentence,
    preview_sentence,
    understand_sentence,
)
from newsterm.operations.snooze import snooze
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.operations.undo import undo
from newsterm.query.completion import Vocabulary
from newsterm.storage import articles, windows

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
NAMES = Vocabulary(tags=("iran", "region/levant"), feeds=("Gulf Desk",))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("star", Sentence("star", argument_column=5, query_column=5)),
        (
            "tag +iran -old where title:soleimani is:unread",
            Sentence("tag", ("+iran", "-old"), "title:soleimani is:unread", 5, 22),
        ),
        ("Archive WHERE feed:x age>2w", Sentence("archive", (), "feed:x age>2w", 9, 15)),
        ("tag iran #levant/coast", Sentence("tag", ("+iran", "+levant/coast"), None, 5, 23)),
        ("untag iran -old where tag:old", Sentence("untag", ("-iran", "-old"), "tag:old", 7, 23)),
        ("  snooze tomorrow 8 where is:later", Sentence("snooze", ("tomorrow", "8"), "is:later", 10, 27)),
        ("read where where", Sentence("read", (), "where", 6, 12)),
    ],
)
def test_a_sentence_is_a_verb_what_it_takes_and_a_query(text, meant):
    assert parse_sentence(text) == meant


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("", 1, "Say what to do: star, unstar, tag"),
        ("arcive where is:read", 1, "There is no verb `arcive`; did you mean `archive`? (column 1)."),
        ("zzz", 1, "There is no verb `zzz`; there are star, unstar"),
        ("archive feed:x", 9, "`archive` takes nothing before where; a query begins with where (column 9)."),
        ("tag", 5, "`tag` needs tags, such as tag +iran -old (column 5)."),
        ("untag where tag:a", 7, "`untag` needs tags, such as untag iran (column 7)."),
        ("snooze where is:read", 8, "`snooze` needs a time, such as snooze 3h (column 8)."),
        ("star where", 12, "Expected a query after where, such as is:unread (column 12)."),
        ("star where   ", 12, "Expected a query after where, such as is:unread (column 12)."),
        ("tag +a,b where is:read", 5, "A tag has no comma: commas part several tags (column 5)."),
        ("tag + where is:read", 5, "A tag needs a name (column 5)."),
        ("star where tittle:x", 12, "did you mean `title:`"),
        ("star where is:read (x", 20, "at column 20"),
    ],
)
def test_a_wrong_sentence_names_the_column_and_what_would_be_right(text, column, words):
    with pytest.raises(SentenceError) as told:
        parse_sentence(text)
    assert words in str(told.value)
    assert told.value.column == column


@given(st.text(max_size=40))
def test_any_text_is_a_sentence_or_one_error(text):
    try:
        assert parse_sentence(text).verb in VERBS
    except SentenceError as error:
        told = error
        assert told.column >= 1


def test_a_sentence_is_checked_against_clock_and_library(ctx):
    with pytest.raises(SentenceError, match="“soon” is no time") as told:
        understand_sentence(ctx, "snooze soon where is:unread")
    assert told.value.column == 8
    with pytest.raises(SentenceError, match="no view") as told:
        understand_sentence(ctx, "star where view:ports")
    assert told.value.column == 17
    define(ctx, "view", "ports", {"query": "port"}, "saved a view")
    assert understand_sentence(ctx, "star where view:ports").query == "view:ports"


def state(ctx, article):
    return articles.rows(ctx.library.reader(), [article])[0]


@pytest.mark.parametrize(
    ("text", "sentence", "becomes"),
    [
        ("star where story", "Starred 3 articles", {"starred": True}),
        ("read where story", "Marked 3 articles read", {"read": True}),
        ("later where story", "Put 3 articles aside for later", {"later": True}),
        ("archive where story", "Archived 3 articles", {"archived": True, "read": True}),
        ("tag +a b where story", "Tagged 3 articles #a and #b", {"tags": ("a", "b")}),
    ],
)
def test_a_sentence_is_done_as_one_step(ctx, ids, text, sentence, becomes):
    before = [state(ctx, article) for article in ids]
    assert perform_sentence(ctx, parse_sentence(text)).sentence == sentence
    assert all(getattr(state(ctx, article), name) == value for article in ids for name, value in becomes.items())
    undo(ctx)
    assert [state(ctx, article) for article in ids] == before


def test_each_verb_has_its_opposite(ctx, ids):
    before = state(ctx, ids[0])
    for there, back in (
        ("star", "unstar"), ("tag a", "untag a"), ("read", "unread"), ("later", "unlater"), ("snooze 3h", "wake"),
    ):  # fmt: skip
        assert perform_sentence(ctx, parse_sentence(there), ids[:1]).changed
        assert state(ctx, ids[0]) != before
        assert perform_sentence(ctx, parse_sentence(back), ids[:1]).changed
        assert state(ctx, ids[0]) == before
    perform_sentence(ctx, parse_sentence("archive"), ids[:1])
    assert perform_sentence(ctx, parse_sentence("unarchive"), ids[:1]).sentence == "Brought back “Story 1”"


def test_a_sentence_without_a_query_wants_articles(ctx):
    with pytest.raises(SentenceError, match="Say which articles: star … where QUERY"):
        perform_sentence(ctx, parse_sentence("star"))


@pytest.mark.parametrize(
    "text",
    ["star", "unstar", "read", "unread", "later", "unlater", "archive", "unarchive", "snooze 3h", "wake",
     "tag +a -b", "tag c", "untag a"],
)  # fmt: skip
def test_what_would_change_is_what_changes(ctx, put, text):
    ids = put("https://a.example/feed", [])
    from tests.operations.conftest import entry

    ids = put("https://b.example/feed", [entry(str(number)) for number in range(8)])
    star(ctx, ids[:2])
    tag(ctx, ids[1:3], ["a"])
    tag(ctx, ids[2:5], ["b", "a/c"])
    mark_read(ctx, ids[3:5])
    put_later(ctx, ids[4:6])
    archive(ctx, ids[6:7])
    snooze(ctx, ids[7:], ctx.now() + timedelta(days=1))
    sentence = parse_sentence(text)
    preview = preview_sentence(ctx, sentence, ids)
    everywhere = preview_sentence(ctx, parse_sentence(f"{text} where story"))
    outcome = perform_sentence(ctx, sentence, ids)
    assert preview.number == everywhere.number == len(outcome.articles) > 0
    assert preview.exact
    if text != "snooze 3h":
        again = preview_sentence(ctx, sentence, ids)
        assert (again.number, again.sentence) == (0, "Would change nothing")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("star", "Would star 3 articles"),
        ("tag +a", "Would tag 3 articles #a"),
        ("later where title:1", "Would put 1 article aside for later"),
        ("snooze tomorrow 8", "Would snooze 3 articles until tomorrow 8:00"),
    ],
)
def test_it_is_told_beforehand_how_many(ctx, ids, text, told):
    assert preview_sentence(ctx, parse_sentence(text), ids).sentence == told
    assert [state(ctx, article).starred for article in ids] == [False] * 3


def test_tags_taken_off_are_told_so(ctx, ids):
    tag(ctx, ids, ["b"])
    assert preview_sentence(ctx, parse_sentence("untag b"), ids).sentence == "Would remove #b from 3 articles"
    assert preview_sentence(ctx, parse_sentence("tag a -b"), ids).sentence == "Would tag 3 articles #a and untag #b"


def test_the_query_finds_also_what_left_the_stream(ctx, ids):
    archive(ctx, ids)
    assert perform_sentence(ctx, parse_sentence("unarchive where story")).changed
    assert windows.ids(ctx.library.reader(), Listing(stream=True), ctx.now()) == ids


def offered(text):
    return [
        text[: each.start] + each.text + text[each.end :]
        for each in complete_sentence(text, len(text), NAMES, NOW, UTC)
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ar", ["archive"]),
        ("un", ["unstar", "untag", "unread", "unlater", "unarchive"]),
        ("archive ", ["archive where "]),
        ("archive wh", ["archive where "]),
        ("archive where is:un", ["archive where is:unread"]),
        ("archive where feed:gu", ['archive where feed:"Gulf Desk"']),
        ("archive where feed:x -tag:ira", ["archive where feed:x -tag:iran"]),
        ("tag ", ["tag +iran", "tag +region/levant"]),
        ("tag +lev", ["tag +region/levant"]),
        ("tag iran -ir", ["tag iran -iran"]),
        ("tag +iran w", ["tag +iran where "]),
        ("untag ir", ["untag iran"]),
        ("snooze ", ["snooze 3h", "snooze tonight"]),
        ("snooze to", ["snooze tonight", "snooze tomorrow 8", "snooze tomorrow"]),
        ("snooze 3h w", ["snooze 3h where "]),
        ("snooze 3h where is:la", ["snooze 3h where is:later"]),
        ("nothing ", []),
    ],
)
def test_what_goes_on_is_offered(text, first):
    assert offered(text)[: len(first)] == first
    if not first:
        assert offered(text) == []
