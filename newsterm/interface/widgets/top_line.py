"""The top line: views with their numbers, how far a refresh is, and the time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len

from newsterm.interface.cells import cut
from newsterm.interface.widgets.line import LineWidget, Piece

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BAR = 8
_EIGHTHS = " ▏▎▍▌▋▊▉"
_CLOCK_PAINTED_EVERY = 60


def local_now() -> datetime:
    """The time on the user's clock."""
    return datetime.now().astimezone()


class TopLine(LineWidget):
    """Views at left, progress and clock at right.

    Args:
        now: the user's clock, in their zone.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-line--view",
        "top-line--active",
        "top-line--number",
        "top-line--bar",
        "top-line--progress",
        "top-line--clock",
    }

    def __init__(self, *, now: Callable[[], datetime] = local_now, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._now = now
        self._views: Sequence[tuple[str, int, bool]] = ()
        self._done = 0
        self._total = 0

    def show_views(self, views: Sequence[tuple[str, int, bool]]) -> None:
        """Show views as (title, number, whether it is the open one)."""
        self._views = views
        self.refresh()

    def progress(self, done: int, total: int) -> None:
        """Show how many of how many feeds are done."""
        self._done, self._total = done, total
        self.refresh()

    def clear_progress(self) -> None:
        """Show no progress."""
        self.progress(0, 0)

    def pieces(self, width: int) -> Sequence[Piece]:
        """Views, then at the right what there is room for: first the clock gives way, then the bar."""
        left = self._view_pieces()
        figures: Piece = (f"{self._done}/{self._total}", "top-line--progress")
        bar: Piece = (progress_bar(self._done, self._total) + " ", "top-line--bar")
        now = self._now()
        clock: Piece = (f"{_DAYS[now.weekday()]} {now:%H:%M}", "top-line--clock")
        gap: Piece = ("   ", "")
        running = self._total > 0
        tries = [[bar, figures, gap, clock], [bar, figures], [figures]] if running else [[clock]]
        for right in [*tries, []]:
            room = width - 1 - _cells(left) - _cells(right)
            if room >= 0:
                return [*left, (" " * room, ""), *right, (" ", "")]
        return left

    def on_mount(self) -> None:
        """Let the clock go by minutes."""
        self.set_timer(_CLOCK_PAINTED_EVERY - self._now().second, self._start_clock)

    def _start_clock(self) -> None:
        self.refresh()
        self.set_interval(_CLOCK_PAINTED_EVERY, self.refresh)

    def _view_pieces(self) -> list[Piece]:
        pieces: list[Piece] = [(" ", "")]
        for title, number, active in self._views:
            pieces.append((cut(title, 24), "top-line--active" if active else "top-line--view"))
            if number:
                pieces += [(" ", ""), (f"{number:,}", "top-line--active" if active else "top-line--number")]
            pieces.append(("   ", ""))
        return pieces


def progress_bar(done: int, total: int, cells: int = _BAR) -> str:
    """Draw a bar between thin walls, to the eighth of a cell."""
    eighths = cells * 8 * min(done, total) // total if total else 0
    whole, rest = divmod(eighths, 8)
    return "▕" + ("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(cells) + "▏"


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)
