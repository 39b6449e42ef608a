"""Help, palette, themes, errors and keys of the real application."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from newsterm.configuration import Settings
from newsterm.interface.commands import COMMANDS, Pane, display_key, hints
from newsterm.interface.keymap import resolve
from newsterm.interface.screens.help import Help
from newsterm.interface.screens.picker import Picker
from newsterm.model.errors import ConfigurationError
from tests.interface.desk import at_desk


async def test_help_shows_every_command_and_narrows_while_typing(directory: Path) -> None:
    async with at_desk(directory, size=(120, 150)) as desk:
        await desk.press("question_mark")
        assert isinstance(desk.app.screen, Help)
        text = desk.text()
        missing = [command.id for command in COMMANDS if command.title not in text]
        assert not missing
        await desk.type("unsub")
        assert "Unsubscribe" in desk.text()
        assert "Half a page" not in desk.text()
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_a_key_finds_its_command_in_the_help(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("question_mark", "z")
        assert "Zoom" in desk.text()


async def test_the_palette_has_every_command_and_does_it(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.until(lambda: desk.app.screen.query_one(OptionList).option_count == len(COMMANDS) - 1)
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
        assert "mauve" in desk.said


async def test_an_error_stays_until_a_key_is_pressed(directory: Path) -> None:
    async with at_desk(directory, problems=("config.toml, line 3: no.",)) as desk:
        desk.screen.say("Something else happened")
        assert desk.said == "config.toml, line 3: no."
        await desk.press("j")
        assert desk.said == "Something else happened"


async def test_no_color_brings_the_terminals_own_colours(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_desk(directory) as desk:
        assert desk.app.theme == "ansi"


async def test_the_users_keys_are_in_force_and_the_bottom_line_names_them(directory: Path) -> None:
    async with at_desk(directory, keys={"article.star": "ctrl+s,x", "article.tag": ""}) as desk:
        await desk.press("x")
        assert desk.current.starred
        await desk.press("s", "t")
        assert desk.current.starred
        assert not desk.is_asked
        assert "^s star" in desk.painted()[-1] or ("^s", "star") in desk.screen.status._hints


async def test_a_key_given_to_another_command_leaves_its_first_one(directory: Path) -> None:
    async with at_desk(directory, keys={"article.star": "j"}) as desk:
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


def test_an_unknown_command_is_told_with_what_was_meant() -> None:
    with pytest.raises(ConfigurationError, match=r"line 7: no command is called 'article.stat'; did you mean 'article"):
        resolve({"article.stat": "x"}, lambda _: "config.toml, line 7")


def test_one_key_for_two_commands_is_told() -> None:
    with pytest.raises(
        ConfigurationError, match=r"'x' cannot stand for 'article\.tag', 'article\.star' has it already"
    ):
        resolve({"article.star": "x", "article.tag": "x"})


@pytest.mark.parametrize("key", ["spcae", "ctrl+", "ctrl+spam", "xx"])
def test_what_is_no_key_is_told(key: str) -> None:
    with pytest.raises(ConfigurationError, match="is no key"):
        resolve({"article.star": key})


@pytest.mark.parametrize("key", ["x", "ctrl+k", "space", "f5", "?", ",", "esc", "shift+tab", "alt+enter", "é"])
def test_characters_names_and_modifiers_are_keys(key: str) -> None:
    assert resolve({"article.star": key}).keys["article.star"] == (key,)


def test_no_two_commands_share_a_key_an_id_or_an_action() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.id for command in COMMANDS}) == len({command.action for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("pane", Pane)
def test_the_bottom_line_has_at_most_six_hints_and_help_is_the_last(pane: Pane) -> None:
    found = hints(COMMANDS, resolve({}).keys, pane)
    assert 3 <= len(found) <= 6
    assert found[-1] == ("?", "keys")


def test_keys_are_written_as_people_write_them() -> None:
    assert [display_key(key) for key in ("ctrl+p", "escape", "pagedown", "up", "x")] == ["^p", "esc", "pgdn", "↑", "x"]
