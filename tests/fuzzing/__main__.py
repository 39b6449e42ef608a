"""`python -m tests.fuzzing`: feeds damaged in 50,000 ways, none of which may break newsterm or take it long."""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

from tests.corpora import files
from tests.fuzzing.judging import LARGEST, LONGEST, LONGEST_PAGE, Verdict, judge_all
from tests.fuzzing.mutations import mutant
from tests.shared import SHARED


def main() -> int:
    """Read the mutants. Returns 1 if there is a fault, 2 without the shared corpora."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--mutants", type=int, default=50_000)
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first mutant")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="folder to which mutants with a fault are written")
    parsed = parser.parse_args()
    if SHARED is None:
        sys.stderr.write("The shared test material does not lie beside the checkout.\n")
        return 2
    paths = files(("corpora", "hostile"))
    began = time.monotonic()
    verdicts: list[Verdict] = []
    faults: list[Verdict] = []
    for verdict in judge_all(
        paths, parsed.seed, range(parsed.first, parsed.first + parsed.mutants), max(parsed.processes, 1)
    ):
        verdicts.append(verdict)
        if verdict.is_fault:
            faults.append(verdict)
            made = mutant(paths, parsed.seed, verdict.number)
            sys.stdout.write(
                f"{verdict.number} ({made.name}, {len(made.body)} bytes): {verdict.outcome},"
                f" {verdict.seconds:.2f} s, {verdict.page_seconds:.2f} s as a page, {verdict.peak:.0f} MiB\n"
            )
            sys.stdout.flush()
            if parsed.keep:
                parsed.keep.mkdir(parents=True, exist_ok=True)
                parsed.keep.joinpath(f"{parsed.seed}-{verdict.number}-{made.name}").write_bytes(made.body)
        if len(verdicts) % 500 == 0:
            sys.stderr.write(f"\r{len(verdicts)} of {parsed.mutants} mutants, {len(faults)} faults ")
    counts = Counter(verdict.outcome if not verdict.is_fault else "fault" for verdict in verdicts)
    sys.stderr.write("\n")
    slowest_page = max((verdict.page_seconds for verdict in verdicts), default=0)
    sys.stdout.write(
        f"{len(verdicts)} mutants of seed {parsed.seed} in {time.monotonic() - began:.0f} s: {counts['feed']} read,"
        f" {counts['error']} refused, {counts['fault']} faults; the slowest took"
        f" {max((verdict.seconds for verdict in verdicts), default=0):.2f} s (at most {LONGEST:g}), the slowest"
        f" page {slowest_page:.2f} s (at most {LONGEST_PAGE:g}), the largest held"
        f" {max((verdict.peak for verdict in verdicts), default=0):.0f} MiB (at most {LARGEST})\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
