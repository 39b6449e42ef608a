"""What a benchmark measures: figures with their targets, and the Markdown table that they make."""

import math
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table."""

    what: str
    target: str
    """What the figure must be, "" where it is only told."""
    figure: str
    passed: bool | None = None
    """Whether the figure meets the target; None where there is none."""


def at_most(what: str, figure: float, target: float, unit: str, *, told: str = "") -> Measure:
    """A measure that must not be above its target.

    Args:
        what: what was measured.
        figure: the figure.
        target: the most that it may be.
        unit: unit of both, such as "ms" or "×".
        told: more about the figure, in words.
    """
    shown = f"{_number(figure)} {unit}" + (f" ({told})" if told else "")
    return Measure(what, f"≤ {_number(target)} {unit}", shown, figure <= target)


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def machine() -> str:
    """Where and when this runs, in one line."""
    return " · ".join(
        (
            f"{datetime.now(UTC):%Y-%m-%d}",
            f"{os.cpu_count()} cores ({platform.machine()})",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            platform.system(),
        )
    )


def as_markdown(measures: Sequence[Measure]) -> str:
    """The table, headed by the machine."""
    marks = {True: "yes", False: "**no**", None: ""}
    rows = [f"| {m.what} | {m.target} | {m.figure} | {marks[m.passed]} |" for m in measures]
    return "\n".join([machine(), "", "| measure | target | figure | met |", "|---|---|---|---|", *rows])
