"""Thousands of real, odd and hostile files: every one parses or gives an error, quickly, and both ways agree."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.corpora import DEADLINE, files, read_all
from tests.parsing.agreement import differences
from tests.shared import needs_shared


@needs_shared
def test_every_file_of_the_corpora_parses_or_gives_an_error():
    readings = read_all(files(("corpora",)))
    counts = Counter(reading.kind for reading in readings)
    assert [reading for reading in readings if reading.kind == "crash"] == []
    assert [reading for reading in readings if reading.seconds > DEADLINE] == []
    assert counts["feed"] > 3900
    assert counts["opml"] > 60


@needs_shared
def test_the_quick_way_agrees_with_feedparser_wherever_it_takes_a_feed():
    paths = [path for path in files() if path.suffix in {".xml", ".rss", ".atom"}]
    with ProcessPoolExecutor() as processes:
        results = list(processes.map(_differences_in, paths, chunksize=50))
    assert [(path, found) for path, found in zip(paths, results, strict=True) if found] == []
    assert sum(result is not None for result in results) > 1500


def _differences_in(path: Path) -> list[str] | None:
    return differences(path.read_bytes())
