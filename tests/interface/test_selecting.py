"""Marking rows for the verb that follows."""

from pathlib import Path

from newsterm.interface.commands import Pane
from newsterm.interface.panes.article_row import SELECTED_MARK
from tests.interface.desk import Desk, at_desk
from tests.interface.test_putting_aside import row_text


def marked(desk: Desk) -> list[int]:
    """Numbers of the rows that bear the mark."""
    rows = desk.screen.articles
    return [number for number in range(12) if rows.render_line(number * rows.row_height).text[0] == SELECTED_MARK]


async def test_rows_are_marked_one_by_one_and_the_title_counts_them(directory: Path) -> None:
    async with at_desk(directory) as desk:
        before = [row_text(desk, number)[2:40] for number in range(4)]
        await desk.press("x", "x", "j", "x")
        assert marked(desk) == [0, 1, 3]
        assert desk.screen.articles.cursor == 4
        assert desk.title("list") == "Unread · 3 marked · 62 · newest"
        assert [row_text(desk, number)[2:40] for number in range(4)] == before
        await desk.press("k", "x")
        assert marked(desk) == [0, 1]
        await desk.press("escape")
        assert marked(desk) == []
        assert desk.title("list") == "Unread · 62 · newest"
        assert desk.screen.pane is Pane.LIST


async def test_marks_are_seen_in_rows_of_two_lines_too(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("ctrl+l", "x")
        assert marked(desk)[0] == 0


async def test_a_verb_takes_all_marked_rows_as_one_step_and_the_marks_go(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("x", "j", "x", "e")
        assert desk.said.startswith("Archived 2 articles")
        assert desk.screen.articles.cursor == 3
        assert desk.title("list").startswith("Unread · 62")
        assert desk.tree()["Unread"] == 60
        await desk.press("u")
        assert desk.tree()["Unread"] == 62


async def test_a_verb_on_marked_rows_that_all_have_it_takes_it_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("s", "g", "g", "3", "x", "s")
        assert desk.said.startswith("Starred 2 articles")
        await desk.press("g", "g", "3", "x", "s")
        assert desk.said.startswith("Unstarred 3 articles")


async def test_marked_rows_are_tagged_untagged_snoozed_and_read(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("x", "x", "t", *"port", "enter")
        assert desk.said.startswith("Tagged 2 articles #port")
        assert marked(desk) == []
        await desk.press("g", "g", "x", "x", "T")
        assert desk.said.startswith("Removed #port from 2 articles")
        await desk.press("g", "g", "x", "x", "m")
        assert desk.said.startswith("Marked 2 articles read")
        await desk.press("g", "g", "x", "x", "m")
        assert desk.said.startswith("Marked 2 articles unread")
        await desk.press("g", "g", "x", "x", "Z", *"1d", "enter")
        assert desk.said.startswith("Snoozed 2 articles until")


async def test_a_range_goes_from_the_row_marked_last(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "x", "j", "j", "X")
        assert marked(desk) == [1, 2, 3, 4]
        await desk.press("j", "j", "X")
        assert marked(desk) == [1, 2, 3, 4, 5, 6]
        await desk.press("escape", "g", "g", "X")
        assert marked(desk) == [0, 1, 2, 3, 4, 5, 6]


async def test_all_none_and_the_others(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("*")
        assert desk.title("list").startswith("Unread · 62 marked")
        await desk.press("*")
        assert desk.title("list") == "Unread · 62 · newest"
        await desk.press("x", "x", "~")
        assert desk.title("list").startswith("Unread · 60 marked")
        assert marked(desk) == list(range(2, 12))
        await desk.press("m")
        assert desk.tree()["Unread"] == 2


async def test_rows_are_marked_by_a_query_that_tells_how_many_beforehand(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("x", "&")
        await desk.type("feed:gulf")
        assert desk.said == "Would mark 9 rows"
        await desk.press("enter")
        assert desk.said == "9 rows marked"
        count = len(desk.screen.articles.selected)
        assert count in {9, 10}
        await desk.press("&")
        await desk.type("tittle:x")
        await desk.press("enter")
        assert "title:" in desk.said
        assert desk.is_asked
        await desk.press("escape")
        assert len(desk.screen.articles.selected) == count


async def test_nobody_says_that_rows_are_marked_once_they_are_not(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("&", *"ferry", "enter")
        assert desk.said.endswith(" rows marked")
        await desk.press("escape")
        assert marked(desk) == []
        assert desk.said == ""


async def test_marking_by_a_query_stays_in_the_list(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Northern Wire")
        await desk.press("&")
        await desk.type("feed:gulf")
        assert desk.said == "Would mark 0 rows"
        await desk.press("enter")
        assert not desk.screen.articles.selected


async def test_another_place_and_another_search_begin_without_marks(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("x", "x")
        await desk.go_to_place("Gulf Desk")
        assert desk.screen.articles.selected == set()
        await desk.press("slash", *"ferry", "enter", "*")
        assert desk.screen.articles.selected
        await desk.press("slash")
        await desk.type(" harbour")
        assert not desk.screen.articles.selected
        await desk.press("enter")


async def test_esc_takes_the_marks_before_the_reader(directory: Path) -> None:
    async with at_desk(directory, size=(60, 24)) as desk:
        await desk.press("x", "enter", "escape")
        assert desk.screen.pane is Pane.READER
        assert not desk.screen.articles.selected
        await desk.press("escape")
        assert desk.screen.pane is Pane.LIST


async def test_in_found_lists_marks_work_alike(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash", *"is:unread", "enter", "*", "L")
        assert desk.said.startswith("Put 62 articles aside for later")
        assert desk.screen.articles.row_count == 62


async def test_marks_are_kept_where_they_were_made(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("x", "j", "x")
        await desk.press("tab")
        assert marked(desk) == []
        await desk.press("7", "j", "x")
        (other,) = desk.screen.articles.selected
        await desk.press("tab", "tab")
        assert desk.title("list") == "Unread · 2 marked · 62 · newest"
        assert marked(desk) == [0, 2]
        assert desk.screen.articles.cursor == 3
        await desk.press("e")
        assert desk.said.startswith("Archived 2 articles")
        await desk.press("tab", "shift+tab")
        assert desk.screen.articles.selected == set()
        await desk.press("tab")
        assert desk.screen.articles.selected == {other}


async def test_marked_rows_stay_in_their_place_although_they_match_no_more(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("3", "x")
        ids = set(desk.screen.articles.selected)
        await desk.press("g", "a", "g", "g", "m", "m", "m", "g", "u")
        assert desk.screen.articles.selected == ids
        assert marked(desk) == [0, 1, 2]
        await desk.press("s")
        assert desk.said.startswith("Starred 3 articles")


async def test_marks_come_back_after_a_search_and_a_search_begins_without_them(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("x", "slash", *"ferry", "enter")
        assert marked(desk) == []
        await desk.press("x", "slash", "escape")
        assert marked(desk) == [0]
        await desk.press("g", "u")
        assert marked(desk) == [0]
        await desk.press("slash", *"harbour", "escape")
        assert marked(desk) == [0]


async def test_marks_on_rows_that_a_list_cannot_keep_are_dropped_and_that_is_said(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("tab", "2", "x", "tab", "tab", "g", "g")
        first = desk.current.id
        await desk.press("m", "tab")
        assert desk.title("list").startswith("In turn")
        assert first not in desk.screen.articles.selected
        assert desk.said == "1 mark dropped"
        assert len(desk.screen.articles.selected) == 1
