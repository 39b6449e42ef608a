"""The reader shows an article to be read: its head, its text, where one was in it, and its links."""

import time

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from newsterm.interface.panes.reader import Reader
from tests.interface.reading_room import ReadingRoom, article, paragraphs
from tests.interface.test_themes import MARK, TEXT, contrast

SIZE = (80, 24)
HEAD_MARKS = {"note-mark", "prefix"}


async def until_wrapped(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_an_article_begins_with_title_byline_tags_and_notes() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article(tags=("accord", "region/levant"), notes=("Ask the desk.",), starred=True))
        await pilot.pause()
        rows = [row.strip() for row in app.rows()]
    assert rows[0] == "Ministers met in secret" or rows[0].startswith("Ministers met in secret")
    assert rows[1].startswith("Harbour Post · staff · ")
    assert rows[2].startswith("★  #accord  #region/levant")
    assert rows[4].startswith("✎ Ask the desk.")
    assert rows[6].startswith("Envoys of both governments")


async def test_markup_in_an_article_is_text() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(
            article("<p>[bold]not bold[/bold] [/nothing] [@click=app.quit]x[/]</p>", title="[red]T[/red] [/x]")
        )
        await pilot.pause()
        shown = "\n".join(app.rows())
    assert "[red]T[/red] [/x]" in shown
    assert "[bold]not bold[/bold] [/nothing] [@click=app.quit]x[/]" in shown


@pytest.mark.parametrize("size", [(30, 10), (44, 22), (80, 24), (160, 45)])
async def test_the_text_keeps_its_measure_and_stands_in_the_middle(size: tuple[int, int]) -> None:
    app = ReadingRoom()
    async with app.run_test(size=size) as pilot:
        app.reader.show(article(paragraphs(1)))
        await pilot.pause()
        rows = [row for row in app.rows()[3:] if row.strip(" ▐")]
    text = [row.rstrip(" ▐") for row in rows]
    left = min(len(row) - len(row.lstrip()) for row in text)
    assert max(len(row.strip()) for row in text) <= 72
    assert left >= 2
    assert max(len(row) for row in text) <= size[0] - 1
    if size[0] == 160:
        assert abs(left - (160 - 1 - 72) // 2) <= 2


async def test_a_short_article_and_a_long_one_begin_in_the_same_column() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        columns = []
        for html in ("<p>Short.</p>", paragraphs(30)):
            app.reader.show(article(html))
            await until_wrapped(pilot)
            columns.append(app.rows()[0].index("Ministers"))
    assert columns[0] == columns[1]


async def test_an_article_is_shown_again_where_it_was_left() -> None:
    app = ReadingRoom()
    story = article(paragraphs(200))
    wanted = story.document.text.index("Paragraph 150.")
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(story, at=wanted)
        await until_wrapped(pilot)
        assert app.rows()[0].strip(" ▐").startswith("Paragraph 150.")
        assert app.reader.offset_in_document == wanted


async def test_a_position_survives_being_asked_for_before_there_is_room() -> None:
    app = ReadingRoom()
    story = article(paragraphs(50))
    wanted = story.document.text.index("Paragraph 30.")
    async with app.run_test(size=SIZE) as pilot:
        app.reader.display = False
        await pilot.pause()
        app.reader.display = True
        app.reader.show(story, at=wanted)
        assert app.reader.offset_in_document == wanted
        await pilot.pause()
        await until_wrapped(pilot)
        assert app.rows()[0].strip(" ▐").startswith("Paragraph 30.")


async def test_what_is_read_stays_at_the_top_when_the_width_changes() -> None:
    app = ReadingRoom()
    story = article(paragraphs(50))
    wanted = story.document.text.index("Paragraph 30.")
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(story, at=wanted)
        await until_wrapped(pilot)
        await pilot.resize_terminal(50, 24)
        await until_wrapped(pilot)
        assert app.rows()[0].strip(" ▐").startswith("Paragraph 30.")


async def test_a_new_tag_moves_nothing_under_the_readers_eyes() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article(paragraphs(20)))
        app.reader.page(1)
        await pilot.pause()
        before = [row.rstrip(" ▐") for row in app.rows()[:5]]
        app.reader.update_article(article(paragraphs(20), tags=("accord",), notes=("New.",)))
        await pilot.pause()
        assert [row.rstrip(" ▐") for row in app.rows()[:5]] == before


async def test_a_page_says_when_the_end_was_reached_before() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article(paragraphs(20)))
        await until_wrapped(pilot)
        assert not app.reader.page(-1)
        pages = 0
        while app.reader.page(1):
            pages += 1
            assert pages < 50
        assert pages > 2
        assert app.reader.half_page(-1)
        app.reader.last()
        assert not app.reader.scroll_lines(1)


async def test_the_end_of_a_text_that_is_still_being_wrapped_is_not_taken_for_its_end() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article(paragraphs(3000)))
        assert not app.reader.complete
        app.reader.scroll_lines(1_000_000)
        assert app.reader.page(1)
        await until_wrapped(pilot)


async def test_the_last_line_of_a_long_article_comes_as_soon_as_it_is_wrapped() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article(paragraphs(1000) + "<p>The very end.</p>"))
        app.reader.last()
        await until_wrapped(pilot)
        assert any("The very end." in row for row in app.rows())


async def test_a_very_long_article_is_shown_before_it_is_wrapped() -> None:
    app = ReadingRoom()
    story = article(paragraphs(2000))
    async with app.run_test(size=SIZE) as pilot:
        begin = time.process_time()
        app.reader.show(story)
        took = time.process_time() - begin
        assert not app.reader.complete
        assert took < 0.05
        await pilot.pause()
        assert "Paragraph 0." in "\n".join(app.rows())
        await until_wrapped(pilot)


async def test_another_article_ends_the_wrapping_of_the_one_before() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article(paragraphs(3000)))
        app.reader.show(article("<p>Only this.</p>", title="Another"))
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert app.reader.complete
        assert app.rows()[0].strip().startswith("Another")
        assert not app.reader.max_scroll_y


async def test_without_an_article_the_reader_says_so() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article())
        app.reader.empty = "Nothing unread."
        app.reader.show(None)
        await pilot.pause()
        assert [row.strip() for row in app.rows() if row.strip()] == ["Nothing unread."]
        assert not app.reader.page(1)


async def test_links_are_known_by_number() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article())
        await pilot.pause()
        assert app.reader.links() == ("https://gulf.example/report", "https://gulf.example/live")


async def test_a_click_on_a_link_tells_its_address_and_a_click_beside_it_nothing() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article())
        await pilot.pause()
        y, row = next((y, row) for y, row in enumerate(app.rows()) if "report[1]" in row)
        await pilot.click(Reader, offset=Offset(row.index("report[1]") + 2, y))
        await pilot.click(
            Reader, offset=Offset(row.index("report[1]") - 3, y) if row.index("report[1]") > 6 else (70, y)
        )
        await pilot.pause()
    assert app.clicked == ["https://gulf.example/report"]


async def test_copied_text_is_as_it_was_written_not_as_it_was_wrapped() -> None:
    app = ReadingRoom()
    async with app.run_test(size=(50, 40)) as pilot:
        app.reader.show(article())
        await pilot.pause()
        copied, _ = app.reader.get_selection(Selection(None, None)) or ("", "")
    assert "officials refused to comment on any of it, and one of them left by the kitchen door." in copied
    assert "def draught(ship):\n      return ship.depth" in copied
    assert "• The first meeting lasted four hours.\n• The second had two parts." in copied


async def test_text_selected_with_the_mouse_is_painted_and_copied() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article())
        await pilot.pause()
        plain = app.reader.render_line(0)
        app.screen.selections = {app.reader: Selection(Offset(0, 0), Offset(9, 0))}
        await pilot.pause()
        assert app.screen.get_selected_text() == "Ministers"
        assert [segment.style for segment in app.reader.render_line(0)] != [segment.style for segment in plain]


@pytest.mark.parametrize("theme", ["newsterm-dark", "newsterm-light"])
async def test_everything_in_the_reader_has_enough_contrast(theme: str) -> None:
    app = ReadingRoom(theme)
    async with app.run_test(size=SIZE):
        styles = {
            name: app.reader._style("text") + app.reader._style(name.partition("--")[2])
            for name in sorted(Reader.COMPONENT_CLASSES)
        }
    del styles["reader--rule"]  # a hairline below a table's head says nothing
    poor = {
        name: round(found, 2)
        for name, style in styles.items()
        if (found := contrast(style)) < (MARK if name.partition("--")[2] in HEAD_MARKS else TEXT)
    }
    assert not poor


async def test_without_colours_what_matters_is_still_told_apart() -> None:
    app = ReadingRoom("ansi")
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article())
        await pilot.pause()
        style = app.reader._style
        assert style("title").bold
        assert style("heading").bold
        assert style("strong").bold
        assert style("link").underline
        assert style("byline").dim


async def test_a_change_of_theme_repaints_the_text() -> None:
    app = ReadingRoom()
    async with app.run_test(size=SIZE) as pilot:
        app.reader.show(article())
        await pilot.pause()
        dark = app.reader.render_line(0)
        app.theme = "newsterm-light"
        await pilot.pause()
        assert app.reader.render_line(0) != dark
        assert app.reader.render_line(0).text == dark.text
