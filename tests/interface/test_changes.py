"""What publishers changed: in the list, above the text, and edit by edit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from newsterm.interface.panes.article_row import EDITED_MARK
from newsterm.interface.panes.changed_lines import Part, change_count, changed_lines
from newsterm.interface.screens.changes import Changes
from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.operations.history import groups_by
from newsterm.operations.mark import mark_read
from newsterm.storage import articles, windows
from newsterm.storage.library import Library
from newsterm.text.word_diff import word_diff
from tests.edits import FIRST, SECOND, THIRD, put
from tests.interface.desk import QUIET, Desk, at_desk
from tests.interface.harness import NOW


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A library with one article that was edited twice after it was read, and one that never was."""
    library = Library.open(tmp_path)
    put(library, {"a": FIRST, "b": "Always so."}, NOW - timedelta(hours=3))
    mark_read(Context(library, "key", lambda: NOW), windows.ids(library.reader(), Listing(), NOW))
    put(library, {"a": SECOND}, NOW - timedelta(hours=2))
    put(library, {"a": THIRD}, NOW - timedelta(hours=1))
    library.close()
    return tmp_path


@asynccontextmanager
async def at_all(directory: Path, size: tuple[int, int] = (120, 30), **settings: float) -> AsyncIterator[Desk]:
    async with at_desk(directory, size=size, settings=QUIET._replace(**settings)) as desk:  # type: ignore[arg-type]
        await desk.press("g", "a")
        while desk.current.title != "Story a":
            await desk.press("j")
        yield desk


def row_of(desk: Desk, title: str) -> str:
    return next(line for line in desk.painted() if title in line)


async def test_an_article_edited_after_it_was_read_says_so_in_the_list_until_it_is_looked_at(edited: Path) -> None:
    async with at_all(edited) as desk:
        assert EDITED_MARK in row_of(desk, "Story a")
        assert EDITED_MARK not in row_of(desk, "Story b")
        await desk.press("d", "escape")
        assert EDITED_MARK not in row_of(desk, "Story a")
        assert not articles.rows(desk.screen.session.library.reader(), [desk.current.id])[0].edit_unseen


async def test_showing_it_long_enough_is_looking_at_it_and_no_key_takes_that_back(edited: Path) -> None:
    async with at_all(edited, mark_read_after=0.01) as desk:
        await desk.until(lambda: not desk.current.edit_unseen)
        context = desk.screen.session.context("key")
        told = next(groups_by(context))
        assert (told.label, told.actor) == ("saw the edit of “Story a”", "shown")
        await desk.press("u")
        assert not desk.current.edit_unseen


async def test_it_shows_the_latest_edit_and_what_kinds_of_things_changed(edited: Path) -> None:
    async with at_all(edited) as desk:
        await desk.press("d")
        assert isinstance(desk.app.screen, Changes)
        text = desk.text()
        assert "1 number, 1 negation changed" in text
        assert "Edit 2 of 2 · seen today 12:05 → today 13:05" in text
        assert "± The ferry left with 14 people. [-Nobody was hurt.-] {+Two were not" in text
        assert "+ found.+}" in text


async def test_brackets_go_from_edit_to_edit_and_one_key_shows_them_as_one(edited: Path) -> None:
    async with at_all(edited) as desk:
        await desk.press("d", "left_square_bracket")
        assert "Edit 1 of 2 · seen today 11:05 → today 12:05" in desk.text()
        assert "1 number changed" in desk.text()
        assert "with [-12-] {+14+} people" in desk.text()
        await desk.press("left_square_bracket")
        assert "That is the first edit" in desk.text()
        await desk.press("l")
        assert "Edit 2 of 2" in desk.text()
        await desk.press("a")
        assert "Both edits · seen today 11:05 → today 13:05" in desk.text()
        assert "with [-12-] {+14+} people" in desk.text()
        assert "{+Two" in desk.text()


async def test_keys_go_from_change_to_change_and_round_again(edited: Path) -> None:
    async with at_all(edited) as desk:
        await desk.press("d", "a", "n")
        assert "1 of 2" in desk.text()
        assert "▸ The ferry" in desk.text()
        await desk.press("n")
        assert "2 of 2" in desk.text()
        await desk.press("n")
        assert "1 of 2" in desk.text()
        await desk.press("N")
        assert "2 of 2" in desk.text()


async def test_an_article_that_was_never_edited_says_so(edited: Path) -> None:
    async with at_all(edited) as desk:
        while desk.current.title != "Story b":
            await desk.press("k" if desk.screen.articles.cursor else "j")
        await desk.press("d")
        assert desk.said == "This article was not edited since it was first seen."
        assert desk.app.screen is desk.screen


async def test_above_the_text_stands_how_often_it_was_edited(edited: Path) -> None:
    async with at_all(edited, (180, 30)) as desk:
        assert "Δ edited 2 × · last 13:05 · d shows what changed" in desk.text()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_can_be_read_on_small_screens(edited: Path, size: tuple[int, int]) -> None:
    async with at_all(edited, size) as desk:
        await desk.press("d")
        assert "[-Nobody" in desk.text()
        await desk.press("escape")
        assert desk.app.screen is desk.screen


def test_paragraphs_without_a_change_are_counted_or_shown() -> None:
    difference = word_diff("T", "One.\n\nTwo.\n\nThree is old.", "T", "One.\n\nTwo.\n\nThree is new.")
    folded = ["".join(text for text, _ in line.pieces) for line in changed_lines(difference, 40)]
    assert folded == ["T", "", "⋯ 2 paragraphs as before", "", "Three is [-old-]{+new+}."]
    whole = ["".join(text for text, _ in line.pieces) for line in changed_lines(difference, 40, whole=True)]
    assert whole == ["T", "", "One.", "", "Two.", "", "Three is [-old-]{+new+}."]
    assert change_count(difference) == 1


def test_a_sign_beside_each_line_says_what_it_has() -> None:
    before = "Gone is this.\n\nThe old wall stands.\n\nIt rained."
    after = "The new wall stands.\n\nIt rained.\n\nThis is new here."
    lines = [line for line in changed_lines(word_diff("T", before, "T", after), 40) if line.pieces]
    assert [line.sign for line in lines] == ["", "−", "±", "", "+"]
    assert [line.changes for line in lines] == [(), (0,), (1,), (), (2,)]
    assert {part for line in lines for _, part in line.pieces} == set(Part) - {Part.FOLD, Part.SIGN}


def test_a_change_of_many_lines_is_told_on_each_and_begins_once() -> None:
    lines = [line for line in changed_lines(word_diff("T", "It is.", "T", "It is. " + "Aa " * 20), 20) if line.pieces]
    assert [line.sign for line in lines[1:]] == ["+"] * (len(lines) - 1)
    assert [line.changes for line in lines if line.changes] == [(0,)]


async def test_until_edited_is_an_answer_to_the_question_of_snoozing(edited: Path) -> None:
    async with at_all(edited) as desk:
        article = desk.current.id
        await desk.press("Z")
        await desk.type("edi")
        assert "edited" in desk.text()
        assert "its publisher changes it" in desk.text()
        await desk.type("ted")
        assert desk.said == "Until edited"
        await desk.press("enter")
        assert desk.said.startswith("Snoozed “Story a” until edited")
        await desk.press("g", "z")
        assert desk.current.id == article
        assert "☾ snoozed until edited" in desk.text()
        await desk.press("g", "u")
        assert desk.screen.articles.row_count == 0
        put(desk.screen.session.library, {"a": THIRD + " More."}, NOW)
        desk.screen._show_arrivals()
        await desk.settle()
        assert (desk.current.id, desk.current.read) == (article, False)
        assert desk.screen.listing.raised == (article,)


async def test_a_text_is_not_exchanged_under_the_readers_eyes_but_when_it_is_opened_again(edited: Path) -> None:
    async with at_all(edited) as desk:
        await desk.press("d", "escape")
        assert "Two were" in desk.text()
        put(desk.screen.session.library, {"a": "All is well."}, NOW)
        desk.screen._show_arrivals()
        await desk.settle()
        assert EDITED_MARK in row_of(desk, "Story a  ")
        assert "Two were" in desk.text()
        await desk.press("enter")
        assert "All is well." in desk.text()
        assert "Δ edited 3 ×" in desk.text()


async def test_a_triage_session_shows_what_changed_as_well(edited: Path) -> None:
    async with at_all(edited) as desk:
        await desk.press("m", "g", "u", "g", "t", "d")
        assert isinstance(desk.app.screen, Changes)
        await desk.press("escape", "escape")
