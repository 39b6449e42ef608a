"""Archive, later and snooze: what leaves the stream, what comes back, and how that is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsterm.model.errors import DependsError
from newsterm.model.listing import Listing
from newsterm.operations.archive import archive, unarchive
from newsterm.operations.define import define
from newsterm.operations.doctor import examine
from newsterm.operations.history import undo_together
from newsterm.operations.later import put_later, take_from_later
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.snooze import snooze, unsnooze, wake
from newsterm.operations.star import star, unstar
from newsterm.operations.tag import tag
from newsterm.operations.undo import history, redo, undo, undo_actor, undo_several
from newsterm.operations.unsubscribe import unsubscribe
from newsterm.storage import articles, feeds, views, windows
from newsterm.storage.dependents import dependents

UNREAD = Listing("is:unread -is:later", stream=True)
STREAM = Listing(stream=True)


def row(ctx, article):
    return articles.rows(ctx.library.reader(), [article])[0]


def shown(ctx, listing):
    return windows.ids(ctx.library.reader(), listing, ctx.now())


def test_what_is_archived_is_read_and_leaves_the_stream_but_is_found(ctx, ids):
    put_later(ctx, ids[:1])
    outcome = archive(ctx, ids[:1])
    assert outcome.sentence == "Archived “Story 1”"
    archived = row(ctx, ids[0])
    assert (archived.archived, archived.read, archived.later) == (True, True, False)
    assert shown(ctx, STREAM) == ids[1:]
    assert shown(ctx, Listing("story")) == ids
    assert shown(ctx, Listing("is:archived")) == ids[:1]
    undo(ctx)
    assert (row(ctx, ids[0]).archived, row(ctx, ids[0]).read, row(ctx, ids[0]).later) == (False, False, True)
    redo(ctx)
    assert unarchive(ctx, ids).sentence == "Brought back 1 article"
    assert shown(ctx, STREAM) == ids


def test_what_is_put_aside_leaves_the_unread_but_not_the_stream(ctx, ids):
    assert put_later(ctx, ids[:2]).sentence == "Put 2 articles aside for later"
    assert (shown(ctx, UNREAD), shown(ctx, STREAM)) == (ids[2:], ids)
    assert feeds.all_feeds(ctx.library.reader())[0].unread == 1
    assert take_from_later(ctx, ids[:1]).sentence == "Took “Story 1” out of later"
    assert shown(ctx, UNREAD) == [ids[0], ids[2]]


def test_what_is_snoozed_is_gone_until_its_time_then_unread_at_the_top(ctx, ids):
    last = ids[-1]
    mark_read(ctx, [last])
    until = ctx.now() + timedelta(hours=3)
    assert snooze(ctx, [last], until).sentence.startswith("Snoozed “Story 3” until ")
    assert shown(ctx, STREAM) == ids[:2]
    assert wake(ctx).sentence == "Nothing to wake"
    ctx.now.time = until
    assert wake(ctx).sentence == "“Story 3” is back"
    assert not row(ctx, last).read
    raised = windows.raised(ctx.library.reader())
    assert windows.ids(ctx.library.reader(), Listing(stream=True, raised=raised), ctx.now()) == [last, *ids[:2]]
    assert undo(ctx).sentence.startswith("Took back: snoozed")


def test_a_snooze_ends_early_when_asked(ctx, ids):
    snooze(ctx, ids, ctx.now() + timedelta(days=2))
    assert unsnooze(ctx, ids[:1]).sentence == "Woke “Story 1”"
    assert shown(ctx, STREAM) == ids[:1]


def test_what_is_put_aside_stays_when_its_feed_is_dropped(ctx, ids):
    put_later(ctx, ids[:1])
    snooze(ctx, ids[1:2], ctx.now() + timedelta(days=2))
    unsubscribe(ctx, feeds.all_feeds(ctx.library.reader())[0].id)
    assert shown(ctx, Listing()) == ids[:2]
    assert examine(ctx).trouble == ()


def test_what_others_build_on_is_taken_back_only_with_them(ctx, ids):
    first = mark_read(ctx, ids).group
    mark_unread(ctx, ids[:1])
    star(ctx, ids[:1])
    with pytest.raises(DependsError, match=r"“marked “Story 1” unread” .* came later and builds on it") as told:
        undo(ctx, first)
    assert len(told.value.groups) == 1
    later = dependents(ctx.library.reader(), first)
    assert undo_together(ctx, first, later).sentence == "Took back: 2 steps from “marked 3 articles read” on"
    assert [row(ctx, article).read for article in ids] == [False] * 3
    assert row(ctx, ids[0]).starred
    assert redo(ctx).sentence == "Did again: 2 actions"
    assert [row(ctx, article).read for article in ids] == [False, True, True]


def test_what_is_done_while_an_undo_looks_at_the_journal_holds_it_up_too(ctx, ids, monkeypatch):
    starred = star(ctx, ids[:1])
    known: list[str] = []

    def look_and_act(connection, group, *, since=""):
        found = dependents(connection, group, since=since)
        known.append(since)
        if len(known) == 1:
            unstar(ctx, ids[:1])
        return found

    monkeypatch.setattr("newsterm.operations.undo.dependents", look_and_act)
    with pytest.raises(DependsError, match="came later and builds on it"):
        undo(ctx, starred.group)
    assert known == ["", starred.group], "what was looked at before is looked at again while others wait"
    assert not row(ctx, ids[0]).starred


def test_all_that_a_rule_did_is_taken_back_as_one(ctx, ids):
    ruled = replace(ctx, actor="rule:Iran")
    tag(ruled, ids[:1], ["iran"])
    tag(ruled, ids[1:], ["iran"])
    star(ctx, ids[:1])
    assert undo(ctx).sentence == "Took back: starred “Story 1”"
    assert undo_actor(ctx, "rule:Iran").sentence == "Took back: all that the rule “Iran” did (2 actions)"
    assert [row(ctx, article).tags for article in ids] == [()] * 3
    assert redo(ctx).changed
    assert row(ctx, ids[0]).tags == ("iran",)


def test_several_actions_are_taken_back_as_one(ctx, ids):
    groups = [star(ctx, ids[:1]).group, archive(ctx, ids[1:]).group]
    assert undo_several(ctx, groups, "the triage of 3 stories").sentence == "Took back: the triage of 3 stories"
    assert shown(ctx, UNREAD) == ids
    assert not undo_several(ctx, groups, "the same").changed
    assert [group.undone for group in history(ctx, 2)] == [True, True]


def test_definitions_are_made_and_taken_back(ctx):
    outcome = define(ctx, "view", "Ports", {"query": "port"}, "saved the view “Ports”")
    assert (outcome.sentence, outcome.definitions) == ("Saved the view “Ports”", ("view",))
    assert not define(ctx, "view", "Ports", {"query": "port"}, "saved it again").changed
    assert [view.name for view in views.all_views(ctx.library.reader())] == ["Ports"]
    assert undo(ctx).definitions == ("view",)
    assert views.all_views(ctx.library.reader()) == ()
