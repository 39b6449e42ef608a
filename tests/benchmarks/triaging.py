"""Triage: verbs and places to a quiet screen, queries with fields, and what is done to a hundred thousand articles."""

import random
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from newsterm.model.listing import Listing
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.define import define
from newsterm.operations.mark import mark_read
from newsterm.operations.undo import undo
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


def measure_triage(libraries: Mapping[int, Path]) -> list[Measure]:
    """Act, go from place to place, ask and act on many articles in the largest library; all is taken back."""
    size, directory = max(libraries.items())
    where = f"{size:,} articles"
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
    """Queries of a word and two fields."""
    chance = random.Random(3)
    fields = ("is:unread", "age<90d", "tag:region", "is:starred", "folder:1", "words>20", "feed:daily")
    taken: list[float] = []
    worst = ("", 0.0)
    with closing(Library.open(directory)) as library:
        reader, now = library.reader(), datetime.now(UTC)
        for number, words in enumerate(random_queries(directory, 2 * _QUERIES)[::2]):
            word = ("title:" if number % 3 == 0 else "") + words.split()[0].strip('"')
            query = " ".join((word, *chance.sample(fields, 2)))
            taken.append(_timed(lambda query=query: windows.window(reader, Listing(query), 0, _PAGE, now)))
            worst = max(worst, (query, taken[-1]), key=lambda pair: pair[1])
    told = f"median {percentile(taken, 0.5):.1f}, worst {worst[1]:.0f}: {worst[0]}"
    what = f"Three terms with two fields, newest first, p95 of {len(taken)}, {where}"
    return [at_most(what, percentile(taken, 0.95), 100, "ms", told=told)]


def _many(directory: Path, where: str) -> list[Measure]:
    """Mark many articles read, archive them, and take both back."""
    taken: dict[str, float] = {}
    with closing(Library.open(directory)) as library:
        ctx = Context(library)
        ids = windows.ids(library.reader(), Listing("is:unread", stream=True), ctx.now())[:_MANY]
        taken["marked read"] = _timed(lambda: mark_read(ctx, ids))
        taken["marked read, taken back"] = _timed(lambda: undo(ctx))
        taken["archived"] = _timed(lambda: archive(ctx, ids))
        taken["archived, taken back"] = _timed(lambda: undo(ctx))
    targets = {"marked read": 1.0, "marked read, taken back": 1.0, "archived, taken back": 2.0}
    measures = []
    for what, milliseconds in taken.items():
        name = f"{len(ids):,} articles {what}, {where}"
        seconds = milliseconds / 1000
        if what in targets:
            measures.append(at_most(name, seconds, targets[what], "s"))
        else:
            measures.append(Measure(name, "", f"{seconds:.2f} s"))
    return measures


def _timed(act: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
