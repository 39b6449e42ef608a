"""What the screen said was done is there after the process was killed."""

import random
from pathlib import Path

from tests.benchmarks.library_builder import build_library
from tests.killing.session import play


def test_nothing_that_was_said_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    build_library(tmp_path, 500, feeds=5)
    chance = random.Random(7)
    rounds = [play(tmp_path, chance) for _ in range(4)]
    assert [(round_.lost, round_.trouble) for round_ in rounds] == [((), ())] * 4
    assert sum(len(round_.said) for round_ in rounds) > 5
