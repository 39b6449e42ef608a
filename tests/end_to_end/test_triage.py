"""`newsterm triage` as a user runs it: straight into a session, safe at every key, taken back by one."""

import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from newsterm.operations.context import Context
from newsterm.operations.demo import fill_with_demo
from newsterm.storage.library import Library
from tests.end_to_end.program import ROOT, argv, command, done, records
from tests.terminal import Terminal


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A library of demo stories."""
    with closing(Library.open(tmp_path)) as library:
        fill_with_demo(Context(library, "import"))
    return tmp_path


def triage(directory: Path, *query: str) -> Terminal:
    """Start a session in a terminal of 80 by 24."""
    return Terminal(argv(directory, "triage", *query), columns=80, rows=24, directory=ROOT)


def test_what_was_decided_is_there_after_a_kill(directory: Path) -> None:
    stories = [record["id"] for record in records(directory, "search", "is:unread")]
    with triage(directory) as terminal:
        terminal.wait_for("Triage · Unread", f"1 of {len(stories)}")
        terminal.send("s")
        terminal.wait_for(f"2 of {len(stories)}", "Starred “")
        terminal.send("m")
        terminal.wait_for(f"3 of {len(stories)}", "Marked “")
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_for_end() == -signal.SIGKILL
    assert [record["id"] for record in records(directory, "search", "is:starred is:read")] == stories[:1]
    assert [record["id"] for record in records(directory, "search", "is:read")] == stories[:2]
    assert done(directory, "history", "--limit", "2").count("triage session") == 2
    assert "Took back: a triage session of 2 decisions" in command(directory, "undo", "--session").stderr
    assert records(directory, "search", "is:read") == []
    assert command(directory, "doctor").returncode == 0


def test_a_session_ends_with_a_receipt_that_one_key_takes_back(directory: Path) -> None:
    stories = len(records(directory, "search", "feed:gulf"))
    with triage(directory, "feed:gulf") as terminal:
        terminal.wait_for("Triage · feed:gulf", f"1 of {stories}")
        terminal.send("m" * stories)
        terminal.wait_for(f"{stories} stories in ")
        assert len(records(directory, "search", "is:read")) == stories
        terminal.send("u")
        terminal.wait_for(f"Took back: a triage session of {stories} decisions")
        terminal.send("q")
        assert terminal.wait_for_end(timeout=5) == 0
        terminal.wait_for("The triage session changed nothing")
    assert records(directory, "search", "is:read") == []


def test_what_a_session_came_to_is_said_in_the_terminal_that_it_was_begun_from(directory: Path) -> None:
    with triage(directory, "feed:gulf") as terminal:
        terminal.wait_for("Triage · feed:gulf")
        terminal.send("3eq")
        terminal.wait_for("3 of 9 stories in ", "esc to the reader", "enter done")
        terminal.send("\r")
        assert terminal.wait_for_end(timeout=5) == 0
        terminal.wait_for(": archived 3")


def test_the_reader_is_behind_a_session(directory: Path) -> None:
    with triage(directory, "feed:gulf") as terminal:
        terminal.wait_for("Triage · feed:gulf")
        terminal.send("s\x1b")
        terminal.wait_for("1 of 9 stories in ")
        terminal.send("\x1b")
        terminal.wait_for("Unread · 61", "starred 1")
        terminal.send("q")
        assert terminal.wait_for_end(timeout=5) == 0


def test_nothing_to_triage_needs_no_terminal(directory: Path) -> None:
    ended = command(directory, "triage", "is:starred")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == "Nothing to triage: no story in the stream matches is:starred.\n"
