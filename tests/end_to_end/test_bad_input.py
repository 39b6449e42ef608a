"""What bad input gets on the command line: one clear sentence, exit code 1, and nothing lost."""

import hashlib
import os
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.due import make_due
from tests.end_to_end.program import ROOT, argv, command, done, opml, reader, records
from tests.end_to_end.web import Page, served

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay News</title>
<item><title>Ferry late</title><guid>1</guid><description>Fog on the water.</description></item>
<item><title>Ferry later</title><guid>2</guid><description>More fog.</description></item></channel></rss>"""


def sentence_of(ended: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that a failed command says."""
    assert ended.returncode == 1, ended
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("newsterm: ")
    assert "Traceback" not in lines[0]
    assert "fault of newsterm" not in lines[0]
    assert ended.stdout == ""
    return lines[0].removeprefix("newsterm: ")


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port at which nothing listens: bound by us, so that nobody else does."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one feed of two articles, whose server has gone."""
    directory = tmp_path / "library"
    with served({"/feed.xml": Page(FEED)}) as site:
        done(directory, "add", f"{site}/feed.xml")
        done(directory, "refresh")
    return directory


@pytest.mark.parametrize(
    "address", ["not an address", "exec:touch pwned", "javascript:alert(1)", "file:///etc/passwd", ""]
)
def test_a_wrong_address_is_refused(tmp_path: Path, address: str) -> None:
    assert sentence_of(command(tmp_path, "add", "--", address))
    assert records(tmp_path, "feeds") == []


def test_an_unreachable_host_is_named(tmp_path: Path, closed_port: int) -> None:
    assert f"127.0.0.1:{closed_port}" in sentence_of(command(tmp_path, "add", f"http://127.0.0.1:{closed_port}/feed"))


def test_a_page_without_feeds_is_no_feed(tmp_path: Path) -> None:
    page = b"<!doctype html><html><head><title>Welcome</title></head><body><p>Nothing to subscribe to</p></body></html>"
    with served({"/": Page(page, "text/html")}) as site:
        assert "feed" in sentence_of(command(tmp_path, "add", f"{site}/"))
    assert records(tmp_path, "feeds") == []


@pytest.mark.parametrize(
    "page",
    [
        Page(b"<!doctype html><html><head><title>Maintenance</title></head><body>Back soon</body></html>", "text/html"),
        Page(b""),
        Page(b"\n  \n"),
        Page(FEED[:200], promised=len(FEED)),
        Page(FEED[:40]),
        Page(b"\x00\x01\x02\xff" * 100, "application/octet-stream"),
        Page(b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "application/feed+json"),
    ],
    ids=["a web page", "nothing", "white space", "a broken transfer", "half a feed", "bytes", "half a JSON feed"],
)
def test_a_feed_that_turns_bad_fails_with_a_reason_and_keeps_its_articles(tmp_path: Path, page: Page) -> None:
    pages = {"/feed.xml": Page(FEED)}
    with served(pages) as site:
        done(tmp_path, "add", f"{site}/feed.xml")
        done(tmp_path, "refresh")
        pages["/feed.xml"] = page
        make_due(tmp_path)
        ended = command(tmp_path, "refresh", "--json")

    (feed,) = records(tmp_path, "feeds")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert '"status": "failed"' in ended.stdout
    assert feed["error"]
    assert len(feed["error"].splitlines()) == 1
    assert feed["total"] == 2
    assert len(records(tmp_path, "search")) == 2


def test_one_bad_feed_does_not_fail_the_refresh_of_the_others(tmp_path: Path) -> None:
    with served({"/good.xml": Page(FEED), "/bad.xml": Page(b"")}) as site:
        done(tmp_path, "import", str(opml(tmp_path / "feeds.opml", {f"{site}/good.xml": "", f"{site}/bad.xml": ""})))
        make_due(tmp_path)
        ended = command(tmp_path, "refresh", "--json")

    assert ended.returncode == 0
    assert len(records(tmp_path, "search")) == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('<opml version="2.0">\n<body>\n<outline text="a" xmlUrl="http://a.example/"></body></opml>', "line 3, column"),
        ("", "empty"),
        ("<html><body>no outlines</body></html>", "OPML"),
    ],
    ids=["a tag that is not closed", "an empty file", "another kind of file"],
)
def test_a_broken_opml_file_is_told_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    file = tmp_path / "broken.opml"
    file.write_text(text, encoding="utf-8")

    sentence = sentence_of(command(tmp_path, "import", str(file)))
    assert str(file) in sentence
    assert place in sentence
    assert records(tmp_path, "feeds") == []


def test_an_opml_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "missing.opml" in sentence_of(command(tmp_path, "import", str(tmp_path / "missing.opml")))


def test_a_file_in_the_place_of_the_directory_is_named_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.write_text("mine", encoding="utf-8")

    assert str(file) in sentence_of(command(file, "feeds"))
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a directory whatever its mode")
def test_a_directory_that_is_read_only_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert str(tmp_path) in sentence_of(command(tmp_path / "library", "feeds"))
    finally:
        tmp_path.chmod(0o700)


def _foreign(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def _corrupt(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 32)


def _text(file: Path) -> None:
    file.write_text("Dear diary, " * 1000, encoding="utf-8")


@pytest.mark.parametrize("spoil", [_foreign, _corrupt, _text], ids=["another program's", "corrupt", "a text"])
@pytest.mark.parametrize("arguments", [["feeds"], ["doctor"], ["mark", "read", "fog"]], ids=" ".join)
def test_a_library_file_that_is_none_is_named_and_left_untouched(tmp_path: Path, spoil, arguments: list[str]) -> None:
    file = tmp_path / "library.db"
    spoil(file)
    before = hashlib.sha256(file.read_bytes()).digest()

    assert str(file) in sentence_of(command(tmp_path, *arguments))
    assert hashlib.sha256(file.read_bytes()).digest() == before


def test_a_disk_that_takes_no_more_is_told_and_loses_nothing(library: Path) -> None:
    limited = [
        "sh",
        "-c",
        'ulimit -f 8; exec "$@"',
        "sh",
        *argv(library, "note", "--", records(library, "search")[0]["id"]),
    ]
    ended = subprocess.run(
        limited, input="fog " * 200_000, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )

    assert sentence_of(ended)
    assert len(records(library, "search")) == 2
    assert command(library, "doctor").returncode == 0


def test_output_that_nobody_can_take_is_told(library: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            argv(library, "search"), stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=60, check=False
        )

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "fault of newsterm" not in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "title:("],
        ["show", "nothing"],
        ["note", "nothing", "text"],
        ["refresh", "no such feed"],
        ["mark", "read", "("],
    ],
    ids=" ".join,
)
def test_a_query_or_name_that_leads_nowhere_gets_a_sentence(library: Path, arguments: list[str]) -> None:
    assert sentence_of(command(library, *arguments))


@pytest.mark.parametrize(
    "arguments", [["fly"], ["mark", "blue", "x"], ["search", "--limit", "0"], ["show"], ["export", "csv"]], ids=" ".join
)
def test_wrong_usage_ends_with_two(tmp_path: Path, arguments: list[str]) -> None:
    ended = command(tmp_path, *arguments)

    assert ended.returncode == 2
    assert "usage: newsterm" in ended.stderr
    assert ended.stdout == ""


def test_a_backup_never_overwrites(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("mine", encoding="utf-8")

    assert str(file) in sentence_of(command(library, "backup", str(file)))
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("measure = 72\nmeasure = 73\n", "line 2"),
        ("colour = 1\n", "line 1"),
        ('\n[keys]\n"article.fly" = "s"\n', "line 3"),
        ('[keys]\n"article.star" = "x"\n"article.tag" = "x"\n', "line 3"),
    ],
    ids=["no TOML", "no such setting", "no such command", "two commands on a key"],
)
def test_a_wrong_config_file_is_told_with_its_line_and_the_reader_works(library: Path, text: str, told: str) -> None:
    library.joinpath("config.toml").write_text(text, encoding="utf-8")

    with reader(library, columns=200) as terminal:
        terminal.wait_for("Ferry late", "config.toml", told)
        terminal.send("\rq")
        assert terminal.wait_for_end() == 0


def test_the_reader_without_a_terminal_says_so(tmp_path: Path) -> None:
    assert "terminal" in sentence_of(command(tmp_path))


def test_the_reader_on_a_spoilt_library_says_so_and_leaves_the_terminal_alone(tmp_path: Path) -> None:
    _corrupt(tmp_path / "library.db")

    with reader(tmp_path) as terminal:
        assert terminal.wait_for_end() == 1
        assert "library.db" in terminal.text.replace("\n", "")
        assert b"\x1b[?1049h" not in terminal.written
