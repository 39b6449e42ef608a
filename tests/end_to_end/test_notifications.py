"""Notices of what rules find, as they reach the user's terminal."""

import json
import re
from pathlib import Path

import pytest

from tests.end_to_end.program import done, opml, reader
from tests.end_to_end.web import Page, served

_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><guid>1</guid>
<title>Ferry late{}</title></item></channel></rss>"""
_ATTACK = "&#155;31m &#157;0;pwned&#156; ]9;forged; end"
_RULES = '[[rule]]\nname = "Ferries; daily"\nquery = "title:ferry"\nnotify = true\n'


def _written(directory: Path, way: str, feed: str) -> bytes:
    """What the reader writes to its terminal while a refresh of a feed brings an article that a rule tells of."""
    directory.mkdir()
    settings = f"notify = {json.dumps(way)}\nrefresh_every = 0\nmark_read_after = -1\n"
    directory.joinpath("config.toml").write_text(settings, encoding="utf-8")
    directory.joinpath("rules.toml").write_text(_RULES, encoding="utf-8")
    with served({"/wire.xml": Page(feed.encode())}) as site:
        done(directory, "import", str(opml(directory.with_suffix(".opml"), {f"{site}/wire.xml": ""})))
        with reader(directory) as terminal:
            terminal.wait_for("wire.xml")
            terminal.wait_for_quiet(0.3)
            before = len(terminal.written)
            terminal.send("R")
            terminal.wait_for("1 new in 1 of 1 feed", "Ferry late")
            terminal.wait_for_quiet(0.3)
            written = bytes(terminal.written[before:])
            terminal.send("q")
            assert terminal.wait_for_end() == 0
    return written


@pytest.mark.parametrize(
    ("way", "begin"), [("osc9", b"\x1b]9;Ferries, daily: 1 new"), ("osc777", b"\x1b]777;notify;Ferries, daily;1 new")]
)
def test_a_notice_is_one_sequence_with_nothing_of_the_feed_s_own_in_it(tmp_path: Path, way: str, begin: bytes) -> None:
    written = _written(tmp_path / "library", way, _FEED.format(_ATTACK))
    (sequence,) = re.findall(rb"\x1b\](?:9|777);[^\a]*\a", written)
    assert sequence.startswith(begin)
    text = sequence[1:-1].decode()
    assert text.isprintable()
    assert text.count(";") == begin.count(b";")
    assert "Ferry late" in text
    assert b"pwned\x9c" not in written
    assert "\x9d".encode() not in written


_ESCAPES = (
    "\x1b]0;pwned\a\x1b]52;c;cHduZWQ=\x1b\\ \x9d0;pwned\x9c\x1bPq#0\x1b\\ \x9b2J \a \x1b[31m; \r\n\x00 \u2028\u202e"
    + "\x1b" * 50
    + "long " * 2_000
)


@pytest.mark.parametrize("way", ["osc9", "osc777"])
def test_a_title_of_escapes_and_ten_thousand_characters_ends_no_notice_and_begins_none(
    tmp_path: Path, way: str
) -> None:
    items = [{"id": "1", "title": f"Ferry late{_ESCAPES}"}]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": items})
    written = _written(tmp_path / "library", way, feed)
    (sequence,) = re.findall(rb"\x1b\](?:9|777);[^\a]*\a", written)
    text = sequence[1:-1].decode()
    assert text.isprintable()
    assert len(text) < 300
    assert "Ferry late , " in text
    assert written.count(b"\a") == 1
    assert b"cHduZWQ=" not in written
    assert b"]0;pwned" not in written


def test_a_bell_is_one_bell(tmp_path: Path) -> None:
    assert _written(tmp_path / "library", "bell", _FEED.format("")).count(b"\a") == 1


def test_without_the_setting_nothing_is_told(tmp_path: Path) -> None:
    written = _written(tmp_path / "library", "", _FEED.format(""))
    assert b"\a" not in written
    assert b"\x1b]9" not in written
