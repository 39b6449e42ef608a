"""The sheet that shows what one group of events touched."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from newsterm.interface.panes.reader_head import when
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.style_sheets import later_style, sheets_style
from newsterm.model.event import EventGroup
from newsterm.operations.history import Touched, actor_words
from newsterm.operations.wording import capitalised
from newsterm.text.terminal_safety import make_safe_line


class TouchedSheet(Sheet[None]):
    """Shows the titles of the articles that a group touched, and what else it did.

    Args:
        group: what was done.
        touched: what it touched.
        now: the time; aware.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [sheets_style(), later_style("history.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "Down", id="touched.down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="touched.up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", id="touched.page_down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", id="touched.page_up", show=False),
        Binding("enter,q", "leave", "Leave", id="touched.leave", show=False),
    ]

    def __init__(self, group: EventGroup, touched: Touched, now: datetime) -> None:
        super().__init__(make_safe_line(capitalised(group.label)), [("↑ ↓", "scroll"), ("esc", "leave")])
        self._group = group
        self._touched = touched
        self._now = now.astimezone()

    def content(self) -> Iterable[Widget]:
        """Who and when, and the titles."""
        yield VerticalScroll(Static(Content("\n").join(self._lines()), id="touched-titles", markup=False))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def _lines(self) -> Iterable[Content]:
        group, touched = self._group, self._touched
        who = make_safe_line(actor_words(group.actor))
        undone = " · taken back" if group.undone else ""
        yield Content.styled(f"{who} · {when(group.at.astimezone(self._now.tzinfo), self._now)}{undone}", "$text-muted")
        yield Content("")
        for text in (*touched.others, *touched.titles):
            yield Content(make_safe_line(text))
        if touched.more:
            yield Content.styled(f"and {touched.more:,} more", "$text-muted")
        if not touched.titles and not touched.others:
            yield Content.styled("No article that the library still has.", "$text-muted")
