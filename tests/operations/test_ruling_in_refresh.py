"""Rules within a refresh: every article is judged exactly once, also where newsterm was killed in between."""

import asyncio
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsterm.model.rule import Firing, Rule
from newsterm.operations.context import Context
from newsterm.operations.demo import fill_with_demo
from newsterm.operations.doctor import examine
from newsterm.operations.rules import records, save_rule
from newsterm.operations.ruling import Ruling
from newsterm.operations.ruling_meanwhile import ruling_meanwhile
from newsterm.operations.search import find_ids
from newsterm.operations.undo import history
from newsterm.storage.library import Library
from tests.fakes.http_server import Answer
from tests.operations.conftest import entry
from tests.operations.fleet import TWO, rss

ROOT = Path(__file__).resolve().parents[2]


async def test_rules_act_on_what_a_refresh_brings(fleet):
    save_rule(fleet.ctx, Rule("Late", "title:late", tag=("delay",), notify=True))
    save_rule(fleet.ctx, Rule("Slow", "/^(F|Fe|.)+$/ OR /(x+x+)+y/", star=True))
    fleet.server.routes["/a"] = Answer(TWO)
    fleet.subscribe("/a")
    summary = await fleet.refresh()
    assert [row.title for row in fleet.rows("tag:delay")] == ["Ferry late"]
    assert summary.rules.firings == (Firing("Late", 1, ("Ferry late",)),)
    assert summary.rules.problems == ()


async def test_rules_act_on_what_the_storing_process_stores(fleet):
    save_rule(fleet.ctx, Rule("Late", "title:late", star=True))
    paths = [f"/{number}" for number in range(20)]
    for path in paths:
        fleet.server.routes[path] = Answer(rss((path, f"Ferry late {path}", "Fog."), (path + "x", "Calm", "Sun.")))
    fleet.subscribe(*paths)
    summary = await fleet.refresh()
    assert summary.new == 40
    assert len(fleet.rows("is:starred")) == 20
    assert sum(record.found for record in records(fleet.ctx)) == 20
    assert examine(fleet.ctx).trouble == ()


def test_rules_act_on_the_demo_s_stories(ctx, tmp_path):
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "Boats"\nquery = "title:ferry"\nstar = true\n')
    ctx = replace(ctx, rules_file=tmp_path / "rules.toml")
    fill_with_demo(ctx)
    (record,) = records(ctx)
    assert record.found == len(find_ids(ctx, "title:ferry")) == len(find_ids(ctx, "is:starred")) > 2


async def test_rules_act_while_a_long_refresh_goes_on(ctx, put, monkeypatch):
    monkeypatch.setattr("newsterm.operations.ruling_meanwhile._EVERY", 0.001)
    save_rule(ctx, Rule("Storms", "title:storm", star=True))
    acted = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Watched(Ruling):
        def apply(self):
            super().apply()
            if self.outcome().articles:
                loop.call_soon_threadsafe(acted.set)

    monkeypatch.setattr("newsterm.operations.ruling_meanwhile.Ruling", Watched)
    async with ruling_meanwhile(ctx) as ruling:
        put("https://a.example/feed", [entry("1", "Storm")])
        await asyncio.wait_for(acted.wait(), 20)
    assert len(ruling.outcome().articles) == 1


@pytest.mark.parametrize("when", ["before", "within", "after"])
def test_each_article_is_judged_once_whenever_newsterm_is_killed(ctx, put, when):
    save_rule(ctx, Rule("Storms", "title:storm", tag=("weather",), star=True, score=5))
    put("https://a.example/feed", [entry("1", "Storm"), entry("2", "Calm")])
    directory = str(ctx.library.path.parent)
    command = [sys.executable, "-m", "tests.operations.killed_ruling", directory, when]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with closing(Library.open(ctx.library.path.parent)) as library:
        again = Context(library, now=ctx.now)
        assert len(history(again, actor="rule:Storms")) == (when == "after")
        Ruling(again).begin()
        Ruling(again).begin()
        assert len(history(again, actor="rule:Storms")) == 1
        assert [record.found for record in records(again)] == [1]
        assert examine(again).trouble == ()
