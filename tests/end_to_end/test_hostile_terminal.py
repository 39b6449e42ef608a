"""Feeds that attack the terminal: no byte of theirs reaches it, neither from the reader nor from a command."""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.end_to_end.payloads import TERMINAL, shared_feeds, terminal_feed
from tests.end_to_end.program import ROOT, argv, opml, reader, records
from tests.end_to_end.web import Page, served

_HARMLESS = dict.fromkeys(TERMINAL, "plain")
_SEQUENCE = re.compile(
    rb"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|[P_^X][^\x1b]*(?:\x1b\\)?|\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])"
)
_PAINTING = re.compile(rb"\x1b\[(?:[0-9;]*[mHKGCD]|\?25[hl]|\?2026[hl])")
"""Colours, the cursor, and frames: what every program paints with."""
_EVIL = re.compile(
    rb"(?:\x1b|\xc2)(?:[\]\x9d](?:52|0|4|8);(?!;?\x1b)|[P\x90](?:\$q|tmux)|_G|\[(?:6n|c|>c|5n|!p)|[\x9b\x9d\x90])"
)
"""Beginnings of the payloads; those of which newsterm writes the same itself are counted instead."""


def _library(directory: Path, feeds: Mapping[str, bytes]) -> list[bytes]:
    """Subscribe to feeds and refresh, by the command line; returns what it wrote."""
    with served({f"/{name}.xml": Page(body) for name, body in feeds.items()}) as site:
        wanted = dict.fromkeys((f"{site}/{name}.xml" for name in feeds), "")
        return [
            _written(directory, "import", str(opml(directory.with_suffix(".opml"), wanted))),
            _written(directory, "refresh"),
        ]


def _written(directory: Path, *arguments: str) -> bytes:
    ended = subprocess.run(argv(directory, *arguments), capture_output=True, cwd=ROOT, timeout=120, check=False)
    assert b"Traceback" not in ended.stderr
    return ended.stdout + ended.stderr


def _unsafe(written: bytes) -> set[str]:
    """The control and direction characters in what a command wrote, but line feeds and tabs."""
    return {
        repr(character)
        for character in written.decode("utf-8", "surrogateescape")
        if (unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
        or 0xE0000 <= ord(character) <= 0xE007F
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    """A library of all payloads, and what the command line wrote while it was made."""
    directory = tmp_path_factory.mktemp("hostile") / "library"
    feeds = {name: terminal_feed(name, payload) for name, payload in TERMINAL.items()}
    return directory, _library(directory, feeds | shared_feeds("t"))


def test_the_hostile_articles_arrive_with_their_visible_text(hostile: tuple[Path, list[bytes]]) -> None:
    titles = [article["title"] for article in records(hostile[0], "search")]

    assert len(titles) >= 2 * len(TERMINAL)
    for name in ("osc52-st", "title", "clear", "reports", "reset", "modes"):
        assert f"{name} AB" in titles
    assert any(title.startswith("move A") and title.endswith("FAKE PROMPT$ B") for title in titles)
    assert any(title.startswith("unterminated-osc A") and title.endswith("B") for title in titles)


def test_no_command_writes_a_control_character(hostile: tuple[Path, list[bytes]]) -> None:
    directory, written = hostile
    ids = [article["id"] for article in records(directory, "search", "-SECOND")]
    commands = [
        *(
            line.split()
            for line in ("search", "search --json", "feeds", "feeds --json", "tags", "doctor", "export opml")
        ),
        *(["show", token, "--text"] for token in ids),
        ["show", ids[0], "--json"],
    ]
    outputs = [*written, *(_written(directory, *arguments) for arguments in commands)]

    assert {repr(out): found for out in outputs if (found := _unsafe(out))} == {}


def test_a_failing_feed_cannot_write_through_its_error(tmp_path: Path) -> None:
    assert not _unsafe(_written(tmp_path, "add", "http://127.0.0.1:1/\x1b]0;pwned\x07"))
    assert not _unsafe(_written(tmp_path, "search", "\x1b]0;pwned\x07 ("))


def _read_all(directory: Path) -> tuple[bytes, str]:
    """Open every article of a library in the reader and quit; what it wrote, and the terminal's title at the end."""
    titles = [article["title"] for article in records(directory, "search")]
    with reader(directory, columns=140, rows=40) as terminal:
        terminal.wait_for(titles[0][:12])
        terminal.wait_for_quiet()
        terminal.send("\r")
        for _ in titles:
            terminal.wait_for_quiet()
            terminal.send("G")
            terminal.wait_for_quiet()
            terminal.send("n")
        terminal.wait_for("No unread article below")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        return bytes(terminal.written), terminal.screen.title


def test_no_sequence_of_a_feed_reaches_the_terminal_from_the_reader(
    hostile: tuple[Path, list[bytes]], tmp_path: Path
) -> None:
    _library(tmp_path / "harmless", {name: terminal_feed(name, text) for name, text in _HARMLESS.items()})
    harmless, title_before = _read_all(tmp_path / "harmless")

    written, title = _read_all(hostile[0])

    assert _kinds(written) == _kinds(harmless)
    assert title == title_before
    assert not _EVIL.search(written)
    assert not _unsafe(_SEQUENCE.sub(b"", written).replace(b"\r", b""))


def _kinds(written: bytes) -> Counter[bytes]:
    """The sequences in what a program wrote but those that it paints with, each with its number."""
    return Counter(sequence for sequence in _SEQUENCE.findall(written) if not _PAINTING.fullmatch(sequence))
