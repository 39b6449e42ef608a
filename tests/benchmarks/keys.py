"""Keys: from a key to a quiet screen, and the memory of the interface after all that scrolling."""

import random
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.libraries import first_title
from tests.benchmarks.measures import Measure, at_most, percentile
from tests.benchmarks.painting import COLUMNS, ROWS, newsterm
from tests.terminal import Terminal, TerminalError

_KEYS = 200
_JUMPS = 20
_PAGES = 100


def milliseconds_to_quiet(terminal: Terminal, keys: str) -> float:
    """Type keys; milliseconds until the last output before 100 ms without any."""
    typed = terminal.send(keys)
    last = terminal.wait_for_quiet(0.1, first=2.0)
    if last is None:
        raise TerminalError(f"{keys!r} changed nothing on the screen:\n{terminal.text}")
    return (last - typed) * 1000


def measure_keys(libraries: Mapping[int, Path]) -> list[Measure]:
    """Move, page and jump about in the largest library, with the article under the cursor in the reader."""
    size, directory = max(libraries.items())
    chance = random.Random(1)
    with Terminal(newsterm(directory), columns=COLUMNS, rows=ROWS) as terminal:
        terminal.wait_for(first_title(directory), timeout=120)
        terminal.wait_for_quiet(0.5)
        for _ in range(5):
            milliseconds_to_quiet(terminal, "j")
        moves = [milliseconds_to_quiet(terminal, chance.choice("jjjk")) for _ in range(_KEYS // 2)]
        jumps = [milliseconds_to_quiet(terminal, ("G", "gg")[turn % 2]) for turn in range(_JUMPS)]
        pages = [milliseconds_to_quiet(terminal, "\x06") for _ in range(_PAGES)]
        moves += [milliseconds_to_quiet(terminal, chance.choice("jjjk")) for _ in range(_KEYS // 2)]
        milliseconds_to_quiet(terminal, "G")
        for _ in range(_PAGES):
            milliseconds_to_quiet(terminal, "\x02")
        memory = terminal.peak_memory() / 1_000_000
    where = f"{size:,} articles"
    return [
        at_most(f"Cursor key to quiet screen, p95 of {len(moves)}, {where}", percentile(moves, 0.95), 50, "ms",
                told=f"median {percentile(moves, 0.5):.0f}, worst {max(moves):.0f}"),
        at_most(f"Jump to the end and back to quiet screen, worst of {_JUMPS}, {where}", max(jumps), 100, "ms",
                told=f"median {percentile(jumps, 0.5):.0f}"),
        Measure(f"Page to quiet screen, p95 of {_PAGES}, {where}", "",
                f"{percentile(pages, 0.95):.0f} ms (median {percentile(pages, 0.5):.0f})"),
        at_most(f"Peak memory of the interface after all that, {where}", memory, 120, "MB"),
    ]  # fmt: skip
