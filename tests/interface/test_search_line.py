"""Searching from the reader's screen."""

from contextlib import closing
from pathlib import Path
from time import monotonic

from textual.events import Key
from textual.widgets import Input

from newsterm.configuration import Settings
from newsterm.interface.commands import Pane
from newsterm.operations.context import Context
from newsterm.operations.views import save_view
from newsterm.storage.library import Library
from tests.interface.desk import at_desk
from tests.used_demo import put_article


async def test_results_come_while_the_query_is_typed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("ferry")
        assert desk.is_asked
        assert desk.title("list").startswith("Found · ")
        assert "erry" in desk.current.title or "erry" in desk.text()
        found = desk.screen.articles.row_count
        assert 0 < found < 62
        await desk.type(" feed:gulf")
        assert {desk.screen.articles.row_at(i).feed_title for i in range(desk.screen.articles.row_count)} == {
            "Gulf Desk"
        }  # type: ignore[union-attr]
        await desk.press("enter")
        assert not desk.is_asked
        assert desk.screen.pane is Pane.LIST
        assert desk.app.focused is desk.screen.articles


async def test_escape_brings_back_the_place_and_the_article(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "j", "j")
        article = desk.current.id
        await desk.press("slash")
        await desk.type("eel")
        assert desk.current.id != article
        await desk.press("escape")
        assert desk.title("list") == "Unread · 62 · newest"
        assert desk.current.id == article


async def test_escape_in_the_results_goes_back_to_the_place_and_the_article(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("j", "j", "slash")
        article = desk.screen.article_before or desk.current.id
        await desk.type("eel")
        await desk.press("enter", "escape")
        assert desk.title("list") == "Unread · 62 · newest"
        assert desk.current.id == article


async def test_an_emptied_query_goes_back_too(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("eel")
        await desk.press("enter", "slash")
        await desk.press("backspace", "backspace", "backspace", "enter")
        assert desk.title("list") == "Unread · 62 · newest"


async def test_the_query_of_an_open_search_is_replaced_by_typing_and_mended_after_an_arrow(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash", *"eel", "enter", "slash", *"ferry", "enter")
        assert desk.title("list").startswith("Found · ")
        assert desk.screen.place.key == "ferry"
        await desk.press("slash", "right")
        await desk.type(" feed:gulf")
        await desk.press("enter")
        assert desk.screen.place.key == "ferry feed:gulf"


async def test_earlier_searches_come_back_with_the_up_arrow_also_in_the_next_session(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash", *"eel", "enter", "slash", *"ferry", "enter", "g", "u")
        await desk.press("slash", "up", "up")
        assert desk.screen.place.key == "eel"
        await desk.press("down", "enter")
        assert desk.screen.place.key == "ferry"
    async with at_desk(directory) as desk:
        await desk.press("slash", "up", "enter")
        assert desk.screen.place.key == "ferry"
        await desk.press("slash", "up", "enter")
        assert desk.screen.place.key == "eel"


async def test_a_wrong_query_stays_for_mending_with_the_cursor_where_it_is_wrong(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("ferry (eel")
        await desk.press("enter")
        assert desk.said == "The parenthesis at column 7 is never closed; expected `)`."
        assert desk.screen.status.is_error
        assert desk.is_asked
        entry = desk.screen.prompt.query_one(Input)  # type: ignore[union-attr]
        assert (entry.value, entry.cursor_position) == ("ferry (eel", 6)
        await desk.press("end")
        await desk.type(" OR gull)")
        await desk.press("enter")
        assert not desk.is_asked
        assert desk.title("list").startswith("Found · ")


async def test_what_is_typed_after_a_wrong_query_goes_into_the_line(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        for key in (*"tittle:x", "enter", "delete"):
            desk.app.post_message(Key(key, "\r" if key == "enter" else key if len(key) == 1 else None))
        await desk.settle()
        assert desk.screen.prompt.query_one(Input).value == "ittle:x"  # type: ignore[union-attr]
        assert desk.is_asked


async def test_views_are_found_completed_and_told_where_they_are_missing(directory: Path) -> None:
    with closing(Library.open(directory)) as library:
        save_view(Context(library), "Sea birds", "gull OR eel")
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("view:se")
        assert not desk.screen.status.is_error
        await desk.press("tab", "enter")
        assert desk.title("list").startswith("Found · ")
        assert desk.screen.articles.row_count
        await desk.press("slash")
        await desk.press(*["backspace"] * 20)
        await desk.type("x view:seebirds")
        await desk.press("enter")
        assert desk.said == 'No view `seebirds` at column 8; did you mean `view:"Sea birds"`?'
        assert desk.is_asked


async def test_a_regular_expression_that_explodes_is_stopped_and_named(directory: Path) -> None:
    put_article(directory, "a" * 20_000 + "!")
    async with at_desk(directory) as desk:
        await desk.press("slash")
        began = monotonic()
        await desk.type("/(a+)+$/")
        await desk.press("enter")
        assert monotonic() - began < 5
        assert "/(a+)+$/ takes too long" in desk.said
        assert desk.screen.status.is_error
        await desk.press("slash")
        assert desk.screen.prompt.query_one(Input).value == "/(a+)+$/"  # type: ignore[union-attr]


async def test_fields_are_completed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("is:un")
        await desk.press("tab")
        assert desk.screen.prompt.query_one("Input").value == "is:unread"  # type: ignore[attr-defined]


async def test_searching_here_stays_in_the_place(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.go_to_place("Gulf Desk")
        await desk.press("equals_sign")
        await desk.type("the")
        await desk.press("enter")
        assert desk.title("list").startswith("Found in Gulf Desk · ")
        rows = [desk.screen.articles.row_at(i) for i in range(desk.screen.articles.row_count)]
        assert rows
        assert {row.feed_title for row in rows if row} == {"Gulf Desk"}


async def test_nothing_found_says_so(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("zzzz")
        await desk.press("enter")
        assert "Nothing found for zzzz" in desk.text()
        assert desk.screen.shown is None


async def test_nothing_found_names_what_is_typed_and_no_more(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("zebrafish")
        assert "Nothing found for zebrafish" in desk.text()
        assert "zebrafish*" not in desk.text()
        await desk.press("escape", "equals_sign")
        await desk.type("zebrafish")
        await desk.press("enter")
        assert "Nothing found for zebrafish" in desk.text()


async def test_a_search_is_a_snapshot_that_marking_does_not_shrink(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("is:unread ferry")
        await desk.press("enter")
        found = desk.screen.articles.row_count
        await desk.press("m")
        assert desk.screen.articles.row_count == found
        assert desk.current.read


async def test_results_begin_at_the_first_wherever_the_cursor_was(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("G", "slash")
        await desk.type("ferry")
        assert desk.screen.articles.cursor == 0
        await desk.press("enter", "j", "m")
        assert desk.screen.articles.cursor == 1


async def test_what_is_typed_ahead_of_a_question_goes_into_its_answer(directory: Path) -> None:
    async with at_desk(directory) as desk:
        first = desk.current.id
        for key in ("t", *"coast", "enter", "s"):
            desk.app.post_message(Key(key, "\r" if key == "enter" else key))

        def both_are_done() -> bool:
            row = desk.screen.session.article(first).row
            return row.tags == ("coast",) and row.starred

        await desk.until(both_are_done)


async def test_what_is_wrong_with_a_query_is_told_once_nobody_goes_on_typing(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("tittle:x")
        assert desk.said == ""
        await desk.until(lambda: desk.said == "No field `tittle:` at column 1; did you mean `title:`?")
        await desk.press("backspace")
        assert desk.said == ""
        await desk.until(lambda: desk.said)
        await desk.press("escape")
        assert desk.said == ""


async def test_a_name_that_there_is_none_of_is_told_where_nothing_is_found(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("feed:gulf-desk")
        await desk.press("enter")
        await desk.until(lambda: desk.said == "There is no feed “gulf-desk”; did you mean “Gulf Desk”?")
        await desk.press("escape", "slash")
        await desk.type("feed:gulf")
        assert desk.said == ""


async def test_a_name_that_there_is_none_of_is_told_though_the_query_is_not_at_its_end(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("slash")
        await desk.type("feed:gulf-desk NOT")
        await desk.until(lambda: desk.said.startswith("There is no feed “gulf-desk”"))
        assert not desk.screen.status.is_error


async def test_what_is_seen_beside_a_question_is_not_marked_read(directory: Path) -> None:
    async with at_desk(directory, settings=Settings(mark_read_after=0, refresh_every=0)) as desk:
        await desk.until(lambda: desk.current.read)
        await desk.press("slash")
        await desk.type("eel")
        article = desk.current.id
        await desk.pilot.pause(0.3)
        assert not desk.current.read
        await desk.press("enter")
        await desk.until(lambda: desk.current.id == article and desk.current.read)
