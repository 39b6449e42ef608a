"""Triage sessions without a screen: the queue, what was decided, the pace and the receipt."""

from datetime import UTC, datetime, timedelta

import pytest

from newsterm.model.listing import Listing
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.history import actor_words, groups_by, last_session, undo_all_of
from newsterm.operations.star import star
from newsterm.operations.triage import TriageSession, Verb, duration, queue_of, star_and_read
from newsterm.operations.undo import redo, undo, undo_several
from newsterm.storage import articles
from tests.operations.conftest import entry

FEED = "https://a.example/feed"
BEGUN = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def at(seconds):
    return BEGUN + timedelta(seconds=seconds)


def session(stories=5):
    return TriageSession(range(100, 100 + stories), BEGUN)


def walk(triage, *seconds):
    """Leave one story after the other, each after some seconds."""
    passed = 0
    for each in seconds:
        passed += each
        triage.advance(at(passed))


def test_the_queue_is_walked_from_story_to_story_and_back():
    triage = session(3)
    assert (triage.current, triage.following) == (100, 101)
    assert not triage.back()
    triage.advance(at(1))
    triage.advance(at(2))
    assert (triage.current, triage.following) == (102, None)
    assert triage.back()
    assert triage.current == 101
    triage.advance(at(3))
    triage.advance(at(4))
    assert triage.is_over
    assert triage.current is None
    triage.advance(at(5))
    assert triage.back()
    assert triage.current == 102


def test_progress_tells_how_long_the_rest_takes_at_the_median_pace():
    triage = session(120)
    assert triage.progress == "1 of 120"
    walk(triage, 5, 6)
    assert triage.progress == "3 of 120"
    walk(triage, 600)
    assert triage.seconds_left == 6 * 117
    assert triage.progress == "4 of 120, about 12 min"


def test_only_the_last_twenty_stories_set_the_pace():
    triage = session(100)
    walk(triage, *[60] * 30, *[2] * 20)
    assert triage.progress == "51 of 100, about 2 min"


def test_going_back_and_forth_does_not_count_as_pace():
    triage = session(10)
    walk(triage, 10, 10, 10)
    for second in range(31, 36):
        triage.back()
        triage.advance(at(second))
    assert triage.seconds_left == 70


def test_the_receipt_counts_stories_by_what_was_done():
    triage = session(4)
    triage.decide(Verb.STARRED, "a")
    triage.decide(Verb.TAGGED, "b")
    triage.decide(Verb.TAGGED, "c")
    walk(triage, 60)
    triage.decide(Verb.ARCHIVED, "d")
    walk(triage, 240)
    triage.advance(at(300))
    triage.decide(Verb.ARCHIVED, "")
    triage.advance(at(660))
    receipt = triage.receipt(at(660))
    assert receipt.sentence == "4 stories in 11 min: starred 1, archived 1, tagged 1, left as they were 2"
    assert receipt.groups == ("a", "b", "c", "d")


def test_a_receipt_before_the_end_says_how_far_the_session_came():
    triage = session(120)
    assert triage.receipt(at(3)).sentence == "0 of 120 stories in 3 s: nothing changed"
    triage.decide(Verb.LATER, "a")
    assert triage.receipt(at(3)).sentence == "1 of 120 stories in 3 s: later 1"


def test_a_star_that_was_taken_off_again_is_none():
    triage = session()
    triage.decide(Verb.STARRED, "a")
    triage.decide(Verb.UNSTARRED, "b")
    assert triage.receipt(at(1)).counts == ()
    assert triage.receipt(at(1)).groups == ("a", "b")


def test_a_decision_that_was_taken_back_is_forgotten_and_its_story_shown_again():
    triage = session()
    triage.decide(Verb.ARCHIVED, "a")
    walk(triage, 1, 1)
    triage.forget(triage.decisions[-1])
    assert triage.current == 100
    assert triage.receipt(at(2)).groups == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 s"), (40.4, "40 s"), (59.9, "1 min"), (60, "1 min"), (660, "11 min"), (3600, "1 h"), (4800, "1 h 20 min")],
)
def test_durations_in_words(seconds, words):
    assert duration(seconds) == words


def test_a_session_is_taken_back_whole_as_one_step_and_done_again(ctx, put):
    put(FEED, [entry(str(number)) for number in range(4)])
    triage = TriageSession(queue_of(ctx, Listing("is:unread")), ctx.now())
    acting = Context(ctx.library, triage.actor, ctx.now)
    star(ctx, triage.queue[3:])
    for verb, operation in ((Verb.STARRED, star_and_read), (Verb.ARCHIVED, archive)):
        triage.decide(verb, operation(acting, [triage.current]).group)
        triage.advance(ctx.now())
    receipt = triage.receipt(ctx.now())

    def rows():
        return articles.rows(ctx.library.reader(), triage.queue)

    assert [row.read for row in rows()] == [True, True, False, False]
    undo_several(ctx, receipt.groups, "the session")
    assert [(row.read, row.starred, row.archived) for row in rows()] == [(False, False, False)] * 3 + [
        (False, True, False)
    ]
    redo(ctx)
    assert [(row.starred, row.archived) for row in rows()[:2]] == [(True, False), (False, True)]


def test_a_session_stands_in_the_history_under_its_own_name(ctx, put):
    put(FEED, [entry("1"), entry("2")])
    triage = TriageSession(queue_of(ctx, Listing()), ctx.now())
    acting = Context(ctx.library, triage.actor, ctx.now)
    for article in triage.queue:
        archive(acting, [article])
    assert actor_words(triage.actor) == "triage session"
    assert len(list(groups_by(ctx, actor="triage session"))) == 2
    assert undo(ctx).sentence.startswith("Took back: archived “")
    assert undo_all_of(ctx, last_session(ctx)).sentence == "Took back: a triage session of 1 decision"
    assert last_session(ctx) == ""
