"""Scores of the whole library, and where they come from."""

from datetime import timedelta

import pytest

from newsterm.model.listing import Listing, Sort
from newsterm.model.rule import Rule
from newsterm.operations.nudging import foresee, nudge, nudges
from newsterm.operations.rules import drop_rule, records, save_rule, switch_rule
from newsterm.operations.scoring import explain, rescore, rescore_if_due
from newsterm.operations.star import star
from newsterm.operations.undo import undo
from newsterm.storage import articles, windows
from tests.operations.conftest import entry

FEED = "https://a.example/feed"


@pytest.fixture
def stocked(ctx, put):
    now = ctx.now()
    return put(
        FEED,
        [
            entry("1", "Storm at sea", author="Ana Lind", published=now - timedelta(hours=1)),
            entry("2", "Calm at sea", author="Bo Berg", published=now - timedelta(days=3)),
            entry("3", "Storm on land", author="Bo Berg", published=now - timedelta(days=5)),
        ],
    )


@pytest.fixture
def scores(ctx):
    def scores():
        rows = windows.window(ctx.library.reader(), Listing(), 0, 99, ctx.now())
        return {row.title: row.score for row in rows}

    return scores


def test_a_score_is_the_sum_of_the_rules_that_match(ctx, stocked, scores):
    save_rule(ctx, Rule("Lind", "author:lind", score=20))
    save_rule(ctx, Rule("Storms", "title:storm", score=3))
    save_rule(ctx, Rule("old", "age>2d", score=-5))
    assert rescore(ctx).changed == 3
    assert scores() == {"Storm at sea": 23, "Calm at sea": -5, "Storm on land": -2}


def test_only_what_differs_is_written(ctx, stocked, scores):
    save_rule(ctx, Rule("Storms", "title:storm", score=3))
    rescore(ctx)
    save_rule(ctx, Rule("Lind", "author:lind", score=20))
    assert rescore(ctx).changed == 1
    assert rescore(ctx).changed == 0
    drop_rule(ctx, "Storms")
    assert rescore(ctx).changed == 2
    assert scores() == {"Storm at sea": 20, "Calm at sea": 0, "Storm on land": 0}


def test_large_libraries_are_worked_out_in_stretches(ctx, put, scores, monkeypatch):
    put(FEED, [entry(str(number), published=ctx.now() - timedelta(hours=number)) for number in range(50)])
    save_rule(ctx, Rule("Two", "title:(2, 20)", score=2))
    save_rule(ctx, Rule("All", "title:story", score=1))
    rescore(ctx)
    before = scores()
    drop_rule(ctx, "All")
    rescore(ctx)
    save_rule(ctx, Rule("All", "title:story", score=1))
    monkeypatch.setattr("newsterm.operations.scoring._STRETCH", 7)
    rescore(ctx)
    assert scores() == before
    assert before["Story 20"] == 3


def test_scores_are_due_when_rules_changed_and_hourly_when_time_changes_them(ctx, stocked):
    assert rescore_if_due(ctx) is None
    save_rule(ctx, Rule("Lind", "author:lind", score=20))
    assert rescore_if_due(ctx).changed == 1
    ctx.now.time += timedelta(days=1)
    assert rescore_if_due(ctx) is None
    save_rule(ctx, Rule("starred", "is:starred", score=5))
    assert rescore_if_due(ctx).changed == 0
    star(ctx, stocked[:1])
    assert rescore_if_due(ctx) is None
    ctx.now.time += timedelta(hours=1)
    assert rescore_if_due(ctx).changed == 1
    undo(ctx)
    undo(ctx)
    assert rescore_if_due(ctx).changed == 1


def test_points_fade(ctx, stocked, scores):
    rule = Rule("Lind", "author:lind", score=10, half_life_days=30)
    save_rule(ctx, rule)
    rescore(ctx)
    assert scores()["Storm at sea"] == 10
    ctx.now.time += timedelta(days=30)
    rescore_if_due(ctx)
    assert scores()["Storm at sea"] == 5
    ctx.now.time += timedelta(days=300)
    rescore_if_due(ctx)
    assert scores()["Storm at sea"] == 0


def test_a_score_is_explained(ctx, stocked):
    save_rule(ctx, Rule("Lind", "author:lind", score=20))
    save_rule(ctx, Rule("Storms", "title:storm", score=10, half_life_days=30))
    save_rule(ctx, Rule("old news", "age>2d", score=-5))
    ctx.now.time += timedelta(days=9)
    explanation = explain(ctx, stocked[0])
    assert [reason.sentence for reason in explanation.reasons] == [
        "+20 author:lind (rule “Lind”)",
        "+8 title:storm (rule “Storms”), of 10, made 9 days ago, halves every 30 days",
        "−5 age>2d (rule “old news”)",
    ]
    assert explanation.total == 23


def test_points_that_fade_from_a_day_to_come_on_are_whole_until_then(ctx, stocked):
    made_at = ctx.now() + timedelta(days=40)
    save_rule(ctx, Rule("Storms", "title:storm", score=10, half_life_days=30, made_at=made_at))
    (reason,) = explain(ctx, stocked[0]).reasons
    day = made_at.astimezone().date()
    assert reason.sentence == f"+10 title:storm (rule “Storms”), of 10, halves every 30 days from {day} on"
    ctx.now.time += timedelta(days=40)
    assert "made today" in explain(ctx, stocked[0]).reasons[0].sentence


def test_explaining_mends_the_score(ctx, stocked):
    save_rule(ctx, Rule("starred", "is:starred", score=5))
    rescore(ctx)
    star(ctx, stocked[:1])
    assert explain(ctx, stocked[0]).changed
    assert articles.rows(ctx.library.reader(), stocked[:1])[0].score == 5
    assert not explain(ctx, stocked[0]).changed


def test_a_rule_too_slow_for_the_library_is_named_and_left_out(ctx, put, scores):
    put(FEED, [entry("1", "a" * 60 + "!"), entry("2", "Storm")])
    save_rule(ctx, Rule("Storms", "title:storm", score=3))
    save_rule(ctx, Rule("Slow", "title:/^(a|aa)+$/ OR title:storm", score=10))
    done = rescore(ctx)
    assert done.stopped == (
        "Rule “Slow” took too long over the whole library, so its points are left out; make its query simpler.",
    )
    assert scores()["Storm"] == 3
    assert [record.trouble for record in records(ctx)] == ["", *done.stopped]
    drop_rule(ctx, "Slow")
    save_rule(ctx, Rule("Slow", "title:storm", score=10))
    rescore(ctx)
    assert [record.trouble for record in records(ctx)] == ["", ""]


def test_a_score_is_explained_beside_a_rule_that_explodes(ctx, put):
    (article,) = put(FEED, [entry("1", "Storm " + "a" * 60 + "!")])
    save_rule(ctx, Rule("Slow", "/(a|aa)+$/", score=10))
    save_rule(ctx, Rule("Storms", "title:storm", score=3))
    explanation = explain(ctx, article)
    assert explanation.total == 3
    assert explanation.stopped == (
        "Rule “Slow” took too long over one article, so its points are left out; make its query simpler.",
    )


def test_a_nudge_fades_is_renewed_and_is_dropped_by_its_opposite(ctx, stocked):
    assert nudge(ctx, "title:storm").sentence == "+10 for title:storm, halves every 30 days"
    ctx.now.time += timedelta(days=30)
    assert explain(ctx, stocked[0]).total == 5
    assert nudge(ctx, "title:storm").sentence == "Renewed: +10 for title:storm"
    assert explain(ctx, stocked[0]).total == 10
    assert nudge(ctx, "title:storm", -10).sentence == "Dropped the rule “title:storm”, which gave +10"
    assert records(ctx) == []
    undo(ctx)
    undo(ctx)
    assert explain(ctx, stocked[0]).total == 5


def test_the_most_telling_of_an_article_comes_first(ctx, put):
    titles = [f"The thing number {number}" for number in range(60)]
    titles += ["The Aurora is in port", "Where the Aurora went", "The Aurora's master speaks of the thing"]
    put(FEED, [entry(str(number), title, author="Ana Lind") for number, title in enumerate(titles)])
    reader = ctx.library.reader()
    row = windows.window(reader, Listing("title:master"), 0, 1, ctx.now())[0]
    found = nudges(reader, row)
    assert [(each.name, each.kind) for each in found[:3]] == [
        ("Aurora", "word of the title"),
        ("Ana Lind", "author"),
        ("Harbour Post", "feed"),
    ]
    assert {each.query for each in found[:3]} == {"title:Aurora", 'author:"Ana Lind"', 'feed:"Harbour Post"'}
    assert found[-1].name in {"The", "thing"}


def test_what_a_nudge_would_move_is_foretold(ctx, stocked):
    by_score = Listing(sort=Sort.SCORE)
    assert foresee(ctx, by_score, "title:storm") == "+10, fading: would move 1 story up"
    assert foresee(ctx, by_score, "title:calm", -10) == "−10, fading: would move 1 story down"
    assert foresee(ctx, Listing(), "title:calm") == "+10, fading: would move 1 story up by score"
    assert foresee(ctx, by_score, "title:storm OR title:calm") == "+10, fading: would move no story up"
    assert foresee(ctx, Listing("age<2d"), "title:storm") == "+10, fading: would move no story up by score"


def test_it_is_foretold_that_a_nudge_renews_or_drops_an_earlier_one(ctx, stocked):
    by_score = Listing(sort=Sort.SCORE)
    save_rule(ctx, Rule("calm", "title:calm", score=7))
    nudge(ctx, "title:storm")
    rescore(ctx)
    assert foresee(ctx, by_score, "title:storm") == "renews the +10: would move no story"
    assert foresee(ctx, by_score, "title:storm", -10) == "drops the +10: would move 2 stories down"
    ctx.now.time += timedelta(days=30)
    rescore(ctx)
    assert foresee(ctx, by_score, "title:storm") == "renews the +10: would move 2 stories up"
    assert foresee(ctx, by_score, "title:storm", -10) == "drops the +10: would move no story down"
    nudge(ctx, "title:storm")
    switch_rule(ctx, "title:storm", enabled=False)
    rescore(ctx)
    assert foresee(ctx, by_score, "title:storm") == "renews the +10: would move 2 stories up"
    assert foresee(ctx, by_score, "title:storm", -10) == "drops the +10: would move no story"


def test_what_takes_too_long_to_foretell_is_said_to(ctx, put, monkeypatch):
    put(FEED, [entry(str(number), published=ctx.now() - timedelta(hours=number)) for number in range(500)])
    monkeypatch.setattr("newsterm.operations.nudging._LONGEST", 0)
    told = foresee(ctx, Listing(), "title:story")
    assert told == "+10, fading: what that would move takes too long to count"
