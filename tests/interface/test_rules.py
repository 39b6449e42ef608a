"""Rules and scores on the screen."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.widgets import Input

from newsterm.background.protocol import RefreshFinished, Rescored, RuleFired
from newsterm.interface.notifications import give_notice
from newsterm.interface.screens.rule_form import RuleForm
from newsterm.interface.screens.rule_list import RuleList
from newsterm.model.listing import Listing
from newsterm.model.rule import Firing, Rule
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read
from newsterm.operations.rule_book import rule_book
from newsterm.operations.rules import records, save_rule
from newsterm.operations.scoring import rescore
from newsterm.storage import rule_state, windows
from newsterm.storage.library import Library
from newsterm.storage.times import to_seconds
from tests.interface.desk import Desk, at_desk
from tests.interface.harness import NOW


def make(directory: Path, *rules: Rule) -> None:
    library = Library.open(directory)
    for rule in rules:
        save_rule(Context(library, now=lambda: NOW), rule)
    library.close()


def rules(desk: Desk) -> list[Rule]:
    return [record.rule for record in records(desk.screen.session.context("key"))]


def count(desk: Desk, query: str) -> int:
    return windows.count(desk.screen.session.library.reader(), Listing(query), NOW)


async def search(desk: Desk, query: str) -> None:
    await desk.press("slash")
    await desk.type(query)
    await desk.press("enter")


async def test_a_rule_is_made_of_the_open_search(directory):
    async with at_desk(directory) as desk:
        await search(desk, "title:ferry")
        found = count(desk, "title:ferry")
        await desk.press("exclamation_mark")
        assert isinstance(desk.app.screen, RuleForm)
        assert f"would have matched {found} articles" in desk.text()
        assert desk.text().count("erry") > found
        await desk.type("boats")
        await desk.press("enter")
        assert desk.said == "Made the rule “title:ferry” · u takes it back"
        assert [(rule.query, rule.tag) for rule in rules(desk)] == [("title:ferry", ("boats",))]
        assert count(desk, "tag:boats") == 0
        await desk.press("u")
        assert rules(desk) == []


async def test_actions_are_switches_and_points_a_number(directory):
    async with at_desk(directory) as desk:
        await search(desk, "ferry")
        await desk.press("exclamation_mark", "tab")
        await desk.type("some")
        await desk.press("enter")
        assert "Points are a whole number" in desk.text()
        await desk.press("backspace", "backspace", "backspace", "backspace")
        await desk.type("-5")
        await desk.press("tab", "space", "right", "space", "enter")
        (rule,) = rules(desk)
        assert (rule.score, rule.star, rule.later, rule.archive) == (-5, True, True, False)
        assert desk.background.rescores == 1


@pytest.mark.parametrize("typed", ["-+5", "9" * 5_000, "٣²", "--1"])
async def test_points_that_are_no_number_are_told(directory, typed):
    async with at_desk(directory) as desk:
        await search(desk, "ferry")
        await desk.press("exclamation_mark")
        desk.app.screen.query_one("#rule-points", Input).value = typed
        await desk.press("enter")
        assert "Points are a whole number" in desk.text()
        assert rules(desk) == []


async def test_what_makes_no_sense_is_told_and_kept_for_mending(directory):
    async with at_desk(directory) as desk:
        await search(desk, "ferry")
        await desk.press("exclamation_mark", "enter")
        assert "A rule needs an action" in desk.text()
        await desk.press("shift+tab", "shift+tab")
        await desk.type(" (")
        assert "would have matched" not in desk.text()
        await desk.press("enter", "escape")
        assert rules(desk) == []


async def test_a_name_that_is_taken_is_told_in_the_form(directory):
    make(directory, Rule("ferry", "title:ferry", star=True))
    async with at_desk(directory) as desk:
        await search(desk, "ferry")
        await desk.press("exclamation_mark")
        await desk.type("boats")
        await desk.press("enter")
        assert "Another rule is called “ferry” already." in desk.text()
        await desk.type("2")
        await desk.press("enter")
        assert [rule.name for rule in rules(desk)] == ["ferry", "ferry2"]


async def test_a_feed_s_rule_is_for_that_feed(directory):
    async with at_desk(directory) as desk:
        await desk.go_to_place("Harbour Post")
        await desk.press("exclamation_mark")
        await desk.type("harbour")
        await desk.press("enter")
        assert [rule.query for rule in rules(desk)] == ['feed:"Harbour Post"']


async def test_the_list_runs_rules_switches_them_and_takes_back_all_they_did(directory):
    make(directory, Rule("Boats", "title:ferry", tag=("boats",)), Rule("Late", "late", score=5))
    async with at_desk(directory) as desk:
        found = count(desk, "title:ferry")
        await desk.press("g", "r")
        assert isinstance(desk.app.screen, RuleList)
        assert "Boats" in desk.text()
        assert "never fired" in desk.text()
        assert "in force" in desk.text()
        await desk.press("r")
        assert count(desk, "tag:boats") == found
        assert f"{found}, now" in desk.text()
        await desk.press("u")
        assert count(desk, "tag:boats") == 0
        assert "Took back: all that the rule “Boats” did" in desk.text()
        await desk.press("space")
        assert [rule.enabled for rule in rules(desk)] == [False, True]
        await desk.press("d")
        assert [rule.name for rule in rules(desk)] == ["Late"]
        await desk.press("enter", "tab", "end", "5", "enter")
        assert [rule.score for rule in rules(desk)] == [55]
        before = desk.background.rescores
        await desk.press("r")
        assert desk.background.rescores == before + 1
        assert "needs no running: points count for all articles at once" in desk.text()
        await desk.press("escape", "u", "u")
        assert [rule.name for rule in rules(desk)] == ["Boats", "Late"]


def listed(desk: Desk) -> list[int]:
    rows = desk.screen.articles
    return [row.id for index in range(rows.row_count) if (row := rows.row_at(index))]


async def test_what_a_rule_did_elsewhere_brings_nothing_into_the_open_list(directory):
    make(directory, Rule("Boats", "title:ferry", archive=True))
    library = Library.open(directory)
    ctx = Context(library, now=lambda: NOW)
    mark_read(ctx, windows.ids(library.reader(), Listing("title:ferry"), NOW))
    library.close()
    async with at_desk(directory) as desk:
        before, title = listed(desk), desk.title("list")
        for key, count_archived in (("r", 5), ("u", 0)):
            await desk.press("g", "r", key, "escape")
            assert count(desk, "is:archived") == count_archived
            assert listed(desk) == before
            assert desk.title("list") == title


SMALL = (80, 24)
KEYS = ("enter change", "space on/off", "r run", "u undo all", "d drop", "a add", "esc leave")


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_all_keys_of_the_list_are_seen(directory, size):
    make(directory, *(Rule(f"Rule {number}", "title:ferry", tag=("boats",)) for number in range(30)))
    (directory / "rules.toml").write_text('[[rule]]\nname = "a"\nquery = "is:unred"\nstar = true\n' * 9)
    async with at_desk(directory, size=size) as desk:
        await desk.press("escape", "g", "r")
        last = next(line for line in reversed(desk.painted()) if "esc leave" in line)
        assert all(key in last for key in KEYS)
        assert "Rule 10 " in desk.text()


async def test_what_was_done_with_a_rule_is_said_whole(directory):
    make(directory, Rule("All that is written of the ferry", "title:ferry", tag=("boats",)))
    async with at_desk(directory, size=SMALL) as desk:
        await desk.press("g", "r", "r", "u")
        said = "Took back: all that the rule “All that is written of the ferry” did (1 action)"
        assert said[:20] in desk.text()
        assert "did (1 action)" in desk.text()
        assert "taken back" in desk.text()
        await desk.resize(120, 30)
        assert said in desk.text()


async def test_a_rule_s_actions_are_seen_whole_where_there_is_room(directory):
    tags = ("kill", "region/gulf", "boats")
    make(directory, Rule("Ferries and all that sails the sea", "title:ferry", tag=tags, archive=True))
    async with at_desk(directory, size=SMALL) as desk:
        await desk.press("g", "r")
        assert "#kill, #region/gulf, #boa…" in desk.text()
        assert "title:ferry" in desk.text()
        await desk.resize(120, 40)
        row = next(line for line in desk.painted() if "Ferries" in line)
        assert "#kill, #region/gulf, #boats, archive" in row
        assert "Ferries and all that sails" in row


async def test_a_rule_that_was_stopped_says_when_and_why(directory):
    make(directory, Rule("Slow", "/^(a|aa)+$/", star=True), Rule("Quick", "title:ferry", star=True))
    library = Library.open(directory)
    ctx = Context(library, now=lambda: NOW - timedelta(hours=2))
    with library.writing(durable=True) as connection:
        state = rule_state.read(connection)
        slow = rule_book(ctx).find("Slow")
        stop = rule_state.Stop(
            to_seconds(ctx.now()), "took longer than a second and was stopped", rule_state.print_of(slow)
        )
        state.stopped = {slow.name: stop}
        rule_state.write(connection, state)
    library.close()
    async with at_desk(directory, size=SMALL) as desk:
        await desk.press("g", "r")
        row = next(line for line in desk.painted() if "(a|aa)" in line)
        assert row.split()[:4] == ["!", "Slow", "star", "stopped"]
        assert "2h" in row
        sentence = "Rule “Slow” took longer than a second and was stopped; make its query simpler."
        assert sentence in " ".join(desk.text().split())


async def test_without_rules_the_list_says_what_they_are_for(directory):
    async with at_desk(directory) as desk:
        await desk.press("g", "r")
        assert "A rule tags, stars, archives or scores" in desk.text()
        await desk.press("a")
        await desk.type("x")
        await desk.press("escape")
        assert isinstance(desk.app.screen, RuleForm)
        assert "Not saved yet: enter saves, esc again throws away" in desk.text()
        await desk.press("escape", "escape")
        assert desk.app.screen is desk.screen


async def test_a_rule_form_in_which_nothing_was_changed_is_left_at_once(directory):
    async with at_desk(directory) as desk:
        await desk.press("g", "r", "a", "escape", "escape")
        assert desk.app.screen is desk.screen


async def test_a_switch_that_was_turned_is_asked_about_once(directory):
    async with at_desk(directory) as desk:
        await desk.press("g", "r", "a", "down", "down", "space", "escape")
        assert isinstance(desk.app.screen, RuleForm)
        await desk.press("space", "escape", "escape")
        assert desk.app.screen is desk.screen


async def test_rules_of_the_file_are_changed_there(directory):
    (directory / "rules.toml").write_text('\n[[rule]]\nname = "Boats"\nquery = "title:ferry"\nstar = true\n')
    async with at_desk(directory) as desk:
        await desk.press("g", "r", "d")
        assert "This one stands in rules.toml, line 2: change it there" in desk.text()
        await desk.press("r")
        assert count(desk, "is:starred title:ferry") == count(desk, "title:ferry")


async def test_a_broken_file_is_told_at_start_and_its_other_rules_work(directory):
    (directory / "rules.toml").write_text(
        '[[rule]]\nname = "a"\nquery = "is:unred"\nstar = true\n[[rule]]\nname = "b"\nquery = "x"\nscore = 1\n[x]\n'
    )
    async with at_desk(directory) as desk:
        text = "".join(desk.text().split())
        assert "Leftoutofyourrules" in text
        assert "rules.toml,line3:rule“a”:No`is:unred`atcolumn4" in text
        assert "rules.toml,line9:" in text
        assert desk.background.rescores == 1
        await desk.press("q", "j")
        assert desk.screen.articles.cursor == 1


async def test_rules_and_settings_that_are_wrong_at_start_are_told_one_sheet_after_the_other(directory):
    (directory / "rules.toml").write_text('[[rule]]\nname = "a"\nquery = "is:unred"\nstar = true\n')
    async with at_desk(
        directory, size=(80, 24), problems=("config.toml, line 3: no.", "config.toml, line 4: no.")
    ) as desk:
        assert "Left out of your rules" in desk.text()
        await desk.press("escape")
        assert "Left out of your settings" in desk.text()
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_what_is_wrong_with_rules_later_is_told_in_the_bottom_line_with_how_much_more_there_is(directory):
    slow = tuple(f"Rule “{name}” took too long over the whole library, so its points are left out." for name in "abcd")
    async with at_desk(directory, size=(80, 24)) as desk:
        desk.background.tell(Rescored(0, slow))
        await desk.settle()
        assert desk.app.screen is desk.screen
        assert "(3 more; `newsterm rules` tells all)" in desk.painted()[-1]


async def test_the_list_names_what_is_left_out_of_a_file_that_was_changed_meanwhile(directory):
    file = directory / "rules.toml"
    rule = '[[rule]]\nname = "{}"\nquery = "{}"\nstar = true\n'
    async with at_desk(directory) as desk:
        file.write_text(rule.format("good", "ferry") + "".join(rule.format(name, "is:unred") for name in "bcde"))
        await desk.press("g", "r")
        assert "good" in desk.text()
        assert "rule “b”: No `is:unred` at column 4; did you mean `is:unread`?" in " ".join(desk.text().split())
        assert "1 more; `newsterm rules` tells all" in desk.text()
        await desk.press("escape")
        file.write_text(rule.format("good", "ferry"))
        await desk.press("g", "r")
        assert "is:unred" not in desk.text()


async def test_a_score_is_explained(directory):
    make(directory, Rule("Boats", "title:ferry", score=20), Rule("old", "age>1m", score=-5))
    async with at_desk(directory) as desk:
        await search(desk, "title:ferry")
        await desk.press("E")
        assert "+20 title:ferry (rule “Boats”)" in desk.text()
        assert "−5 age>1m (rule “old”)" in desk.text()
        assert "+15 in all" in desk.text()
        await desk.press("escape")
        assert desk.current.score == 15


async def test_a_rule_that_explodes_is_named_where_a_score_is_explained(directory):
    make(directory, Rule("Boats", "title:ferry", score=20), Rule("Slow", r"body:/^(\w|\w\w|\W)+[A-Z]{9}$/", score=1))
    async with at_desk(directory) as desk:
        await search(desk, "title:ferry")
        await desk.press("E")
        assert "+20 in all" in desk.text()
        assert "Rule “Slow” took too long over one article" in desk.text()


async def test_a_nudge_says_what_it_would_move_and_is_taken_back(directory):
    async with at_desk(directory) as desk:
        await search(desk, "title:ferry")
        await desk.press("plus")
        first = next(line for line in desk.painted() if "word of the title" in line)
        assert "+10, fading: would move " in desk.text()
        await desk.press("enter")
        (rule,) = rules(desk)
        assert rule.query.removeprefix("title:") in first
        assert (rule.score, rule.half_life_days, rule.made_at) == (10, 30, NOW)
        assert desk.said.startswith(f"+10 for {rule.query}, halves every 30 days · u")
        await desk.press("plus")
        assert "renews the +10: would move no story" in desk.text()
        await desk.press("escape", "minus")
        assert "drops the +10: would move " in desk.text()
        await desk.press("enter")
        assert rules(desk) == []
        await desk.press("u", "u")
        assert rules(desk) == []


async def test_scores_that_are_new_are_shown(directory):
    async with at_desk(directory) as desk:
        await search(desk, "title:ferry")
        make(directory, Rule("Boats", "title:ferry", score=20))
        library = Library.open(directory)
        changed = rescore(Context(library, now=lambda: NOW)).changed
        library.close()
        desk.background.tell(Rescored(changed))
        await desk.until(lambda: desk.current.score == 20)


async def test_stopped_rules_are_told_once_after_a_refresh(directory):
    async with at_desk(directory) as desk:
        end = RefreshFinished(0, 0, cancelled=False, sentence="Nothing new", problems=("Rule “x” took too long.",))
        desk.background.tell(end)
        await desk.settle()
        assert desk.said == "Rule “x” took too long."
        await desk.press("j")
        desk.background.tell(end)
        await desk.settle()
        assert desk.said == "Nothing new"


FIRING = Firing("Iran watch", 3, ("Ministers; met\x1b[2J",))


@pytest.mark.parametrize(
    ("way", "headless", "written"),
    [
        ("bell", False, ["\a"]),
        ("osc9", False, ["\x1b]9;Iran watch: 3 new: Ministers, met\a"]),
        ("", False, []),
        ("bell", True, []),
    ],
)
def test_notices_go_through_the_driver_of_a_terminal(way, headless, written):
    sent: list[str] = []
    app = SimpleNamespace(_driver=SimpleNamespace(is_headless=headless, write=sent.append))
    give_notice(app, way, FIRING)
    assert sent == written


async def test_a_firing_is_told_in_the_user_s_way(directory, monkeypatch):
    told: list[tuple[object, Firing]] = []
    monkeypatch.setattr(
        "newsterm.interface.notifications.give_notice", lambda _, way, firing: told.append((way, firing))
    )
    async with at_desk(directory) as desk:
        desk.background.tell(RuleFired(FIRING))
        await desk.settle()
        assert told == []
        session = desk.screen.session
        session.settings = session.settings._replace(notify="bell")
        desk.background.tell(RuleFired(FIRING))
        await desk.settle()
    assert told == [("bell", FIRING)]
