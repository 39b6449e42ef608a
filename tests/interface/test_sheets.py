"""Sheets: pickers, help, welcome and the note editor; esc leaves each of them and nothing is lost by accident."""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, TextArea

from newsterm.demo.starter_packs import starter_packs
from newsterm.interface.screens.help import Help
from newsterm.interface.screens.note_editor import NoteEditor
from newsterm.interface.screens.picker import Picker
from newsterm.interface.screens.welcome import Welcome, WelcomeChoice, WelcomeKind
from newsterm.interface.widgets.prompt_line import PromptLine
from tests.interface.reading_room import ReadingRoom

SIZE = (80, 24)
ROWS = [("Harbour Post", "https://h.example/feed"), ("Gulf Desk", "https://g.example/feed"), ("Old Quay", "")]
HELP_ROWS = [
    ("Moving", "Down", "j  ↓", "One row or line down."),
    ("Moving", "Up", "k  ↑", "One row or line up."),
    ("Article", "Star", "s", "Star the article, or take the star off."),
    ("Article", "Untag", "", "Take a tag off the article."),
]


async def answer(pilot: Pilot[None], app: ReadingRoom, sheet: Screen, *keys: str) -> list[object]:
    """What a sheet is dismissed with after some keys; [] while it is still there."""
    given: list[object] = []
    await app.push_screen(sheet, given.append)
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return given


@pytest.mark.parametrize(
    "sheet",
    [
        lambda: Picker("Which?", ROWS),
        lambda: Picker("Which?", ROWS, many=True, picked=[0]),
        lambda: Help(HELP_ROWS),
        Welcome,
        lambda: NoteEditor("A title", "as it was"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 12)])
async def test_esc_leaves_every_sheet_at_once_and_its_keys_can_be_seen(
    sheet: Callable[[], Screen[object]], size: tuple[int, int]
) -> None:
    app = ReadingRoom()
    async with app.run_test(size=size) as pilot:
        given: list[object] = []
        await app.push_screen(sheet(), given.append)
        await pilot.pause()
        assert "esc" in app.rows()[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert given == [None]
        assert app.focused is app.reader


def test_every_key_of_sheets_and_prompt_has_an_id_of_its_own() -> None:
    bindings = [
        binding
        for kind in (Picker, Help, Welcome, NoteEditor, PromptLine)
        for binding in kind.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]
    ids = [binding.id for binding in bindings]
    assert len(ids) > 10
    assert all(identifier and "." in identifier for identifier in ids)
    assert len(set(ids)) == len(ids)


# Pickers


async def test_the_row_under_the_cursor_is_picked() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Picker("Which?", ROWS), "down", "enter") == [(1,)]


async def test_typing_narrows_the_rows_and_backspace_widens_them() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Picker("Which?", ROWS), "q", "u", "a", "enter") == [(2,)]
        assert await answer(pilot, app, Picker("Which?", ROWS), "g", "backspace", "enter") == [(0,)]


async def test_a_filter_that_finds_nothing_says_so_and_picks_nothing() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Picker("Which?", ROWS), "z", "z", "enter") == []
        assert "Nothing matches" in app.rows()[-1]


async def test_marked_rows_are_picked_together() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Picker("Which?", ROWS, many=True), "space", "down", "space", "enter") == [
            (0, 2)
        ]


async def test_where_nothing_was_ever_marked_the_row_under_the_cursor_is_meant() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Picker("Which?", ROWS, many=True), "down", "enter") == [(1,)]


async def test_taking_every_mark_off_picks_nothing_by_accident() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        sheet = Picker("Which?", ROWS, many=True, picked=[0, 1])
        assert await answer(pilot, app, sheet, "space", "space", "enter") == []
        assert "Nothing is marked" in app.rows()[-1]


async def test_rows_are_text_on_one_line_each() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, Picker("[b]Which[/]?", [("[red]Post[/x]", "https://h.example/" + "long/" * 40)]))
        shown = app.rows()
    assert any("[b]Which[/]?" in row for row in shown)
    row = next(row for row in shown if "[red]Post[/x]" in row)
    assert row.rstrip().endswith("…")


async def test_the_row_under_the_cursor_is_told_for_previews() -> None:
    app = ReadingRoom()
    seen: list[int] = []
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, Picker("Theme", ["a", "b", "c"], cursor=1, on_highlight=seen.append), "down")
    assert seen[-1] == 2
    assert 1 in seen


async def test_the_cursor_is_seen_without_colours() -> None:
    app = ReadingRoom("ansi")
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, Picker("Which?", ROWS))
        options = app.screen.query_one(OptionList)
        cursor, other = options.render_line(0), options.render_line(1)
    assert any(segment.style and segment.style.reverse for segment in cursor)
    assert not any(segment.style and segment.style.reverse for segment in other)


# Help


async def test_help_shows_every_command_under_its_group() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, Help(HELP_ROWS))
        rows = [row.strip() for row in app.rows()]
    assert rows.index("Moving") < rows.index("Article")
    assert any(row.split() == ["j", "↓", "Down", "One", "row", "or", "line", "down."] for row in rows)


async def test_help_finds_commands_by_word_and_by_key() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, Help(HELP_ROWS), *"tag off")
        assert "Untag" in "\n".join(app.rows())
        assert "One row" not in "\n".join(app.rows())
        await pilot.press("escape")
        await answer(pilot, app, Help(HELP_ROWS), "k")
        assert "One row or line up." in "\n".join(app.rows())
        await pilot.press("z", "z")
        await pilot.pause()
        assert "No command matches “kzz”." in "\n".join(app.rows())


async def test_help_finds_for_a_single_key_what_has_it_and_not_every_word_with_that_letter() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, Help(HELP_ROWS), "s")
        shown = "\n".join(app.rows())
        assert "Star the article" in shown
        assert "One row" not in shown
        await pilot.press("t")
        await pilot.pause()
        assert "Star the article" in "\n".join(app.rows())
        await pilot.press("backspace", "backspace", "f")
        await pilot.pause()
        assert "Take a tag off" in "\n".join(app.rows())


async def test_help_needs_no_wide_screen() -> None:
    app = ReadingRoom()
    async with app.run_test(size=(40, 16)) as pilot:
        await answer(pilot, app, Help([("Moving", "A title that leaves no room", "j  ↓", "One row or line down.")]))
        rows = [row.strip(" ▐") for row in app.rows()]
    assert "j  ↓  One row or line down." in rows


# Welcome


async def test_the_welcome_offers_four_ways_and_fetches_nothing() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Welcome(), "enter") == [WelcomeChoice(WelcomeKind.ADDRESS)]
        assert await answer(pilot, app, Welcome(), "down", "enter") == [WelcomeChoice(WelcomeKind.OPML)]
        assert await answer(pilot, app, Welcome(), "end", "enter") == [WelcomeChoice(WelcomeKind.DEMO)]


async def test_of_a_starter_pack_the_marked_feeds_are_taken() -> None:
    app = ReadingRoom()
    pack = starter_packs()[0]
    async with app.run_test(size=SIZE) as pilot:
        given = await answer(pilot, app, Welcome(), "down", "down", "enter", "enter", "space", "enter")
        await pilot.pause()
    assert given == [WelcomeChoice(WelcomeKind.STARTER_PACK, pack.feeds[1:])]


async def test_esc_in_a_starter_pack_goes_back_to_the_welcome() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, Welcome(), "down", "down", "enter", "escape") == []
        assert isinstance(app.screen, Welcome)


# Notes


async def test_a_note_is_saved_with_its_key() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, NoteEditor("T", "one"), "!", "ctrl+s") == ["one!"]


async def test_what_was_written_is_thrown_away_only_when_asked_twice() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        given = await answer(pilot, app, NoteEditor("T", ""), "a", "escape")
        assert given == []
        assert "Not saved yet" in app.rows()[-1]
        await pilot.press("b")
        await pilot.pause()
        assert "save" in app.rows()[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert given == []
        await pilot.press("escape")
        await pilot.pause()
        assert given == [None]


async def test_pasted_control_characters_never_reach_a_note() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        given = await answer(pilot, app, NoteEditor("T", ""))
        app.screen.query_one(TextArea).insert("safe\x1b[2J\x9b31m \u202eend\nnext")
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert given == ["safe end\nnext"]


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that the application can lend to another program, which the headless one is not."""

    @contextmanager
    def suspend(self: ReadingRoom) -> Iterator[None]:
        yield

    monkeypatch.setattr(ReadingRoom, "suspend", suspend)


def program(folder: Path, script: str) -> str:
    file = folder / "my editor"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return f"'{file}'"


@pytest.mark.usefixtures("lent")
async def test_the_users_own_editor_goes_on_with_the_note(tmp_path: Path) -> None:
    editor = program(tmp_path, 'printf " and more" >> "$2"') + " --wait"
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await answer(pilot, app, NoteEditor("T", "one", editor=editor), "ctrl+o", "ctrl+s") == ["one and more"]


@pytest.mark.usefixtures("lent")
async def test_an_editors_command_line_is_never_given_to_a_shell(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, NoteEditor("T", "one", editor=f"true; touch {mark} #"), "ctrl+o")
        assert "could not be started" in app.rows()[-1]
    assert not mark.exists()


@pytest.mark.usefixtures("lent")
async def test_an_editor_that_fails_leaves_the_note_as_it_was(tmp_path: Path) -> None:
    editor = program(tmp_path, 'echo lost > "$1"; exit 3')
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        given = await answer(pilot, app, NoteEditor("T", "one", editor=editor), "ctrl+o")
        assert "ended with status 3" in app.rows()[-1]
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert given == ["one"]


async def test_an_editor_that_cannot_be_read_or_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        await answer(pilot, app, NoteEditor("T", "one", editor="vi 'unended"), "ctrl+o")
        assert "cannot be read" in app.rows()[-1]
        await pilot.press("escape")
        await answer(pilot, app, NoteEditor("T", "one"), "ctrl+o")
        assert "No editor is known" in app.rows()[-1]
