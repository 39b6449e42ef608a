"""The list of what was done: one row a group of events, the newest first."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from newsterm.interface.cells import cut_name, fit
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.model.event import EventGroup
from newsterm.operations.history import actor_words, time_words
from newsterm.text.terminal_safety import make_safe_line

UNDONE_MARK: Final = "↶"
_TIME: Final = 9
_ACTOR: Final = 15
_ACTOR_FROM: Final = 50
"""Cells from which the actor has a column."""


class HistoryList(VirtualList):
    """Shows groups of events.

    Args:
        now: the clock.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"history-list--{part}"
        for part in ("time", "actor", "effect", "undone", "mark", "cursor", "cursor-blurred", "cue", "empty")
    }

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.empty = ""
        """What is said where there is no row."""
        self._now = now
        self._groups: Sequence[EventGroup] = ()

    def show(self, groups: Sequence[EventGroup], *, cursor: int | None = None) -> None:
        """Show groups; the cursor stays on its row, or goes to the given one."""
        self._groups = groups
        self.set_row_count(len(groups))
        if cursor is not None:
            self.put_cursor(cursor)

    @property
    def current(self) -> EventGroup | None:
        """The group under the cursor."""
        return self._groups[self.cursor] if self.cursor < len(self._groups) else None

    def row_key(self, index: int) -> Hashable:
        """The group, and the minute that its time is told in."""
        return self._groups[index], self._now().date()

    def row_strip(self, index: int, width: int, cursor: bool, focused: bool) -> Strip:
        """Paint a row: mark, time, actor, effect."""
        group = self._groups[index]
        ground, cue = self.ground(), Segment(" ", self.ground())
        if cursor:
            ground = self.ground("history-list--cursor" if focused else "history-list--cursor-blurred")
            cue = Segment("▌", self.part("history-list--cue", Style(bgcolor=ground.bgcolor)))
        now = self._now().astimezone()
        actor = _ACTOR if width >= _ACTOR_FROM else 0
        pieces = [
            (UNDONE_MARK if group.undone else " ", "mark"),
            (" ", "effect"),
            (fit(time_words(group.at.astimezone(now.tzinfo), now), _TIME) + "  ", "time"),
            (fit(make_safe_line(actor_words(group.actor)), actor) + "  " if actor else "", "actor"),
            (cut_name(make_safe_line(group.label), max(width - 1 - 2 - _TIME - 2 - actor - 2, 1)), "effect"),
        ]
        segments = [
            Segment(text, self.part("history-list--undone" if group.undone else f"history-list--{part}", ground))
            for text, part in pieces
            if text
        ]
        return Strip([cue, *segments]).adjust_cell_length(width, ground)

    def blank_strip(self, line: int, width: int) -> Strip:
        """Say why there is no row, else nothing."""
        if self.row_count or line:
            return super().blank_strip(line, width)
        said = Segment("   " + self.empty, self.part("history-list--empty", self.ground()))
        return Strip([said]).adjust_cell_length(width, self.ground())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's names
        """As many lines as there are rows, at least one."""
        return max(self.row_count, 1)
