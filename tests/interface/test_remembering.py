"""What the next start shows again: layout, place, article and how far it was read."""

from pathlib import Path

from newsterm.configuration import Settings
from newsterm.interface.commands import Pane
from newsterm.storage import remembered
from newsterm.storage.library import Library
from tests.interface.desk import at_desk


async def test_place_article_pane_zoom_and_folded_folders_come_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_in_tree("World")
        await desk.press("minus")
        await desk.go_to_place("Reading")
        await desk.press("S", "g", "g", "j", "j", "enter", "z")
        article, title = desk.shown.id, desk.title("list")
    async with at_desk(directory) as desk:
        assert desk.panes() == "reader"
        assert desk.screen.pane is Pane.READER
        assert desk.shown.id == desk.current.id == article
        await desk.press("z")
        assert desk.title("list") == title == "Reading · 22 · oldest"
        assert "Gulf Desk" not in desk.tree()
        row = desk.screen.feed_tree.current
        assert row is not None
        assert row.place.title == "Reading"


async def test_every_article_opens_where_it_was_left(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("enter", "pagedown")
        first, at = desk.shown.id, desk.screen.reader.offset_in_document
        assert at > 0
        await desk.press("n", "n", "j", "j", "j", "p", "p")
        assert desk.shown.id == first
        assert desk.screen.reader.offset_in_document == at
    async with at_desk(directory, size=(80, 24)) as desk:
        assert desk.shown.id == first
        assert desk.screen.reader.offset_in_document == at


async def test_the_place_that_a_search_was_made_from_comes_back_not_the_search(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("slash")
        await desk.type("eel")
        await desk.press("enter")
    async with at_desk(directory) as desk:
        assert desk.title("list") == "Gulf Desk · 9 · newest"


async def test_a_place_that_is_gone_gives_way_to_unread(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("t")
        await desk.type("x")
        await desk.press("enter")
        await desk.go_to_place("#x")
        await desk.press("T")
    async with at_desk(directory) as desk:
        assert desk.title("list") == "Unread · 62 · newest"


async def test_a_layout_that_cannot_be_read_is_left_out(directory: Path) -> None:
    library = Library.open(directory)
    for text in ("{", "[]", '{"pane": "attic", "sort": "odd", "place": 3}'):
        with library.writing(durable=False) as connection:
            remembered.put(connection, "layout", text)
            remembered.put(connection, "positions", text)
        async with at_desk(directory) as desk:
            assert desk.title("list") == "Unread · 62 · newest"
            await desk.press("j")
    library.close()


async def test_the_chosen_theme_comes_before_the_configured_one(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("ctrl+t")
        await desk.type("light")
        await desk.press("enter")
        assert desk.app.theme == "newsterm-light"
    async with at_desk(directory, settings=Settings(theme="nord", mark_read_after=-1, refresh_every=0)) as desk:
        assert desk.app.theme == "newsterm-light"


async def test_quitting_ends_the_background_process(directory: Path) -> None:
    async with at_desk(directory) as desk:
        background = desk.background
        await desk.pilot.press("q")
        await desk.pilot.pause()
    assert background.stops == 1
