"""The first story: a new user begins with an OPML file, reads, keeps things, leaves, and finds all as it was."""

from collections.abc import Mapping
from pathlib import Path

from tests.due import make_due
from tests.end_to_end.program import command, done, opml, reader, records
from tests.end_to_end.web import Page, served
from tests.shared import SHARED, needs_shared
from tests.terminal import Terminal

_OWN = Path(__file__).resolve().parents[1] / "fixtures" / "first_story"
_TYPES = {".atom": "application/atom+xml", ".json": "application/feed+json"}
_CORPORA = (
    "SyndiKit/Data/XML/mokacoding.xml",
    "SyndiKit/Data/XML/cnn_latest.xml",
    "SyndiKit/Data/JSON/timac.json",
    "feedjira/spec/sample_feeds/AmazonWebServicesBlog.xml",
    "feedjira/spec/sample_feeds/TenderLovemaking.xml",
    "feedjira/spec/sample_feeds/SamRuby.xml",
    "rss-parser/test/input/rss-1.rss",
    "rss-parser/test/input/guardian.rss",
    "node-feedparser/test/feeds/tpm.atom",
)


def test_the_first_story_with_our_own_feeds(tmp_path: Path) -> None:
    _tell(tmp_path, {path.name: path for path in sorted(_OWN.iterdir())})


@needs_shared
def test_the_first_story_with_real_feeds(tmp_path: Path) -> None:
    assert SHARED
    _tell(tmp_path, {Path(name).name: SHARED / "corpora" / name for name in _CORPORA})


def _tell(folder: Path, files: Mapping[str, Path]) -> None:
    directory = folder / "library"
    pages = {
        f"/{name}": Page(file.read_bytes(), _TYPES.get(file.suffix, "application/rss+xml"))
        for name, file in files.items()
    }
    with served(pages) as site:
        subscriptions = opml(folder / "feeds.opml", {f"{site}/{name}": "Morning" for name in files})
        with reader(directory) as terminal:
            _begin(terminal, subscriptions)
            title = _read_the_first(terminal, directory)
            _keep(terminal)
            _search(terminal)
            _undo(terminal)
            _leave(terminal)
        _check_by_command(directory, title, len(files))
        with reader(directory) as terminal:
            _find_all_as_it_was(terminal, title)
            _leave(terminal)
        assert records(directory, "refresh") == []
        make_due(directory)
        assert {record["status"] for record in records(directory, "refresh")} == {"unchanged"}
    ended = command(directory, "doctor")
    assert ended.returncode == 0, ended.stdout


def _begin(terminal: Terminal, subscriptions: Path) -> None:
    """Welcome, OPML import, and the refresh that follows."""
    terminal.wait_for("OPML file")
    _choose(terminal, "OPML file")
    terminal.send(f"{subscriptions}\r")
    terminal.wait_for(" new in ", timeout=60)
    terminal.wait_for("Morning")


def _choose(terminal: Terminal, row: str) -> None:
    """Move down from the first row of the welcome, the address, to another one and choose it."""
    terminal.wait_for(" address", row)
    terminal.wait_for_quiet()
    first = next(number for number, line in enumerate(terminal.lines) if " address" in line)
    wanted = next(number for number, line in enumerate(terminal.lines) if row in line)
    terminal.send("\x1b[B" * (wanted - first) + "\r")
    terminal.wait_for_gone(row)


def _read_the_first(terminal: Terminal, directory: Path) -> str:
    """Read the newest article until it counts as read; returns its title."""
    articles = records(directory, "search")
    title: str = articles[0]["title"]
    terminal.wait_for(f"Unread {len(articles):,}", title[:20])
    terminal.wait_for_quiet()
    terminal.send("\r")
    terminal.wait_for(f"Unread {len(articles) - 1:,}")
    terminal.wait_for_quiet()
    return title


def _said(terminal: Terminal, *words: str) -> None:
    """Wait until the bottom line says all words."""
    terminal.wait_until(lambda shown: all(word in shown.lines[-1] for word in words), f"{words} in the bottom line")


def _asked(terminal: Terminal, label: str) -> None:
    """Wait until the line above the bottom line asks for something."""
    terminal.wait_until(lambda shown: shown.lines[-2].strip().startswith(label), f"the question {label!r}")


def _keep(terminal: Terminal) -> None:
    """Star, tag and note the article that is being read."""
    terminal.send("s")
    _said(terminal, "Starred", "u takes it back")
    terminal.send("hkl")  # the next article came, so back to this one
    terminal.wait_for_quiet()
    terminal.send("t")
    _asked(terminal, "Tag")
    terminal.send("harbour\r")
    _said(terminal, "Tagged", "u takes it back")
    terminal.wait_for("#harbour")
    terminal.send("w")
    terminal.wait_for("^s")
    terminal.wait_for_quiet()
    terminal.send("Who paid for the ferry?\x13")
    terminal.wait_for("✎ Who paid for the ferry?")
    _said(terminal, "u takes it back")


def _search(terminal: Terminal) -> None:
    """Find the article by its tag and note, and go back."""
    terminal.send("g/")
    _asked(terminal, "Search")
    terminal.send("tag:harbour note:ferry")
    terminal.wait_for("tag:harbour note:ferry")
    terminal.send("\r")
    terminal.wait_for_gone("tag:harbour note:ferry")
    terminal.wait_for_quiet(0.3)
    terminal.wait_for("Found · 1")
    terminal.send("\x1b")
    terminal.wait_for_gone("Found · 1")
    terminal.wait_for_quiet(0.3)


def _undo(terminal: Terminal) -> None:
    """Take the note back; the tag stays."""
    terminal.send("u")
    _said(terminal, "Took back")
    terminal.wait_for_gone("✎ Who paid for the ferry?")


def _leave(terminal: Terminal) -> None:
    terminal.send("q")
    assert terminal.wait_for_end(timeout=5) == 0


def _check_by_command(directory: Path, title: str, feeds: int) -> None:
    """What the command line says of the same library."""
    (kept,) = records(directory, "search", "tag:harbour")
    assert kept["title"] == title
    assert kept["starred"]
    assert kept["read"]
    assert kept["notes"] == []
    found = records(directory, "feeds")
    assert len(found) == feeds
    assert {feed["folder"] for feed in found} == {"Morning"}
    assert not [feed["error"] for feed in found if feed["error"]]
    assert title.split(maxsplit=1)[0] in done(directory, "show", kept["id"], "--text")


def _find_all_as_it_was(terminal: Terminal, title: str) -> None:
    """The same place and article, with its star and tag; no welcome; the note can be done again after all."""
    terminal.wait_for(title[:20], "#harbour")
    assert "OPML file" not in terminal.text
    terminal.send("U")
    _said(terminal, "u takes it back")
    terminal.send("u")
    _said(terminal, "Took back")
