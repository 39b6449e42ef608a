"""Refresh: 500 feeds from loopback, cold and unchanged, and how late the interface is meanwhile."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.benchmarks.feed_server import etag, feed_server
from tests.benchmarks.measures import Measure, at_most
from tests.due import make_due

_FEEDS = 500
_ITEMS = 30
_UNCHANGED_RUNS = 5
_ROOT = Path(__file__).resolve().parents[2]


def run(module: str, *arguments: str) -> str:
    """Run a module in a process of its own; returns what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, cwd=_ROOT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed with {done.returncode}: {done.stderr}")
    return done.stdout


def subscribed_library(directory: Path, addresses: Sequence[str]) -> Path:
    """A new library that is subscribed to the addresses and has asked none of them yet."""
    outlines = "".join(f'<outline type="rss" text="f" xmlUrl={quoteattr(address)}/>' for address in addresses)
    opml = directory.with_suffix(".opml")
    opml.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>', encoding="utf-8")
    run("newsterm", "--data-dir", str(directory), "import", str(opml))
    return directory


def refresh(directory: Path) -> tuple[float, float, dict[str, int]]:
    """Refresh by the command line; seconds, CPU seconds of all its processes, and feeds by status."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    lines = run("newsterm", "--data-dir", str(directory), "refresh", "--json").splitlines()
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    records = [json.loads(line) for line in lines]
    counted = {
        status: sum(record["status"] == status for record in records) for status in ("new", "unchanged", "failed")
    }
    return seconds, cpu, counted | {"articles": sum(record["new"] for record in records)}


def measure_refresh() -> list[Measure]:
    """Refresh a new library cold, then unchanged in turn with a bare client, then from the interface."""
    with tempfile.TemporaryDirectory() as folder, feed_server(_FEEDS, _ITEMS) as addresses:
        library = subscribed_library(Path(folder, "cold"), addresses)
        cold, cpu, counted = refresh(library)
        _check(counted, {"new": _FEEDS, "articles": _FEEDS * _ITEMS})
        wanted = Path(folder, "wanted")
        wanted.write_text("".join(f"{address} {etag(n)}\n" for n, address in enumerate(addresses)), encoding="utf-8")
        unchanged: list[float] = []
        bare: list[float] = []
        for _ in range(_UNCHANGED_RUNS):
            make_due(library)
            seconds, _, counted = refresh(library)
            _check(counted, {"unchanged": _FEEDS})
            unchanged.append(seconds)
            began = time.perf_counter()
            answers = int(run("tests.benchmarks.bare_client", str(wanted)))
            bare.append(time.perf_counter() - began)
            _check({"answers": answers}, {"answers": _FEEDS})
        ratio = statistics.median(unchanged) / statistics.median(bare)
        told = f"{statistics.median(unchanged):.2f} s against {statistics.median(bare):.2f} s"
        watched = subscribed_library(Path(folder, "watched"), addresses)
        late = json.loads(run("tests.benchmarks.lateness", str(watched)))
        _check(late, {"new": _FEEDS * _ITEMS})
    return [
        at_most(f"Refresh of {_FEEDS} feeds of {_ITEMS} new items", cold, 5, "s", told=f"CPU {cpu:.1f} s"),
        at_most("Refresh, all unchanged : bare httpx client", ratio, 1.5, "×", told=told),
        at_most("Interface's event loop, worst lateness during a refresh of all that", late["worst"], 50, "ms",
                told=f"p99 {late['p99']:.1f}, {late['beats']} beats, {late['seconds']:.1f} s"),
    ]  # fmt: skip


def _check(found: dict[str, int], wanted: dict[str, int]) -> None:
    wrong = {name: found.get(name) for name, number in wanted.items() if found.get(name) != number}
    if wrong:
        raise RuntimeError(f"the refresh measured was not the one wanted: {wrong} where it should be {wanted}")
