"""Watchlists on the screen: their marks in list and reader, going from word to word, and their sheet."""

from pathlib import Path

import pytest

from newsterm.interface.themes import ANSI
from newsterm.model.watchlist import Watchlist
from newsterm.operations.context import Context
from newsterm.operations.watching import save_watchlist
from newsterm.storage.library import Library
from newsterm.storage.watchlists import all_watchlists
from tests.interface.desk import Desk, at_desk
from tests.interface.harness import NOW
from tests.interface.written import write_library

FILLER = "<p>Nothing of interest was said about it.</p>" * 20
STORIES = {
    "Ports of Iran reopen": f"<p>One port.</p>{FILLER}<p>Another port.</p>{FILLER}",
    "Eels in the canal": "<p>Eels.</p>",
    "A quiet day": "<p>Nothing.</p>",
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    directory = write_library(tmp_path / "library", STORIES)
    library = Library.open(directory)
    for watchlist in (Watchlist("Ports", "port*", "blue", "+"), Watchlist("Eels", "title:eels", "pink", "~")):
        save_watchlist(Context(library, now=lambda: NOW), watchlist)
    library.close()
    return directory


def row_of(desk: Desk, title: str) -> str:
    return next(line for line in desk.painted() if title in line)


def reader_lines(desk: Desk) -> list[str]:
    reader = desk.screen.reader
    return [reader.render_line(y).text.rstrip() for y in range(reader.size.height)]


async def test_rows_bear_the_marks_and_their_words_are_painted(directory: Path) -> None:
    async with at_desk(directory, size=(70, 20)) as desk:
        assert row_of(desk, "Ports of Iran reopen").rstrip().endswith("+")
        assert row_of(desk, "Eels in the canal").rstrip().endswith("~")
        assert row_of(desk, "A quiet day").rstrip().endswith("A quiet day")
        strip = desk.screen.articles.render_line(1)
        eels = next(segment for segment in strip if segment.text == "Eels")
        rest = next(segment for segment in strip if segment.text.startswith(" in the canal"))
        assert eels.style
        assert rest.style
        assert eels.style.bgcolor != rest.style.bgcolor


async def test_in_the_reader_words_are_painted_and_their_lines_bear_the_mark(directory: Path) -> None:
    async with at_desk(directory, size=(90, 20)) as desk:
        await desk.press("enter")
        lines = reader_lines(desk)
        assert lines[0].lstrip().startswith("+ Ports of Iran")
        assert next(line for line in lines if "One port." in line).lstrip().startswith("+ One port.")
        assert next(line for line in lines if "Nothing of" in line).startswith("  Nothing")


async def test_n_goes_from_word_to_word_and_then_to_the_next_unread(directory: Path) -> None:
    async with at_desk(directory, size=(90, 20)) as desk:
        await desk.press("enter", "n")
        assert desk.title("reader").endswith("1 of 3")
        await desk.press("n", "n")
        assert desk.title("reader").endswith("3 of 3")
        assert any("Another port." in line for line in reader_lines(desk))
        await desk.press("N")
        assert desk.title("reader").endswith("2 of 3")
        await desk.press("n", "n")
        assert desk.shown.title == "Eels in the canal"
        assert "of" not in desk.title("reader")


async def test_a_find_goes_before_the_watchlists_until_it_is_left(directory: Path) -> None:
    async with at_desk(directory, size=(90, 20)) as desk:
        await desk.press("enter", "slash")
        await desk.type("interest")
        await desk.press("enter", "n")
        assert desk.title("reader").endswith("2 of 40")
        await desk.press("escape", "home", "n")
        assert desk.title("reader").endswith("1 of 3")


async def test_without_colours_the_words_are_told_apart(directory: Path) -> None:
    async with at_desk(directory, size=(90, 20)) as desk:
        desk.app.theme = ANSI.name
        await desk.settle()
        await desk.press("enter")
        segment = next(part for part in desk.screen.reader.render_line(0) if part.text == "Ports")
        assert segment.style
        assert segment.style.bold
        assert segment.style.underline


async def test_the_sheet_says_what_each_finds(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w")
        await desk.until(lambda: "…" not in row_of(desk, "Ports  "))
        assert " + " in row_of(desk, "Ports  ")
        assert "1 unread" in row_of(desk, "Ports  ")
        assert "port*" in row_of(desk, "Ports  ")
        assert "blue" in row_of(desk, "Ports  ")
        await desk.press("escape")
        assert desk.screen.focused is desk.screen.articles


async def test_a_watchlist_is_added_seen_at_once_and_taken_back(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w", "a")
        await desk.type("quiet")
        await desk.press("enter", "enter", "enter", "enter")
        assert desk.said.startswith("Made the watchlist “quiet”")
        assert "quiet" in desk.text()
        await desk.press("escape")
        assert " ■ " in row_of(desk, "A quiet day")
        await desk.press("u")
        assert "■" not in row_of(desk, "A quiet day")
        assert len(desk.screen.session.watchlists) == 2


async def test_a_wrong_query_is_kept_for_mending(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w", "a")
        await desk.type("titel:quiet")
        await desk.press("enter")
        assert desk.screen.status.is_error
        assert desk.is_asked
        assert "titel:quiet" in desk.text()
        await desk.press("escape", "escape")
        assert len(desk.screen.session.watchlists) == 2


async def test_a_name_that_another_one_has_is_refused_while_it_can_be_mended(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w", "a")
        await desk.type("quiet")
        await desk.press("enter", "ctrl+u")
        await desk.type("ports")
        await desk.press("enter")
        assert desk.said == "Another watchlist is called “Ports” already."
        assert desk.is_asked
        await desk.type(" 2")
        await desk.press("enter", "enter", "enter")
        assert desk.said.startswith("Made the watchlist “ports 2”")


async def test_a_long_query_gives_a_name_that_can_be_taken(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w", "a")
        await desk.type("quiet OR " * 8 + "loud")
        await desk.press("enter", "enter", "enter", "enter")
        assert desk.said.startswith("Made the watchlist “quiet OR")


async def test_a_watchlist_is_changed(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w", "j", "enter")
        assert desk.is_asked
        await desk.type(" OR iran")
        await desk.press("enter", "enter", "enter", "enter", "escape")
        assert all_watchlists(desk.screen.session.library.reader())[1].query == "port* OR iran"


async def test_a_watchlist_is_dropped(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        await desk.press("g", "w", "d")
        assert desk.said.startswith("Dropped the watchlist “Eels”")
        await desk.press("escape")
        assert "~" not in row_of(desk, "Eels in the canal")


async def test_one_of_rules_toml_is_shown_but_changed_there(directory: Path) -> None:
    async with at_desk(directory, size=(100, 24)) as desk:
        path = desk.screen.session.rules_file
        assert path is not None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('[[watchlist]]\nname = "Quiet"\nquery = "quiet"\nmark = "+"\n', encoding="utf-8")
        desk.screen.read_watchlists()
        await desk.settle()
        assert " + " in row_of(desk, "A quiet day")
        await desk.press("g", "w", "d")
        assert "This one stands in rules.toml" in desk.text()
        assert len(desk.screen.session.watchlists) == 3


async def test_broken_ones_of_rules_toml_are_named_below_the_others(directory: Path) -> None:
    (directory / "rules.toml").write_text(
        '[[rule]]\nname = "a"\nquery = "is:unred"\nstar = true\n'
        '[[watchlist]]\nname = "Quiet"\nquery = "tittle:quiet"\n',
        encoding="utf-8",
    )
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("escape", "g", "w")
        text = " ".join(desk.text().split())
        assert "line 7: watchlist “Quiet”: No field `tittle:` at column 1; did you mean `title:`?" in text
        assert "rule “a”" not in text
        assert "Eels" in text


async def test_an_empty_sheet_says_what_watchlists_are_for(tmp_path: Path) -> None:
    async with at_desk(write_library(tmp_path / "library", STORIES), size=(100, 24)) as desk:
        await desk.press("g", "w")
        assert "A watchlist marks what you look for" in desk.text()
        await desk.press("escape")
        assert desk.screen.focused is desk.screen.articles


async def test_a_long_article_is_marked_too(tmp_path: Path) -> None:
    directory = write_library(tmp_path / "library", {"Long": "<p>Nothing of interest.</p>" * 2_000 + "<p>Eels.</p>"})
    library = Library.open(directory)
    save_watchlist(Context(library, now=lambda: NOW), Watchlist("Eels", "/e+ls/i"))
    library.close()
    async with at_desk(directory, size=(90, 20)) as desk:
        await desk.press("enter", "n")
        assert any("■ Eels." in line for line in reader_lines(desk))
