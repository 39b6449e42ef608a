"""Panes: how many stand on the screen, and how one comes and goes."""

from pathlib import Path

import pytest

from newsterm.interface.commands import Pane
from newsterm.interface.layout import visible_panes
from tests.interface.desk import at_desk


@pytest.mark.parametrize(
    ("width", "focused", "zoomed", "shown"),
    [
        (200, Pane.LIST, False, set(Pane)),
        (120, Pane.TREE, False, set(Pane)),
        (119, Pane.LIST, False, {Pane.LIST, Pane.READER}),
        (80, Pane.READER, False, {Pane.LIST, Pane.READER}),
        (80, Pane.TREE, False, {Pane.TREE, Pane.LIST}),
        (79, Pane.LIST, False, {Pane.LIST}),
        (200, Pane.READER, True, {Pane.READER}),
    ],
)
def test_the_width_says_which_panes_are_shown(width: int, focused: Pane, zoomed: bool, shown: set[Pane]) -> None:
    assert visible_panes(width, focused, zoomed=zoomed) == shown


async def test_panes_come_and_go_with_the_width(directory: Path) -> None:
    async with at_desk(directory, size=(120, 40)) as desk:
        assert desk.panes() == "tree list reader"
        await desk.resize(100, 30)
        assert desk.panes() == "list reader"
        await desk.press("h")
        assert desk.panes() == "tree list"
        await desk.press("l")
        assert desk.panes() == "list reader"
        await desk.resize(60, 24)
        assert desk.panes() == "list"
        await desk.press("enter")
        assert desk.panes() == "reader"
        await desk.press("escape")
        assert desk.panes() == "list"


async def test_an_article_is_shown_as_soon_as_the_width_has_room_for_it(directory: Path) -> None:
    async with at_desk(directory, size=(60, 24)) as desk:
        assert desk.screen.shown is None
        await desk.resize(120, 40)
        assert desk.shown.id == desk.current.id


async def test_the_reader_shows_what_the_cursor_is_on_when_it_comes_back(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        before = desk.shown.id
        await desk.go_in_tree("Gulf Desk")
        assert desk.panes() == "tree list"
        await desk.press("escape")
        assert desk.panes() == "list reader"
        assert desk.shown.id == desk.current.id != before


async def test_zoom_gives_the_whole_screen_and_takes_it_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("enter", "z")
        assert desk.panes() == "reader"
        await desk.press("escape")
        assert desk.panes() == "tree list reader"
        assert desk.screen.pane is Pane.READER


async def test_tab_goes_round(directory: Path) -> None:
    async with at_desk(directory) as desk:
        seen = []
        for _ in range(3):
            await desk.press("f6")
            seen.append(desk.screen.pane)
        assert seen == [Pane.READER, Pane.TREE, Pane.LIST]
        await desk.press("shift+f6")
        assert desk.screen.pane is Pane.TREE


async def test_the_focused_pane_alone_has_its_title_in_the_accent(directory: Path) -> None:
    async with at_desk(directory) as desk:
        for keys, wanted in (((), "list"), (("l",), "reader"), (("h", "h"), "tree")):
            await desk.press(*keys)
            focused = [pane for pane in Pane if desk.screen.query_one(f"#{pane}-title").focused]  # type: ignore[attr-defined]
            assert focused == [wanted]


async def test_a_folder_folds_and_unfolds(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_in_tree("World")
        await desk.press("minus")
        assert "Gulf Desk" not in desk.tree()
        await desk.press("minus")
        assert "Gulf Desk" in desk.tree()


async def test_rows_take_one_line_or_two(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("ctrl+l")
        assert desk.screen.articles.row_height == 2
    async with at_desk(directory) as desk:
        assert desk.screen.articles.row_height == 2
