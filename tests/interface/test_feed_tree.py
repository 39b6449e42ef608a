"""The feed tree: what its rows show, and where its cursor stays."""

from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.places import UNREAD
from newsterm.interface.tree_rows import build_tree
from tests.interface.harness import FEEDS, TAGS, TOTALS, Harness


def shown(app: Harness) -> list[str]:
    region = app.feed_tree.region
    return [
        strip.crop(region.x, region.right).text.rstrip()
        for strip in app.screen._compositor.render_strips()[region.y : region.bottom]
    ]


async def test_rows_show_marks_titles_and_numbers() -> None:
    app = Harness()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert shown(app)[:18] == [
            "▏● Unread            128",
            "   In turn",
            " ◷ Later",
            " ★ Starred            31",
            "   All              128k",
            " ▾ Tagged             14",
            "   #accord             8",
            "   #region/levant      6",
            " ✎ Noted               6",
            " ▸ Science            40",
            " ▾ World              24",
            " ! Gulf Desk           3",
            "   Harbour Post       12",
            "   Northern Wire       9",
            "   ▾ Ports",
            "     Old Quay",
            " · The Meridian Quart… 1",
            " · 東京湾通信         63",
        ]


async def test_a_collapsed_folder_with_a_failing_feed_carries_the_mark() -> None:
    app = Harness()
    async with app.run_test(size=(120, 24)) as pilot:
        app.feed_tree.show(build_tree(FEEDS, TOTALS, (), frozenset({"World"})))
        await pilot.pause()
        assert " ▸ World            ! 24" in shown(app)


async def test_the_cursor_stays_on_its_place_when_rows_come_and_go() -> None:
    app = Harness()
    async with app.run_test(size=(120, 24)) as pilot:
        tree = app.feed_tree
        tree.go_to(12)
        await pilot.pause()
        assert tree.current
        assert tree.current.place.title == "Harbour Post"
        app.posted.clear()
        tree.show(build_tree(FEEDS, TOTALS, (), frozenset()))
        await pilot.pause()
        assert tree.current.place.title == "Harbour Post"
        assert app.posted == []


async def test_folding_the_folder_around_the_cursor_puts_it_on_the_folder() -> None:
    app = Harness()
    async with app.run_test(size=(120, 24)) as pilot:
        tree = app.feed_tree
        tree.go_to(13)
        app.posted.clear()
        tree.show(build_tree(FEEDS, TOTALS, TAGS, frozenset({"World", "Science"})))
        await pilot.pause()
        assert tree.current
        assert tree.current.place.key == "World"
        (event,) = [event for event in app.posted[-1:] if isinstance(event, FeedTree.PlaceHighlighted)]
        assert event.place.key == "World"


async def test_a_click_on_an_arrow_folds_and_elsewhere_goes_there() -> None:
    app = Harness()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        await pilot.click(app.feed_tree, offset=(1, 10))
        await pilot.pause()
        assert [event.key for event in app.posted if isinstance(event, FeedTree.FolderToggled)] == ["World"]
        await pilot.click(app.feed_tree, offset=(8, 10))
        await pilot.click(app.feed_tree, offset=(8, 10))
        await pilot.pause()
        assert [event.place.key for event in app.posted if isinstance(event, FeedTree.PlaceChosen)] == ["World"]


async def test_the_cursor_can_be_put_on_the_open_place_without_opening_it_again() -> None:
    app = Harness()
    async with app.run_test(size=(120, 24)) as pilot:
        app.feed_tree.go_to(5)
        await pilot.pause()
        app.posted.clear()
        assert app.feed_tree.put_cursor_on(UNREAD)
        await pilot.pause()
        assert app.feed_tree.cursor == 0
        assert app.posted == []
