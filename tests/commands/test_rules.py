"""`newsterm rules`, and what rules do in `newsterm refresh`."""

import asyncio
import json
import os
import tomllib

import pytest

from tests.fakes.http_server import Answer, HttpServer

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>
<item><guid>1</guid><title>Ferry late</title></item>
<item><guid>2</guid><title>Calm sea</title></item></channel></rss>"""


def test_a_rule_is_made_listed_run_taken_back_and_dropped(stocked):
    assert stocked("rules").err == "No rules yet. `newsterm rules --help` shows how to make one.\n"
    made = stocked("rules", "add", "Grain", "title:grain OR wheat", "--tag", "trade", "--star")
    assert (made.code, made.err) == (0, "Made the rule “Grain”\n")
    (line,) = stocked("rules", "list").lines
    assert line.split("\t") == ["Grain", "#trade, star", "0 articles", "never", "library", "title:grain OR wheat"]
    assert stocked("rules", "run", "grain").err == "Rule “Grain” tagged #trade and starred 1 article\n"
    assert stocked("search", "tag:trade is:starred").out
    assert stocked("rules", "undo", "grain").err == "Took back: all that the rule “Grain” did (1 action)\n"
    assert not stocked("search", "tag:trade").out
    assert stocked("rules", "off", "Grain").err == "Switched the rule “Grain” off\n"
    assert stocked("rules", "drop", "Grain").err == "Dropped the rule “Grain”\n"
    assert stocked("undo").err == "Took back: dropped the rule “Grain”\n"
    assert stocked("rules", "undo", "Grian").err.endswith("No rule is called “Grian”. Did you mean “Grain”?\n")
    (record,) = stocked("rules", "--json").records
    assert (record["name"], record["tag"], record["enabled"], record["found"]) == ("Grain", ["trade"], False, 0)


def test_what_a_dropped_rule_did_is_taken_back_too(stocked):
    stocked("rules", "add", "Grain", "title:grain OR wheat", "--star")
    stocked("rules", "run", "Grain")
    stocked("rules", "drop", "Grain")
    assert stocked("rules", "undo", "Grain").err == "Took back: all that the rule “Grain” did (1 action)\n"
    assert not stocked("search", "is:starred").out


def test_a_preview_shows_what_would_have_matched(stocked):
    result = stocked("rules", "preview", "-title:fog", "age<99y", "--limit", "1", "--json")
    assert result.err == "A rule would have matched 2 articles\n"
    assert [record["title"] for record in result.records] == ["Ferry late"]


def test_points_count_at_once_and_are_explained(stocked):
    made = stocked("rules", "add", "Late", "title:late", "--score", "-5", "--half-life", "30")
    assert made.err == "Made the rule “Late”\n1 score changed\n"
    (record,) = stocked("search", "score<0", "--json").records
    why = stocked("rules", "why", record["id"])
    assert why.lines == ["−5 title:late (rule “Late”), of 5, made today, halves every 30 days", "−5 in all"]
    (reason,) = stocked("rules", "why", record["id"], "--json").records
    assert (reason["points"], reason["rule"]) == (-5, "Late")


def scored(stocked):
    return [record["title"] for record in stocked("search", "score>0", "--json").records]


def test_scores_follow_a_rule_that_is_taken_back_and_made_again(stocked):
    stocked("rules", "add", "Late", "title:late", "--score", "5")
    assert stocked("undo").err == "Took back: made the rule “Late”\n1 score changed\n"
    assert scored(stocked) == []
    assert stocked("redo").err == "Did again: made the rule “Late”\n1 score changed\n"
    assert scored(stocked) == ["Ferry late"]


def test_scores_follow_a_view_that_a_rule_names(stocked):
    stocked("views", "add", "news", "title:late")
    stocked("rules", "add", "News", "view:news", "--score", "5")
    assert stocked("views", "add", "news", "title:fog").err.splitlines()[1:] == ["2 scores changed"]
    assert scored(stocked) == ["Fog warning"]
    assert stocked("undo").err.splitlines()[1:] == ["2 scores changed"]
    assert scored(stocked) == ["Ferry late"]


def test_a_rule_that_gives_points_needs_no_running(stocked, tmp_path):
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "Late"\nquery = "late"\nscore = 5\n')
    run = stocked("rules", "run", "late")
    assert run.err.splitlines() == [
        "Rule “Late” needs no running: points count for all articles at once",
        "1 score changed",
    ]
    assert (run.code, scored(stocked)) == (0, ["Ferry late"])


def test_rules_are_printed_for_the_file(stocked, tmp_path):
    stocked("rules", "add", "Grain", "title:/gr\\w+/i", "--tag", "trade")
    printed = stocked("rules", "--toml").out
    assert tomllib.loads(printed)["rule"] == [{"name": "Grain", "query": "title:/gr\\w+/i", "tag": ["trade"]}]
    stocked("rules", "drop", "Grain")
    (tmp_path / "rules.toml").write_text(printed)
    (record,) = stocked("rules", "--json").records
    assert (record["name"], record["line"]) == ("Grain", 1)


def test_a_broken_rule_is_told_with_its_line_and_the_others_are_listed(stocked, tmp_path):
    (tmp_path / "rules.toml").write_text(
        '[[rule]]\nname = "a"\nquery = "is:unred"\nstar = true\n[[rule]]\nname = "b"\nquery = "x"\nstar = true\n'
    )
    result = stocked("rules")
    assert f"{tmp_path}/rules.toml, line 3: rule “a”: " in result.err
    assert "did you mean `is:unread`?" in result.err
    assert [line.split("\t")[0] for line in result.lines] == ["b"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("add", "x"), 2, "give a name, then a query"),
        (("add", "x", "y"), 1, "A rule needs an action: tag, star"),
        (("add", "x", "tittle:y", "--star"), 1, "`title:`"),
        (("run",), 2, "run needs a name"),
        (("run", "x"), 1, "No rule is called “x”."),
        (("preview",), 2, "give a query to preview"),
        (("why", "zzz"), 1, "No article has the id 'zzz'"),
    ],
)
def test_what_makes_no_sense_is_told(stocked, arguments, code, told):
    result = stocked("rules", *arguments)
    assert result.code == code
    assert told in result.err


def test_a_rule_with_a_regular_expression_that_never_ends_is_not_made(stocked):
    refused = stocked("rules", "add", "Slow", "-fog body:/^(.|..|...)+[A-Z]{9}$/", "--star")
    assert refused.code == 1
    assert refused.err == (
        "newsterm: The regular expression at column 11 takes too long over one article, so it would be stopped;"
        " simplify it.\n"
    )
    assert stocked("rules").out == ""
    assert stocked("rules", "add", "Quick", "-fog body:/^.+[A-Z]{9}$/", "--star").code == 0


@pytest.fixture
async def web(newsterm):
    async with HttpServer() as server:
        server.routes["/feed"] = Answer(RSS)
        server.run = lambda *arguments: asyncio.to_thread(newsterm, *arguments)
        yield server


async def test_a_refresh_applies_rules_and_gives_notice(web, tmp_path):
    await web.run("add", web.url("/feed"))
    out = tmp_path / "out"
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "Late"\nquery = "late"\nstar = true\nnotify = true\n[x]\n')
    os.mkfifo(out)
    notifier = ["sh", "-c", f'printf "%s|%s" "$1" "$2" > {out}', "sh"]
    (tmp_path / "config.toml").write_text(f"notify = {json.dumps(notifier)}\n")
    result = await web.run("refresh")
    assert result.code == 0
    assert "rules.toml, line 6: x cannot stand here" in result.err
    async with asyncio.timeout(20):
        assert await asyncio.to_thread(out.read_text) == "Late|1 new: Ferry late"
    assert "Ferry late" in (await web.run("search", "is:starred")).out


async def test_a_rule_that_was_stopped_is_listed_with_when_and_why(web):
    web.routes["/feed"] = Answer(RSS.replace(b"Ferry late", b"a" * 60 + b"!"))
    await web.run("add", web.url("/feed"))
    await web.run("rules", "add", "Slow", "/^(a|aa)+$/", "--star")
    sentence = "Rule “Slow” took too long over one article and was stopped; make its query simpler."
    assert sentence in (await web.run("refresh")).err
    listed = await web.run("rules")
    assert listed.err == f"{sentence}\n"
    (record,) = (await web.run("rules", "--json")).records
    assert record["last"] is None
    assert listed.lines[0].split("\t")[2:5] == ["0 articles", "never", f"library, stopped {record['stopped']}"]


async def test_what_is_no_terminal_is_sent_nothing(web, tmp_path):
    await web.run("add", web.url("/feed"))
    await web.run("rules", "add", "Late", "late", "--notify")
    (tmp_path / "config.toml").write_text('notify = "bell"\n')
    result = await web.run("refresh")
    assert "\a" not in result.err + result.out
