"""Rules at work on what arrives."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsterm.model.errors import NotFoundError
from newsterm.model.listing import Listing, Sort
from newsterm.model.rule import Firing, Rule
from newsterm.operations.doctor import examine
from newsterm.operations.rule_checks import RuleError
from newsterm.operations.rules import drop_rule, preview, records, run_rule, save_rule, switch_rule
from newsterm.operations.ruling import Ruling
from newsterm.operations.undo import history, redo, undo, undo_actor
from newsterm.operations.views import save_view
from newsterm.storage import articles, rule_state, windows
from tests.operations.conftest import entry

FEED = "https://a.example/feed"
STORM = [entry("1", "Storm at sea"), entry("2", "Calm at sea"), entry("3", "Storm on land")]


@pytest.fixture
def arrive(ctx, put):
    """Let entries arrive during a refresh; returns what the rules did."""

    def arrive(entries, url=FEED, ctx=ctx):
        ruling = Ruling(ctx)
        ruling.begin()
        put(url, entries)
        ruling.apply()
        return ruling.outcome()

    return arrive


@pytest.fixture
def titles(ctx):
    """Titles of what a query finds, in alphabetical order."""
    return lambda query="": sorted(
        row.title for row in windows.window(ctx.library.reader(), Listing(query), 0, 99, ctx.now())
    )


def is_sound(ctx):
    return examine(ctx).trouble == ()


def test_a_rule_acts_on_what_arrives(ctx, arrive, titles):
    save_rule(ctx, Rule("Storms", "title:storm", tag=("weather",), star=True))
    outcome = arrive(STORM)
    assert titles("tag:weather is:starred") == ["Storm at sea", "Storm on land"]
    assert len(outcome.articles) == 2
    assert outcome.firings == outcome.stopped == ()


def test_what_it_did_stands_in_the_journal_under_its_name(ctx, arrive):
    save_rule(ctx, Rule("Storms", "title:storm", tag=("weather",)))
    save_rule(ctx, Rule("Sea", "title:sea", star=True, later=True))
    arrive(STORM)
    assert [group.label for group in history(ctx, actor="rule:Storms")] == ["rule “Storms” tagged 2 articles #weather"]
    assert [group.label for group in history(ctx, actor="rule:Sea")] == ["rule “Sea” starred and put aside 2 articles"]


def test_every_action_does_what_it_says(ctx, arrive, titles):
    save_rule(ctx, Rule("a", "title:calm", archive=True))
    save_rule(ctx, Rule("b", "title:land", read=True, later=True))
    arrive(STORM)
    assert titles("is:archived is:read") == ["Calm at sea"]
    assert titles("is:later is:read") == ["Storm on land"]
    assert titles("is:unread") == ["Storm at sea"]
    assert is_sound(ctx)


def test_rules_see_what_the_rules_before_them_did(ctx, arrive, titles):
    save_rule(ctx, Rule("early", "tag:weather", read=True))
    save_rule(ctx, Rule("tagger", "title:storm", tag=("weather",)))
    save_rule(ctx, Rule("late", "tag:weather -title:land", star=True))
    arrive(STORM)
    assert titles("is:read") == []
    assert titles("is:starred") == ["Storm at sea"]


def test_rules_of_the_file_come_first(ctx, arrive, titles, tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text('[[rule]]\nname = "of the file"\nquery = "title:storm"\ntag = ["weather"]\n')
    ctx = replace(ctx, rules_file=file)
    save_rule(ctx, Rule("of the library", "tag:weather", star=True))
    arrive(STORM, ctx=ctx)
    assert titles("is:starred") == ["Storm at sea", "Storm on land"]


def test_a_rule_of_the_file_cannot_take_the_name_of_one_of_the_library(ctx, arrive, titles, tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text('[[rule]]\nname = "Storms"\nquery = "title:calm"\nstar = true\n')
    ctx = replace(ctx, rules_file=None)
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    ctx = replace(ctx, rules_file=file)
    outcome = arrive(STORM, ctx=ctx)
    assert titles("is:starred") == ["Storm at sea", "Storm on land"]
    assert outcome.problems == (
        f"{file}, line 1: a rule of the library is called “Storms” already; give this one another name.",
    )
    with pytest.raises(RuleError, match="Another rule is called “Storms” already"):
        save_rule(ctx, Rule("Storms", "title:sea", star=True))


def test_what_was_there_before_a_rule_was_made_is_left_alone(ctx, arrive, put, titles, tmp_path):
    put(FEED, STORM)
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    arrive([*STORM, entry("4", "Storm again")])
    assert titles("is:starred") == ["Storm again"]
    file = tmp_path / "rules.toml"
    file.write_text('[[rule]]\nname = "Sea"\nquery = "title:sea"\nread = true\n')
    arrive([*STORM, entry("5", "Sea again")], ctx=replace(ctx, rules_file=file))
    assert titles("is:read") == ["Sea again"]


def test_a_rule_that_was_switched_on_begins_anew(ctx, arrive, titles):
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    switch_rule(ctx, "storms", enabled=False)
    arrive(STORM)
    switch_rule(ctx, "Storms", enabled=True)
    arrive([*STORM, entry("4", "Storm again")])
    assert titles("is:starred") == ["Storm again"]


def test_each_article_is_judged_once(ctx, arrive, titles):
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    arrive(STORM)
    undo_actor(ctx, "rule:Storms")
    arrive(STORM)
    assert titles("is:starred") == []
    assert [record.found for record in records(ctx)] == [0]


def test_what_is_taken_back_is_counted_no_more(ctx, arrive):
    save_rule(ctx, Rule("Storms", "title:storm", tag=("weather",), read=True))
    save_rule(ctx, Rule("Sea", "title:sea", star=True))
    arrive(STORM)
    arrive([*STORM, entry("4", "Storm again")])

    def found():
        return [record.found for record in records(ctx)]

    assert found() == [3, 2]
    undo(ctx, history(ctx, actor="rule:Storms")[0].id)
    assert found() == [2, 2]
    undo_actor(ctx, "rule:Storms")
    assert found() == [0, 2]
    assert all(record.last for record in records(ctx))
    redo(ctx)
    assert found() == [2, 2]
    run_rule(ctx, "Storms")
    assert found() == [3, 2]
    run_rule(ctx, "Storms")
    assert found() == [3, 2]


def test_what_a_killed_refresh_left_is_judged_at_the_next(ctx, arrive, put, titles):
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    put(FEED, STORM[:2])  # stored, and killed before any rule acted
    save_rule(ctx, Rule("Sea", "title:sea", read=True))  # not its business
    arrive(STORM)
    assert titles("is:starred") == ["Storm at sea", "Storm on land"]
    assert titles("is:read") == []


def test_two_processes_that_judge_at_once_judge_once(ctx, put):
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    one, other = Ruling(ctx), Ruling(ctx)
    one.begin()
    other.begin()
    put(FEED, STORM)
    reader = ctx.library.reader()
    asked = one._ask(save_and_get(ctx), 0, rule_state.arrivals(reader, 0, 9))
    mark = rule_state.read(reader).mark
    other.apply()
    assert not one._write(rule_state.arrivals(reader, 0, 9), [asked], mark)
    one.apply()
    assert len(history(ctx, actor="rule:Storms")) == 1


def save_and_get(ctx):
    return records(ctx)[0].rule


def test_a_long_run_is_written_in_parts_that_belong_to_the_rule(ctx, arrive, titles, monkeypatch):
    monkeypatch.setattr("newsterm.operations.ruling._WRITTEN_AT_ONCE", 10)
    monkeypatch.setattr("newsterm.operations.ruling._AT_ONCE", 35)
    save_rule(ctx, Rule("All", "title:story", tag=("t",)))
    arrive([entry(str(number)) for number in range(100)])
    assert len(titles("tag:t")) == 99
    assert len(history(ctx, actor="rule:All")) > 5
    undo_actor(ctx, "rule:All")
    assert titles("tag:t") == []
    assert is_sound(ctx)


def test_all_that_a_rule_did_can_be_taken_back_and_done_again(ctx, arrive, titles):
    save_rule(ctx, Rule("Storms", "title:storm", tag=("weather",), later=True))
    arrive(STORM)
    arrive([*STORM, entry("4", "Storm again")])
    assert undo_actor(ctx, "rule:Storms").sentence == "Took back: all that the rule “Storms” did (2 actions)"
    assert titles("tag:weather OR is:later") == []
    redo(ctx)
    assert len(titles("tag:weather is:later")) == 3
    assert is_sound(ctx)


def test_a_plain_undo_passes_over_what_rules_did(ctx, arrive, titles):
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    arrive(STORM)
    assert undo(ctx).sentence.startswith("Took back: subscribed")
    undo(ctx)
    assert [record.rule.name for record in records(ctx)] == []


def test_a_rule_that_gives_notice_says_once_what_it_found(ctx, arrive):
    save_rule(ctx, Rule("Storms", "title:storm", notify=True))
    outcome = arrive([entry(str(number), f"Storm {number}") for number in range(5)])
    (firing,) = outcome.firings
    assert (firing.rule, firing.count, len(firing.titles)) == ("Storms", 5, 3)
    assert arrive(STORM[1:2]).firings == ()
    assert isinstance(firing, Firing)


def test_a_slow_rule_is_stopped_and_named_and_the_others_go_on(ctx, arrive, titles):
    save_rule(ctx, Rule("Slow", "/^(a|aa)+$/", star=True))
    save_rule(ctx, Rule("Slow and late", "is:unread /^(a|aa)+$/", star=True))
    save_rule(ctx, Rule("Quick", "title:storm", tag=("weather",)))
    outcome = arrive([*STORM, entry("4", "a" * 60 + "!")])
    assert outcome.stopped[0] == ("Rule “Slow” took too long over one article and was stopped; make its query simpler.")
    assert "“Slow and late”" in outcome.stopped[1]
    assert titles("tag:weather") == ["Storm at sea", "Storm on land"]
    assert is_sound(ctx)


def test_a_rule_that_was_stopped_is_known_until_it_works_again(ctx, arrive):
    save_rule(ctx, Rule("Slow", "/^(a|aa)+!?$/", star=True))
    save_rule(ctx, Rule("Quick", "title:storm", star=True))

    def stopped():
        return [(record.stopped, record.trouble) for record in records(ctx)]

    before = ctx.now()
    arrive([*STORM, entry("4", "a" * 60 + "?")])
    slow, quick = stopped()
    assert before < slow[0] < ctx.now()
    assert slow[1] == "Rule “Slow” took too long over one article and was stopped; make its query simpler."
    assert quick == (None, "")
    ctx.now.time += timedelta(hours=1)
    arrive([entry("5", "b")])
    assert stopped()[0] == slow
    arrive([entry("6", "a")])
    assert stopped()[0] == (None, "")


def test_a_rule_that_was_stopped_begins_anew_where_it_is_changed(ctx, arrive):
    save_rule(ctx, Rule("Slow", "/^(a|aa)+$/", star=True))
    arrive([entry("4", "a" * 60 + "!")])
    assert records(ctx)[0].stopped
    save_rule(ctx, Rule("Slow", "/^a+$/", star=True), before="Slow")
    assert records(ctx)[0].stopped is None
    undo(ctx)
    assert records(ctx)[0].stopped is None


@pytest.mark.parametrize("query", ["storm /(a|aa)+$/", "is:unread storm body:/(a|aa)+$/", "stor* /(a|aa)+$/"])
def test_a_rule_that_explodes_on_what_the_index_finds_is_stopped_and_named(ctx, arrive, titles, query):
    save_rule(ctx, Rule("Slow", query, star=True))
    save_rule(ctx, Rule("Quick", "title:storm", tag=("weather",)))
    outcome = arrive([entry(str(number), f"Storm {number}", text="a" * 60 + "!") for number in range(300)])
    assert outcome.stopped == ("Rule “Slow” took too long over one article and was stopped; make its query simpler.",)
    assert len(titles("tag:weather")) == 99
    assert titles("is:starred") == []


def test_a_rule_may_name_views_that_are_long_together(ctx, arrive, titles):
    save_view(ctx, "first", f"title:storm OR {'x' * 9_000}")
    save_view(ctx, "second", f"title:sea OR {'y' * 9_000}")
    save_rule(ctx, Rule("Both", "view:first view:second", star=True))
    save_rule(ctx, Rule("Quoted", " ".join(f"-'{number:022}" for number in range(380)), later=True))
    assert arrive(STORM).stopped == ()
    assert titles("is:starred") == ["Storm at sea"]
    assert len(titles("is:later")) == 3


def test_a_rule_is_stopped_after_a_second(ctx, arrive, monkeypatch):
    monkeypatch.setattr("newsterm.operations.ruling.LONGEST", 0.0)
    save_rule(ctx, Rule("Slow", "title:/a/ OR feed:x", star=True))
    outcome = arrive([entry(str(number)) for number in range(1000)])
    assert outcome.stopped == ("Rule “Slow” took longer than a second and was stopped; make its query simpler.",)


def test_points_are_given_on_arrival(ctx, arrive):
    save_rule(ctx, Rule("Storms", "title:storm", score=20))
    save_rule(ctx, Rule("High", "score>=20", tag=("high",)))
    save_rule(ctx, Rule("Tagged", "tag:high is:read", score=5))
    save_rule(ctx, Rule("Reader", "title:land", read=True))
    arrive(STORM)
    rows = windows.window(ctx.library.reader(), Listing(sort=Sort.SCORE), 0, 9, ctx.now())
    assert {row.title: row.score for row in rows} == {"Storm on land": 25, "Storm at sea": 20, "Calm at sea": 0}
    assert [row.tags for row in rows] == [("high",), ("high",), ()]


def test_a_rule_run_over_the_library_is_one_action(ctx, put, titles):
    put(FEED, STORM)
    save_rule(ctx, Rule("Storms", "title:storm", tag=("weather",), read=True))
    outcome = run_rule(ctx, "storms")
    assert outcome.sentence == "Rule “Storms” tagged #weather and marked read 2 articles"
    assert titles("tag:weather is:read") == ["Storm at sea", "Storm on land"]
    assert run_rule(ctx, "Storms").sentence == "Rule “Storms” has done that already"
    undo(ctx, outcome.group)
    assert titles("tag:weather OR is:read") == []


def test_a_rule_without_marks_has_nothing_to_run(ctx):
    save_rule(ctx, Rule("Points", "title:storm", score=1))
    save_rule(ctx, Rule("Notice", "title:storm", notify=True))
    assert run_rule(ctx, "Points").sentence == ("Rule “Points” needs no running: points count for all articles at once")
    with pytest.raises(RuleError, match="only gives notice of what arrives; there is nothing to run"):
        run_rule(ctx, "Notice")


def test_a_preview_says_what_would_have_matched(ctx, put):
    put(FEED, STORM)
    found = preview(ctx, "title:storm", most=1)
    assert found.count == 2
    assert len(found.rows) == 1


def test_rules_are_made_changed_and_dropped_each_with_one_undo(ctx):
    assert save_rule(ctx, Rule("Storms", "title:storm", star=True)).sentence == "Made the rule “Storms”"
    changed = save_rule(ctx, Rule("Winds", "title:wind", read=True), before="storms")
    assert changed.sentence == "Changed the rule “Winds”"
    assert changed.definitions == ("rule",)
    assert drop_rule(ctx, "winds").sentence == "Dropped the rule “Winds”"
    assert records(ctx) == []
    undo(ctx)
    undo(ctx)
    assert [record.rule.query for record in records(ctx)] == ["title:storm"]
    assert is_sound(ctx)


def test_what_is_not_there_or_not_the_library_s_is_told(ctx, tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text('[[rule]]\nname = "Storms"\nquery = "title:storm"\nstar = true\n')
    ctx = replace(ctx, rules_file=file)
    with pytest.raises(NotFoundError, match=r"No rule is called “Strms”\. Did you mean “Storms”\?"):
        drop_rule(ctx, "Strms")
    with pytest.raises(RuleError, match=r"stands in .*rules\.toml, line 1; change it there"):
        drop_rule(ctx, "Storms")
    with pytest.raises(RuleError, match="needs an action"):
        save_rule(ctx, Rule("x", "y"))


def test_records_tell_how_often_a_rule_fired(ctx, arrive):
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    save_rule(ctx, Rule("Snow", "title:snow", star=True))
    arrive(STORM)
    assert [(record.found, record.last is not None) for record in records(ctx)] == [(2, True), (0, False)]


def test_newsboat_s_kill_file_and_elfeed_s_tagger_are_rules(ctx, arrive, titles):
    # ignore-article "*" "title =~ \"[Ss]torm\""
    save_rule(ctx, Rule("kill file", "title:/[Ss]torm/", archive=True))
    # (elfeed-make-tagger :feed-url "a\\.example" :entry-title '(not "storm") :add 'calm)
    save_rule(ctx, Rule("tagger", "feed:a.example -title:storm", tag=("calm",)))
    arrive(STORM)
    assert titles("-is:archived") == titles("tag:calm") == ["Calm at sea"]


def test_without_rules_nothing_is_written(ctx, arrive):
    arrive(STORM)
    assert rule_state.read(ctx.library.reader()) == rule_state.RulesState()
    assert all(row.score == 0 for row in articles.rows(ctx.library.reader(), []))
