"""Numbers, chords and panes: what keys come to on the screen."""

from pathlib import Path

from textual import events
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from newsterm.interface.commands import Pane
from newsterm.interface.key_sequences import Typed
from tests.interface.desk import STAYING, Desk, at_desk


def bottom(desk: Desk) -> str:
    return desk.painted()[-1]


async def test_a_number_before_a_movement_is_one_movement(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("5", "j")
        assert desk.screen.articles.cursor == 5
        await desk.press("1", "2", "G")
        assert desk.screen.articles.cursor == 11
        await desk.press("3", "k")
        assert desk.screen.articles.cursor == 8
        await desk.press("4", "g", "g")
        assert desk.screen.articles.cursor == 3
        await desk.press("2", "n")
        assert desk.screen.articles.cursor == 5
        await desk.press("9", "9", "9", "9", "9", "9", "9", "j")
        assert desk.screen.articles.cursor == desk.screen.articles.row_count - 1


async def test_a_number_scrolls_the_reader(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("enter", "3", "j")
        assert desk.screen.reader.scroll_offset.y == 3
        await desk.press("2", "G")
        assert desk.screen.reader.scroll_offset.y == 1


async def test_a_number_serves_one_command_alone(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("5", "z", "z", "j")
        assert desk.screen.articles.cursor == 1


async def test_a_number_is_shown_until_its_command_comes(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("1", "2")
        assert bottom(desk).endswith(" 12")
        await desk.press("j")
        assert not bottom(desk).endswith(" 12")
        assert "keys" in bottom(desk)


async def test_the_keys_that_may_follow_stand_in_the_bottom_line(directory: Path) -> None:
    async with at_desk(directory, size=(200, 40)) as desk:
        await desk.press("3", "g")
        assert bottom(desk).startswith(" g first")
        assert "u unread" in bottom(desk)
        assert bottom(desk).endswith(" 3 g")
        await desk.press("g")
        assert desk.screen.articles.cursor == 2
        assert "u unread" not in bottom(desk)


async def test_the_bottom_line_says_when_it_has_no_room_for_all_that_may_follow(directory: Path) -> None:
    async with at_desk(directory, size=(80, 24)) as desk:
        await desk.press("g")
        assert "…" in bottom(desk)
        assert bottom(desk).endswith(" g")
        assert len(bottom(desk)) <= 80


async def test_esc_drops_what_was_typed_and_does_nothing_else(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("5", "g", "escape")
        assert not desk.screen.typed
        assert desk.screen.pane is Pane.LIST
        await desk.press("j")
        assert desk.screen.articles.cursor == 1


async def test_a_wrong_key_drops_what_was_typed_and_does_nothing(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("g", "j")
        assert desk.said == "g j is no command here"
        assert desk.screen.articles.cursor == 0
        await desk.press("j")
        assert desk.screen.articles.cursor == 1


async def test_a_key_that_is_a_command_elsewhere_says_where(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("enter", "x")
        assert desk.said == "“Mark the row” works in the list"
        await desk.press("1", "J")
        assert desk.said == "“Move down” works in the feed tree"
        await desk.press("1", "f12")
        assert desk.said == "f12 is no command here"


async def test_numbers_and_chords_never_reach_a_question(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("5", "slash")
        await desk.type("12 gg")
        assert desk.app.screen.query_one("#prompt-input", Input).value == "12 gg"
        assert not desk.screen.typed
        await desk.press("escape")
        assert desk.screen.articles.cursor == 0


async def test_what_is_typed_ahead_of_a_question_is_its_answer(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.type("gg2jt5 g5")
        assert desk.screen.articles.cursor == 2
        assert desk.app.screen.query_one("#prompt-input", Input).value == "5 g5"
        await desk.press("enter")
        assert set(desk.current.tags) >= {"5", "g5"}


async def test_keys_typed_fast_are_taken_one_after_the_other(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.type("5j3kggG2gg10jz")
        assert desk.screen.articles.cursor == 11
        assert desk.screen.zoomed


async def test_another_pane_or_sheet_forgets_what_was_typed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("5")
        desk.screen.focus_pane(Pane.TREE)
        assert desk.screen.typed == Typed()
        await desk.press("g")
        desk.screen.action_help()
        await desk.settle()
        await desk.press("escape")
        assert desk.screen.typed == Typed()


async def test_a_key_works_only_in_its_panes(directory: Path) -> None:
    async with at_desk(directory, keys={"pane.fold": "f12"}) as desk:
        collapsed = desk.screen.collapsed
        await desk.press("f12")
        assert desk.screen.collapsed == collapsed
        await desk.go_in_tree("World")
        await desk.press("f12")
        assert desk.screen.collapsed != collapsed


async def test_the_users_chords_and_leader_are_keys(directory: Path) -> None:
    keys = {"article.star": "leader s", "move.last": "x x"}
    async with at_desk(directory, settings=STAYING, keys=keys) as desk:
        await desk.press("comma", "s")
        assert desk.said.startswith("Starred")
        await desk.press("x", "x")
        assert desk.screen.articles.cursor == desk.screen.articles.row_count - 1


async def test_the_palettes_key_is_the_users(directory: Path) -> None:
    async with at_desk(directory, keys={"program.palette": "leader p", "article.star": "ctrl+p"}) as desk:
        await desk.press("ctrl+p")
        assert desk.said.startswith("Starred")
        await desk.press("comma")
        desk.app.post_message(events.Key("p", "p"))
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))


async def test_the_palette_shows_keys_and_finds_commands_by_them(directory: Path) -> None:
    async with at_desk(directory, keys={"article.star": "["}) as desk:
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.pilot.press("g", "space", "u")
        options = desk.app.screen.query_one(OptionList)
        await desk.until(lambda: options.option_count and "g u" in str(options.get_option_at_index(0).prompt))
        await desk.pilot.press("backspace", "backspace", "backspace", "[")
        await desk.until(lambda: options.option_count and "[   Star" in str(options.get_option_at_index(0).prompt))
