"""The command line: sentences and commands, told before they are done."""

from pathlib import Path

from newsterm.interface.screens.help import Help
from tests.interface.desk import at_desk
from tests.used_demo import put_article


async def test_a_sentence_tells_how_many_it_would_change_and_does_it(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("archive where feed:gulf")
        assert desk.said == "Would archive 9 articles"
        assert desk.tree()["Unread"] == 62
        await desk.press("enter")
        assert desk.said.startswith("Archived 9 articles · u takes it back")
        assert desk.tree()["Unread"] == 53
        await desk.press("u")
        assert desk.tree()["Unread"] == 62


async def test_what_a_sentence_did_elsewhere_stays_out_of_the_open_list(directory: Path) -> None:
    async with at_desk(directory) as desk:
        for verb in ("read", "star"):
            await desk.press("colon")
            await desk.type(f"{verb} where title:ferry")
            await desk.press("enter", *(["g", "a", "g", "u"] if verb == "read" else []))
            if verb == "read":
                title = desk.title("list")
        assert desk.said.startswith("Starred 5 articles")
        assert desk.title("list") == title
        await desk.press("u")
        assert desk.title("list") == title


async def test_a_sentence_whose_count_takes_too_long_says_so_while_it_is_typed(directory: Path) -> None:
    put_article(directory, "a" * 20_000 + "!")
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("star where /(a+)+$/")
        await desk.until(lambda: "/(a+)+$/ takes too long" in desk.said)
        assert desk.is_asked


async def test_what_is_wrong_with_a_sentence_is_told_once_nobody_goes_on_typing(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("archive where titel:x")
        await desk.until(lambda: "did you mean `title:`?" in desk.said)
        assert desk.is_asked
        assert not desk.screen.status.is_error


async def test_without_where_it_is_about_the_article_or_what_is_marked(directory: Path) -> None:
    async with at_desk(directory) as desk:
        first = desk.current.id
        await desk.press("colon")
        await desk.type("tag +port")
        assert desk.said == "Would tag 1 article #port"
        await desk.press("enter")
        assert desk.current.id == first
        assert desk.current.tags == ("port",)
        await desk.press("x", "x", "x", "colon")
        await desk.type("untag port")
        assert desk.said == "Would remove #port from 1 article"
        await desk.press("enter")
        assert not desk.screen.articles.selected
        assert desk.screen.session.tags() == []


async def test_a_wrong_sentence_stays_with_the_cursor_where_it_is_wrong(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("archive where tittle:x")
        await desk.press("enter")
        assert desk.is_asked
        assert "did you mean `title:`" in desk.said
        entry = desk.screen.query_one("#prompt-input")
        assert entry.cursor_position == len("archive where ")  # type: ignore[attr-defined]
        await desk.press("escape")
        assert desk.said == ""


async def test_words_are_completed(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon", *"arc", "tab")
        await desk.type(" wh")
        await desk.press("tab")
        await desk.type("is:un")
        await desk.press("tab")
        assert desk.screen.query_one("#prompt-input").value == "archive where is:unread"  # type: ignore[attr-defined]
        await desk.press("escape")


async def test_any_command_is_done_by_its_title_or_id(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("refresh all")
        await desk.press("enter")
        assert desk.background.asked == [None]
        await desk.press("colon")
        await desk.type("go.starred")
        await desk.press("enter")
        assert desk.title("list").startswith("Starred")
        await desk.press("colon", *"help", "enter")
        assert isinstance(desk.app.screen, Help)
        await desk.press("escape")


async def test_a_verb_that_lacks_something_asks_for_it(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon", *"tag", "enter")
        assert desk.is_asked
        await desk.type("port")
        await desk.press("enter")
        assert desk.current.tags == ("port",)


async def test_a_name_that_is_none_is_told_with_the_nearest(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("refrsh all")
        await desk.press("enter")
        assert desk.said == "There is no verb or command `refrsh all`; did you mean `refresh all`?"
        await desk.press("escape")


async def test_a_mistyped_verb_of_a_whole_sentence_is_told_with_the_nearest_verb(directory: Path) -> None:
    async with at_desk(directory) as desk:
        for typed, rest, meant in (("archiv", "where title:ferry", "archive"), ("tagg", "+iran", "tag")):
            await desk.press("colon")
            await desk.type(f"{typed} {rest}")
            await desk.press("enter")
            assert desk.said == f"There is no verb `{typed}`; did you mean `{meant}`? (column 1)."
            await desk.press("escape")


async def test_what_was_said_comes_back_with_the_up_arrow(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("star where feed:gulf")
        await desk.press("enter", "colon", "up")
        assert desk.screen.query_one("#prompt-input").value == "star where feed:gulf"  # type: ignore[attr-defined]
        await desk.press("escape")


async def test_snooze_and_wake_in_words(directory: Path) -> None:
    async with at_desk(directory) as desk:
        await desk.press("colon")
        await desk.type("snooze tomorrow 8 where feed:gulf")
        assert desk.said == "Would snooze 9 articles until tomorrow 8:00"
        await desk.press("enter")
        assert desk.tree()["Unread"] == 53
        await desk.press("colon")
        await desk.type("wake where is:snoozed")
        await desk.press("enter")
        assert desk.tree()["Unread"] == 62
