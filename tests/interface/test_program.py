"""Help, palette, themes, errors and keys of the real application."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from newsterm.configuration import Settings
from newsterm.interface.commands import COMMANDS, Pane, hints
from newsterm.interface.keymap import resolve
from newsterm.interface.screens.help import Help
from newsterm.interface.screens.picker import Picker
from tests.interface.desk import STAYING, at_desk


async def test_help_shows_what_works_here_and_narrows_while_typing(directory: Path) -> None:
    async with at_desk(directory, size=(120, 190)) as desk:
        await desk.press("question_mark")
        assert isinstance(desk.app.screen, Help)
        text = desk.text()
        assert "Keys and commands   in the list" in text
        assert not [command.id for command in COMMANDS if Pane.LIST in command.panes and command.title not in text]
        assert "Fold or unfold the folder" not in text
        await desk.type("unsub")
        assert "Unsubscribe" in desk.text()
        assert "Half a page" not in desk.text()
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_a_key_shows_every_command_in_the_help(directory: Path) -> None:
    async with at_desk(directory, size=(120, 190)) as desk:
        await desk.press("question_mark", "tab")
        text = desk.text()
        assert "Keys and commands   everywhere" in text
        assert not [command.id for command in COMMANDS if command.title not in text]
        await desk.type("among its like")
        assert "Move the view, folder or feed down" in desk.text()
        await desk.press("tab")
        assert "No command that works here matches “among its like”; tab looks among all." in desk.text()


async def test_a_key_finds_its_command_in_the_help(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("question_mark", "z")
        assert "Zoom" in desk.text()


async def test_the_palette_has_every_command_and_does_it(directory: Path) -> None:
    offered = len({command.action for command in COMMANDS}) - 1
    async with at_desk(directory) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.until(lambda: desk.app.screen.query_one(OptionList).option_count == offered)
        await desk.pilot.press(*"zoom")
        await desk.until(lambda: desk.app.screen.query_one(OptionList).option_count < 5)
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.screen.zoomed)
        await desk.settle()
        assert desk.panes() == "list"


async def test_the_theme_under_the_cursor_is_shown_and_escape_brings_the_old_one_back(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("ctrl+t")
        assert isinstance(desk.app.screen, Picker)
        await desk.press("down")
        assert desk.app.theme == "newsterm-light"
        await desk.press("escape")
        assert desk.app.theme == "newsterm-dark"


async def test_an_unknown_theme_is_told_and_the_house_theme_serves(directory: Path) -> None:
    async with at_desk(directory, settings=Settings(theme="mauve", mark_read_after=-1, refresh_every=0)) as desk:
        assert desk.app.theme == "newsterm-dark"
        assert "mauve" in desk.text()


async def test_an_error_stays_until_a_key_is_pressed(directory: Path) -> None:
    async with at_desk(directory, problems=("config.toml, line 3: no.",)) as desk:
        desk.screen.say("Something else happened")
        assert desk.said == "config.toml, line 3: no."
        await desk.press("j")
        assert desk.said == "Something else happened"


async def test_all_that_was_left_out_at_the_start_is_told_whole(directory: Path) -> None:
    problems = ("/a/config.toml, line 3: no [b].", "/a/config.toml, line 7: " + "not that either " * 6 + "at all.")
    async with at_desk(directory, size=(80, 24), problems=problems) as desk:
        text = " ".join(desk.text().split())
        assert all(problem.removeprefix("/a/") in text for problem in problems)
        assert "Left out of your settings /a" in text
        await desk.press("q")
        assert "config.toml" not in desk.text()
        await desk.press("j")
        assert desk.screen.articles.cursor == 1


async def test_one_thing_left_out_that_the_bottom_line_would_cut_is_told_whole(directory: Path) -> None:
    problem = "config.toml, line 3: " + "no " * 30 + "way."
    async with at_desk(directory, size=(80, 24), problems=(problem,)) as desk:
        assert problem in " ".join(desk.text().split())


async def test_what_was_left_out_scrolls_where_it_is_much(directory: Path) -> None:
    problems = tuple(f"config.toml, line {number}: no." for number in range(1, 41))
    async with at_desk(directory, size=(80, 24), problems=problems) as desk:
        assert "line 40" not in desk.text()
        await desk.press(*("pagedown",) * 4)
        assert "line 40" in desk.text()


async def test_no_color_brings_the_terminals_own_colours(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_desk(directory) as desk:
        assert desk.app.theme == "ansi"


async def test_the_users_keys_are_in_force_and_the_bottom_line_names_them(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING, keys={"article.star": "ctrl+s,x", "article.tag": ""}) as desk:
        await desk.press("x")
        assert desk.current.starred
        await desk.press("s", "t")
        assert desk.current.starred
        assert not desk.is_asked
        assert "^s star" in desk.painted()[-1] or ("^s", "star") in desk.screen.status._hints


async def test_sentences_write_the_users_keys_as_the_bottom_line_does(directory: Path) -> None:
    keys = {"history.undo": "ctrl+z", "feed.refresh_all": "ctrl+g", "split.toggle": "f5"}
    async with at_desk(directory, settings=STAYING, keys=keys) as desk:
        await desk.press("s")
        assert desk.said.endswith("· ^z takes it back")
        await desk.press("A")
        await desk.go_to_place("Unread")
        assert "^g asks the feeds for news." in desk.text()


async def test_a_key_given_to_another_command_leaves_its_first_one(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING, keys={"article.star": "j"}) as desk:
        await desk.press("j")
        assert desk.current.starred
        assert desk.screen.articles.cursor == 0
        await desk.press("down")
        assert desk.screen.articles.cursor == 1


async def test_typing_in_a_prompt_runs_no_commands(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("a")
        await desk.type("quz?")
        assert desk.app.screen.query_one(Input).value == "quz?"
        await desk.press("escape")
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("pane", Pane)
def test_the_bottom_line_has_at_most_six_hints_and_help_is_the_last(pane: Pane) -> None:
    found = hints(COMMANDS, resolve({}).keys, pane)
    assert 3 <= len(found) <= 6
    assert found[-1] == ("?", "keys")


async def test_a_question_has_the_bottom_line_to_itself(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("s")
        assert desk.said.startswith("Starred “")
        await desk.press("t")
        assert desk.said == ""
        await desk.press("escape", "colon")
        assert "where QUERY" in desk.said
