"""`triage`: the reader opens in a session, where there is anything to go through."""

import io

import pytest

from newsterm.commands.console import Console
from newsterm.commands.main import main
from newsterm.commands.reader_call import ReaderCall


@pytest.fixture
def called(tmp_path, stocked):
    """Run `newsterm triage`; returns its exit code, what it said, and how the reader was called."""

    def run(*arguments):
        calls = []
        console = Console(io.StringIO(), io.StringIO())
        code = main(
            ["--data-dir", str(tmp_path), "triage", *arguments], lambda _, call: calls.append(call) or 99, console
        )
        return code, console.err.getvalue(), calls

    return run


def test_the_reader_opens_in_a_session(called):
    assert called() == (99, "", [ReaderCall(triage="")])
    assert called("title:fog", "-is:starred") == (99, "", [ReaderCall(triage="title:fog -is:starred")])


def test_nothing_to_triage_is_no_error(called, stocked):
    assert called("nonesuch") == (0, "Nothing to triage: no story in the stream matches nonesuch.\n", [])
    stocked("mark", "read", "text")
    assert called() == (0, "Nothing to triage: nothing is unread.\n", [])
    assert called("is:read")[0] == 99


def test_a_wrong_query_is_told_before_the_reader_opens(called):
    code, said, calls = called("tittle:x")
    assert (code, calls) == (1, [])
    assert "column 1" in said
