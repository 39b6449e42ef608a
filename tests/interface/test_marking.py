"""Marking articles, and taking it back."""

from pathlib import Path
from time import monotonic

import pytest

from newsterm.configuration import Settings
from newsterm.interface.screens.note_editor import NoteEditor
from tests.interface.desk import QUIET, STAYING, Desk, at_desk


async def test_an_article_that_was_read_stays_in_the_unread_list_until_it_is_opened_again(directory: Path) -> None:
    async with at_desk(directory) as desk:
        article = desk.current.id
        await desk.press("m")
        assert desk.current.id == article
        assert desk.current.read
        assert desk.tree()["Unread"] == 61
        await desk.go_to_place("Unread")
        assert desk.screen.articles.row_count == 61
        assert desk.current.id != article


async def test_marking_again_makes_it_unread(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("m", "m")
        assert not desk.current.read
        assert desk.tree()["Unread"] == 62


async def test_keys_typed_fast_do_what_they_do_when_typed_slowly(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        await desk.type("mm")
        assert not desk.current.read
        await desk.type("sLs")
        assert not desk.current.starred
        assert desk.current.later
        await desk.type("mmm")
        assert desk.current.read


async def test_an_article_shown_for_a_moment_is_marked_read(directory: Path) -> None:
    async with at_desk(directory, settings=Settings(mark_read_after=0, refresh_every=0)) as desk:
        await desk.until(lambda: desk.current.read)
        await desk.press("j")
        await desk.until(lambda: desk.current.read)
        assert desk.tree()["Unread"] == 60


async def test_an_article_that_is_not_on_the_screen_is_not_marked(directory: Path) -> None:
    async with at_desk(directory, size=(60, 24), settings=Settings(mark_read_after=0, refresh_every=0)) as desk:
        await desk.press("j", "j")
        assert desk.tree()["Unread"] == 62
        await desk.press("enter")
        await desk.until(lambda: desk.shown.read)


async def test_a_wrong_answer_about_tags_stays_in_the_line_with_the_reason(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        await desk.press("t", *"none", "enter")
        assert desk.is_asked
        assert desk.said == "No tag can be called “none”: tag:none finds what has no tags."
        for _ in range(4):
            await desk.press("backspace")
        await desk.press(*"port ship", "enter", "T", *"shop", "enter")
        assert desk.is_asked
        assert desk.said == "There is no #shop to take off; did you mean #ship?"
        await desk.press("backspace", "backspace", *"ip", "enter")
        assert not desk.is_asked
        assert desk.current.tags == ("port",)


async def test_marking_the_whole_list_read_is_one_thing_to_take_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("A")
        assert desk.said.startswith("Marked 9 articles read · u ")
        assert desk.tree()["Gulf Desk"] == 0
        await desk.press("u")
        assert desk.said.startswith("Took back: marked 9 articles read")
        assert desk.tree()["Gulf Desk"] == 9
        await desk.press("U")
        assert desk.tree()["Gulf Desk"] == 0


async def test_a_number_before_undo_and_redo_is_how_many_things_they_go_back_or_forth(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("s", "s", "s")
        assert _starred(desk) == 3
        await desk.press("2", "u")
        assert _starred(desk) == 1
        await desk.press("2", "U")
        assert _starred(desk) == 3
        await desk.press("9", "u")
        assert _starred(desk) == 0
        assert desk.said == "Nothing to take back"


def _starred(desk: Desk) -> int:
    (total,) = (row.total for row in desk.screen.feed_tree._rows if row.place.title == "Starred")
    return total


async def test_the_list_and_the_tree_show_the_star_at_once(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        await desk.press("s")
        assert desk.current.starred
        assert desk.said.startswith("Starred “")
        assert "★" in desk.painted()[2 + desk.screen.articles.cursor][26:74]
        assert [row.total for row in desk.screen.feed_tree._rows if row.place.title == "Starred"] == [1]
        await desk.press("s")
        assert not desk.current.starred


async def test_tags_are_completed_from_those_in_use(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("t")
        assert desk.is_asked
        await desk.type("region/levant accord")
        await desk.press("enter")
        assert desk.current.tags == ("accord", "region/levant")
        await desk.press("j", "t")
        await desk.type("reg")
        await desk.press("tab", "enter")
        assert desk.current.tags == ("region/levant",)
        assert "#region/levant" in desk.tree()
        assert "#region/levant" in desk.text()


async def test_a_suggestion_that_was_chosen_with_the_arrows_is_taken_by_enter(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("t")
        await desk.type("wire")
        await desk.press("enter", "j", "t")
        await desk.type("w")
        await desk.press("down", "enter")
        assert desk.is_asked
        await desk.press("enter")
        assert desk.current.tags == ("wire",)


async def test_the_only_tag_goes_at_once_and_of_several_the_named_one(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("t")
        await desk.type("one two")
        await desk.press("enter", "T")
        await desk.type("two")
        await desk.press("enter")
        assert desk.current.tags == ("one",)
        await desk.press("T")
        assert desk.current.tags == ()
        await desk.press("T")
        assert desk.said == "The article has no tags."


async def test_leaving_the_tag_prompt_changes_nothing_and_gives_the_keys_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("t")
        await desk.type("x")
        await desk.press("escape")
        assert not desk.is_asked
        assert desk.current.tags == ()
        assert desk.app.focused is desk.screen.articles


async def test_a_note_is_written_shown_and_changed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("w")
        assert isinstance(desk.app.screen, NoteEditor)
        await desk.type("ask the harbour master")
        await desk.press("ctrl+s")
        assert desk.app.screen is desk.screen
        assert desk.current.noted
        assert desk.screen.reader._article is not None
        assert desk.screen.reader._article.notes == ("ask the harbour master",)
        assert "✎" in desk.text()
        await desk.press("w")
        await desk.type(" twice")
        await desk.press("ctrl+s", "u")
        assert desk.screen.reader._article.notes == ("ask the harbour master",)


async def test_leaving_a_changed_note_is_asked_about_once(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("w")
        await desk.type("x")
        await desk.press("escape")
        assert isinstance(desk.app.screen, NoteEditor)
        assert "Not saved yet" in desk.text()
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert not desk.current.noted


async def test_quitting_beside_a_changed_note_is_asked_about_once(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("w")
        await desk.type("x")
        await desk.press("ctrl+q")
        assert isinstance(desk.app.screen, NoteEditor)
        assert "Not saved yet: ^s saves, quitting again throws away" in desk.text()
        await desk.press("ctrl+s")
        assert desk.current.noted


async def test_keys_typed_on_leaving_a_note_are_taken_at_once(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("w")
        before = monotonic()
        await desk.press("escape", "s")
        assert monotonic() - before < 0.9
        assert desk.said.startswith("Starred")


async def test_no_verb_acts_on_an_article_from_the_tree(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("h")
        for key in "eLZstTwmo":
            await desk.press(key)
            assert desk.said.endswith("” works in the list and in the article"), key
        assert not desk.current.starred


async def test_what_is_behind_a_sheet_is_not_marked_read(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("H")
        desk.screen.session.settings = QUIET._replace(mark_read_after=0.05)
        desk.screen.show_current()
        await desk.pilot.pause(0.3)
        assert not desk.current.read
        await desk.press("escape")
        await desk.until(lambda: desk.current.read)


async def test_an_unchanged_note_is_left_at_once(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("w", "escape")
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("keys", [("s",), ("m",), ("t", "x", "enter")])
async def test_what_was_done_yesterday_can_be_taken_back_today(directory: Path, keys: tuple[str, ...]) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        before = desk.current
        await desk.press(*keys)
        assert desk.current != before
    async with at_desk(directory) as desk:
        await desk.press("u")
        assert desk.said.startswith("Took back: ")
        assert desk.screen.session.article(before.id).row == before
        assert desk.screen.articles.row_count == 62
        assert desk.screen.articles.shows_all([before.id])
        await desk.press("U")
        assert desk.said.startswith("Did again: ")
        assert desk.screen.session.article(before.id).row != before


async def test_without_anything_done_there_is_nothing_to_take_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("U")
        assert desk.said == "Nothing to do again"


async def test_tags_that_cannot_be_are_refused_while_they_can_be_mended(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        await desk.press("x", "x", "t")
        await desk.type("iran none")
        await desk.press("enter")
        assert desk.said.startswith("No tag can be called “none”")
        assert desk.is_asked
        await desk.press("backspace", "backspace", "backspace", "backspace")
        await desk.type(", dam")
        await desk.press("enter")
        assert desk.said.startswith("Tagged 2 articles #iran and #dam")


async def test_the_cursor_goes_back_to_the_one_article_that_was_taken_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "e")
        first = desk.screen.articles.cursor - 1
        await desk.press("e", "s", "u")
        assert desk.screen.articles.cursor == first + 2
        await desk.press("u", "u")
        assert desk.screen.articles.cursor == first
        await desk.press("x", "x", "x", "s", "j")
        here = desk.screen.articles.cursor
        await desk.press("u")
        assert desk.screen.articles.cursor == here
