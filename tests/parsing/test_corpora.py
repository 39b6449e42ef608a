"""Thousands of real, odd and hostile files: every one parses or gives an error, quickly, and both ways agree."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from newsterm.model.errors import ParseError
from newsterm.parsing.feeds import read_unusual
from newsterm.parsing.raw import RawEntry, RawText
from newsterm.parsing.well_formed import read_well_formed
from tests.corpora import DEADLINE, files, read_all
from tests.shared import needs_shared

_SECONDS = 1.0
_MEBIBYTES = 64
_MEASURE = """
import json, resource, sys
from tests.corpora import files, read
for path in files(("corpora",))[:40]:
    read(path)  # everything is imported and warm now
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
readings = [read(path) for path in files(("hostile",))]
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used) / 1024
print(json.dumps([grown, [(reading.path.name, reading.kind, reading.seconds) for reading in readings]]))
"""


@needs_shared
def test_every_file_of_the_corpora_parses_or_gives_an_error():
    readings = read_all(files(("corpora",)))
    counts = Counter(reading.kind for reading in readings)
    assert [reading for reading in readings if reading.kind == "crash"] == []
    assert [reading for reading in readings if reading.seconds > DEADLINE] == []
    assert counts["feed"] > 3900
    assert counts["opml"] > 60


@needs_shared
def test_hostile_files_take_less_than_a_second_and_64_mib():
    found = subprocess.run([sys.executable, "-c", _MEASURE], capture_output=True, text=True, check=True)
    grown, readings = json.loads(found.stdout)
    assert grown < _MEBIBYTES
    assert readings
    assert [reading for reading in readings if reading[1] == "crash" or reading[2] > _SECONDS] == []


@needs_shared
def test_the_quick_way_agrees_with_feedparser_wherever_it_takes_a_feed():
    paths = [path for path in files() if path.suffix in {".xml", ".rss", ".atom"}]
    with ProcessPoolExecutor() as processes:
        results = list(processes.map(_differences, paths, chunksize=50))
    assert [result for result in results if result] == []
    assert sum(result is not None for result in results) > 1500


def _differences(path: Path) -> list[str] | None:
    """How the two ways differ over a file; None where the quick way leaves it alone."""
    body = path.read_bytes().lstrip(b" \t\r\n")
    quick = read_well_formed(body, "")
    if quick is None:
        return None
    try:
        slow = read_unusual(body)
    except ParseError as error:
        return [f"{path}: {error}"]
    pairs = [(len(slow.entries), len(quick.entries)), (slow.title.value, quick.title.value), (slow.link, quick.link)]
    pairs += [(_kept(before), _kept(after)) for before, after in zip(slow.entries, quick.entries, strict=False)]
    return [f"{path}: {before} {after}" for before, after in pairs if before != after]


def _kept(entry: RawEntry) -> tuple[object, ...]:
    """What newsterm keeps of an entry."""
    text = max(entry.texts, key=lambda text: len(text.value), default=RawText("", is_html=False))
    return (
        entry.guid,
        (entry.title.value, entry.title.is_html),
        entry.link,
        entry.author,
        entry.published,
        text if text.value else None,
        entry.enclosures,
    )
