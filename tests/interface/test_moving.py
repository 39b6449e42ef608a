"""Moving through lists and articles."""

from pathlib import Path

from newsterm.interface.commands import Pane
from tests.interface.desk import at_desk


async def test_letters_and_arrows_move_the_cursor_and_the_reader_follows(directory: Path) -> None:
    async with at_desk(directory) as desk:
        first = desk.current
        await desk.press("j", "down", "k")
        assert desk.screen.articles.cursor == 1
        assert desk.shown.id == desk.current.id != first.id
        await desk.press("up")
        assert desk.shown.id == first.id


async def test_first_last_and_pages_reach_the_ends(directory: Path) -> None:
    async with at_desk(directory) as desk:
        rows = desk.screen.articles.row_count
        await desk.press("G")
        assert desk.screen.articles.cursor == rows - 1
        await desk.press("g", "g")
        assert desk.screen.articles.cursor == 0
        await desk.press("pagedown")
        page = desk.screen.articles.cursor
        assert page > 10
        await desk.press("ctrl+u")
        assert 0 < desk.screen.articles.cursor < page
        await desk.press("pageup")
        assert desk.screen.articles.cursor == 0


async def test_the_next_unread_leaves_out_what_has_been_read(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("All")
        await desk.press("j", "m", "k", "n")
        assert desk.screen.articles.cursor == 2
        await desk.press("p")
        assert desk.screen.articles.cursor == 0
        await desk.press("p")
        assert desk.said == "No unread article above."


async def test_space_pages_through_the_article_and_then_goes_on_to_the_next_unread(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("enter")
        first = desk.shown.id
        presses = 0
        while desk.shown.id == first:
            await desk.press("space")
            presses += 1
        assert 1 < presses < 10
        assert desk.screen.articles.cursor == 1
        assert desk.screen.pane is Pane.READER


async def test_a_number_before_space_is_how_many_pages_it_goes_down(directory: Path) -> None:
    async with at_desk(directory, size=(80, 12)) as desk:
        await desk.press("enter", "space", "space")
        place = desk.screen.reader.scroll_offset.y
        await desk.press("g", "g", "2", "space")
        assert desk.screen.reader.scroll_offset.y == place


async def test_in_the_reader_the_moving_keys_scroll(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("enter", "j", "j")
        assert desk.screen.reader.scroll_offset.y == 2
        await desk.press("G")
        assert desk.screen.reader.scroll_offset.y == desk.screen.reader.max_scroll_y
        assert desk.title("reader").endswith(" · 100%")
        await desk.press("g", "g")
        assert desk.screen.reader.scroll_offset.y == 0


async def test_the_tree_shows_each_place_while_the_cursor_passes(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("h")
        await desk.go_in_tree("Gulf Desk")
        assert desk.title("list") == "Gulf Desk · 9 · newest"
        assert {row.feed_title for row in desk.screen.session.window(desk.screen.listing, 0, 20)} == {"Gulf Desk"}
        await desk.press("enter")
        assert desk.screen.pane is Pane.LIST


async def test_turning_the_order_keeps_the_cursor_on_its_article(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "j")
        article = desk.current.id
        await desk.press("S")
        assert desk.current.id == article
        assert desk.title("list").endswith("oldest")
        assert desk.screen.articles.cursor == desk.screen.articles.row_count - 3
