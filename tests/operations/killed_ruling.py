"""`python -m tests.operations.killed_ruling DIRECTORY WHEN`: judges what has arrived, and is killed while it does."""

import os
import signal
import sys
from pathlib import Path

from newsterm.operations.context import Context
from newsterm.operations.ruling import Ruling
from newsterm.storage import rule_state
from newsterm.storage.library import Library


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(directory: str, when: str) -> None:
    """Judge, and die before any rule acts, within its transaction, or once it is written."""
    working = Ruling(Context(Library.open(Path(directory))))
    if when == "before":
        _die()
    if when == "within":
        rule_state.write = _die
    working.begin()
    _die()


if __name__ == "__main__":
    main(*sys.argv[1:])
