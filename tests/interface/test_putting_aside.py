"""Archive, later and snooze by keys: what stays in sight, where the cursor goes, what comes back."""

from datetime import timedelta
from pathlib import Path

import pytest

from newsterm.interface.commands import Pane
from newsterm.interface.panes.article_row import ARCHIVED_MARK, LATER_MARK, SNOOZED_MARK
from newsterm.model.article import ArticleRow
from tests.interface.desk import STAYING, Desk, at_desk
from tests.interface.harness import NOW

SIZES = ((120, 40), (90, 30), (60, 24))
"""Three panes, two and one."""


def now(desk: Desk, row: ArticleRow) -> ArticleRow:
    """An article as the library has it."""
    return desk.screen.session.article(row.id).row


def row_text(desk: Desk, number: int) -> str:
    """A row of the list as it is painted, without the cursor's cell."""
    return desk.screen.articles.render_line(number * desk.screen.articles.row_height).text[1:]


@pytest.mark.parametrize(
    ("key", "state", "sign", "said"),
    [
        ("e", "archived", ARCHIVED_MARK, "Archived “"),
        ("L", "later", LATER_MARK, "Put “"),
        ("s", "starred", "●", "Starred “"),
    ],
)
async def test_a_verb_is_one_key_and_the_next_row_follows(
    directory: Path, key: str, state: str, sign: str, said: str
) -> None:
    async with at_desk(directory) as desk:
        first, second = desk.current, desk.screen.articles.row_at(1)
        assert second
        await desk.press(key)
        assert getattr(now(desk, first), state) is True
        assert desk.current.id == desk.shown.id == second.id
        assert desk.said.startswith(said)
        assert desk.said.endswith("u takes it back")
        assert row_text(desk, 0).startswith(sign)
        await desk.press("u")
        assert now(desk, first) == first


@pytest.mark.parametrize(("key", "state"), [("e", "archived"), ("L", "later"), ("s", "starred")])
async def test_again_takes_it_back_and_stays(directory: Path, key: str, state: str) -> None:
    async with at_desk(directory) as desk:
        first = desk.current
        await desk.press(key, "k", key)
        assert desk.current.id == first.id
        assert getattr(now(desk, first), state) is False


async def test_the_cursor_stays_where_that_is_wished(directory: Path) -> None:
    async with at_desk(directory, settings=STAYING) as desk:
        first = desk.current
        await desk.press("e")
        assert desk.current.id == first.id
        assert desk.current.archived


async def test_an_article_put_aside_stays_in_its_row_until_the_list_is_opened_again(directory: Path) -> None:
    async with at_desk(directory) as desk:
        for place in ("Unread", "Gulf Desk", "All"):
            await desk.go_to_place(place)
            desk.screen.articles.first()
            await desk.settle()
            count = desk.screen.articles.row_count
            ids = [desk.current.id, desk.screen.articles.row_at(1).id]  # type: ignore[union-attr]
            await desk.press("e", "Z", *"3h", "enter")
            assert desk.screen.articles.row_count == count
            assert [desk.screen.articles.row_at(number).id for number in (0, 1)] == ids  # type: ignore[union-attr]
            assert [row_text(desk, number)[0] for number in (0, 1)] == [ARCHIVED_MARK, SNOOZED_MARK]
            assert desk.screen.articles.cursor == 2
            await desk.go_to_place(place)
            assert desk.screen.articles.row_count == count - 2


@pytest.mark.parametrize("size", SIZES)
async def test_in_the_reader_the_next_article_comes(directory: Path, size: tuple[int, int]) -> None:
    async with at_desk(directory, size=size) as desk:
        await desk.press("enter")
        first = desk.shown
        await desk.press("e")
        assert desk.screen.pane is Pane.READER
        assert desk.shown.id == desk.current.id != first.id


async def test_the_last_row_stays_under_the_cursor(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("G")
        last = desk.current
        await desk.press("e")
        assert desk.current.id == last.id
        assert desk.current.archived


async def test_a_number_before_a_verb_takes_as_many_as_one_step(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("3", "e")
        assert desk.said.startswith("Archived 3 articles")
        assert desk.screen.articles.cursor == 3
        assert desk.tree()["Unread"] == 59
        await desk.press("u")
        assert desk.tree()["Unread"] == 62
        await desk.press("G", "9", "L")
        assert desk.said.startswith("Put “")


async def test_verbs_typed_fast_each_take_the_next_row(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.type("eeeLLs")
        assert desk.screen.articles.cursor == 6
        assert desk.tree()["Unread"] == 57
        assert [row_text(desk, number)[0] for number in range(6)] == [ARCHIVED_MARK] * 3 + [LATER_MARK] * 2 + ["●"]


async def test_snoozing_asks_until_when_and_says_the_time_while_it_is_typed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        first = desk.current
        await desk.press("Z")
        assert "tomorrow 8" in desk.text()
        await desk.type("mon 9")
        assert desk.said == "Until tomorrow 9:00"
        await desk.type("x")
        assert desk.said == ""
        await desk.press("enter")
        assert desk.is_asked
        assert "“mon 9x” is no time" in desk.said
        await desk.press("backspace", "enter")
        assert now(desk, first).snoozed_until == NOW.replace(hour=9, minute=0) + timedelta(days=1)
        assert desk.screen.articles.cursor == 1
        await desk.press("k", "Z")
        assert not desk.is_asked
        assert now(desk, first).snoozed_until is None


async def test_leaving_the_question_changes_nothing(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("Z", *"3h", "escape")
        assert desk.said == ""
        assert desk.tree()["Unread"] == 62


async def test_what_wakes_comes_back_unread_at_the_top(directory: Path) -> None:
    time = [NOW]
    async with at_desk(directory, now=lambda: time[0]) as desk:
        await desk.press("j", "j", "m")
        story = desk.current
        await desk.press("Z", *"3h", "enter")
        await desk.go_to_place("All")
        count = desk.screen.articles.row_count
        desk.screen.wake_due()
        await desk.settle()
        assert desk.screen.articles.row_count == count
        current = desk.current.id
        time[0] += timedelta(hours=3)
        desk.screen.wake_due()
        await desk.settle()
        assert desk.said.endswith("” is back")
        assert desk.screen.articles.row_count == count + 1
        assert desk.screen.articles.row_at(0).id == story.id  # type: ignore[union-attr]
        assert desk.current.id == current
        assert not now(desk, story).read
        await desk.go_to_place("Unread")
        assert desk.screen.articles.row_at(0).id == story.id  # type: ignore[union-attr]


async def test_what_was_due_meanwhile_wakes_at_the_start(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "Z", *"3h", "enter")
        story = desk.screen.articles.row_at(1)
        assert story
    async with at_desk(directory, now=lambda: NOW + timedelta(days=1)) as desk:
        await desk.settle()
        assert desk.said.endswith("” is back")
        assert desk.screen.articles.row_at(0).id == story.id  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES)
async def test_space_reads_on_past_what_was_archived(directory: Path, size: tuple[int, int]) -> None:
    async with at_desk(directory, size=size) as desk:
        await desk.press("enter", "e")
        seen = [desk.shown.id]
        for _ in range(60):
            await desk.press("space")
            seen += [desk.shown.id] if desk.shown.id != seen[-1] else []
        rows = [desk.screen.articles.row_at(number) for number in range(1, len(seen) + 1)]
        assert len(seen) > 2
        assert seen == [row.id for row in rows if row]


@pytest.mark.parametrize("size", SIZES)
async def test_space_opens_and_reads_on_from_the_list(directory: Path, size: tuple[int, int]) -> None:
    async with at_desk(directory, size=size) as desk:
        first = desk.current.id
        for _ in range(40):
            await desk.press("space")
        assert desk.shown.id == desk.current.id != first


@pytest.mark.parametrize("place", ["Unread", "Gulf Desk", "In turn"])
async def test_the_next_unread_is_none_that_was_put_aside(directory: Path, place: str) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place(place)
        await desk.press("g", "g", "j", "L", "g", "g", "n")
        assert desk.screen.articles.cursor == 2
        await desk.press("e", "k", "k", "n")
        assert desk.screen.articles.cursor == 3
        await desk.press("N")
        assert desk.screen.articles.cursor == 0


async def test_in_later_what_was_put_aside_is_the_next_unread(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("3", "L")
        await desk.go_to_place("Later")
        await desk.press("n", "n")
        assert desk.screen.articles.cursor == 2
