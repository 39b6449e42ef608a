"""The list of articles: windows, cursor, growth, mouse."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.row_windows import WINDOW
from newsterm.model.article import ArticleRow
from newsterm.model.errors import LibraryBusyError
from newsterm.model.listing import Listing
from tests.interface.harness import Harness, Rows, row

UNREAD = Listing("is:unread")


def shown(app: Harness) -> list[str]:
    region = app.articles.region
    return [
        strip.crop(region.x, region.right).text
        for strip in app.screen._compositor.render_strips()[region.y : region.bottom]
    ]


def highlighted(app: Harness) -> list[ArticleRow | None]:
    return [event.row for event in app.posted if isinstance(event, ArticleList.ArticleHighlighted)]


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def test_a_million_rows_cost_one_window() -> None:
    app = Harness(1_000_000)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.rows.asked == [(0, WINDOW)]
        app.articles.last()
        await settle(pilot)
        assert app.articles.cursor == 999_999
        assert app.rows.asked[1:] == [(1_000_000 - WINDOW, WINDOW)]
        assert "(999999)" in shown(app)[-1]


async def test_the_cursor_stays_within_the_rows_and_in_sight() -> None:
    app = Harness(50)
    async with app.run_test(size=(120, 24)) as pilot:
        articles = app.articles
        articles.move(-5)
        assert articles.cursor == 0
        articles.page(1)
        await settle(pilot)
        assert articles.cursor == articles.rows_shown - 1
        articles.go_to(10_000)
        await settle(pilot)
        assert articles.cursor == 49
        assert articles.max_scroll_y == articles.scroll_offset.y
        articles.first()
        await settle(pilot)
        assert articles.scroll_offset.y == 0


async def test_the_cursors_row_is_told_by_a_character_too() -> None:
    app = Harness(50)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.move(3)
        await settle(pilot)
        assert [line[0] for line in shown(app)[:5]] == [" ", " ", " ", "▌", " "]
        app.feed_tree.focus()
        await settle(pilot)
        assert [line[0] for line in shown(app)[:5]] == [" ", " ", " ", "▏", " "]


async def test_a_move_that_does_not_scroll_paints_two_rows_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Harness(50)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        painted: list[int] = []
        paint = app.articles.row_strips
        monkeypatch.setattr(
            app.articles, "row_strips", lambda index, *rest: painted.append(index) or paint(index, *rest)
        )
        app.articles.move(1)
        await settle(pilot)
        assert painted == [0, 1]
        app.articles.move(-1)
        await settle(pilot)
        assert painted == [0, 1]


async def test_only_the_last_of_a_flood_of_moves_is_told() -> None:
    app = Harness(500)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        app.posted.clear()
        for _ in range(100):
            app.articles.move(1)
        await settle(pilot)
        assert highlighted(app)[-1] == row(100)
        assert len(highlighted(app)) < 5


async def test_a_list_of_unknown_length_grows_as_it_is_read() -> None:
    app = Harness(330)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.open(UNREAD, app.rows)
        assert app.articles.row_count == WINDOW
        for _ in range(7):
            app.articles.last()
            await settle(pilot)
        assert app.articles.row_count == 330
        assert app.articles.current == row(329)


async def test_a_count_that_comes_later_leaves_the_cursor_alone() -> None:
    app = Harness(5_000)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.open(UNREAD, app.rows)
        app.articles.go_to(7)
        app.articles.set_count(5_000)
        await settle(pilot)
        assert (app.articles.row_count, app.articles.cursor) == (5_000, 7)


async def test_a_count_that_was_too_high_is_put_right() -> None:
    app = Harness(130)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.open(UNREAD, app.rows, count=200)
        app.articles.last()
        await settle(pilot)
        assert app.articles.row_count == 130
        assert app.articles.current == row(129)


async def test_a_changed_article_is_read_again_and_keeps_the_cursor() -> None:
    app = Harness(300)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.go_to(4)
        await settle(pilot)
        app.posted.clear()
        changed = replace(row(4), read=True, starred=True)
        app.rows.changed[4] = changed
        app.articles.forget([changed.id])
        await settle(pilot)
        assert app.articles.current == changed
        assert shown(app)[4].startswith("▌★")
        assert highlighted(app) == []


async def test_reopening_after_arrivals_keeps_the_article_at_its_place_on_the_screen() -> None:
    class Later(Rows):
        def row(self, number: int) -> ArticleRow:
            return row(number - 30) if number >= 30 else row(100_000 - number)

    app = Harness(1_000)
    async with app.run_test(size=(120, 24)) as pilot:
        articles = app.articles
        articles.go_to(205)
        await settle(pilot)
        line = articles.cursor - articles.scroll_offset.y
        articles.open(UNREAD, Later(1_030), at=row(205).id, count=1_030)
        await settle(pilot)
        assert articles.cursor == 235
        assert articles.cursor - articles.scroll_offset.y == line
        assert articles.current == row(205)


async def test_a_list_opens_on_an_article_or_on_a_row() -> None:
    app = Harness(1_000)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.open(UNREAD, app.rows, at=row(60).id, count=1_000)
        await settle(pilot)
        assert app.articles.cursor == 60
        app.articles.open(UNREAD, app.rows, row=3, count=1_000)
        await settle(pilot)
        assert (app.articles.cursor, app.articles.scroll_offset.y) == (3, 0)
        assert app.articles.go_to_article(row(150).id)
        assert not app.articles.go_to_article(row(900).id)


async def test_an_empty_list_says_why_and_tells_that_nothing_is_highlighted() -> None:
    app = Harness(3)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.empty = "Nothing unread. r asks the feeds."
        app.articles.open(UNREAD, Rows(0), count=0)
        await settle(pilot)
        assert any("Nothing unread. r asks the feeds." in line for line in shown(app))
        assert highlighted(app)[-1] is None
        assert app.articles.current is None
        app.articles.move(1)
        app.articles.last()
        assert app.articles.cursor == 0


async def test_a_click_moves_the_cursor_and_a_click_on_the_cursor_chooses() -> None:
    app = Harness(50)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.click(app.articles, offset=(10, 5))
        assert app.articles.cursor == 5
        assert not any(isinstance(event, ArticleList.ArticleChosen) for event in app.posted)
        await pilot.click(app.articles, offset=(10, 5))
        await settle(pilot)
        assert [event.row for event in app.posted if isinstance(event, ArticleList.ArticleChosen)] == [row(5)]


async def test_comfortable_rows_take_two_lines_and_can_be_switched() -> None:
    app = Harness(50, comfortable=True)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        assert shown(app)[1].startswith("▌  Harbour Post · 7m  #levant #accord")
        await pilot.click(app.articles, offset=(10, 5))
        assert app.articles.cursor == 2
        app.articles.set_comfortable(False)
        await settle(pilot)
        assert shown(app)[1].startswith(" ● Northern Wire")
        assert app.articles.virtual_size.height == 50


async def test_a_library_that_cannot_be_read_is_said_and_does_not_end_the_program() -> None:
    class Busy(Rows):
        def window(self, listing: Listing, offset: int, limit: int) -> list[ArticleRow]:
            raise LibraryBusyError("The library is busy.")

    failures: list[str] = []

    class Listening(Harness):
        def on_article_rows_reading_failed(self, event: ArticleList.ReadingFailed) -> None:
            failures.append(event.reason)

    app = Listening(50)
    async with app.run_test(size=(120, 24)) as pilot:
        app.articles.open(UNREAD, Busy(10), count=10)
        await settle(pilot)
        assert set(failures) == {"The library is busy."}


async def test_a_narrower_screen_keeps_the_cursor_in_sight() -> None:
    app = Harness(500)
    async with app.run_test(size=(160, 45)) as pilot:
        app.articles.go_to(40)
        await settle(pilot)
        await pilot.resize_terminal(80, 12)
        await settle(pilot)
        assert any(line.startswith("▌") for line in shown(app))


async def test_a_new_theme_repaints_the_rows() -> None:
    app = Harness(50)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = app.articles.render_line(0)
        app.theme = "newsterm-light"
        await settle(pilot)
        after = app.articles.render_line(0)
        assert before.text == after.text
        assert [segment.style for segment in before] != [segment.style for segment in after]
