"""Triage: verbs and places to a quiet screen, queries with fields, and what is done to a hundred thousand articles."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from newsterm.model.listing import Listing
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.define import define
from newsterm.operations.mark import mark_read
from newsterm.operations.undo import history, undo, undo_several
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.benchmarks.keys import milliseconds_to_quiet
from tests.benchmarks.libraries import first_title
from tests.benchmarks.measures import Measure, at_most, percentile
from tests.benchmarks.painting import COLUMNS, ROWS, newsterm
from tests.benchmarks.searching import random_queries
from tests.terminal import Terminal

_VERBS = ("s", "x", "m", "L", "e", "u", "U", "u", "j", "{", "u")
_PLACES = ("gs", "gu", "gl", "ga", "gn", "\t", "\t", "\t", "\x1b[Z")
_ROUNDS = 12
_QUERIES = 60
_MANY = 100_000
_PAGE = 50
_TIMES = 5
_BETWEEN = 1.0
"""Seconds between two actions on many articles: what somebody needs to see what the first one did."""
_MOST_GROUPS = 1_000_000


def measure_triage(libraries: Mapping[int, Path]) -> list[Measure]:
    """Act, go from place to place, ask and act on many articles in the largest library; all is taken back."""
    size, directory = max(libraries.items())
    with closing(Library.open(directory)) as library:
        before = frozenset(group.id for group in history(Context(library), _MOST_GROUPS, actor="key"))
    try:
        return _measured(directory, f"{size:,} articles")
    finally:
        with closing(Library.open(directory)) as library:
            done = [group.id for group in history(Context(library), _MOST_GROUPS, actor="key")]
            undo_several(Context(library), [group for group in done if group not in before], "a benchmark")


def _measured(directory: Path, where: str) -> list[Measure]:
    with closing(Library.open(directory)) as library:
        define(Context(library), "view", "Region", {"query": "tag:region is:unread"}, "saved the view “Region”")
        order = {"items": ["built-in:unread", "view:Region", "built-in:later"]}
        define(Context(library), "order", "splits", order, "changed the tabs")
    return [*_on_screen(directory, where), *_queries(directory, where), *_many(directory, where)]


def _on_screen(directory: Path, where: str) -> list[Measure]:
    with Terminal(newsterm(directory), columns=COLUMNS, rows=ROWS) as terminal:
        terminal.wait_for(first_title(directory), timeout=120)
        terminal.wait_for_quiet(0.5)
        verbs = [milliseconds_to_quiet(terminal, key) for _ in range(_ROUNDS) for key in _VERBS]
        places = [milliseconds_to_quiet(terminal, keys) for _ in range(_ROUNDS) for keys in _PLACES]
    return [
        at_most(f"Verb to quiet screen, p95 of {len(verbs)}, {where}", percentile(verbs, 0.95), 50, "ms",
                told=f"median {percentile(verbs, 0.5):.0f}, worst {max(verbs):.0f}"),
        at_most(f"Switch of view to quiet screen, p95 of {len(places)}, {where}", percentile(places, 0.95), 100, "ms",
                told=f"median {percentile(places, 0.5):.0f}, worst {max(places):.0f}"),
    ]  # fmt: skip


def _queries(directory: Path, where: str) -> list[Measure]:
    """Queries of a word and two fields, each asked for the first time and then again."""
    chance = random.Random(3)
    fields = ("is:unread", "age<90d", "tag:region", "is:starred", "folder:1", "words>20", "feed:daily")
    words = [asked.split()[0].strip('"') for asked in random_queries(directory, 2 * _QUERIES)[::2]]
    queries = [
        " ".join((f"title:{word}" if number % 3 == 0 else word, *chance.sample(fields, 2)))
        for number, word in enumerate(words)
    ]
    first, again = (_asked(directory, queries) for _ in range(2))
    slowest = max(again, key=again.__getitem__)
    told = (
        f"median {percentile(list(again.values()), 0.5):.1f}, worst {again[slowest]:.0f}: {slowest};"
        f" asked for the first time, p95 {percentile(list(first.values()), 0.95):.0f}"
    )
    what = f"Three terms with two fields, newest first, p95 of {len(queries)}, {where}"
    return [at_most(what, percentile(list(again.values()), 0.95), 100, "ms", told=told)]


def _asked(directory: Path, queries: Sequence[str]) -> dict[str, float]:
    """Milliseconds to the first page of each query, with a fresh connection."""
    with closing(Library.open(directory)) as library:
        reader, now = library.reader(), datetime.now(UTC)
        return {
            query: _timed(lambda query=query: windows.window(reader, Listing(query), 0, _PAGE, now))
            for query in queries
        }


def _many(directory: Path, where: str) -> list[Measure]:
    """Mark many articles read, archive them, and take both back, some times over, with a moment between."""

    def timed(act: Callable[[], object]) -> float:
        time.sleep(_BETWEEN)
        return _timed(act)

    taken: dict[str, list[float]] = defaultdict(list)
    with closing(Library.open(directory)) as library:
        ctx = Context(library)
        ids = windows.ids(library.reader(), Listing("is:unread", stream=True), ctx.now(), _MANY)
        for _ in range(_TIMES):
            taken["marked read"].append(timed(lambda: mark_read(ctx, ids)))
            taken["marked read, taken back"].append(timed(lambda: undo(ctx)))
            taken["archived"].append(timed(lambda: archive(ctx, ids)))
            taken["archived, taken back"].append(timed(lambda: undo(ctx)))
    targets = {"marked read": 1.0, "marked read, taken back": 1.0, "archived, taken back": 2.0}
    measures = []
    for what, milliseconds in taken.items():
        name = f"{len(ids):,} articles {what}, median of {_TIMES} a second apart, {where}"
        seconds = [each / 1000 for each in milliseconds]
        told = f"first {seconds[0]:.2f}"
        if what in targets:
            measures.append(at_most(name, median(seconds), targets[what], "s", told=told))
        else:
            measures.append(Measure(name, "", f"{median(seconds):.2f} s ({told})"))
    return measures


def _timed(act: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
