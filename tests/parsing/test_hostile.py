"""Every hostile file comes to the outcome that the index beside it demands."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from newsterm.model.errors import AddressError
from newsterm.text.addresses import check_openable
from newsterm.text.terminal_safety import UNSAFE
from tests.parsing.hostile_reading import HostileReading
from tests.shared import SHARED, needs_shared

_SECONDS = 1.0
_MEBIBYTES = 64


def _index() -> list[tuple[str, str]]:
    """Names and kinds of the hostile files."""
    if SHARED is None:
        return []
    with (SHARED / "hostile" / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["kind"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


OUTCOMES: dict[str, int | str] = {
    "i01-same-guid.xml": 5,
    "i02-no-guid-same-link.xml": 5,
    "i03-no-guid-no-link.xml": 3,
    "i04-title-only-dup.xml": 5,
    "i05-http-guid.xml": 1,
    "i05b-https-guid.xml": 1,
    "i06-guid-whitespace.xml": 1,
    "i07-future-date.xml": 5,
    "j01-deep.json": "nested too deep",
    "j02-bigint-id.json": 1,
    "j03-types.json": 2,
    "j04-nan.json": 2,
    **dict.fromkeys((name for name, kind in _index() if kind in {"link", "terminal"}), 2),
    "o01-exec.opml": 1,
    "o02-laughs.opml": "entities of its own",
    "o03-deep.opml": 0,
    "o04-dups.opml": 1,
    "x01-billion-laughs.xml": "entities that are made of other entities",
    "x02-quadratic.xml": "far more text",
    **dict.fromkeys(("x03-xxe.xml", "x04-param-entity.xml", "x05-xinclude.xml", "x06-xsl-pi.xml"), 2),
    "x07-deep-100k.xml": "nested more than 500 deep",
    "x08-nested-items.xml": "nested more than 500 deep",
}
"""How many entries, or feeds of an OPML file, each gives; or the sentence with which it is refused."""


_OPENED = {
    "l04-dash.xml": "http://a.example/--help",
    "l05-dash-url.xml": "http://a.example/-oProxyCommand=id",
    "l07-newline.xml": "http://a.example/http://b.example/",
}
"""What of the first article's links a browser may be asked to open; nothing of the other files'."""

_VISIBLE = {
    "t04-osc8.xml": "Abank.exampleB",
    "t06-cup.xml": "AFAKE PROMPT$ B",
    "t09-tmux-passthrough.xml": "Atmux;B",
    "t11-alt-screen-leave.xml": "A$ rm -rf ~B",
}
"""What is left of the first title; "AB" of the other files'."""

_CANARIES = {
    *("", "CANARY-C", "CANARY-D", "CANARY-T", "SECOND", "ok", "g1", "g2"),
    *("http://a.example/", "http://a.example/1", "http://a.example/2"),
    '<include href="file:///etc/hostname" parse="text"></include>',
}
"""All that may be in a feed that names other files."""


@pytest.fixture(scope="module")
def readings() -> dict[str, HostileReading]:
    """What came of the files in a process that reads nothing else."""
    command = [sys.executable, "-m", "tests.parsing.hostile_reading"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = [HostileReading(**json.loads(line)) for line in told.splitlines()]
    return {reading.name: reading for reading in found}


@needs_shared
def test_the_index_names_every_file_and_every_file_has_its_outcome(readings: dict[str, HostileReading]):
    assert SHARED is not None
    names = {name for name, _ in _index()}
    assert len(names) >= 47
    assert names == {path.name for path in (SHARED / "hostile").iterdir()} - {"INDEX.tsv"}
    assert names == set(OUTCOMES) == set(readings)


@needs_shared
@pytest.mark.parametrize(("name", "kind"), _index())
def test_a_hostile_file_comes_to_its_outcome(readings: dict[str, HostileReading], name: str, kind: str):
    reading, outcome = readings[name], OUTCOMES[name]
    if isinstance(outcome, str):
        assert re.search(outcome, reading.error)
    else:
        assert (reading.error, len(reading.titles)) == ("", outcome)
    assert reading.seconds < _SECONDS
    assert reading.grown < _MEBIBYTES
    assert reading.touched == []
    assert not any(UNSAFE.search(text) for text in reading.texts)
    _CHECKS[kind](reading)


def _check_nothing_more(_reading: HostileReading) -> None:
    """What is demanded besides is proved with a library: tests/operations/test_hostile_feeds.py, test_refresh.py."""


def _check_link(reading: HostileReading) -> None:
    """What a browser would be asked to open is one address of the web; everything else is refused."""
    opened = {"http://a.example/2", _OPENED.get(reading.name, "http://a.example/2")}
    assert set(filter(_is_openable, reading.links)) == opened
    assert len(set(reading.links)) > 1


def _is_openable(link: str) -> bool:
    try:
        return check_openable(link) == link
    except AddressError:
        return False


def _check_opml(reading: HostileReading) -> None:
    assert all(link.startswith("http://a.example/") for link in reading.links)
    if reading.name == "o01-exec.opml":
        assert [said.count("runs a program") for said in reading.refused] == [1, 1, 1]


def _check_terminal(reading: HostileReading) -> None:
    assert reading.titles == [_VISIBLE.get(reading.name, "AB"), "SECOND"]


def _check_xml(reading: HostileReading) -> None:
    """Nothing of a file that it names is in it."""
    assert set(reading.texts) <= _CANARIES


_CHECKS: dict[str, Callable[[HostileReading], None]] = {
    "identity": _check_nothing_more,
    "json": _check_nothing_more,
    "link": _check_link,
    "opml": _check_opml,
    "terminal": _check_terminal,
    "xml": _check_xml,
}
