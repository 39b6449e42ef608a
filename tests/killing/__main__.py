"""`python -m tests.killing`: 200 rounds of a session that is killed at random moments; prints what was lost."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.library_builder import build_library
from tests.killing.session import play


def main() -> int:
    """Play the rounds. Returns 1 if anything was lost or is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parsed = parser.parse_args()
    chance = random.Random(parsed.seed)
    said = lost = trouble = 0
    with tempfile.TemporaryDirectory() as directory:
        build_library(Path(directory), 3_000, feeds=20)
        for number in range(1, parsed.rounds + 1):
            round_ = play(Path(directory), chance)
            said += len(round_.said)
            lost += len(round_.lost)
            trouble += len(round_.trouble)
            for sentence in (*round_.lost, *round_.trouble):
                sys.stdout.write(f"round {number}: {sentence}\n")
            sys.stderr.write(f"\r{number} of {parsed.rounds} rounds, {said} sentences, {lost} lost")
    sys.stderr.write("\n")
    sys.stdout.write(f"{parsed.rounds} rounds, {said} sentences said, {lost} lost, {trouble} faults of the library\n")
    return 1 if lost or trouble else 0


if __name__ == "__main__":
    sys.exit(main())
