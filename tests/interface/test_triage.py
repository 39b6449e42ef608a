"""A triage session on the screen: one story at a time, each decision kept at once, and a receipt."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from newsterm.interface.borrowed_keys import BorrowedKeys
from newsterm.interface.key_profiles import PROFILES, keys_of_profile
from newsterm.interface.keymap import resolve
from newsterm.interface.screens.help import Help
from newsterm.interface.screens.note_editor import NoteEditor
from newsterm.interface.screens.score_sheet import ScoreSheet
from newsterm.interface.screens.triage import Triage
from newsterm.interface.screens.triage_words import ACTIONS
from newsterm.model.article import ArticleRow
from newsterm.model.user_command import UserCommand
from newsterm.operations.undo import history
from tests.interface.desk import QUIET, Desk, at_desk
from tests.interface.harness import NOW

SMALL = (80, 24)


@asynccontextmanager
async def triaging(directory: Path, place: str = "Gulf Desk", **options: object) -> AsyncIterator[Desk]:
    """A desk with a session on a place's articles."""
    async with at_desk(directory, **{"size": SMALL, **options}) as desk:  # type: ignore[arg-type]
        await desk.go_to_place(place)
        await desk.press("g", "t")
        assert isinstance(desk.app.screen, Triage)
        yield desk


def screen(desk: Desk) -> Triage:
    found = desk.app.screen
    assert isinstance(found, Triage)
    return found


def story(desk: Desk) -> ArticleRow:
    shown = screen(desk).shown
    assert shown is not None
    return shown.row


def now(desk: Desk, row: ArticleRow) -> ArticleRow:
    """An article as the library has it."""
    return desk.screen.session.article(row.id).row


def said(desk: Desk) -> str:
    return screen(desk).status.text


def receipt(desk: Desk) -> str:
    return str(screen(desk).query_one("#triage-receipt Static", Static).render())


async def test_a_session_shows_one_story_with_its_verbs_and_where_it_is(directory: Path) -> None:
    async with triaging(directory) as desk:
        lines = desk.painted()
        assert lines[0].startswith(" Triage · Gulf Desk ")
        assert lines[0].endswith("1 of 9")
        assert lines[2].strip() == story(desk).title[:72]
        assert lines[-2].endswith("l skip  h back  f link  o browser  u undo  ? keys")
        assert lines[-1] == " s star  e archive  L later  Z snooze  t tag  w note  m read  space on  q end"


async def test_a_decision_is_kept_and_the_next_story_comes(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("s")
        assert said(desk).startswith("Starred “")
        assert said(desk).endswith("u takes it back")
        second = story(desk)
        assert second.id != first.id
        assert desk.painted()[0].endswith("2 of 9")
        assert (now(desk, first).starred, now(desk, first).read) == (True, True)
        await desk.press("e")
        assert now(desk, second).archived
        third = story(desk)
        await desk.press("L")
        assert now(desk, third).later
        fourth = story(desk)
        await desk.press("m")
        assert now(desk, fourth).read
        assert desk.painted()[0].endswith("5 of 9")


async def test_every_decision_is_a_group_under_the_sessions_name(directory: Path) -> None:
    async with triaging(directory) as desk:
        await desk.press("s", "e", "l", "m")
        done = history(desk.screen.session.context("key"), 3)
        assert [group.label.split()[0] for group in done] == ["marked", "archived", "starred"]
        assert {group.actor for group in done} == {screen(desk).triage.actor}
        assert done[0].actor.startswith("triage:")


async def test_a_snooze_asks_until_when(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("Z")
        await desk.type("3h")
        await desk.press("enter")
        assert now(desk, first).snoozed_until == NOW + timedelta(hours=3)
        assert story(desk).id != first.id


async def test_a_snooze_that_nobody_understands_is_told_and_its_words_are_kept_for_mending(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("Z")
        await desk.type("when pigs fly")
        await desk.press("enter")
        assert screen(desk).status.is_error
        assert "when pigs fly" in desk.painted()[-3]
        await desk.press(*["backspace"] * 13)
        assert not screen(desk).status.is_error
        await desk.type("2d")
        await desk.press("enter")
        assert now(desk, first).snoozed_until == NOW + timedelta(days=2)
        await desk.press("Z", "escape")
        assert now(desk, story(desk)).snoozed_until is None


async def test_tags_and_notes_stay_on_the_story(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("t")
        await desk.type("harbour")
        await desk.press("enter")
        assert story(desk).id == first.id
        assert "#harbour" in desk.text()
        await desk.press("w")
        assert isinstance(desk.app.screen, NoteEditor)
        await desk.type("who paid?")
        await desk.press("ctrl+s")
        assert "✎ who paid?" in desk.text()
        await desk.press("t")
        await desk.type("ha")
        await desk.press("escape", "e")
        assert now(desk, first).archived
        assert now(desk, first).tags == ("harbour",)


async def test_what_is_typed_ahead_is_not_lost(directory: Path) -> None:
    async with triaging(directory) as desk:
        for key in ("s", "e", "t", *"port", "enter", "e", "e"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.settle()
        assert desk.painted()[0].endswith("5 of 9")
        assert desk.screen.session.tags() == [("port", 1)]


async def test_what_is_typed_ahead_comes_after_what_was_answered(directory: Path) -> None:
    async with triaging(directory) as desk:
        queue = list(screen(desk).triage.queue)
        for key in ("Z", *"3h", "enter", "e", "t", *"port", "enter", "t", *"fog", "enter", "s", *"2uU"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.settle()
        snoozed, archived, tagged = (desk.screen.session.article(number).row for number in queue[:3])
        assert (snoozed.snoozed_until, snoozed.archived) == (NOW + timedelta(hours=3), False)
        assert archived.archived
        assert (tagged.tags, tagged.starred) == (("fog", "port"), False)
        assert story(desk).id == tagged.id


async def test_space_reads_to_the_end_then_marks_read_and_goes_on(directory: Path) -> None:
    async with triaging(directory, place="Long View") as desk:
        first = story(desk)
        await desk.press("space", "space")
        assert story(desk).id == first.id
        assert not now(desk, first).read
        for _ in range(100):
            if story(desk).id != first.id:
                break
            await desk.press("space")
        assert story(desk).id != first.id
        assert now(desk, first).read


async def test_a_skipped_story_stays_as_it_is_and_back_returns_to_it(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("l", "n")
        assert desk.painted()[0].endswith("3 of 9")
        assert now(desk, first) == first
        await desk.press("h", "left")
        assert story(desk).id == first.id
        await desk.press("h")
        assert story(desk).id == first.id


async def test_lines_scroll_and_go_over_to_the_next_story_and_back(directory: Path) -> None:
    async with triaging(directory, place="Long View", size=(80, 40)) as desk:
        first = story(desk)
        for _ in range(200):
            if story(desk).id != first.id:
                break
            await desk.press("j")
        assert story(desk).id != first.id
        await desk.press("k")
        assert story(desk).id == first.id


async def test_undo_takes_the_last_decision_back_and_returns_to_its_story(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("e", "l", "l")
        await desk.press("u")
        assert story(desk) == first
        assert said(desk).startswith("Took back: archived “")
        await desk.press("u")
        assert said(desk) == "Nothing was decided yet"


async def test_a_story_that_was_decided_about_says_so_and_a_star_comes_off(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("s", "k")
        assert story(desk).id == first.id
        assert desk.painted()[0].startswith(" Triage · Gulf Desk   marked read")
        await desk.press("s")
        assert not now(desk, first).starred
        assert story(desk).id == first.id


async def test_the_pace_tells_how_long_the_rest_takes(directory: Path) -> None:
    time = [NOW]
    async with triaging(directory, place="Unread", now=lambda: time[0]) as desk:
        for seconds in (10, 20, 12):
            time[0] += timedelta(seconds=seconds)
            await desk.press("e")
        assert desk.painted()[0].endswith("4 of 62, about 12 min")


async def test_the_receipt_tells_what_was_done_and_one_key_takes_all_of_it_back(directory: Path) -> None:
    time = [NOW]
    async with triaging(directory, now=lambda: time[0]) as desk:
        ids = list(screen(desk).triage.queue)
        before = [desk.screen.session.article(number).row for number in ids]
        await desk.press("s", "L", "l")
        time[0] += timedelta(minutes=4)
        await desk.press(*"eeeeee")
        assert receipt(desk).split("\n") == [
            "9 stories in 4 min",
            "",
            "starred                 1",
            "later                   1",
            "archived                6",
            "left as they were       1",
        ]
        assert "u take all of it back" in desk.painted()[-1]
        await desk.press("u")
        assert said(desk) == "Took back: a triage session of 8 decisions"
        assert [desk.screen.session.article(number).row for number in ids] == before
        await desk.press("U")
        assert desk.screen.session.article(ids[0]).row.starred
        await desk.press("u", "enter")
        assert desk.app.screen is desk.screen
        assert desk.said == "The triage session changed nothing"
        assert desk.tree()["Gulf Desk"] == 9


async def test_leaving_shows_the_receipt_and_keeps_all(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("e", "escape")
        assert receipt(desk).startswith("1 of 9 stories in ")
        await desk.press("h")
        assert desk.painted()[0].endswith("2 of 9")
        await desk.press("q", "q")
        assert desk.app.screen is desk.screen
        assert desk.said.startswith("1 of 9 stories in ")
        assert now(desk, first).archived
        assert desk.tree()["Gulf Desk"] == 8


async def test_leaving_at_once_leaves_no_receipt(directory: Path) -> None:
    async with triaging(directory) as desk:
        await desk.press("l", "escape")
        assert desk.app.screen is desk.screen
        assert desk.said == "The triage session changed nothing"


async def test_the_last_session_is_taken_back_from_the_history(directory: Path) -> None:
    async with triaging(directory) as desk:
        await desk.press("e", "e", "q", "enter", "H")
        assert "triage session" in desk.text()
        assert "R all of this session" in desk.text()
        await desk.press("R")
        assert "Took back: a triage session of 2 decisions" in desk.text()
        assert desk.tree()["Gulf Desk"] == 9


async def test_an_empty_list_is_nothing_to_triage(directory: Path) -> None:
    async with at_desk(directory, size=SMALL) as desk:
        await desk.go_to_place("Starred")
        await desk.press("g", "t")
        assert desk.app.screen is desk.screen
        assert desk.said == "Nothing to triage in Starred."


async def test_help_shows_what_the_keys_do_here(directory: Path) -> None:
    async with triaging(directory, size=(100, 60)) as desk:
        await desk.press("question_mark")
        assert isinstance(desk.app.screen, Help)
        assert "Skip" in desk.text()
        assert "Unsubscribe" not in desk.text()
        await desk.press("escape")
        assert isinstance(desk.app.screen, Triage)


async def test_a_long_help_goes_on_below_itself_in_a_small_terminal(directory: Path) -> None:
    async with triaging(directory, size=(80, 24)) as desk:
        await desk.press("question_mark")
        rows = desk.app.screen.query_one("#help-rows", Static)
        assert rows.size.height == len(str(rows.content).splitlines()), "a line was wrapped to below the keys"


async def test_keys_of_the_users_own_work_here_too(directory: Path) -> None:
    async with triaging(directory, keys={"article.archive": "d"}) as desk:
        first = story(desk)
        assert "d archive" in desk.painted()[-1]
        await desk.press("d")
        assert now(desk, first).archived


async def test_a_session_does_not_mark_what_it_shows(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        assert QUIET.mark_read_after < 0
        await desk.press("l", "h")
        assert not now(desk, first).read


@pytest.mark.parametrize("profile", list(PROFILES))
def test_every_action_has_a_key_in_every_profile(profile: str) -> None:
    keymap = resolve({}, base=keys_of_profile(profile))
    lent = BorrowedKeys()
    lent.borrow(keymap, ACTIONS)
    known = {command.id for command in keymap.commands}
    keys: dict[str, list[str]] = {action: [] for command, action in ACTIONS.items() if command in known}
    for command in known & ACTIONS.keys():
        keys[ACTIONS[command]] += lent.lent[command]
    assert not [action for action, found in keys.items() if not found]


async def test_marked_rows_are_gone_through_alone(directory: Path) -> None:
    async with at_desk(directory, size=SMALL) as desk:
        ids = [desk.screen.articles.row_at(number).id for number in (1, 3)]  # type: ignore[union-attr]
        await desk.press("j", "x", "j", "x", "g", "t")
        assert desk.painted()[0].startswith(" Triage · Unread · marked ")
        assert list(screen(desk).triage.queue) == ids
        await desk.press("e", "e", "enter")
        assert desk.said.startswith("2 stories in ")
        assert not desk.screen.articles.selected


async def test_what_was_dealt_with_but_still_stands_in_the_list_stays_out(directory: Path) -> None:
    async with at_desk(directory, size=SMALL) as desk:
        await desk.press("m", "m", "m", "g", "t")
        assert desk.painted()[0].endswith("1 of 61")


async def test_what_a_search_found_is_gone_through_in_its_order(directory: Path) -> None:
    async with at_desk(directory, size=SMALL) as desk:
        await desk.press("slash")
        await desk.type("ferry")
        await desk.press("enter")
        count = desk.screen.articles.row_count
        await desk.press("g", "t")
        assert desk.painted()[0].endswith(f"1 of {count}")


async def test_a_number_before_a_verb_decides_about_so_many_stories_as_one_step(directory: Path) -> None:
    async with triaging(directory) as desk:
        queue = list(screen(desk).triage.queue)
        await desk.press("3", "e")
        assert said(desk).startswith("Archived 3 articles")
        assert story(desk).id == queue[3]
        await desk.press("2", "s", "2", "u")
        assert story(desk).id == queue[0]
        assert not any(desk.screen.session.article(number).row.archived for number in queue)
        await desk.press("2", "U")
        assert story(desk).id == queue[5]
        await desk.press("escape")
        assert receipt(desk).split("\n")[2:] == ["starred        2", "archived       3"]


async def test_a_number_before_a_move_goes_so_many_stories(directory: Path) -> None:
    async with triaging(directory) as desk:
        await desk.press("5", "l")
        assert desk.painted()[0].endswith("6 of 9")
        await desk.press("3", "h")
        assert desk.painted()[0].endswith("3 of 9")
        await desk.press("9")
        assert desk.painted()[-2].endswith("9")
        await desk.press("9", "e")
        assert receipt(desk).startswith("9 stories in ")
        assert receipt(desk).split("\n")[2].split() == ["archived", "7"]


async def test_what_was_taken_back_is_done_again(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("e", "u")
        assert said(desk).endswith("· U does it again")
        await desk.press("U")
        assert now(desk, first).archived
        assert story(desk).id != first.id
        await desk.press("U")
        assert said(desk) == "Nothing to do again"
        await desk.press("u", "s", "U")
        assert said(desk) == "Nothing to do again"


async def test_words_are_found_in_the_story_and_behind_the_last_hit_of_a_watchlist_the_next_story_comes(
    directory: Path,
) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("slash")
        await desk.type("the")
        await desk.press("enter")
        assert "hit 1 of " in desk.painted()[0]
        await desk.press("n")
        assert "hit 2 of " in desk.painted()[0]
        await desk.press("q")
        assert desk.app.screen is desk.screen
        await desk.press("g", "t", "slash")
        await desk.type("the")
        await desk.press("enter", "escape")
        assert story(desk).id == first.id
        await desk.press("n")
        assert desk.painted()[0].endswith("2 of 9")
        await desk.press("N")
        assert story(desk).id == first.id


async def test_addresses_are_copied_and_links_chosen_by_letters(directory: Path) -> None:
    async with triaging(directory, place="Long View") as desk:
        await desk.press("y", "y")
        assert said(desk) == "Copied the address"
        assert desk.app.clipboard == story(desk).url
        await desk.press("y", "f")
        assert said(desk) in {"Copy which link?", "This article has no links."}
        await desk.press("escape", "3", "y", "m")
        assert said(desk).startswith("Copied 3 Markdown links")


async def test_points_are_given_and_explained_and_taken_back(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("plus", "enter")
        assert "halves every 30 days" in said(desk)
        assert story(desk).id == first.id
        await desk.press("E")
        assert isinstance(desk.app.screen, ScoreSheet)
        await desk.press("escape", "q")
        assert receipt(desk).split("\n")[2].split() == ["raised", "or", "lowered", "1"]
        await desk.press("h", "u")
        assert said(desk).startswith("Took back:")


async def test_tags_come_off_and_bad_ones_are_refused_with_their_words_kept(directory: Path) -> None:
    async with triaging(directory) as desk:
        first = story(desk)
        await desk.press("t")
        await desk.type("none")
        await desk.press("enter")
        assert screen(desk).status.is_error
        await desk.press(*["backspace"] * 4)
        await desk.type("port")
        await desk.press("enter")
        assert now(desk, first).tags == ("port",)
        await desk.press("T")
        assert now(desk, first).tags == ()
        assert story(desk).id == first.id


async def test_commands_of_the_users_own_work_and_count_as_what_they_did(directory: Path) -> None:
    entries = (
        UserCommand("Keep", "config.toml", key="ctrl+k", run=("article.later", "article.archive")),
        UserCommand("Sort", "config.toml", key="Q", run=("list.sort",)),
    )
    async with triaging(directory, settings=QUIET._replace(command=entries)) as desk:
        first = story(desk)
        await desk.press("ctrl+k")
        assert desk.painted()[0].endswith("2 of 9")
        assert now(desk, first).archived
        await desk.press("Q")
        assert said(desk) == "“Turn the order” is not for a triage session"
        await desk.press("question_mark")
        await desk.type("keep")
        assert "Your own" in desk.text()


async def test_a_key_that_does_nothing_here_says_so(directory: Path) -> None:
    async with triaging(directory) as desk:
        await desk.press("colon")
        assert said(desk) == "“Command line” is not for a triage session"
        await desk.press("g", "w")
        assert said(desk) == "“Watchlists” is not for a triage session"
        await desk.press("g", "q")
        assert said(desk) == "g q is no command here"
        await desk.press("e", "q", "e")
        assert said(desk) == "The session is over"


async def test_a_session_that_is_left_says_how_it_is_taken_back_whole(directory: Path) -> None:
    async with triaging(directory) as desk:
        await desk.press("e", "e", "q", "enter")
        assert desk.said.endswith("· H and R take it back whole")
