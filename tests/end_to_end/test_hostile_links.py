"""Articles whose links attack the browser or the shell: what is opened, and what is refused."""

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.payloads import ADDRESSES, link_feed, shared_feeds
from tests.end_to_end.program import done, opml, reader, records
from tests.end_to_end.web import Page, served
from tests.terminal import Terminal

_RECORDER = Path(__file__).with_name("recorder.py")


@contextmanager
def _browser(directory: Path) -> Iterator[socket.socket]:
    """Set a recorder as the browser in config.toml; gives the socket on which it tells its arguments."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(15)
        command = [sys.executable, str(_RECORDER), str(listening.getsockname()[1])]
        directory.joinpath("config.toml").write_text(
            f"browser = {json.dumps(command)}\nmark_read_after = -1\n", encoding="utf-8"
        )
        yield listening


def _told(listening: socket.socket) -> list[str]:
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as received:
        return list(json.loads(received.read()))


def _library(directory: Path, feeds: dict[str, bytes]) -> None:
    directory.mkdir()
    with served({f"/{name}.xml": Page(body) for name, body in feeds.items()}) as site:
        wanted = dict.fromkeys((f"{site}/{name}.xml" for name in feeds), "")
        done(directory, "import", str(opml(directory.with_suffix(".opml"), wanted)))
        done(directory, "refresh")


def _open_both(terminal: Terminal, listening: socket.socket) -> list[list[str]]:
    """Ask for the article's own address and for its first link; the arguments that the browser got."""
    opened = []
    for key, answer in (("o", ""), ("f", "1\r")):
        terminal.send("m")
        terminal.wait_until(lambda shown: "Marked" in shown.lines[-1], "the mark")
        terminal.send(key)
        terminal.wait_until(lambda shown: _is_asking(shown) or _has_answered(shown), "the question or the answer")
        if _is_asking(terminal):
            terminal.send(answer)
        terminal.wait_until(lambda shown: _has_answered(shown) and not _is_asking(shown), "the answer")
        if "in the browser" in terminal.lines[-1]:
            opened.append(_told(listening))
    terminal.send("h")
    terminal.wait_for_quiet()
    return opened


def _is_asking(terminal: Terminal) -> bool:
    return "Open which link?" in terminal.lines[-1] or "Link 1" in terminal.lines[-1][:40]


def _has_answered(terminal: Terminal) -> bool:
    said = terminal.lines[-1][:40].strip()
    return bool(said) and "Marked" not in said


def test_only_web_addresses_are_opened_and_each_is_one_argument(tmp_path: Path) -> None:
    directory = tmp_path / "library"
    feeds = {name: link_feed(name, address) for name, address in ADDRESSES.items()} | shared_feeds("l")
    _library(directory, feeds)
    number = len(records(directory, "search"))
    opened: list[list[str]] = []

    with _browser(directory) as listening, reader(directory, columns=140) as terminal:
        terminal.wait_for("Unread")
        terminal.wait_for_quiet(0.3)
        for _ in range(number):
            terminal.send("\r")
            terminal.wait_for_quiet(0.15)
            opened += _open_both(terminal, listening)
            terminal.send("j")
            terminal.wait_for_quiet()
        terminal.send("q")
        assert terminal.wait_for_end() == 0

    assert opened
    for arguments in opened:
        assert len(arguments) == 1
        assert arguments[0].startswith(("http://a.example/", "http://b.example/"))
        assert arguments[0].isprintable()
        assert " " not in arguments[0]
    assert not Path("/tmp/newsterm-pwned").exists()
    assert not Path("/tmp/pwn").exists()
