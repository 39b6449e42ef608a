"""The prompt asks one question on one line, helps with the answer, and gives the keys back."""

import asyncio

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from newsterm.query.completion import Completion
from tests.interface.reading_room import ReadingRoom

NAMES = ["accord", "accounts", "harbour"]
SIZE = (80, 24)


def complete(text: str, cursor: int) -> list[Completion]:
    start = text.rfind(" ", 0, cursor) + 1
    return [Completion(name, start, cursor, f"about {name}") for name in NAMES if name.startswith(text[start:cursor])]


async def asked(pilot: Pilot[None], app: ReadingRoom, *keys: str, **options: object) -> str | None:
    task = asyncio.ensure_future(app.prompt.ask("Tag", **options))  # type: ignore[arg-type]
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    assert task.done(), "the question is still open"
    return task.result()


async def test_what_is_typed_is_the_answer_and_the_keys_go_back() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "a", "b", "enter") == "ab"
        assert app.focused is app.reader
        assert not app.prompt.display


async def test_esc_leaves_without_an_answer() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "a", "escape", value="before") is None
        assert app.focused is app.reader


async def test_an_answer_may_begin_with_a_value() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "s", "enter", value="port") == "ports"


async def test_tab_takes_the_first_suggestion() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "a", "tab", "enter", complete=complete) == "accord"


async def test_the_right_arrow_takes_a_suggestion_only_at_the_end() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "a", "right", "enter", complete=complete) == "accord"
        assert await asked(pilot, app, "a", "c", "left", "right", "enter", complete=complete) == "ac"


async def test_a_suggestion_is_chosen_with_the_arrows_and_taken_with_enter() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "a", "down", "down", "enter", "enter", complete=complete) == "accounts"


async def test_suggestions_stand_above_the_question_with_what_they_mean() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        task = asyncio.ensure_future(app.prompt.ask("Tag", complete=complete))
        await pilot.pause()
        rows = [row.strip() for row in app.rows()][-4:]
        assert [row.split()[0] for row in rows] == ["accord", "accounts", "harbour", "Tag"]
        assert "about accounts" in rows[1]
        await pilot.press("x")
        await pilot.pause()
        assert not app.query_one(OptionList).display
        await pilot.press("escape")
        await task


async def test_earlier_answers_come_back_with_the_up_arrow() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "up", "up", "enter", history=["first", "second"]) == "first"
        assert await asked(pilot, app, "up", "down", "n", "enter", history=["first", "second"]) == "n"


async def test_what_was_typed_comes_back_below_the_latest_answer() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "n", "up", "down", "o", "enter", history=["first", "second"]) == "no"


async def test_the_up_arrow_goes_into_the_history_and_the_down_arrow_to_the_suggestions() -> None:
    app = ReadingRoom()
    options = {"history": ["first", "second"], "complete": complete}
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "up", "up", "enter", **options) == "first"
        assert await asked(pilot, app, "a", "down", "enter", "enter", **options) == "accord"
        assert await asked(pilot, app, "a", "up", "down", "down", "enter", "enter", **options) == "accord"


async def test_an_earlier_answer_that_was_changed_is_not_lost() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "up", "s", "up", "up", "down", "down", "enter", history=["a", "b"]) == "bs"


async def test_typing_replaces_a_value_that_is_selected_and_an_arrow_keeps_it() -> None:
    app = ReadingRoom()
    options = {"value": "port", "selected": True}
    async with app.run_test(size=SIZE) as pilot:
        assert await asked(pilot, app, "s", "enter", **options) == "s"
        assert await asked(pilot, app, "right", "s", "enter", complete=complete, **options) == "ports"
        assert await asked(pilot, app, "left", "s", "enter", **options) == "sport"
        assert await asked(pilot, app, "enter", **options) == "port"


async def test_every_change_is_told_while_it_is_typed() -> None:
    app = ReadingRoom()
    told: list[str] = []
    async with app.run_test(size=SIZE) as pilot:
        await asked(pilot, app, "a", "b", "backspace", "enter", on_change=told.append)
    assert told == ["a", "ab", "a"]


async def test_pasted_control_characters_never_reach_the_answer() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        task = asyncio.ensure_future(app.prompt.ask("Address"))
        await pilot.pause()
        app.query_one(Input).post_message(Paste("https://h.example/\x1b]52;c;AAAA\x07\u202ex"))
        await pilot.pause()
        await pilot.press("enter")
        assert await task == "https://h.example/x"


async def test_a_new_question_ends_the_one_before() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        first = asyncio.ensure_future(app.prompt.ask("First"))
        await pilot.pause()
        second = asyncio.ensure_future(app.prompt.ask("Second"))
        await pilot.pause()
        assert await first is None
        await pilot.press("y", "enter")
        assert await second == "y"
        await pilot.pause()
        assert not app.prompt.display


async def test_an_answer_that_will_not_do_stays_with_the_cursor_where_it_is_wrong() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        answer = await asked(pilot, app, *"abc", "enter", "x", "enter", refuse=lambda text: None if "x" in text else 2)
        assert answer == "axbc"


async def test_where_an_answer_is_wrong_is_found_though_spaces_were_left_out() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        typed = ["space", "a", "space", "space", "b", "enter", "x", "enter"]
        answer = await asked(pilot, app, *typed, refuse=lambda text: None if "x" in text else text.index("b") + 1)
        assert answer == "a xb"


async def test_help_is_shown_without_ending_the_question() -> None:
    app = ReadingRoom()
    shown: list[bool] = []
    async with app.run_test(size=SIZE) as pilot:
        answer = await asked(pilot, app, "a", "f1", "b", "enter", help=lambda: shown.append(True))
    assert (answer, shown) == ("ab", [True])
