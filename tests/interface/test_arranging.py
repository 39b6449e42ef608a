"""The user's own order of views, folders and feeds in the tree, and which built-in places it shows."""

from pathlib import Path

import pytest

from newsterm.interface.places import PlaceKind
from newsterm.interface.tree_rows import Arrangement, TreeRow, build_tree, folded, like, whole_tree
from newsterm.model.feed import Counters
from newsterm.model.identifiers import encode
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.views import save_view
from newsterm.storage.library import Library
from tests.interface.desk import Desk, at_desk
from tests.interface.harness import FEEDS, TAGS, TOTALS


def titles(desk: Desk) -> list[str]:
    return [row.place.title for row in desk.screen.feed_tree._rows]


def row_of(rows: list[TreeRow], title: str) -> TreeRow:
    return next(row for row in rows if row.place.title == title)


def test_what_the_user_arranged_comes_first_in_that_order_the_rest_by_title() -> None:
    arrangement = Arrangement(folders=("World",), feeds=(encode(2), encode(7)))
    rows = build_tree(FEEDS, TOTALS, (), frozenset(), (), arrangement)
    assert [row.place.title for row in rows if row.place.kind in {PlaceKind.FOLDER, PlaceKind.FEED}] == [
        "World",
        "Northern Wire",
        "Gulf Desk",
        "Harbour Post",
        "Ports",
        "Old Quay",
        "Science",
        "Polar Bulletin",
        "東京湾通信",
        "The Meridian Quarterly Review",
    ]


@pytest.mark.parametrize(
    ("title", "among"),
    [
        ("Gulf Desk", ["Gulf Desk", "Harbour Post", "Northern Wire"]),
        ("Old Quay", ["Old Quay"]),
        ("World", ["Science", "World"]),
        ("Ports", ["Ports"]),
        ("東京湾通信", ["The Meridian Quarterly Review", "東京湾通信"]),
        ("Unread", []),
        ("#accord", []),
    ],
)
def test_a_row_moves_among_its_like(title: str, among: list[str]) -> None:
    rows = whole_tree(FEEDS, TOTALS, TAGS)
    assert [row.place.title for row in like(rows, row_of(rows, title))] == among


def test_places_where_something_was_put_aside_show_only_while_they_have_something() -> None:
    empty = {row.place.title for row in folded(whole_tree((), Counters(), ()), frozenset())}
    assert empty == {"Unread", "In turn", "Later", "Starred", "All"}
    some = Counters(snoozed=1, archived=2, tagged=1, noted=1)
    shown = [row.place.title for row in folded(whole_tree((), some, ()), frozenset())]
    assert shown == ["Unread", "In turn", "Later", "Starred", "Snoozed", "Archived", "All", "Tagged", "Noted"]


async def test_feeds_folders_and_views_are_moved_and_taken_back(directory: Path) -> None:
    library = Library.open(directory)
    for name in ("Eels", "Gales"):
        save_view(Context(library), name, "eel")
    library.close()
    async with at_desk(directory) as desk:
        before = titles(desk)
        assert before.index("Eels") + 1 == before.index("Gales")
        await desk.go_in_tree("Eels")
        await desk.press("J")
        assert desk.said == "Moved “Eels” down · u takes it back"
        assert titles(desk).index("Eels") - 1 == titles(desk).index("Gales")
        row = desk.screen.feed_tree.current
        assert row
        assert row.place.title == "Eels"
        await desk.press("J")
        assert desk.said == "“Eels” is the last already"
        await desk.press("u")
        assert titles(desk) == before
        folders = [r.place.title for r in desk.screen.feed_tree._rows if r.place.kind is PlaceKind.FOLDER]
        await desk.go_in_tree(folders[1])
        await desk.press("K")
        moved = [r.place.title for r in desk.screen.feed_tree._rows if r.place.kind is PlaceKind.FOLDER]
        assert moved[:2] == [folders[1], folders[0]]
        await desk.go_in_tree("Gulf Desk")
        at = titles(desk).index("Gulf Desk")
        await desk.press("J")
        assert titles(desk).index("Gulf Desk") == at + 1
        arranged = titles(desk)
    async with at_desk(directory) as desk:
        assert titles(desk) == arranged


async def test_built_in_places_stay_where_they_are(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_in_tree("Starred")
        await desk.press("J")
        assert desk.said.startswith("Put the tree's cursor on a view, a folder or a feed")


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ("gu", "Unread · 61 · newest"),
        ("gl", "Later · 0 · newest"),
        ("gs", "Starred · "),
        ("gz", "Snoozed · 0 · newest"),
        ("gx", "Archived · 1 · newest"),
        ("ga", "All · "),
        ("gn", "In turn · "),
    ],
)
async def test_every_built_in_place_has_its_keys(directory: Path, keys: str, title: str) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.screen.act(archive, [desk.current.id])
        await desk.settle()
        await desk.press(*keys)
        assert desk.title("list").startswith(title)
        assert ("Archived" in desk.tree(), "Snoozed" in desk.tree()) == (True, False)


async def test_what_is_archived_is_in_no_place_but_its_own_and_the_views_that_ask_for_it(directory: Path) -> None:
    library = Library.open(directory)
    save_view(Context(library), "Dealt with", "is:archived")
    save_view(Context(library), "Everything", "")
    library.close()
    async with at_desk(directory) as desk:
        article = desk.current.id
        await desk.screen.act(archive, [article])
        await desk.settle()
        for place, there in [("All", False), ("Everything", False), ("Archived", True), ("Dealt with", True)]:
            await desk.go_to_place(place)
            shown = [desk.screen.articles.row_at(index) for index in range(desk.screen.articles.row_count)]
            assert any(row is not None and row.id == article for row in shown) is there, place


async def test_keys_typed_fast_or_with_a_number_each_move_by_one(directory: Path) -> None:
    library = Library.open(directory)
    for name in ("A", "B", "C", "D"):
        save_view(Context(library), name, "eel")
    library.close()
    async with at_desk(directory) as desk:
        await desk.go_in_tree("A")
        await desk.type("JJ")
        assert [title for title in titles(desk) if len(title) == 1] == ["B", "C", "A", "D"]
        await desk.press("2", "K")
        assert [title for title in titles(desk) if len(title) == 1] == ["A", "B", "C", "D"]
