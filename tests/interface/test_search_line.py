"""Searching from the reader's screen."""

from pathlib import Path

from textual.events import Key

from newsterm.interface.commands import Pane
from tests.interface.desk import at_desk


async def test_results_come_while_the_query_is_typed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("ferry")
        assert desk.is_asked
        assert desk.title("list").startswith("Found · ")
        assert "erry" in desk.current.title or "erry" in desk.text()
        found = desk.screen.articles.row_count
        assert 0 < found < 62
        await desk.type(" feed:gulf")
        assert {desk.screen.articles.row_at(i).feed_title for i in range(desk.screen.articles.row_count)} == {
            "Gulf Desk"
        }  # type: ignore[union-attr]
        await desk.press("enter")
        assert not desk.is_asked
        assert desk.screen.pane is Pane.LIST
        assert desk.app.focused is desk.screen.articles


async def test_escape_brings_back_the_place_and_the_article(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "j", "j")
        article = desk.current.id
        await desk.press("slash")
        await desk.type("eel")
        assert desk.current.id != article
        await desk.press("escape")
        assert desk.title("list") == "Unread · 62 · newest"
        assert desk.current.id == article


async def test_escape_in_the_results_goes_back_to_the_place_and_the_article(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "j", "slash")
        article = desk.screen.article_before or desk.current.id
        await desk.type("eel")
        await desk.press("enter", "escape")
        assert desk.title("list") == "Unread · 62 · newest"
        assert desk.current.id == article


async def test_an_emptied_query_goes_back_too(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("eel")
        await desk.press("enter", "slash")
        await desk.press("backspace", "backspace", "backspace", "enter")
        assert desk.title("list") == "Unread · 62 · newest"


async def test_a_wrong_query_says_in_which_column(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("ferry (eel")
        await desk.press("enter")
        assert "column" in desk.said
        assert desk.screen.status.is_error


async def test_fields_are_completed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("is:un")
        await desk.press("tab")
        assert desk.screen.prompt.query_one("Input").value == "is:unread"  # type: ignore[attr-defined]


async def test_searching_here_stays_in_the_place(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("equals_sign")
        await desk.type("the")
        await desk.press("enter")
        assert desk.title("list").startswith("Found in Gulf Desk · ")
        rows = [desk.screen.articles.row_at(i) for i in range(desk.screen.articles.row_count)]
        assert rows
        assert {row.feed_title for row in rows if row} == {"Gulf Desk"}


async def test_nothing_found_says_so(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("zzzz")
        await desk.press("enter")
        assert "Nothing found for zzzz" in desk.text()
        assert desk.screen.shown is None


async def test_a_search_is_a_snapshot_that_marking_does_not_shrink(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("is:unread ferry")
        await desk.press("enter")
        found = desk.screen.articles.row_count
        await desk.press("m")
        assert desk.screen.articles.row_count == found
        assert desk.current.read


async def test_results_begin_at_the_first_wherever_the_cursor_was(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("G", "slash")
        await desk.type("ferry")
        assert desk.screen.articles.cursor == 0
        await desk.press("enter", "j", "m")
        assert desk.screen.articles.cursor == 1


async def test_what_is_typed_ahead_of_a_question_goes_into_its_answer(directory: Path) -> None:
    async with at_desk(directory) as desk:
        for key in ("t", *"coast", "enter", "s"):
            desk.app.post_message(Key(key, "\r" if key == "enter" else key))
        await desk.until(lambda: desk.current.tags == ("coast",) and desk.current.starred)
