"""The top line: tabs over the list with their numbers, how far a refresh is, and the time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message

from newsterm.interface.cells import ELLIPSIS, cut
from newsterm.interface.widgets.line import LineWidget, Piece

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BAR = 8
_CLOCK_PAINTED_EVERY = 60
_WIDEST = 24
"""Cells of a tab's title."""
_BETWEEN = "   "
_Tab = tuple[int | None, list[Piece]]
"""The number of a tab, None for what is none, and what shows it."""


class Split(NamedTuple):
    """A tab over the list."""

    title: str
    number: int
    is_open: bool


def local_now() -> datetime:
    """The time on the user's clock."""
    return datetime.now().astimezone()


class TopLine(LineWidget):
    """Tabs at left, progress and clock at right.

    Args:
        now: the user's clock, in their zone.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-line--view",
        "top-line--active",
        "top-line--number",
        "top-line--number-active",
        "top-line--bar",
        "top-line--bar-ahead",
        "top-line--progress",
        "top-line--clock",
    }

    class SplitChosen(Message):
        """The user clicked a tab, `index` from the left."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, now: Callable[[], datetime] = local_now, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._now = now
        self._splits: Sequence[Split] = ()
        self._done = 0
        self._total = 0

    def show_splits(self, splits: Sequence[Split]) -> None:
        """Show these tabs."""
        if splits != self._splits:
            self._splits = splits
            self.refresh()

    def progress(self, done: int, total: int) -> None:
        """Show how many of how many feeds are done."""
        self._done, self._total = done, total
        self.refresh()

    def clear_progress(self) -> None:
        """Show no progress."""
        self.progress(0, 0)

    def pieces(self, width: int) -> Sequence[Piece]:
        """Tabs at left, at the right what there is room for."""
        tabs, right = self._parts(width)
        left = [piece for _, pieces in tabs for piece in pieces]
        return [*left, (" " * (width - 1 - _cells(left) - _cells(right)), ""), *right, (" ", "")]

    def on_mount(self) -> None:
        """Let the clock go by minutes."""
        self.set_timer(_CLOCK_PAINTED_EVERY - self._now().second, self._start_clock)

    def _start_clock(self) -> None:
        self.refresh()
        self.set_interval(_CLOCK_PAINTED_EVERY, self.refresh)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab that is clicked; where tabs are cut, the nearest that is not seen."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        at = 0
        for index, pieces in self._parts(self.size.width)[0]:
            at += _cells(pieces)
            if offset.x < at:
                if index is not None:
                    self.post_message(self.SplitChosen(index))
                return

    def _parts(self, width: int) -> tuple[list[_Tab], list[Piece]]:
        """The tabs that fit and what stands at the right: first the clock gives way, then the bar, then tabs."""
        figures: Piece = (f"{self._done}/{self._total}", "top-line--progress")
        over, ahead = progress_bar(self._done, self._total)
        bar: list[Piece] = [(over, "top-line--bar"), (f"{ahead} ", "top-line--bar-ahead")]
        now = self._now()
        clock: Piece = (f"{_DAYS[now.weekday()]} {now:%H:%M}", "top-line--clock")
        running = self._total > 0
        least: list[Piece] = [figures] if running else []
        tabs = self._shown(None)
        room = width - 1 - sum(_cells(pieces) for _, pieces in tabs)
        for right in [[*bar, figures, (_BETWEEN, ""), clock], [*bar, figures], least] if running else [[clock], least]:
            if _cells(right) <= room:
                return tabs, right
        return self._shown(width - 1 - _cells(least)), least

    def _shown(self, room: int | None) -> list[_Tab]:
        """The tabs with the pieces that show them, those that fit around the open one; None for what is no tab.

        Args:
            room: cells; None for as many as all take.
        """
        tabs = [_tab(split) for split in self._splits]
        first, last = 0, len(tabs)
        if room is not None and tabs:
            first, last = fitting([_cells(tab) for tab in tabs], self._open, room - 1)
        shown: list[_Tab] = [(None, [(" ", "")])]
        if first > 0:
            shown.append((first - 1, [(ELLIPSIS + " ", "top-line--view")]))
        shown += [(index, tabs[index]) for index in range(first, last)]
        if last < len(tabs):
            shown.append((last, [(ELLIPSIS, "top-line--view")]))
        return shown

    @property
    def _open(self) -> int:
        return next((index for index, split in enumerate(self._splits) if split.is_open), 0)


def fitting(widths: Sequence[int], wanted: int, room: int) -> tuple[int, int]:
    """Which run of tabs fits into a room, as many as possible from the left, the wanted one always among them.

    Args:
        widths: cells of each.
        wanted: index of the one that must be seen.
        room: cells for them and for the ellipses where they are cut.
    """
    for first in range(wanted + 1):
        last, used = first, 2 * (first > 0)
        while last < len(widths) and used + widths[last] + (last + 1 < len(widths)) <= room:
            used += widths[last]
            last += 1
        if last > wanted:
            return first, last
    return wanted, wanted + 1


def _tab(split: Split) -> list[Piece]:
    pieces: list[Piece] = [(cut(split.title, _WIDEST), "top-line--active" if split.is_open else "top-line--view")]
    if split.number:
        part = "top-line--number-active" if split.is_open else "top-line--number"
        pieces += [(" ", ""), (f"{split.number:,}", part)]
    return [*pieces, (_BETWEEN, "")]


def progress_bar(done: int, total: int, cells: int = _BAR) -> tuple[str, str]:
    """Draw a bar, to half a cell: the heavy line of what is done, and the light one of what is not."""
    halves = cells * 2 * min(done, total) // total if total else 0
    whole, half = divmod(halves, 2)
    return "━" * whole + "╸" * half, "─" * (cells - whole - half)


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)
