"""`python -m tests.benchmarks`: measure the speed of newsterm here and print the table that the README shows."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.measures import Measure, as_markdown

SIZES = (10_000, 100_000, 1_000_000)


def _first_paint(libraries: Mapping[int, Path]) -> list[Measure]:
    from tests.benchmarks.painting import measure_first_paint

    return measure_first_paint(libraries)


def _keys(libraries: Mapping[int, Path]) -> list[Measure]:
    from tests.benchmarks.keys import measure_keys

    return measure_keys(libraries)


def _search(libraries: Mapping[int, Path]) -> list[Measure]:
    from tests.benchmarks.searching import measure_search

    return measure_search(libraries)


def _refresh(_libraries: Mapping[int, Path]) -> list[Measure]:
    from tests.benchmarks.refreshing import measure_refresh

    return measure_refresh()


def _triage(libraries: Mapping[int, Path]) -> list[Measure]:
    from tests.benchmarks.triaging import measure_triage

    return measure_triage(libraries)


TOPICS: Mapping[str, Callable[[Mapping[int, Path]], list[Measure]]] = {
    "first-paint": _first_paint,
    "keys": _keys,
    "search": _search,
    "triage": _triage,
    "refresh": _refresh,
}


def main() -> int:
    """Measure what was asked for. Returns 1 if a figure misses its target."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "topics", nargs="*", metavar="TOPIC", help=f"what to measure: {', '.join(TOPICS)}, or all (the default)"
    )
    parser.add_argument(
        "--sizes", default=SIZES, metavar="N,N", type=lambda text: tuple(map(int, text.split(","))),
        help="articles in the libraries (10000,100000,1000000); keys, search and triage use the largest",
    )  # fmt: skip
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the libraries in DIR, and use those there")
    parsed = parser.parse_args()
    for topic in parsed.topics:
        if topic not in {"all", *TOPICS}:
            parser.error(f"there is no topic {topic}; choose from {', '.join(TOPICS)}")
    topics = list(TOPICS) if not parsed.topics or "all" in parsed.topics else parsed.topics
    measures: list[Measure] = []
    with ExitStack() as opened:
        built: Mapping[int, Path] = {}
        if topics != ["refresh"]:
            from tests.benchmarks.libraries import libraries

            folder = parsed.keep or Path(opened.enter_context(tempfile.TemporaryDirectory()))
            sizes = parsed.sizes if "first-paint" in topics else [max(parsed.sizes)]
            sys.stderr.write(f"Libraries of {', '.join(f'{size:,}' for size in sizes)} articles in {folder} …\n")
            built = libraries(folder, sizes)
        for topic in topics:
            sys.stderr.write(f"Measuring {topic} …\n")
            measures += TOPICS[topic](built)
    sys.stdout.write(as_markdown(measures) + "\n")
    return 1 if any(measure.passed is False for measure in measures) else 0


if __name__ == "__main__":
    sys.exit(main())
