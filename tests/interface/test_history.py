"""The history sheet: what was done, taken back and done again one by one."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from newsterm.interface.panes.history_list import UNDONE_MARK, HistoryList
from newsterm.interface.screens.history import History
from newsterm.interface.screens.touched import TouchedSheet
from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.interface.desk import STAYING, Desk, at_desk
from tests.interface.harness import NOW


def act(directory: Path, *acts: tuple[str, object, Sequence[object]], back: timedelta = timedelta(0)) -> list[int]:
    """Do things to the newest articles under actors' names; returns the articles."""
    library = Library.open(directory)
    ids = windows.ids(library.reader(), Listing("is:unread"), NOW)
    for actor, operation, arguments in acts:
        operation(Context(library, actor, lambda: NOW - back), *arguments)  # type: ignore[operator]
    library.close()
    return ids


def articles_of(directory: Path) -> list[int]:
    return act(directory)


def rows(desk: Desk) -> list[str]:
    """The painted rows of the list."""
    listed = desk.app.screen.query_one(HistoryList)
    at = listed.region
    lines = [line[at.x : at.right].strip(" ▌▐") for line in desk.painted()[at.y : at.bottom]]
    return [line for line in lines if line]


async def test_it_shows_who_did_what_when_newest_first(directory: Path) -> None:
    ids = articles_of(directory)
    act(directory, ("command", star, [ids[:2]]), back=timedelta(days=2))
    act(directory, ("shown", mark_read, [ids[:1]]), ("rule:grain", tag, [ids[:3], ["wheat"]]), back=timedelta(hours=1))
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("s", "H")
        assert isinstance(desk.app.screen, History)
        shown = [" ".join(row.split()) for row in rows(desk)]
        assert shown[0].startswith("14:05 you unstarred “")
        assert shown[1] == "13:05 rule “grain” tagged 3 articles #wheat"
        assert shown[2].startswith("13:05 shown marked “")
        assert shown[3] == "Fri 14:05 command line starred 2 articles"
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_any_group_is_taken_back_and_done_again_and_the_list_behind_follows(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        await desk.press("m", "j", "s")
        assert desk.tree()["Unread"] == 61
        await desk.press("H", "j", "u")
        assert "Took back: marked “" in desk.text()
        assert UNDONE_MARK in rows(desk)[1]
        assert UNDONE_MARK not in rows(desk)[0]
        assert desk.tree()["Unread"] == 62
        assert desk.current.starred
        await desk.press("u")
        assert "taken back already; U does it again" in desk.text()
        await desk.press("U")
        assert desk.tree()["Unread"] == 61
        assert UNDONE_MARK not in desk.text()
        await desk.press("escape")
        assert desk.said.startswith("Did again: marked “")
        assert desk.said.endswith(" · u takes it back")
        await desk.press("u")
        assert desk.said.startswith("Took back: marked “")


async def test_what_came_later_and_builds_on_it_is_told_and_taken_back_with_it(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24), settings=STAYING) as desk:
        article = desk.current.id
        await desk.press("s", "s", "H", "j", "u")
        assert "came later at 14:05 and builds on it." in " ".join(desk.text().split())
        assert "enter take back both as one step" in desk.text()
        await desk.press("escape")
        assert "came later" not in desk.text()
        await desk.press("u", "enter")
        assert "Took back: 2 steps from “starred ‘" in desk.text()
        assert all(UNDONE_MARK in row for row in rows(desk)[:2])
        await desk.press("escape", "u", "U")
        assert not desk.screen.session.article(article).row.starred


async def test_several_later_steps_are_listed(directory: Path) -> None:
    ids = articles_of(directory)
    steps = [("key", operation, [ids[:3]]) for operation in (mark_read, mark_unread) * 4]
    act(directory, *steps)
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("H", *"jjjjjjj", "u")
        assert "7 later steps build on it, the last of them at 14:05: “marked 3 articles unread”." in " ".join(
            desk.text().split()
        )
        assert "and 3 more" in desk.text()
        await desk.press("enter")
        assert len([row for row in rows(desk) if UNDONE_MARK in row]) == 8


async def test_all_that_a_rule_did_is_taken_back_at_once(directory: Path) -> None:
    ids = articles_of(directory)
    act(directory, *[("rule:grain", tag, [[article], ["wheat"]]) for article in ids[:3]], ("key", star, [ids[:1]]))
    async with at_desk(directory) as desk:
        await desk.press("H", "R")
        assert "Only what a rule or a triage session did is taken back as a whole" in desk.text()
        await desk.press("j")
        assert "R all of this rule" in desk.text()
        await desk.press("R")
        assert [UNDONE_MARK in row for row in rows(desk)[:4]] == [False, True, True, True]
        assert "#wheat" not in desk.tree()
        assert desk.screen.session.article(ids[0]).row.starred


async def test_it_is_narrowed_by_typing_and_by_actor(directory: Path) -> None:
    ids = articles_of(directory)
    act(directory, ("rule:grain", tag, [ids[:3], ["wheat"]]), ("key", star, [ids[:1]]), ("key", tag, [ids[:1], ["x"]]))
    async with at_desk(directory) as desk:
        await desk.press("H", "slash")
        await desk.type("tagged wheat")
        assert len(rows(desk)) == 1
        await desk.press("enter", "u")
        assert UNDONE_MARK in rows(desk)[0]
        await desk.press("escape")
        assert isinstance(desk.app.screen, History)
        everything = len(rows(desk))
        await desk.press("a")
        assert {row.split()[1] for row in rows(desk)} == {"you"}
        assert len(rows(desk)) == 2
        await desk.press("a")
        assert len(rows(desk)) == everything
        await desk.press("slash")
        await desk.type("no such thing")
        assert "Nothing done has that." in desk.text()


async def test_enter_shows_what_a_group_touched(directory: Path) -> None:
    ids = articles_of(directory)
    act(directory, ("key", mark_read, [ids[:55]]))
    async with at_desk(directory, size=(80, 24)) as desk:
        first = desk.screen.session.article(ids[0]).row.title
        await desk.press("H", "enter")
        assert isinstance(desk.app.screen, TouchedSheet)
        assert "Marked 55 articles read" in desk.text()
        assert "you · today 14:05" in desk.text()
        assert first[:40] in desk.text()
        for _ in range(6):
            await desk.press("pagedown")
        assert "and 5 more" in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, History)


async def test_thousands_of_groups_are_read_as_the_cursor_comes_near(directory: Path) -> None:
    ids = articles_of(directory)
    steps = [("key", operation, [ids[:1]]) for operation in (mark_read, mark_unread) * 800]
    act(directory, *steps)
    async with at_desk(directory) as desk:
        await desk.press("H")
        listed = desk.app.screen.query_one(HistoryList)
        assert 100 < listed.row_count <= 200
        for _ in range(4):
            await desk.press("G")
        assert listed.row_count > 1600
        assert "import" in rows(desk)[-1]
