"""Thousands of real, odd and hostile files: every one parses or gives an error, quickly, and both ways agree."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.corpora import DEADLINE, files, read_all
from tests.parsing.agreement import differences
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
        results = list(processes.map(_differences_in, paths, chunksize=50))
    assert [(path, found) for path, found in zip(paths, results, strict=True) if found] == []
    assert sum(result is not None for result in results) > 1500


def _differences_in(path: Path) -> list[str] | None:
    return differences(path.read_bytes())
