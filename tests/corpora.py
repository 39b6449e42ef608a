"""Reads every file of the shared corpora as a feed, an OPML file or a page; `python -m tests.corpora` prints a table.

Each file must parse or give a `ParseError` within the deadline; nothing else may be raised.
"""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from newsterm.model.errors import ParseError
from newsterm.parsing.feeds import parse_feed
from newsterm.parsing.opml import parse_opml
from newsterm.parsing.pages import find_feeds
from newsterm.parsing.serialising import from_bytes, to_bytes
from newsterm.text.packing import pack_feed
from tests.shared import SHARED

DEADLINE = 2.0
"""Seconds of processor time for one file."""
_URL = "https://corpora.example/feeds/feed.xml"
_PAGES = {".html", ".htm", ".xhtml"}
_NO_FEEDS = {".upstream", ".tsv", ".md"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file was read."""

    path: Path
    kind: str
    """"feed", "opml", "page", "error" or "crash"."""
    seconds: float
    what: str


def files(folders: tuple[str, ...] = ("corpora", "hostile")) -> list[Path]:
    assert SHARED is not None
    return [
        path
        for folder in folders
        for path in sorted((SHARED / folder).rglob("*"))
        if path.is_file() and path.suffix not in _NO_FEEDS
    ]


def read(path: Path) -> Reading:
    """Read one file as what its name says, and a page as a feed too."""
    body = path.read_bytes()
    began = time.process_time()
    try:
        if path.suffix == ".opml":
            opml = parse_opml(body)
            kind, what = "opml", f"{len(opml.feeds)} feeds, {len(opml.refused)} refused"
        else:
            if path.suffix in _PAGES:
                find_feeds(body, _URL)
            feed = pack_feed(parse_feed(body, url=_URL))
            assert from_bytes(to_bytes(feed)) == feed, "did not survive the pipe"
            kind, what = "feed", f"{len(feed.entries)} entries"
    except ParseError as error:
        kind, what = "error", str(error)
    except BaseException as error:  # noqa: BLE001 - that there is none is what this proves
        kind, what = "crash", f"{type(error).__name__}: {error}"
    return Reading(path, kind, time.process_time() - began, what)


def read_all(paths: list[Path]) -> list[Reading]:
    """Read files in as many processes as there are processors."""
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        return list(processes.map(read, paths, chunksize=20))


def main() -> int:
    if SHARED is None:
        print("The shared test material does not lie beside the checkout.")
        return 2
    began = time.perf_counter()
    readings = read_all(files())
    counts = Counter(reading.kind for reading in readings)
    print(f"{len(readings)} files in {time.perf_counter() - began:.1f} s: ", end="")
    print(", ".join(f"{number} {kind}" for kind, number in counts.most_common()))
    print("Slowest:")
    for reading in sorted(readings, key=lambda reading: -reading.seconds)[:5]:
        print(f"  {reading.seconds:.2f} s  {reading.path.relative_to(SHARED)}  {reading.what}")
    bad = [reading for reading in readings if reading.kind == "crash" or reading.seconds > DEADLINE]
    for reading in bad:
        print(f"BAD {reading.path}: {reading.seconds:.2f} s {reading.kind} {reading.what}")
    print("Errors:")
    for what, number in Counter(reading.what for reading in readings if reading.kind == "error").most_common(30):
        print(f"  {number:5} {what}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
