"""One round: a session in a terminal that is killed in its midst, and what must be true of the library afterwards."""

import os
import random
import signal
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsterm.model.event import EventKind
from newsterm.operations.context import Context
from newsterm.operations.doctor import examine
from newsterm.operations.wording import capitalised
from newsterm.storage.events import all_events
from newsterm.storage.library import Library
from tests.end_to_end.program import reader
from tests.terminal import Terminal

KEYS = (
    *("s", "L", "e", "m", "j", "k", "u", "u", "U", "ga", "ga", "gu"),
    *("ttorn\r", "xxxs", "xxe", "4j", "3e", "A", "Z3h\r", ":tag +crowd where is:unread\r", ":star where is:read\r"),
)
"""What the user types at one go."""
_WAYS_BACK = ("takes it back", "does it again")
_LONGEST_ROUND = 4.0


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round."""

    said: tuple[str, ...]
    """What the bottom line said, in order."""
    lost: tuple[str, ...]
    """What of it the journal does not know."""
    trouble: tuple[str, ...]
    """What is wrong with the library."""


def play(directory: Path, chance: random.Random) -> Round:
    """Play one round on the library in a directory.

    Args:
        directory: of a library with articles.
        chance: chooses the keys and the moment.
    """
    before = len(_done(directory))
    said: list[str] = []
    with reader(directory, columns=200, rows=30) as terminal:
        terminal.wait_for("keys")
        deadline = time.perf_counter() + chance.uniform(0.05, _LONGEST_ROUND)
        while time.perf_counter() < deadline:
            terminal.send(chance.choice(KEYS))
            _listen(terminal, said, min(deadline, time.perf_counter() + chance.choice((0.01, 0.05, 0.3))))
        os.kill(terminal.pid, signal.SIGKILL)
    done = _done(directory)[before:]
    with closing(Library.open(directory)) as library:
        trouble = examine(Context(library)).trouble
    return Round(tuple(said), tuple(_missing(said, done)), trouble)


def _listen(terminal: Terminal, said: list[str], until: float) -> None:
    """Write down each new sentence of the bottom line that says how to take something back."""
    while time.perf_counter() < until and terminal.exit_code is None:
        terminal.take_in(until)
        line = terminal.screen.display[-1].strip()
        if any(way in line for way in _WAYS_BACK):
            sentence = line.partition(" · ")[0].strip()
            if said[-1:] != [sentence]:
                said.append(sentence)


def _done(directory: Path) -> list[str]:
    """What the journal says was done, in order, in the words of the bottom line."""
    with closing(Library.open(directory)) as library:
        events = list(all_events(library.reader()))
    labels = {event.id: label for event, label in events if label}
    words = []
    for event, label in events:
        if event.id != event.group:
            continue
        match event.kind:
            case EventKind.UNDONE:
                words.append(f"Took back: {labels[event.payload['group']]}")
            case EventKind.REDONE:
                words.append(f"Did again: {labels[event.payload['group']]}")
            case _:
                words.append(capitalised(label))
    return words


def _missing(said: list[str], done: list[str]) -> list[str]:
    """What was said and is not among what was done, in the same order."""
    rest = iter(done)
    return [sentence for sentence in said if not any(sentence == other for other in rest)]
