"""Notices of what rules found: nothing in them is obeyed by a terminal or taken for an option."""

import json
import sys
from pathlib import Path

import pytest

from newsterm.model.errors import NewstermError
from newsterm.model.rule import Firing
from newsterm.operations.notifying import run_notifier, terminal_sequence, words_of
from tests.end_to_end.payloads import TERMINAL

FIRING = Firing("Iran watch", 3, ("Ministers met", "Ports reopen"))


def test_a_notice_names_the_rule_how_many_and_the_newest():
    assert words_of(FIRING) == ("Iran watch", "3 new: Ministers met · Ports reopen")


def test_the_terminal_is_sent_what_its_makers_say():
    title, text = words_of(FIRING)
    assert terminal_sequence("bell", title, text) == "\a"
    assert terminal_sequence("osc9", title, text) == "\x1b]9;Iran watch: 3 new: Ministers met · Ports reopen\a"
    assert (
        terminal_sequence("osc777", title, text) == "\x1b]777;notify;Iran watch;3 new: Ministers met · Ports reopen\a"
    )


@pytest.mark.parametrize("way", ["osc9", "osc777"])
@pytest.mark.parametrize("payload", TERMINAL.values(), ids=TERMINAL)
def test_no_title_ends_the_sequence_or_adds_a_field(way, payload):
    title, text = words_of(Firing(f"rule;{payload}", 1, (f"{payload};x\x07\x1b\\\x9c\n\x1b]52;c;eA==\x07",)))
    sent = terminal_sequence(way, title, text)
    head, body = sent[:2], sent[2:-1]
    assert (head, sent[-1]) == ("\x1b]", "\a")
    assert body.isprintable()
    assert body.count(";") == {"osc9": 1, "osc777": 3}[way]
    assert len(sent) < 500


def test_a_command_gets_title_and_text_as_its_last_arguments(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr("newsterm.operations.detached.threading.Thread", lambda target, **_: Started(target, started))
    out = tmp_path / "out"
    script = "import json, sys; open(sys.argv[1], 'w').write(json.dumps(sys.argv[2:]))"
    run_notifier([sys.executable, "-c", script, str(out), "--"], "--help", "- \x1b[2Jx; $(date)")
    assert json.loads(Path(out).read_text()) == ["--", "help", "x; $(date)"]
    assert started


class Started:
    """Waits for the command instead of going on beside it."""

    def __init__(self, target, started):
        self.start = lambda: started.append(target())


def test_a_command_that_cannot_be_started_is_told():
    with pytest.raises(NewstermError, match="The notifier '/no/such' could not be started: No such file"):
        run_notifier(["/no/such"], "a", "b")
