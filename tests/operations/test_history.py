"""Looking back: who did what, what it touched, and what builds on what."""

from datetime import UTC, datetime, timedelta

import pytest

from newsterm.model.errors import NotFoundError
from newsterm.model.identifiers import feed_id
from newsterm.operations.annotate import write_note
from newsterm.operations.context import Context
from newsterm.operations.history import (
    actor_words,
    acts_as_one,
    builds_on,
    groups_by,
    time_words,
    told_later,
    touched,
    undo_together,
)
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.rename import rename
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.operations.undo import redo, undo
from newsterm.storage import articles
from newsterm.storage.dependents import dependents
from tests.operations.conftest import entry

FEED = "https://a.example/feed"
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.fixture
def stories(put):
    return put(FEED, [entry(str(number)) for number in range(60)])


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("key", "you"),
        ("command", "command line"),
        ("shown", "shown"),
        ("snooze", "snooze"),
        ("import", "import"),
        ("rule:no football", "rule “no football”"),
        ("triage:1abc", "triage session"),
        ("somebody", "somebody"),
    ],
)
def test_actors_in_words(actor, words):
    assert actor_words(actor) == words
    assert acts_as_one(actor) is (words[:4] in {"rule", "tria"})


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "14:05"),
        (timedelta(hours=14), "00:05"),
        (timedelta(hours=15), "Sat 23:05"),
        (timedelta(days=6), "Mon 14:05"),
        (timedelta(days=7), "15 Nov"),
        (timedelta(days=400), "Oct 2025"),
    ],
)
def test_times_in_words(ago, words):
    assert time_words(NOW - ago, NOW) == words


def test_what_was_done_is_read_a_page_at_a_time_and_narrowed(ctx, stories):
    for _ in range(300):
        mark_read(ctx, stories[:1])
        mark_unread(Context(ctx.library, "rule:back", ctx.now), stories[:1])
    assert len(list(groups_by(ctx))) == 601
    assert [group.label for group in groups_by(ctx, 2)] == ["marked “Story 0” unread", "marked “Story 0” read"]
    assert len(list(groups_by(ctx, actor="back"))) == 300
    assert len(list(groups_by(ctx, actor="command line", words=["read"]))) == 300
    assert len(list(groups_by(ctx, words=["subscribed"]))) == 1


def test_what_a_group_touched_is_told_by_titles(ctx, stories):
    found = touched(ctx, mark_read(ctx, stories[:55]).group)
    assert (found.articles, len(found.titles), found.more) == (55, 50, 5)
    assert found.titles[0] == "Story 0"
    renamed = touched(ctx, rename(ctx, feed_id(FEED), "Port News").group)
    assert (renamed.articles, renamed.others) == (0, ("Port News",))


def test_all_that_builds_on_a_step_is_found_over_several_articles(ctx, stories):
    first = tag(ctx, stories[:1], ["x"]).group
    second = tag(ctx, stories[:2], [], ["x"]).group
    assert second
    third = tag(ctx, stories[1:3], ["x"]).group
    fourth = tag(ctx, stories[2:3], [], ["x"]).group
    star(ctx, stories[:3])
    assert [group.id for group in dependents(ctx.library.reader(), first)] == [second]
    tag(ctx, stories[1:2], ["y"])
    wide = tag(ctx, stories[:3], ["x"]).group
    assert [group.id for group in dependents(ctx.library.reader(), first)] == [wide, second]
    assert [group.id for group in dependents(ctx.library.reader(), third)] == [wide, fourth]
    with pytest.raises(NotFoundError):
        dependents(ctx.library.reader(), "nonesuch")


def test_a_chain_of_steps_is_taken_back_as_one_and_done_again(ctx, stories):
    one, two, three = stories[:3]
    tag(ctx, [two], ["x"])
    first = tag(ctx, [one], ["x"]).group
    tag(ctx, [one, two], [], ["x"])
    last = tag(ctx, [two, three], ["x"]).group
    later = dependents(ctx.library.reader(), first)
    assert later[0].id == last
    assert undo_together(ctx, first, later).sentence == "Took back: 3 steps from “tagged ‘Story 0’ #x” on"

    def tagged():
        return [row.tags for row in articles.rows(ctx.library.reader(), stories[:3])]

    assert tagged() == [(), ("x",), ()]
    redo(ctx)
    assert tagged() == [(), ("x",), ("x",)]


def test_what_was_taken_back_holds_nothing_up(ctx, stories):
    first = mark_read(ctx, stories[:1]).group
    mark_unread(ctx, stories[:1])
    assert len(dependents(ctx.library.reader(), first)) == 1
    undo(ctx)
    assert dependents(ctx.library.reader(), first) == []


def test_what_came_later_is_told_with_its_time(ctx, stories):
    first = write_note(ctx, stories[0], "a").group
    write_note(ctx, stories[0], "b")
    later = dependents(ctx.library.reader(), first)
    now = later[0].at
    assert builds_on(later, now) == f"“changed the note on ‘Story 0’” came later at {now:%H:%M} and builds on it"
    assert builds_on(later, now + timedelta(days=1)) == (
        f"“changed the note on ‘Story 0’” came later on 22 Nov at {now:%H:%M} and builds on it"
    )
    for text in "cdefg":
        write_note(ctx, stories[0], text)
    told = told_later(dependents(ctx.library.reader(), first), ctx.now())
    assert told[0].startswith("6 later steps build on it, the last of them at 14:")
    assert len(told) == 5
    assert told[-1] == "  and 2 more"
