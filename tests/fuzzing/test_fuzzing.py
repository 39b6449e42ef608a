"""Damaged feeds break nothing; the whole of it is `python -m tests.fuzzing`."""

from tests.corpora import files
from tests.fuzzing.judging import LARGEST, LONGEST, LONGEST_PAGE, Verdict, judge, judge_all
from tests.fuzzing.mutations import Mutant, mutant
from tests.shared import needs_shared

_SEED = 20_261_123
_NUMBER = 400


@needs_shared
def test_no_damage_breaks_the_parser_or_takes_it_long():
    verdicts = list(judge_all(files(("corpora", "hostile")), _SEED, range(_NUMBER), 2))
    assert len(verdicts) == _NUMBER
    assert [verdict for verdict in verdicts if verdict.is_fault] == []
    assert {verdict.outcome for verdict in verdicts} == {"feed", "error"}


@needs_shared
def test_a_number_always_gives_the_same_mutant():
    paths = files(("hostile",))
    assert mutant(paths, 1, 7) == mutant(paths, 1, 7)
    assert len({mutant(paths, 1, number).body for number in range(20)}) > 15


def test_a_fault_is_told(monkeypatch):
    def broken(*_args: object, **_names: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr("newsterm.parsing.feeds.parse_feed", broken)
    verdict = judge(Mutant(1, "a.xml", b"<rss/>", ""))
    assert verdict.is_fault
    assert "fault of newsterm (KeyError)" in verdict.outcome


def test_what_takes_too_long_or_too_much_is_a_fault():
    assert not Verdict(1, "feed", LONGEST, LARGEST, LONGEST_PAGE).is_fault
    assert Verdict(1, "feed", LONGEST + 0.1, LARGEST).is_fault
    assert Verdict(1, "error", LONGEST, LARGEST + 1).is_fault
    assert Verdict(1, "error", LONGEST, LARGEST, LONGEST_PAGE + 0.1).is_fault


def test_what_no_terminal_may_get_is_a_fault(monkeypatch):
    monkeypatch.setattr("newsterm.parsing.finishing.absolute", lambda *_: "https://a.example/\x1b[2J")
    body = b"<rss><channel><item><guid>1</guid><link>https://a.example/</link></item></channel></rss>"
    assert "lets through" in judge(Mutant(1, "a.xml", body, "")).outcome
