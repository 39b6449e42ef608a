"""The lines of a triage session: where it is, and what may be done."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len

from newsterm.interface.cells import cut
from newsterm.interface.widgets.line import LineWidget, Piece
from newsterm.interface.widgets.top_line import progress_bar

_GAP: Final = 2
_BAR: Final = 12
_PARTS: Final = ("name", "state", "bar", "bar-ahead", "progress")


class TriageTop(LineWidget):
    """The queue's name and what the story is already, at left; progress and pace at right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"triage-top--{part}" for part in _PARTS}

    def __init__(self, queue: str) -> None:
        super().__init__()
        self._queue = queue
        self._state = ""
        self._progress = ""
        self._done = 0
        self._total = 0

    def show(self, state: str, progress: str, done: int, total: int) -> None:
        """Show where the session is.

        Args:
            state: what the story is already, such as "archived".
            progress: in words.
            done: stories that were gone through.
            total: stories in the queue.
        """
        before = self._state, self._progress, self._done, self._total
        self._state, self._progress, self._done, self._total = state, progress, done, total
        if before != (state, progress, done, total):
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Name and state, then progress; first the state gives way, then the bar, then the name."""
        over, ahead = progress_bar(self._done, self._total, _BAR)
        progress: Piece = (self._progress, "triage-top--progress")
        right: list[Piece] = [(over, "triage-top--bar"), (f"{ahead}  ", "triage-top--bar-ahead"), progress]
        state: list[Piece] = [("   ", ""), (self._state, "triage-top--state")] if self._state else []
        name: Piece = (self._queue, "triage-top--name")
        for left, shown in (([name, *state], right), ([name], right), ([name], [progress])):
            room = width - 2 - _cells(left) - _cells(shown)
            if room >= _GAP:
                break
        else:
            room = max(width - 2 - _cells(shown), 0)
            left = [(cut(self._queue, room - _GAP), "triage-top--name")]
            room -= _cells(left)
        return [(" ", ""), *left, (" " * room, ""), *shown, (" ", "")]


class VerbLine(LineWidget):
    """Keys and what they do, over the whole width; where there is no room, the least important give way."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"verb-line--key", "verb-line--word"}

    def __init__(self) -> None:
        super().__init__()
        self._verbs: Sequence[tuple[str, str]] = ()

    def show(self, verbs: Sequence[tuple[str, str]]) -> None:
        """Show (key, word) pairs, the most important first but for the last, which always stays."""
        self._verbs = [verb for verb in verbs if verb[0]]
        self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """As many pairs as there is room for."""
        verbs = list(self._verbs)
        while True:
            pieces: list[Piece] = []
            for key, word in verbs:
                pieces += [(" " * _GAP, "")] if pieces else []
                pieces += [(key, "verb-line--key"), (" ", ""), (word, "verb-line--word")]
            if len(verbs) < 2 or _cells(pieces) <= width - 2:
                return [(" ", ""), *pieces]
            del verbs[-2]


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)
