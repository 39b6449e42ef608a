"""The feed tree's rows, from feeds and counters."""

from newsterm.interface.places import PlaceKind, tag_place
from newsterm.interface.tree_rows import MOST_TAGS, TreeRow, build_tree
from newsterm.model.feed import Counters, Feed
from tests.interface.harness import FEEDS, TAGS, TOTALS


def outline(rows: list[TreeRow]) -> list[str]:
    return ["  " * row.depth + row.place.title for row in rows]


def test_built_in_places_come_first_then_folders_then_feeds_without_a_folder() -> None:
    assert outline(build_tree(FEEDS, TOTALS, TAGS, frozenset())) == [
        "Unread",
        "In turn",
        "Later",
        "Starred",
        "All",
        "Tagged",
        "  #accord",
        "  #region/levant",
        "Noted",
        "Science",
        "  Polar Bulletin",
        "World",
        "  Gulf Desk",
        "  Harbour Post",
        "  Northern Wire",
        "  Ports",
        "    Old Quay",
        "The Meridian Quarterly Review",
        "東京湾通信",
    ]


def test_a_folder_adds_up_what_lies_in_it_and_below() -> None:
    world = next(row for row in build_tree(FEEDS, TOTALS, (), frozenset()) if row.place.key == "World")
    assert (world.unread, world.total, world.failing, world.expanded) == (24, 1420, True, True)
    assert set(world.place.feeds or ()) == {1, 2, 3, 4}


def test_a_collapsed_folder_hides_its_insides_and_still_says_that_a_feed_fails() -> None:
    rows = build_tree(FEEDS, TOTALS, TAGS, frozenset({"World", "tagged"}))
    titles = outline(rows)
    assert "  Gulf Desk" not in titles
    assert "  #accord" not in titles
    world = rows[titles.index("World")]
    assert world.failing
    assert world.expanded is False


def test_a_subfolder_of_an_otherwise_empty_folder_has_a_parent_row() -> None:
    rows = build_tree([Feed(1, "u", "Deep", "A/B")], Counters(), (), frozenset())
    assert [(row.place.key, row.depth) for row in rows[5:]] == [("A", 0), ("A/B", 1), ("1", 2)]


def test_many_tags_do_not_flood_the_tree() -> None:
    rows = build_tree((), Counters(), [(f"t{number}", 1) for number in range(500)], frozenset())
    assert sum(row.place.kind is PlaceKind.TAG for row in rows) == MOST_TAGS


def test_a_tag_with_strange_characters_is_quoted_in_its_query() -> None:
    assert tag_place("region/syria").query == "tag:region/syria"
    assert tag_place('scale:grade="b"').query == 'tag:"scale:grade=\\"b\\""'
    assert tag_place("two words").query == 'tag:"two words"'
