"""Rules and scores in the background process."""

from contextlib import closing

from newsterm.background.protocol import RefreshFinished, Rescored, RuleFired
from newsterm.model.listing import Listing, Sort
from newsterm.model.rule import Firing, Rule
from newsterm.operations.context import Context
from newsterm.operations.rules import save_rule
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.background.test_process import RSS, desk
from tests.fakes.http_server import Answer

assert desk


async def test_a_firing_is_told_before_the_end_of_the_refresh(desk):
    desk.server.routes["/a"] = Answer(RSS)
    desk.subscribe("/a")
    (desk.directory / "rules.toml").write_text(
        '[[rule]]\nname = "Late"\nquery = "late"\nstar = true\nnotify = true\nscore = 5\n[[rule]]\nname = "b"\n'
    )
    await desk.background.refresh()
    assert (await desk.hear(RuleFired)).firing == Firing("Late", 1, ("Ferry late",))
    finished = await desk.hear(RefreshFinished)
    assert finished.problems == (f"{desk.directory}/rules.toml, line 7: rule “b”: A rule needs a query.",)
    assert (await desk.hear(Rescored)).changed == 0
    with closing(Library.open(desk.directory)) as library:
        ctx = Context(library)
        (row,) = windows.window(library.reader(), Listing("is:starred", sort=Sort.SCORE), 0, 9, ctx.now())
    assert row.score == 5


async def test_scores_are_worked_out_when_asked(desk):
    desk.server.routes["/a"] = Answer(RSS)
    desk.subscribe("/a")
    await desk.background.refresh()
    await desk.hear(RefreshFinished)
    with closing(Library.open(desk.directory)) as library:
        save_rule(Context(library), Rule("Late", "late", score=7))
    await desk.background.rescore()
    assert (await desk.hear(Rescored)).changed == 1
