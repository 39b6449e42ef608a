"""The user's own commands: what config.toml may say, and what they do on the screen."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from newsterm.commands.main import main
from newsterm.configuration import Settings, read
from newsterm.interface.user_keys import keys_of
from tests.interface.desk import QUIET, Desk, at_desk

FILE = Path("config.toml")


def settings(text: str) -> Settings:
    """What a config.toml says, with nothing happening by itself."""
    problems: list[str] = []
    found = read(text, FILE, problems)
    assert problems == []
    return found._replace(mark_read_after=QUIET.mark_read_after, refresh_every=0, advance=found.advance)


def told(text: str) -> list[str]:
    """What is said at start about a config.toml."""
    problems: list[str] = []
    keys_of(read(text, FILE, problems), FILE, problems)
    return problems


def program(title: str, *lines: str) -> str:
    """A command that runs a Python program."""
    argv = json.dumps([sys.executable, "-c", "\n".join(lines)])
    return f'[[command]]\nkey = "leader x"\ntitle = "{title}"\nprogram = {argv}\n'


async def run(desk: Desk) -> None:
    await desk.press("comma", "x")


async def test_commands_run_in_a_row_for_the_same_article(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Keep"\nrun = ["article.star", "article.archive"]\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        first = desk.current.id
        await run(desk)
        row = desk.screen.session.article(first).row
        assert row.starred
        assert row.archived
        assert desk.screen.articles.cursor == 1


async def test_a_number_counts_for_all_commands_in_a_row(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Keep"\nrun = ["article.star", "article.archive"]\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        ids = [desk.screen.articles.row_at(number).id for number in range(3)]  # type: ignore[union-attr]
        await desk.press("3")
        await run(desk)
        rows = [desk.screen.session.article(article).row for article in ids]
        assert all(row.starred and row.archived for row in rows)
        assert desk.screen.articles.cursor == 3


async def test_commands_behind_a_question_wait_for_its_answer(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Tag, done"\nrun = ["article.tag", "article.archive"]\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        first = desk.current.id
        await run(desk)
        assert desk.is_asked
        assert not desk.screen.session.article(first).row.archived
        await desk.type("mine")
        await desk.press("enter")
        row = desk.screen.session.article(first).row
        assert "mine" in row.tags
        assert row.archived
        await desk.press("s")
        assert desk.screen.articles.cursor == 2


async def test_a_question_that_is_left_drops_the_commands_behind_it(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Tag, done"\nrun = ["article.tag", "article.archive"]\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        first = desk.current.id
        await run(desk)
        await desk.press("escape")
        assert not desk.screen.session.article(first).row.archived
        await desk.press("s")
        assert desk.screen.articles.cursor == 1


async def test_a_deed_is_done_to_all_that_a_query_finds_and_is_one_undo(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Ferry"\nquery = "title:ferry"\ndo = "tag +ferry"\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        await run(desk)
        found = dict(desk.screen.session.tags())["ferry"]
        assert found > 1
        assert f"{found} articles" in desk.said
        await desk.press("u")
        assert "ferry" not in dict(desk.screen.session.tags())


async def test_a_deed_on_nothing_says_so(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "None"\nquery = "title:zzz"\ndo = "star"\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        await run(desk)
        assert desk.said == "Nothing matches “title:zzz”"


async def test_a_deed_that_cannot_be_done_says_why_under_its_title(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Mine"\nquery = "view:nothing"\ndo = "star"\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        await run(desk)
        assert desk.said == "Mine: No view `nothing` at column 6; you have no views yet."
        assert desk.screen.status.is_error


async def test_a_program_gets_the_article_as_the_command_line_shows_it(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    got = tmp_path / "got.json"
    text = program("Give", "import sys", f"open({str(got)!r}, 'w').write(sys.stdin.read())", "print('Kept', 'it')")
    async with at_desk(directory, settings=settings(text)) as desk:
        token = desk.current.token
        await run(desk)
        assert desk.said == "Kept it"
    main(["--data-dir", str(directory), "show", token, "--json"], lambda *_: 0)
    assert json.loads(got.read_text()) == json.loads(capsys.readouterr().out)


async def test_a_program_that_fails_says_how_and_why(directory: Path) -> None:
    text = program(
        "Give",
        "import sys",
        "print('one', file=sys.stderr)",
        "print('no \\x1b[2Jroom', file=sys.stderr)",
        "sys.exit(3)",
    )
    async with at_desk(directory, settings=settings(text)) as desk:
        before = desk.screen.session.library.reader().execute("SELECT count(*) FROM events").fetchone()
        await run(desk)
        assert desk.said == f"Give: {sys.executable} ended with exit code 3: no room"
        assert desk.screen.status.is_error
        assert desk.screen.session.library.reader().execute("SELECT count(*) FROM events").fetchone() == before


async def test_while_a_program_runs_the_bottom_line_names_it(directory: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    async with at_desk(directory, settings=settings(program("Give", f"print(open({str(gate)!r}).read())"))) as desk:
        await desk.pilot.press("comma", "x")
        await desk.until(lambda: desk.said == "Give …")
        opened = await asyncio.to_thread(gate.open, "w")
        opened.write("taken")
        opened.close()
        await desk.until(lambda: desk.said == "taken")


async def test_a_program_that_says_nothing_is_done(directory: Path) -> None:
    async with at_desk(directory, settings=settings(program("Give", "pass"))) as desk:
        await run(desk)
        assert desk.said == "Give: done"


async def test_the_users_commands_stand_in_palette_and_help(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Keep [it]"\nrun = "article.star"\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        await desk.press("question_mark")
        await desk.type("keep")
        assert ", x" in desk.text()
        assert "Your own" in desk.text()
        await desk.press("escape")
        await desk.pilot.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.pilot.press(*"keep")
        options = desk.app.screen.query_one(OptionList)
        await desk.until(lambda: options.option_count and "Keep" in str(options.get_option_at_index(0).prompt))
        assert str(options.get_option_at_index(0).prompt) == "Keep [it]\n, x   Star."
        await desk.pilot.press("enter")
        await desk.until(lambda: desk.said.startswith("Starred"))


async def test_the_bottom_line_calls_the_users_commands_as_the_user_did(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Tag what names Iran"\nrun = "article.star"\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        await desk.press("comma")
        assert "x Tag what names Iran" in desk.painted()[-1]
        await desk.press("escape", "y")
        assert "m Markdown link" in desk.painted()[-1]


async def test_keys_never_start_a_user_command_from_a_question(directory: Path) -> None:
    text = '[[command]]\nkey = "leader x"\ntitle = "Keep"\nrun = "article.star"\n'
    async with at_desk(directory, settings=settings(text)) as desk:
        await desk.press("slash")
        await desk.type(",x")
        assert desk.app.screen.query_one("#prompt-input", Input).value == ",x"
        await desk.press("escape")
        assert not desk.current.starred


GOOD = '[[command]]\ntitle = "Good"\nkey = "leader g"\nrun = "article.star"\n'


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('key = "x"\nrun = "article.star"', "line 1: a command needs a title."),
        ('title = "T"\nkey = "x"', "line 1: a command needs one of run, query (with do) and program, and only one."),
        ('title = "T"\nrun = "article.star"\nprogram = ["a"]', "line 4: a command needs one of run,"),
        ('title = "T"\nquery = "a"', "line 3: query and do go together"),
        ('title = "T"\nrun = "article.star"\ndo = "star"', "line 4: query and do go together"),
        ('title = "T"\nprogram = "ls -l"', "line 3: program must be a list of words"),
        ('title = "T"\nprogram = []', "line 3: program must be a list of words"),
        ('title = 3\nprogram = ["a"]', "line 2: title must be a text in quotes that is not empty."),
        ('title = ""\nprogram = ["a"]', "line 2: title must be a text in quotes"),
        ('title = "T"\nrunn = "article.star"', "line 3: a command has no runn; allowed are key, title, run, query, do"),
        ('title = "T"\nrun = "article.stat"', "line 1: no command is called 'article.stat'; did you mean 'article.sta"),
        ('title = "T"\nrun = ["article.foo"]', "line 1: no command is called 'article.foo'; the line that `:` opens"),
        ('title = "T"\nquery = "tag:"\ndo = "star"', "line 1: "),
        ('title = "T"\nquery = "a"\ndo = "stare"', "line 1: There is no verb `stare`; did you mean `star`?"),
        ('title = "T"\nquery = "a"\ndo = "star where b"', "line 1: do says what to do; which articles is for query"),
        ('title = "T"\nquery = "a"\ndo = "snooze someday"', "line 1: “someday” is no time; say "),
        ('title = "T"\nkey = "spcae"\nrun = "article.star"', "line 1: 'spcae' is no key"),
        ('title = "T"\nkey = "leader g"\nrun = "article.star"', ": ', g' cannot stand for “Good”, “T” has it already"),
    ],
)  # fmt: skip
def test_a_broken_entry_is_told_with_its_line_and_the_others_work(entry: str, sentence: str) -> None:
    text = f"[[command]]\n{entry}\n\n{GOOD}"
    (problem,) = told(text)
    assert sentence in problem
    assert problem.startswith("config.toml, line ")
    found = keys_of(read(text, FILE, []), FILE, [])
    assert "Good" in [command.title for command in found.commands]


def test_the_users_keys_clash_with_their_commands_where_both_have_one() -> None:
    (problem,) = told('[keys]\narticle.tag = "leader g"\n' + GOOD)
    assert problem == "config.toml, line 3: ', g' cannot stand for “Good”, 'article.tag' has it already"


def test_what_is_no_array_of_tables_is_told() -> None:
    (problem,) = told("measure = 60\ncommand = 3\n")
    assert problem == "config.toml, line 2: command must be a table: [[command]] on a line of its own."
