"""Feeds and folders: adding, refreshing, renaming, moving, dropping."""

from pathlib import Path

import pytest

from newsterm.background.protocol import FeedDone, ProcessDied, RefreshFinished, RefreshStarted
from newsterm.demo.stories import load_demo
from newsterm.interface.screens.picker import Picker
from newsterm.interface.screens.welcome import Welcome
from newsterm.model.outcome import FeedRefreshed
from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.demo import _store
from newsterm.operations.subscribe import subscribe
from newsterm.storage.library import Library
from tests.interface.desk import at_desk
from tests.interface.harness import NOW

OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body><outline text="Sea">
<outline type="rss" text="Tides" xmlUrl="https://tides.example/feed"/>
<outline type="rss" text="Winds" xmlUrl="https://winds.example/feed"/></outline></body></opml>"""


async def test_one_feed_at_an_address_is_subscribed_to_and_asked(directory: Path) -> None:
    async with at_desk(directory) as desk:
        desk.background.links = (FeedLink("https://tides.example/feed", "Tides"),)
        await desk.press("a")
        await desk.type("tides.example")
        await desk.press("enter")
        assert "Tides" in desk.tree()
        assert desk.title("list").startswith("Tides")
        assert desk.background.asked == [desk.screen.place.feeds]


async def test_of_several_feeds_the_user_picks(directory: Path) -> None:
    async with at_desk(directory) as desk:
        desk.background.links = tuple(FeedLink(f"https://t.example/{name}", name) for name in ("Tides", "Winds", "Ice"))
        await desk.press("a")
        await desk.type("t.example")
        await desk.press("enter")
        assert isinstance(desk.app.screen, Picker)
        rows = [line for line in desk.painted() if "https://t.example/" in line]
        assert len({line.index("https:") for line in rows}) == 1
        await desk.press("space", "down", "space", "enter")
        assert {"Tides", "Ice"} <= set(desk.tree())
        assert "Winds" not in desk.tree()


async def test_an_address_without_feeds_is_told_and_nothing_changes(directory: Path) -> None:
    async with at_desk(directory) as desk:
        desk.background.error = "There is no feed at t.example."
        before = desk.tree()
        await desk.press("a")
        await desk.type("t.example")
        await desk.press("enter")
        assert desk.said == "There is no feed at t.example."
        assert desk.tree() == before


async def test_an_opml_file_is_imported_by_a_path_that_completes(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "subscriptions.opml").write_text(OPML)
    async with at_desk(directory) as desk:
        await desk.press("I")
        await desk.type("subs")
        await desk.press("tab", "enter")
        assert {"Sea", "Tides", "Winds"} <= set(desk.tree())
        assert len(desk.background.asked) == 1


async def test_a_broken_opml_file_is_told(directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.opml").write_text(OPML[:150])
    async with at_desk(directory) as desk:
        await desk.press("I")
        await desk.type("broken.opml")
        await desk.press("enter")
        assert desk.screen.status.is_error
        assert "line" in desk.said


async def test_a_feed_gets_a_title_and_undo_takes_it_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("C", *["backspace"] * len("Gulf Desk"))
        await desk.type("South")
        await desk.press("enter")
        assert "South" in desk.tree()
        assert desk.title("list") == "South · 9 · newest"
        assert desk.current.feed_title == "South"
        assert desk.title("reader").startswith("South")
        await desk.press("u")
        assert desk.title("list") == "Gulf Desk · 9 · newest"


async def test_a_feed_moves_to_a_folder_that_completes_and_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Gulf Desk")
        await desk.press("M", *["backspace"] * len("World"))
        await desk.type("Coa")
        await desk.press("tab", "enter")
        assert desk.said.startswith("Moved Gulf Desk to Coast")
        assert desk.tree()["Coast"] == 15 + 9
        await desk.press("u")
        assert desk.tree()["Coast"] == 15


async def test_unsubscribing_leaves_its_place_and_undo_brings_the_feed_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("s", "D")
        assert "Gulf Desk" not in desk.tree()
        assert desk.title("list").startswith("All")
        await desk.go_to_place("Starred")
        assert desk.screen.articles.row_count == 1
        await desk.press("u")
        assert desk.tree()["Gulf Desk"] == 9


async def test_refreshing_asks_the_feeds_of_the_place_or_all(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("R")
        await desk.go_to_place("Gulf Desk")
        await desk.press("r", "ctrl+x")
        assert desk.background.asked == [None, desk.screen.place.feeds]
        assert desk.background.cancels == 1


async def test_a_background_process_that_cannot_start_is_told(directory: Path) -> None:
    async with at_desk(directory) as desk:
        desk.background.error = "The background process cannot be started: no memory."
        await desk.press("R")
        assert desk.said == desk.background.error
        assert desk.screen.status.is_error


async def test_a_refresh_shows_how_far_it_is_and_how_it_ended(directory: Path) -> None:
    async with at_desk(directory) as desk:
        desk.background.tell(RefreshStarted(8))
        await desk.settle()
        assert "0/8" in desk.painted()[0]
        desk.background.tell(FeedDone(FeedRefreshed(1, "u", "t", "unchanged"), 3, 8))
        await desk.settle()
        assert "3/8" in desk.painted()[0]
        desk.background.tell(RefreshFinished(2, 0, cancelled=False, sentence="2 new in 1 of 8 feeds"))
        await desk.settle()
        assert "/8" not in desk.painted()[0]
        assert desk.said == "2 new in 1 of 8 feeds"


async def test_the_death_of_the_background_process_is_told(directory: Path) -> None:
    async with at_desk(directory) as desk:
        desk.background.tell(RefreshStarted(8))
        desk.background.tell(ProcessDied("It ended unexpectedly"))
        await desk.settle()
        assert desk.said == "It ended unexpectedly"
        assert desk.screen.status.is_error
        assert "/8" not in desk.painted()[0]


def fill(library: Library, *titles: str) -> None:
    """Store some of the demo's feeds."""
    context = Context(library, "import", now=lambda: NOW)
    for feed in load_demo(NOW):
        if feed.link.title in titles:
            subscribe(context, [feed.link])
            _store(context, feed)


async def test_what_arrives_comes_above_the_cursor_which_stays_on_its_article(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    fill(library, "Gulf Desk", "Harbour Post")
    async with at_desk(tmp_path) as desk:
        await desk.press("j", "j", "j")
        article, line = desk.current.id, desk.screen.articles.cursor
        fill(library, "Northern Wire")
        desk.background.tell(FeedDone(FeedRefreshed(1, "u", "Northern Wire", "new", new=12), 1, 1))
        await desk.until(lambda: desk.screen.articles.row_count == 32)
        await desk.settle()
        assert desk.screen.articles.cursor > line
        assert desk.current.id == desk.shown.id == article
        assert desk.tree()["Northern Wire"] == 12
    library.close()


async def test_what_arrives_while_results_are_shown_leaves_them_alone(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    fill(library, "Gulf Desk")
    async with at_desk(tmp_path) as desk:
        await desk.press("slash")
        await desk.type("the")
        await desk.press("enter")
        found = desk.screen.articles.row_count
        fill(library, "Northern Wire")
        desk.background.tell(RefreshFinished(12, 0, cancelled=False, sentence="12 new"))
        await desk.until(lambda: "Northern Wire" in desk.tree())
        assert desk.screen.articles.row_count == found
    library.close()


async def test_an_empty_library_is_welcomed_and_filled_with_the_demo(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as desk:
        assert isinstance(desk.app.screen, Welcome)
        await desk.press("end", "enter")
        assert desk.screen.articles.row_count == 62
        assert desk.said.startswith("Opened the demo")


async def test_a_starter_packs_feeds_are_subscribed_to_only_when_they_were_confirmed(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as desk:
        await desk.press("down", "down", "enter")
        assert isinstance(desk.app.screen, Picker)
        await desk.press("enter")
        assert not desk.background.asked
        await desk.press("space", "enter")
        assert desk.background.asked
        subscribed = desk.screen.session.feeds()
        assert 3 <= len(subscribed) <= 5


async def test_leaving_the_welcome_leaves_an_empty_screen_that_says_what_to_do(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as desk:
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert "No feeds yet. a adds one." in desk.text()
        await desk.press("R")
        assert desk.said.startswith("There are no feeds to ask yet; a adds one")
