"""`python -m tests.behaviour`: a report that a publisher would understand, of a week and of the checklist."""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.behaviour.rows import ROWS
from tests.behaviour.week import judge, live

_WIDTH = 44


def main() -> int:
    """Print the report; 1 if anything in it is not as it should be."""
    faults = _report_the_week()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "outcomes.json")
        command = [sys.executable, "-m", "pytest", "-m", "checklist", "--checklist-to", str(path), *sys.argv[1:]]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if not path.exists():
            print(ended.stdout[-4000:], ended.stderr[-2000:], sep="\n")
            return 1
        outcomes: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    proved = 0
    print("\nThe checklist, row by row: tests that prove it, and how they ended\n")
    for row, words in ROWS.items():
        told = outcomes.get(row, [])
        is_proved = "passed" in told and "failed" not in told
        proved += is_proved
        print(f"  {row}  {'ok ' if is_proved else 'NOT'}  {told.count('passed'):4}  {words}")
    print(f"\n{proved} of {len(ROWS)}")
    if "failed" in str(outcomes):
        print(ended.stdout[-4000:])
    return 0 if proved == len(ROWS) and not faults else 1


def _report_the_week() -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = judge(asyncio.run(live(Path(folder), 7)).asked)
    print("A week of a publisher with feeds of every habit, asked by newsterm's timer\n")
    for name, number in report._asdict().items():
        print(f"  {name.replace('_', ' '):{_WIDTH}}{number:6,}")
    return report.faults()


if __name__ == "__main__":
    sys.exit(main())
