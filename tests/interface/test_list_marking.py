"""Marking parts of the list read: nothing is asked, one undo takes it back."""

from pathlib import Path

from tests.interface.desk import Desk, at_desk


def unread(desk: Desk) -> list[bool]:
    rows = [desk.screen.articles.row_at(number) for number in range(desk.screen.articles.row_count)]
    return [not row.read for row in rows if row]


async def test_above_and_below_leave_the_row_itself(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("g", "g", "j", "j", "{")
        assert desk.said.startswith("Marked 2 articles read · u takes it back")
        assert unread(desk) == [False, False, *[True] * 7]
        await desk.press("j", "}")
        assert unread(desk) == [False, False, True, True, *[False] * 5]
        assert desk.screen.articles.cursor == 3
        await desk.press("u", "u")
        assert unread(desk) == [True] * 9
        await desk.press("g", "g", "{")
        assert desk.said == "Nothing above."
        await desk.press("G", "}")
        assert desk.said == "Nothing below."


async def test_older_than_asks_how_old_and_says_since_when(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("O")
        await desk.type("2d")
        assert desk.said == "Marks what came before Fri 20 Nov 14:05"
        await desk.press("enter")
        assert desk.said.startswith("Marked ")
        left = desk.tree()["Unread"]
        assert 0 < left < 62
        await desk.press("slash", *"is:unread age>2d", "enter")
        assert desk.screen.articles.row_count == 0


async def test_a_wrong_age_stays_to_be_mended(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("O", *"soon", "enter")
        assert desk.is_asked
        assert "is no length of time" in desk.said
        await desk.press("escape")
        assert desk.tree()["Unread"] == 62


async def test_an_age_longer_than_the_calendar_finds_nothing_that_old(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.type("O999999y")
        assert desk.said.startswith("Marks what came before ")
        await desk.press("enter")
        assert desk.said == "Nothing here is that old."
        assert desk.tree()["Unread"] == 62


async def test_all_is_marked_and_taken_back_even_when_typed_at_once(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.type("Au")
        assert desk.said.startswith("Took back: marked 62 articles read")
        assert desk.tree()["Unread"] == 62
