"""Search, newest first: the library's answer, and from a typed query to its first result on the screen."""

import random
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from newsterm.model.listing import Listing
from newsterm.storage import articles, windows
from newsterm.storage.library import Library
from tests.benchmarks.libraries import first_title
from tests.benchmarks.measures import Measure, at_most, percentile
from tests.benchmarks.painting import COLUMNS, ROWS, newsterm
from tests.terminal import Terminal

_QUERIES = 60
_ON_SCREEN = 20
_PAGE = 50
_SHOWN = 20
"""Characters of a title that stand on the screen at the benchmark's width."""


def random_queries(directory: Path, number: int) -> list[str]:
    """Words, pairs of words and phrases of two or three words, taken from random articles of the library."""
    chance = random.Random(2)
    queries: list[str] = []
    with closing(Library.open(directory)) as library:
        reader = library.reader()
        least, most = reader.execute("SELECT min(id), max(id) FROM articles").fetchone()
        while len(queries) < number:
            (found,) = reader.execute(
                "SELECT id FROM articles WHERE id >= ? ORDER BY id LIMIT 1", (chance.randint(least, most),)
            ).fetchone()
            words = re.findall(r"\w+", articles.by_id(reader, found).document.text)
            start = chance.randrange(max(len(words) - 3, 1))
            kind = len(queries) % 4
            if kind == 0:
                queries.append(words[start])
            elif kind == 1:
                queries.append(f"{words[start]} {chance.choice(words)}")
            else:
                queries.append('"' + " ".join(words[start : start + kind]) + '"')
    return queries


def measure_search(libraries: Mapping[int, Path]) -> list[Measure]:
    """Ask the largest library for random words and phrases, once its file is in the system's cache."""
    size, directory = max(libraries.items())
    with (directory / "library.db").open("rb", buffering=0) as file:
        while file.read(1 << 24):
            pass
    queries = random_queries(directory, _QUERIES)
    slowest = ("", 0.0)
    taken: list[float] = []
    firsts: dict[str, str] = {}
    with closing(Library.open(directory)) as library:
        reader, now = library.reader(), datetime.now(UTC)
        windows.window(reader, Listing("warm"), 0, _PAGE, now)
        for query in queries:
            start = time.perf_counter()
            rows = windows.window(reader, Listing(query), 0, _PAGE, now)
            taken.append((time.perf_counter() - start) * 1000)
            slowest = max(slowest, (query, taken[-1]), key=lambda pair: pair[1])
            if rows:
                firsts[query] = rows[0].title[:_SHOWN]
    told = f"median {percentile(taken, 0.5):.1f}, worst {slowest[1]:.0f}: {slowest[0]}"
    what = f"Search, newest first, p95 of {_QUERIES} words and phrases, {size:,} articles"
    return [at_most(what, percentile(taken, 0.95), 50, "ms", told=told), *_on_screen(size, directory, firsts)]


def _on_screen(size: int, directory: Path, firsts: Mapping[str, str]) -> Sequence[Measure]:
    """From a query typed at once to its first result on the screen."""
    taken: list[float] = []
    with Terminal(newsterm(directory), columns=COLUMNS, rows=ROWS) as terminal:
        terminal.wait_for(first_title(directory), timeout=120)
        for query, title in firsts.items():
            terminal.wait_for_quiet(0.3)
            if title in terminal.text:
                continue
            terminal.send("/")
            terminal.wait_for("Search")
            terminal.wait_for_quiet(0.2)
            terminal.send("\x15")
            terminal.wait_for_quiet(0.2)
            typed = terminal.send(query)
            taken.append((terminal.wait_for(title, timeout=60) - typed) * 1000)
            terminal.send("\r")
            terminal.wait_for_quiet(0.3)
            terminal.send("\x1b")
            if len(taken) == _ON_SCREEN:
                break
    told = f"{percentile(taken, 0.95):.0f} ms (median {percentile(taken, 0.5):.0f})"
    return [Measure(f"Query typed to first result on the screen, p95 of {len(taken)}, {size:,} articles", "", told)]
