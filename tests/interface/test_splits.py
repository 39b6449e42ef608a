"""Tabs over the list: which there are, going from one to the other, and what each remembers."""

from pathlib import Path

import pytest

from newsterm.interface.places import TURNS
from newsterm.interface.widgets.top_line import Split, TopLine, fitting
from newsterm.model.listing import Sort
from newsterm.operations.arrange import show_as_split
from newsterm.operations.context import Context
from newsterm.operations.later import put_later
from newsterm.operations.views import save_view
from newsterm.storage.library import Library
from tests.interface.desk import Desk, at_desk
from tests.interface.harness import Harness


def tabs(desk: Desk) -> str:
    """The tabs, the open one between brackets."""
    shown = [f"[{split.title}]" if split.is_open else split.title for split in desk.screen.top_line._splits]
    return " ".join(shown)


def line(widget: TopLine, width: int) -> str:
    return "".join(text for text, _ in widget.pieces(width))


async def test_unread_in_turn_and_later_are_tabs_until_the_user_makes_others(directory: Path) -> None:
    async with at_desk(directory) as desk:
        assert tabs(desk) == "[Unread] In turn Later"
        assert desk.painted()[0].startswith(" Unread 62   In turn   Later   ")
        await desk.press("tab")
        assert tabs(desk) == "Unread [In turn] Later"
        assert desk.title("list").startswith("In turn · ")
        await desk.press("shift+tab", "shift+tab")
        assert tabs(desk) == "Unread In turn [Later]"
        assert "Nothing put aside for later." in desk.text()
        await desk.press("tab")
        assert tabs(desk) == "[Unread] In turn Later"


async def test_every_tab_keeps_its_cursor_and_scroll(directory: Path) -> None:
    async with at_desk(directory, size=(120, 24)) as desk:
        await desk.press(*"jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj", *"kkkkk")
        article, top = desk.current.id, desk.screen.articles.scroll_offset.y
        assert top > 0
        await desk.press("m", "tab")
        assert desk.screen.articles.cursor == 0
        await desk.press("j", "j", "shift+tab")
        assert desk.current.id == article
        assert desk.screen.articles.scroll_offset.y == top
        await desk.press("tab")
        assert desk.screen.articles.cursor == 2


async def test_what_was_read_is_gone_from_a_tab_that_is_come_back_to_but_for_the_article_under_the_cursor(
    directory: Path,
) -> None:
    async with at_desk(directory) as desk:
        await desk.press("m", "j", "m", "j", "m")
        article = desk.current.id
        await desk.press("tab", "shift+tab")
        assert desk.current.id == article
        assert desk.screen.articles.cursor == 0
        assert desk.title("list").startswith("Unread · 60")


async def test_in_turn_shows_every_feed_once_before_any_twice(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("g", "n")
        feeds = sum(feed.unread > 0 for feed in desk.screen.session.feeds())
        rows = [desk.screen.articles.row_at(index) for index in range(feeds)]
        assert len({row.feed for row in rows if row}) == feeds
        await desk.press("S")
        assert desk.said.startswith("In turn has an order of its own")
        assert desk.screen.listing.sort is Sort.TURNS


async def test_a_read_article_stays_in_turn_until_the_place_is_opened_again(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("g", "n", "j", "m")
        article = desk.current.id
        assert desk.current.read
        await desk.press("j", "k")
        assert desk.current.id == article
        await desk.go_to_place("In turn")
        assert all(row is None or row.id != article for row in map(desk.screen.articles.row_at, range(20)))


async def test_any_place_of_the_tree_becomes_a_tab_and_no_more(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_in_tree("World")
        await desk.press("i")
        assert tabs(desk) == "Unread In turn Later [World]"
        assert desk.said == "Made “World” a tab · u takes it back"
        await desk.go_in_tree("In turn")
        await desk.press("i")
        assert tabs(desk) == "Unread Later World"
    async with at_desk(directory) as desk:
        await desk.press("u")
        assert desk.said.startswith("Took back: took the tab “In turn” away")
        assert "In turn" in tabs(desk)


async def test_tabs_are_moved(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.type(">")
        assert tabs(desk) == "In turn [Unread] Later"
        await desk.type("<")
        await desk.type("<")
        assert desk.said == "“Unread” is the first already"
        assert tabs(desk) == "[Unread] In turn Later"


async def test_without_tabs_the_keys_say_how_to_make_one(directory: Path) -> None:
    async with at_desk(directory) as desk:
        for title in ("Unread", "In turn", "Later"):
            await desk.go_in_tree(title)
            await desk.press("i")
        await desk.press("tab")
        assert tabs(desk) == ""
        assert desk.said == "There are no tabs. i in the feed tree makes one."


async def test_from_elsewhere_tab_leads_back_to_the_tab_opened_last(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("tab", "tab")
        await desk.go_to_place("Starred")
        await desk.press("tab")
        assert tabs(desk) == "Unread In turn [Later]"


async def test_a_click_opens_a_tab(directory: Path) -> None:
    async with at_desk(directory) as desk:
        at = desk.painted()[0].index("In turn")
        await desk.pilot.click(TopLine, offset=(at + 2, 0))
        await desk.settle()
        assert tabs(desk) == "Unread [In turn] Later"


async def test_tabs_show_the_numbers_of_their_places(directory: Path) -> None:
    library = Library.open(directory)
    ctx = Context(library)
    save_view(ctx, "Eels", "eel")
    show_as_split(ctx, [TURNS.token], "view:Eels", "Eels")
    show_as_split(ctx, [TURNS.token, "view:Eels"], "built-in:later", "Later")
    library.close()
    async with at_desk(directory) as desk:
        unread = sum(not row.read for row in rows_of(desk, "eel"))
        assert unread > 0
        assert desk.painted()[0].startswith(f" In turn   Eels {unread}   Later   ")
        await desk.screen.act(put_later, [desk.current.id])
        await desk.settle()
        assert "Later 1" in desk.painted()[0]


def rows_of(desk: Desk, query: str):
    from newsterm.operations.search import search

    return list(search(Context(desk.screen.session.library, now=desk.screen.session.now), query))


async def test_the_open_tab_is_seen_at_every_width() -> None:
    app = Harness()
    async with app.run_test():
        top = app.top_line
        for number in range(6):
            top.show_splits([Split(f"Place {index}", 10 + index, index == number) for index in range(6)])
            for width in range(24, 100):
                shown = line(top, width)
                assert f"Place {number} {10 + number}" in shown
                assert len(shown) == width
                assert ("…" in shown) is ("Place 0" not in shown or "Place 5" not in shown)


async def test_where_tabs_are_cut_the_figures_of_a_refresh_stay() -> None:
    app = Harness()
    async with app.run_test():
        app.top_line.progress(214, 500)
        assert line(app.top_line, 36).startswith(" Unread 128   …")
        assert line(app.top_line, 36).endswith(" 214/500 ")


@pytest.mark.parametrize(
    ("widths", "wanted", "room", "run"),
    [
        ([5, 5, 5], 0, 15, (0, 3)),
        ([5, 5, 5], 0, 14, (0, 2)),
        ([5, 5, 5], 2, 12, (1, 3)),
        ([5, 5, 5], 1, 8, (1, 2)),
        ([50, 5], 0, 8, (0, 1)),
        ([5, 50, 5], 1, 8, (1, 2)),
    ],
)
def test_as_many_tabs_as_fit_around_the_open_one(
    widths: list[int], wanted: int, room: int, run: tuple[int, int]
) -> None:
    assert fitting(widths, wanted, room) == run
