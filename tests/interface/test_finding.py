"""Finding in the article: hits are marked while typing, one goes from hit to hit, and leaving changes nothing."""

from pathlib import Path

import pytest
from textual import events

from newsterm.interface.panes.reader import Reader
from tests.interface.desk import Desk, at_desk
from tests.interface.written import write_library

LOW = (80, 16)
WORDS = "Envoys of both governments met again and refused to comment on anything at all. "
HTML = "".join(
    f"<p>Paragraph {number}. {WORDS}{'The café closed. ' if number % 10 == 7 else ''}</p>" for number in range(60)
)


@pytest.fixture
def long_read(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library", {"The café of envoys": HTML, "Another story": "<p>No more.</p>"})


def text(desk: Desk) -> str:
    reader = desk.screen.reader
    return "\n".join(reader.render_line(y).text.strip() for y in range(reader.size.height))


def styled(reader: Reader, attribute: str) -> list[str]:
    """The texts on the pane that are painted so."""
    return [
        segment.text
        for y in range(reader.size.height)
        for segment in reader.render_line(y)
        if segment.style and getattr(segment.style, attribute)
    ]


async def test_hits_are_marked_while_typing_and_counted(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("caf")
        assert styled(desk.screen.reader, "reverse") == ["caf"]
        assert desk.title("reader").endswith(" · 1 of 7")
        await desk.type("E")
        assert styled(desk.screen.reader, "reverse") == ["café"]
        await desk.press("enter")
        assert desk.title("reader").endswith(" · 1 of 7")
        assert desk.screen.focused is desk.screen.reader


async def test_the_view_jumps_to_the_first_hit_below_where_one_reads(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "space", "space", "space", "space", "slash")
        await desk.type("cafe closed")
        assert desk.title("reader").endswith(" · 2 of 6")
        assert "The café closed." in text(desk)
        assert "Paragraph 17." in text(desk)


async def test_leaving_goes_back_to_where_one_was(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "j", "j", "j", "slash")
        before = desk.screen.reader.scroll_offset.y
        await desk.type("paragraph 44")
        assert "Paragraph 44." in text(desk)
        await desk.press("escape")
        assert desk.screen.reader.scroll_offset.y == before
        assert not desk.screen.reader.marks.found
        assert "of" not in desk.title("reader")


async def test_what_is_not_there_leaves_the_view_and_is_told(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "j", "slash")
        await desk.type("embassy")
        assert desk.title("reader").endswith(" · no hits")
        assert desk.screen.reader.scroll_offset.y == 1
        await desk.press("enter")
        assert desk.said == "Nothing in this article reads “embassy”"
        assert "no hits" not in desk.title("reader")


async def test_n_goes_through_the_hits_and_round(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.press("enter")
        seen = []
        for _ in range(6):
            seen.append(desk.title("reader").rpartition(" · ")[2])
            await desk.press("n")
        assert seen == [f"{number} of 6" for number in range(1, 7)]
        assert desk.said == "On from the first hit"
        assert desk.title("reader").endswith("1 of 6")
        await desk.press("N")
        assert desk.said == "On from the last hit"
        assert desk.title("reader").endswith("6 of 6")
        await desk.press("N")
        assert desk.title("reader").endswith("5 of 6")


async def test_a_number_before_n_goes_so_many_hits_further(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.press("enter", "3", "n")
        assert desk.title("reader").endswith("4 of 6")
        await desk.press("2", "N")
        assert desk.title("reader").endswith("2 of 6")


async def test_after_scrolling_the_next_hit_is_the_next_one_seen(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.press("enter", "G", "N")
        assert desk.title("reader").endswith("5 of 6") or desk.title("reader").endswith("6 of 6")
        await desk.press("home", "n")
        assert desk.title("reader").endswith("1 of 6")


async def test_escape_takes_the_hits_away_first(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.press("enter", "escape")
        assert desk.title("reader").endswith("%")
        await desk.press("j")
        assert desk.screen.reader.scroll_offset.y
        await desk.press("escape", "j")
        assert desk.current.title == "Another story"


async def test_a_regular_expression_finds_once_it_is_closed(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("/Paragraph 1\\d")
        assert desk.title("reader").endswith("no hits")
        await desk.type("/")
        assert desk.title("reader").endswith("1 of 10")
        await desk.press("enter")
        assert styled(desk.screen.reader, "reverse") == ["Paragraph 10"]


async def test_a_wrong_regular_expression_is_told_when_it_is_asked_for(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("/(/")
        assert not desk.said
        await desk.press("enter")
        assert desk.screen.status.is_error
        assert "no regular expression" in desk.said
        assert desk.is_asked
        await desk.press("escape", "j")
        assert desk.screen.reader.scroll_offset.y == 1


async def test_what_is_typed_ahead_is_found_and_gone_through(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter")
        for key in ("slash", *"closed", "enter", "n", "n"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else "/" if key == "slash" else None))
        await desk.settle()
        assert desk.title("reader").endswith("3 of 6")


async def test_another_article_has_no_hits(long_read: Path) -> None:
    async with at_desk(long_read, size=(120, 30)) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.press("enter", "escape", "escape")
        await desk.press("j", "k", "enter")
        assert not desk.screen.reader.marks.found


async def test_without_anything_found_n_goes_to_the_next_unread(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "n")
        assert desk.shown.title == "Another story"
        await desk.press("N")
        assert desk.shown.title == "The café of envoys"


async def test_being_marked_read_while_typing_disturbs_nothing(long_read: Path) -> None:
    from newsterm.configuration import Settings

    async with at_desk(long_read, size=LOW, settings=Settings(mark_read_after=0, refresh_every=0)) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.until(lambda: desk.current.read)
        await desk.press("enter")
        assert desk.title("reader").endswith("1 of 6")


async def test_hits_stay_on_their_words_at_another_width(long_read: Path) -> None:
    async with at_desk(long_read, size=LOW) as desk:
        await desk.press("enter", "slash")
        await desk.type("closed")
        await desk.press("enter")
        await desk.resize(44, 30)
        await desk.press("n", "N")
        assert styled(desk.screen.reader, "reverse") == ["closed"]


async def test_an_article_of_fifty_thousand_words_scrolls_as_fast_with_thousands_of_hits() -> None:
    import time

    from newsterm.query.finding import Findable
    from tests.interface.reading_room import ReadingRoom, article, paragraphs

    app = ReadingRoom()
    story = article(paragraphs(900))
    async with app.run_test(size=(80, 40)) as pilot:
        app.reader.show(story)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

        def paint() -> float:
            app.reader.forget_painted()
            began = time.perf_counter()
            for top in range(0, 4_000, 40):
                app.reader.scroll_to(y=top, animate=False, force=True, immediate=True)
                for y in range(40):
                    app.reader.render_line(y)
            return time.perf_counter() - began

        plain = min(paint() for _ in range(3))
        hits = Findable(story.row.title, story.document.text).find("refused")
        assert len(hits) >= 3_000
        app.reader.marks = app.reader.marks.with_found(hits)
        marked = min(paint() for _ in range(3))
    assert marked < plain * 2 + 0.05
