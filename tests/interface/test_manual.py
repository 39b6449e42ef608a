"""The manual on the screen: read from the search line without losing what is typed."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from newsterm.interface.screens import manual
from newsterm.interface.screens.help import Help
from newsterm.manual.pages import Page
from tests.interface.desk import Desk, at_desk


def lines(desk: Desk) -> str:
    return " ".join(desk.text().split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 12)])
async def test_f1_in_the_search_line_shows_the_query_language(directory: Path, size: tuple[int, int]) -> None:
    async with at_desk(directory, size=size) as desk:
        await desk.press("slash")
        assert "f1 manual" in desk.text()
        await desk.type("ferry (ee")
        await desk.press("f1")
        assert "The query language" in desk.text()
        assert "A query says which articles you want." in lines(desk)
        await desk.press("escape")
        assert desk.is_asked
        await desk.type("l)")
        assert desk.screen.prompt.query_one("Input").value == "ferry (eel)"  # type: ignore[union-attr, attr-defined]


@pytest.mark.parametrize("key", ["f1", "q", "escape"])
async def test_the_manual_is_left_by_the_key_that_opened_it_too(directory: Path, key: str) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash", "f1", key)
        assert desk.app.screen is desk.screen
        assert desk.is_asked


async def test_the_manual_scrolls_to_its_end_and_back(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("slash", "f1")
        shown = desk.app.screen.query_one(VerticalScroll)
        await desk.press("j", "down", "space")
        assert shown.scroll_offset.y == 2 + shown.size.height - 1
        await desk.press("pageup", "k", "up")
        assert shown.scroll_offset.y == 0
        await desk.press("G")
        assert shown.scroll_offset.y == shown.max_scroll_y
        assert "says so." in lines(desk)
        await desk.press("g")
        assert shown.scroll_offset.y == 0


async def test_the_first_example_stands_in_one_line_in_80_columns(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("slash", "f1")
        assert any(line.split() == ["ferry", "the", "word"] for line in desk.painted())


async def test_tab_turns_the_pages(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Page("other", "Another page", "It.", "# Another page\n\nIt says little.\n")
    pages = (other, *(page for page in manual.all_pages() if page.name == "query"))
    monkeypatch.setattr(manual, "all_pages", lambda: pages)
    async with at_desk(directory) as desk:
        await desk.press("slash", "f1")
        assert "tab next page" in lines(desk)
        await desk.press("tab")
        assert "Another page" in desk.text()
        assert "It says little." in desk.text()
        await desk.press("shift+tab")
        assert "The query language" in desk.text()


async def test_f1_in_the_help_shows_the_page_on_keys_and_comes_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("question_mark", "f1")
        assert "Keys and commands of your own" in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, Help)
        await desk.type("zoom")
        assert "Give the whole screen to this pane" in desk.text()
