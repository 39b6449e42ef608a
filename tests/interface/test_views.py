"""Views on the screen: saving a search or a place, editing, renaming, dropping, their numbers and their own looks."""

import threading
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

import pytest

from newsterm.interface.actions import tree_base
from newsterm.interface.application import Newsterm
from newsterm.interface.commands import Pane
from newsterm.interface.keymap import resolve
from newsterm.locations import locate
from newsterm.model.listing import Listing, Sort
from newsterm.operations.context import Context
from newsterm.operations.search import search
from newsterm.operations.view_counting import ViewCount, count_view
from newsterm.operations.views import save_view
from newsterm.storage import views
from newsterm.storage.library import Library
from tests.interface.desk import QUIET, Desk, StubBackground, at_desk
from tests.interface.harness import NOW


def library_with(directory: Path, **queries: str) -> None:
    """Save views into a library."""
    library = Library.open(directory)
    for name, query in queries.items():
        save_view(Context(library), name.replace("_", " "), query)
    library.close()


def known(desk: Desk) -> dict[str, str]:
    return {view.name: view.query for view in views.all_views(desk.screen.session.library.reader())}


def titles(desk: Desk) -> list[str]:
    return [row.place.title for row in desk.screen.feed_tree._rows]


def unread(desk: Desk, query: str) -> int:
    ctx = Context(desk.screen.session.library, now=desk.screen.session.now)
    return sum(not row.read for row in search(ctx, query))


async def search_for(desk: Desk, query: str) -> None:
    await desk.press("slash")
    await desk.type(query)
    await desk.press("enter")


async def answer(desk: Desk, text: str) -> None:
    await desk.type(text)
    await desk.press("enter")


async def test_a_search_is_saved_under_a_name_and_opened_as_a_view(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await search_for(desk, "eel is:unread")
        found = desk.screen.articles.row_count
        await desk.press("V")
        await answer(desk, "Eel watch")
        assert desk.said == "Saved the view “Eel watch” · u takes it back"
        assert known(desk) == {"Eel watch": "eel is:unread"}
        assert desk.title("list") == f"Eel watch · {found} · newest"
        await desk.until(lambda: desk.tree()["Eel watch"] == unread(desk, "eel"))
        assert titles(desk).index("Eel watch") == titles(desk).index("All") + 1
        await desk.press("u")
        assert "Eel watch" not in desk.tree()
        assert desk.title("list").startswith("Unread")


async def test_a_search_within_a_place_is_saved_with_the_place(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("World")
        await desk.press("equals_sign")
        await answer(desk, "the")
        found = desk.screen.articles.row_count
        await desk.press("V")
        await answer(desk, "The world")
        assert known(desk) == {"The world": "folder:World the"}
        assert desk.screen.articles.row_count == found


@pytest.mark.parametrize(
    ("place", "query"),
    [("Gulf Desk", 'feed:"Gulf Desk"'), ("World", 'folder:"World"'), ("Unread", "is:unread -is:later"), ("All", "")],
)
async def test_a_place_is_saved_by_the_query_that_finds_it(directory: Path, place: str, query: str) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place(place)
        found = desk.screen.articles.row_count
        await desk.press("V")
        await answer(desk, "Mine")
        assert known(desk) == {"Mine": query}
        assert desk.title("list") == f"Mine · {found} · newest"


async def test_a_name_that_is_taken_is_told_before_it_is_replaced(directory: Path) -> None:
    library_with(directory, Eels="eel")
    async with at_desk(directory) as desk:
        await desk.press("V")
        await desk.type("eels")
        assert desk.said == "There is a view “Eels”; enter puts this in its place."
        await desk.press("escape")
        assert known(desk) == {"Eels": "eel"}
        await desk.press("V")
        await answer(desk, "eels")
        assert desk.said == "Replaced the view “Eels” · u takes it back"
        assert known(desk) == {"eels": "is:unread -is:later"}
        await desk.press("u")
        assert known(desk) == {"Eels": "eel"}


async def test_without_a_name_nothing_is_saved(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("V", "enter")
        assert known(desk) == {}
        await desk.press("V")
        await answer(desk, "x" * 61)
        assert "at most 60 characters" in desk.said
        assert known(desk) == {}


async def test_on_a_view_in_the_tree_its_query_is_edited_and_the_open_list_follows(directory: Path) -> None:
    library_with(directory, Eels="eel")
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Eels")
        assert desk.title("list").startswith("Eels · ")
        await desk.press("V")
        assert desk.screen.prompt is not None
        await answer(desk, " OR gale")
        assert known(desk) == {"Eels": "eel OR gale"}
        assert desk.title("list") == f"Eels · {len(ids_of(desk, 'eel OR gale'))} · newest"
        await desk.until(lambda: desk.tree()["Eels"] == unread(desk, "eel OR gale"))


async def test_a_wrong_query_stays_in_the_line_with_its_column_told(directory: Path) -> None:
    library_with(directory, Eels="eel")
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Eels")
        await desk.press("V")
        await answer(desk, " tittle:x")
        assert "column 5" in desk.said
        assert "title" in desk.said
        assert desk.is_asked
        assert known(desk) == {"Eels": "eel"}
        await desk.press("escape")
        assert not desk.is_asked


async def test_a_view_gets_another_name_and_stays_open(directory: Path) -> None:
    library_with(directory, Eels="eel")
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Eels")
        await desk.press("C")
        await answer(desk, " and more")
        assert desk.said == "Renamed the view “Eels” to “Eels and more” · u takes it back"
        assert desk.title("list").startswith("Eels and more · ")
        row = desk.screen.feed_tree.current
        assert row
        assert row.place.title == "Eels and more"
        await desk.press("u")
        assert desk.title("list").startswith("Eels · ")


async def test_a_dropped_view_is_gone_from_tree_list_and_tabs_and_undo_brings_it_back(directory: Path) -> None:
    library_with(directory, Eels="eel")
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Eels")
        await desk.press("i")
        assert "Eels" in desk.painted()[0]
        await desk.press("D")
        assert desk.said == "Dropped the view “Eels” · u takes it back"
        assert "Eels" not in desk.tree()
        assert "Eels" not in desk.painted()[0]
        assert not desk.title("list").startswith("Eels")
        await desk.press("u")
        assert "Eels" in desk.tree()
        assert "Eels" in desk.painted()[0]


async def test_feeds_are_renamed_and_dropped_as_before(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Gulf Desk")
        await desk.press("D")
        assert "Gulf Desk" not in desk.tree()


async def test_a_view_keeps_its_own_order_and_rows(directory: Path) -> None:
    library_with(directory, Eels="eel", Gales="gale")
    async with at_desk(directory) as desk:
        await desk.go_to_place("Eels")
        article = desk.current.id
        await desk.press("S")
        assert desk.title("list").endswith(" · oldest")
        assert desk.current.id == article
        await desk.press("ctrl+l")
        assert desk.screen.articles.row_height == 2
        await desk.go_to_place("Gales")
        assert desk.title("list").endswith(" · newest")
        assert desk.screen.articles.row_height == 1
        await desk.go_to_place("Unread")
        assert desk.title("list").endswith(" · newest")
    async with at_desk(directory) as desk:
        await desk.go_to_place("Eels")
        assert desk.title("list").endswith(" · oldest")
        assert desk.screen.articles.row_height == 2
        await desk.press("u")
        assert desk.screen.articles.row_height == 1


async def test_the_order_goes_from_newest_over_oldest_to_the_highest_score(directory: Path) -> None:
    async with at_desk(directory) as desk:
        orders = []
        for _ in range(4):
            orders.append(desk.title("list").rpartition(" · ")[2])
            await desk.press("S")
        assert orders == ["newest", "oldest", "highest score", "newest"]
        assert desk.screen.sort is Sort.OLDEST


async def test_marking_in_a_view_moves_nothing_and_its_number_follows(directory: Path) -> None:
    library_with(directory, Eels="eel is:unread")
    async with at_desk(directory) as desk:
        await desk.go_to_place("Eels")
        before, article = desk.tree()["Eels"], desk.current.id
        await desk.press("m")
        assert desk.current.id == article
        assert desk.current.read
        await desk.until(lambda: desk.tree()["Eels"] == before - 1)
        await desk.press("u")
        await desk.until(lambda: desk.tree()["Eels"] == before)
        assert desk.current.id == article


async def test_a_view_whose_regular_expression_takes_too_long_is_marked_and_says_why(directory: Path) -> None:
    library_with(directory, Slow=r"body:/^(\w|\w\w|\W)+[A-Z]{9}$/", Fine="eel")
    async with at_desk(directory) as desk:
        await desk.until(lambda: any("! Slow" in line for line in desk.painted()))
        assert not any("! Fine" in line for line in desk.painted())
        await desk.go_to_place("Slow")
        await desk.until(lambda: "takes too long" in desk.said)
        assert desk.screen.status.is_error


async def test_a_view_whose_query_has_become_wrong_says_so_and_the_rest_works(directory: Path) -> None:
    library_with(directory, Eels="eel", Other="gale view:Eels", Gales="gale")
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Eels")
        await desk.press("D")
        assert "still refers to it" in desk.said
        await desk.until(lambda: any("! Other" in line for line in desk.painted()))
        await desk.go_to_place("Other")
        assert "Eels" in desk.said
        assert desk.screen.status.is_error
        assert desk.screen.articles.row_count == 0
        await desk.go_to_place("Gales")
        assert desk.screen.articles.row_count > 0
        await desk.press("u")
        await desk.until(lambda: not any("! Other" in line for line in desk.painted()))


async def test_the_last_place_may_be_a_view(directory: Path) -> None:
    library_with(directory, Eels="eel")
    async with at_desk(directory) as desk:
        await desk.go_to_place("Eels")
        await desk.press("j")
        title, article = desk.title("list"), desk.current.id
    async with at_desk(directory) as desk:
        assert desk.title("list") == title
        assert desk.current.id == article


async def test_a_view_that_is_slow_to_count_holds_up_no_key(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library_with(directory, Eels="eel")
    go_on, counting = threading.Event(), threading.Event()

    def count(connection: Connection, listing: Listing, now: datetime) -> ViewCount:
        counting.set()
        go_on.wait(20)
        return count_view(connection, listing, now)

    monkeypatch.setattr(tree_base, "count_view", count)
    library = Library.open(directory)
    app = Newsterm(library, QUIET, resolve({}), locate(directory), now=lambda: NOW, background=StubBackground)
    async with app.run_test(size=(120, 40)) as pilot:
        desk = Desk(app, pilot)
        await desk.until(counting.is_set)
        for _ in range(3):
            await pilot.press("j")
        assert desk.screen.articles.cursor == 3
        await pilot.press("enter")
        assert desk.screen.pane is Pane.READER
        assert desk.tree()["Eels"] == 0
        go_on.set()
        await desk.until(lambda: desk.tree()["Eels"] == unread(desk, "eel"))
        await app.action_quit()
    library.close()


def ids_of(desk: Desk, query: str) -> list[int]:
    ctx = Context(desk.screen.session.library, now=desk.screen.session.now)
    return [row.id for row in search(ctx, query)]
