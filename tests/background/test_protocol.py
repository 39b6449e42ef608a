"""The lines between the interface and the background process."""

import pytest

from newsterm.background.protocol import (
    Cancel,
    Discover,
    Discovered,
    FeedDone,
    ProcessDied,
    ProtocolError,
    Refresh,
    RefreshFinished,
    RefreshStarted,
    Rescore,
    Rescored,
    RuleFired,
    decode,
    encode,
)
from newsterm.model.outcome import FeedRefreshed
from newsterm.model.parsed import FeedLink
from newsterm.model.rule import Firing

EVERYTHING = [
    Refresh(),
    Refresh((1, 2)),
    Cancel(),
    Discover(7, "例え.jp\n"),
    RefreshStarted(3),
    FeedDone(FeedRefreshed(1, "https://a.example/", "A “title”", "failed", error="No."), 1, 3),
    RefreshFinished(3, 1, cancelled=True, sentence="Refresh stopped", error=False),
    RefreshFinished(3, 1, cancelled=False, sentence="3 new", problems=("Rule “x” took too long.",)),
    Rescore(),
    RuleFired(Firing("Iran; watch", 2, ("A “title”", "Another"))),
    Rescored(12, ("Rule “x” took too long.",)),
    Discovered(7, (FeedLink("https://a.example/f", "F"),)),
    Discovered(8, error="There is nothing."),
    ProcessDied("It died."),
]


@pytest.mark.parametrize("value", EVERYTHING, ids=lambda value: type(value).__name__)
def test_everything_said_arrives_as_it_was_on_one_line(value):
    line = encode(value)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert decode(line) == value


@pytest.mark.parametrize(
    "line",
    [b"", b"hello\n", b"[]\n", b"1\n", b'{"kind":"refresh"}\n', b'{"kind":"dance"}\n', b'{"kind":[]}\n', b"\xff\n"],
)
def test_anything_else_is_refused(line):
    with pytest.raises(ProtocolError):
        decode(line)
