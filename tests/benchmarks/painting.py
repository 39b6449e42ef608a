"""First paint: from exec to the first article title on the screen of a pseudo-terminal."""

import compileall
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.libraries import first_title
from tests.benchmarks.measures import Measure, at_most
from tests.benchmarks.trivial import TEXT
from tests.terminal import Terminal

_RUNS = 7
_TRIVIAL = Path(__file__).with_name("trivial.py")
_PACKAGE = Path(__file__).resolve().parents[2] / "newsterm"
COLUMNS, ROWS = 160, 45


def newsterm(directory: Path) -> list[str]:
    """The command that starts the reader on a library."""
    return [sys.executable, "-m", "newsterm", "--data-dir", str(directory)]


def measure_first_paint(libraries: Mapping[int, Path]) -> list[Measure]:
    """Paint a trivial application and each library in turn, seven times round after one round to warm up.

    The checkout is byte-compiled first, as an installation is.
    """
    compileall.compile_dir(_PACKAGE, quiet=1)
    commands: dict[int, tuple[list[str], str]] = {0: ([sys.executable, str(_TRIVIAL)], TEXT)}
    for size, directory in libraries.items():
        commands[size] = (newsterm(directory), first_title(directory))
    seconds: dict[int, list[float]] = {size: [] for size in commands}
    for _ in range(1 + _RUNS):
        for size, (command, text) in commands.items():
            with Terminal(command, columns=COLUMNS, rows=ROWS) as terminal:
                seconds[size].append(terminal.wait_for(text, timeout=120) - terminal.started)
    median = {size: statistics.median(taken[1:]) for size, taken in seconds.items()}
    measures = [Measure("First paint of a trivial Textual application", "", f"{median[0] * 1000:.0f} ms")]
    for size in libraries:
        told = f"{median[size] * 1000:.0f} ms, worst of {_RUNS}: {max(seconds[size][1:]) * 1000:.0f} ms"
        ratio = median[size] / median[0]
        measures.append(at_most(f"First paint, {size:,} articles : trivial application", ratio, 2.0, "×", told=told))
    if len(libraries) > 1:
        least, most = min(libraries), max(libraries)
        ratio = median[most] / median[least]
        measures.append(at_most(f"First paint, {most:,} : {least:,} articles", ratio, 1.2, "×"))
    return measures
