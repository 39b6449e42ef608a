"""Reads every hostile file in a process of its own; `python -m tests.parsing.hostile_reading` tells what came of each.

One line of JSON a file, with the time and memory it took and what the process touched meanwhile.
"""

import contextlib
import json
import re
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from newsterm.model.errors import ParseError
from newsterm.parsing.feeds import parse_feed
from newsterm.parsing.opml import parse_opml
from newsterm.parsing.serialising import from_bytes, to_bytes
from newsterm.text.packing import pack_feed
from tests.corpora import files

_URL = "https://hostile.example/feed"
_EVENTS = ("open", "os.", "subprocess.", "socket.", "shutil.", "webbrowser.", "ctypes.")


@dataclass(frozen=True, slots=True)
class HostileReading:
    """What came of one file."""

    name: str
    error: str
    """The sentence with which it was refused, "" for none."""
    titles: list[str]
    """Of the entries, or of the feeds of an OPML file."""
    texts: list[str]
    """All that could be shown."""
    links: list[str]
    refused: list[str]
    """What an OPML file had that was not imported."""
    seconds: float
    grown: float
    """MiB by which the process grew at most; 0 where the system does not tell."""
    touched: list[str]
    """Files opened, connections and processes while it was read."""


def read_hostile(path: Path, touched: list[str]) -> HostileReading:
    """Read one file as what its name says; `touched` is filled by the audit hook meanwhile."""
    body = path.read_bytes()
    error, titles, texts, links, refused = "", [], [], [], []
    _forget_peak()
    before, began = _memory("VmRSS"), time.process_time()
    touched.clear()
    try:
        if path.suffix == ".opml":
            opml = parse_opml(body)
            titles, links = [feed.title for feed in opml.feeds], [feed.url for feed in opml.feeds]
            refused = [str(said) for said in opml.refused]
        else:
            feed = parse_feed(body, url=_URL)
            packed = from_bytes(to_bytes(pack_feed(feed)))
            titles = [entry.title for entry in feed.entries]
            links = [link for entry in feed.entries for link in (entry.url, *entry.document.links()) if link]
            texts = [feed.title, feed.site_url, feed.description, *titles, *links]
            texts += [text for entry in packed.entries for text in (entry.guid, entry.author, entry.text)]
            texts += [entry.source for entry in feed.entries]
    except ParseError as refusal:
        error = str(refusal)
    during = list(touched)
    seconds = time.process_time() - began
    grown = _memory("VmHWM") - before
    return HostileReading(path.name, error, titles, texts, links, refused, seconds, grown, during)


def _forget_peak() -> None:
    """Have the system measure the most memory held from now on (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory(name: str) -> float:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> int:
    touched: list[str] = []
    harmless = files(("corpora",))
    for path in (*harmless[:60], next(path for path in harmless if path.suffix == ".opml")):
        read_hostile(path, touched)  # everything is imported and warm now

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_EVENTS):
            touched.append(f"{event} {arguments[:1]}")

    sys.addaudithook(watch)
    for path in files(("hostile",)):
        print(json.dumps(asdict(read_hostile(path, touched))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
