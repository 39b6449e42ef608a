"""Edits by publishers: what is one, what of the user's stays, and what waits for one."""

from datetime import UTC, datetime

import pytest

from newsterm.model.listing import Listing
from newsterm.operations.annotate import write_note
from newsterm.operations.doctor import examine
from newsterm.operations.history import actor_words, groups_by
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.see_edit import see_edit
from newsterm.operations.snooze import snooze, wake
from newsterm.operations.snooze_times import EDITED, read_snooze_time, suggested_times, time_words
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.operations.undo import undo
from newsterm.storage import articles, revisions, snoozed, windows
from tests.operations.conftest import entry

FEED = "https://a.example/feed"


def row(ctx, article):
    return articles.rows(ctx.library.reader(), [article])[0]


def texts(ctx, article):
    return [(each.title, each.document.text) for each in revisions.all_of(ctx.library.reader(), article)]


def is_well(ctx):
    return not examine(ctx).trouble


def test_an_edit_keeps_the_earlier_text_and_all_that_the_user_did(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall holds", text="It holds.")])
    mark_read(ctx, [article])
    star(ctx, [article])
    tag(ctx, [article], ["coast"], [])
    write_note(ctx, article, "call them")
    before = row(ctx, article)
    assert put(FEED, [entry("1", "Wall holds", text="It does not hold.")]) == [article]
    after = row(ctx, article)
    assert (after.read, after.starred, after.noted, after.tags) == (True, True, True, ("coast",))
    assert (after.published, after.revision, after.edit_unseen) == (before.published, 1, True)
    assert texts(ctx, article) == [("Wall holds", "It holds."), ("Wall holds", "It does not hold.")]
    assert is_well(ctx)


def test_a_new_headline_alone_is_an_edit(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall holds", text="Text.")])
    put(FEED, [entry("1", "Wall fails", text="Text.")])
    assert texts(ctx, article) == [("Wall holds", "Text."), ("Wall fails", "Text.")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("“Wall” holds", "It holds – for now.\n\n12 comments"),
        ('"Wall"  holds', "It holds – for  now.\n\n12 comments"),
        ('"Wall" holds', "It holds — for now…\n\n12 comments".replace("…", ".")),
        ('"Wall" holds', "It holds - for now.\n\n1,204 comments"),
    ],
)
def test_typography_and_counters_are_written_without_a_word(ctx, put, title, text):
    (article,) = put(FEED, [entry("1", '"Wall" holds', text="It holds - for now.\n\n12 comments")])
    mark_read(ctx, [article])
    put(FEED, [entry("1", title, text=text)])
    found = row(ctx, article)
    assert (found.revision, found.edit_unseen, found.title) == (0, False, title)
    assert texts(ctx, article) == [(title, text)]


def test_going_back_to_an_earlier_text_is_an_edit_as_well(ctx, put):
    (article,) = put(FEED, [entry("1", text="one")])
    for text in ("two", "one"):
        put(FEED, [entry("1", text=text)])
    assert [text for _, text in texts(ctx, article)] == ["one", "two", "one"]


def test_what_was_edited_is_found_by_it(ctx, put):
    first, second = put(FEED, [entry("1", text="one"), entry("2", text="two")])
    put(FEED, [entry("1", text="one more"), entry("2", text="two")])
    edited = {each for each in (first, second) if row(ctx, each).revision}
    assert set(windows.ids(ctx.library.reader(), Listing("is:edited"), ctx.now())) == edited
    assert len(edited) == 1


def test_an_edit_that_was_looked_at_is_told_in_the_history_and_no_more_in_the_list(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall", text="one")])
    mark_read(ctx, [article])
    put(FEED, [entry("1", "Wall", text="two")])
    outcome = see_edit(ctx, article, 1)
    assert (outcome.sentence, outcome.articles) == ("Saw the edit of “Wall”", (article,))
    assert not see_edit(ctx, article, 1).changed
    assert not row(ctx, article).edit_unseen
    assert next(groups_by(ctx)).label == "saw the edit of “Wall”"
    assert is_well(ctx)


def test_what_is_snoozed_until_edited_waits_for_that_alone(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall", text="one")])
    mark_read(ctx, [article])
    assert snooze(ctx, [article], EDITED).sentence == "Snoozed “Wall” until edited"
    assert row(ctx, article).snoozed_until == EDITED
    assert snoozed.next_due(ctx.library.reader()) is None
    assert not wake(ctx).changed
    put(FEED, [entry("1", "Wall", text="one  "), entry("2", text="another")])
    assert row(ctx, article).snoozed_until == EDITED
    put(FEED, [entry("1", "Wall", text="two"), entry("2", text="another")])
    assert (row(ctx, article).snoozed_until, row(ctx, article).read) == (None, False)
    assert windows.raised(ctx.library.reader()) == (article,)
    told = next(groups_by(ctx))
    assert (told.label, actor_words(told.actor)) == ("“Wall” is back, edited", "snooze")
    assert is_well(ctx)


def test_what_is_snoozed_until_a_time_sleeps_through_edits(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall", text="one")])
    snooze(ctx, [article], datetime(2026, 12, 1, tzinfo=UTC))
    put(FEED, [entry("1", "Wall", text="two")])
    assert row(ctx, article).snoozed_until == datetime(2026, 12, 1, tzinfo=UTC)
    assert snoozed.next_due(ctx.library.reader()) == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_snooze_until_edited_is_taken_back_like_any_other(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall", text="one")])
    snooze(ctx, [article], EDITED)
    assert undo(ctx).sentence == "Took back: snoozed “Wall” until edited"
    assert row(ctx, article).snoozed_until is None
    put(FEED, [entry("1", "Wall", text="two")])
    assert windows.raised(ctx.library.reader()) == ()


def test_reading_after_marking_unread_leaves_no_mark_behind(ctx, put):
    (article,) = put(FEED, [entry("1", "Wall", text="one")])
    mark_read(ctx, [article])
    mark_unread(ctx, [article])
    put(FEED, [entry("1", "Wall", text="two")])
    mark_read(ctx, [article])
    assert not row(ctx, article).edit_unseen


@pytest.mark.parametrize("words", ["edited", "until edited", "Edited ", "its next edit"])
def test_until_edited_is_said_as_people_say_it(ctx, words):
    assert read_snooze_time(words, ctx.now(), UTC) == EDITED
    assert time_words(EDITED, ctx.now(), UTC) == "edited"


def test_until_edited_is_suggested(ctx):
    assert suggested_times("ed", ctx.now(), UTC) == [("edited", "its publisher changes it")]
