"""The help sheet: every command with its keys, narrowed by typing."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from newsterm.interface.screens.sheet import Sheet

_KEYS = 20
"""Cells of the column of keys."""


class Help(Sheet[None]):
    """Shows commands.

    Args:
        rows: (group, title, keys, help) of each command, groups together.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "Down", id="help.down", show=False),
        Binding("up", "scroll(-1)", "Up", id="help.up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", id="help.page_down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", id="help.page_up", show=False),
    ]

    def __init__(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        super().__init__("Keys and commands", [("type", "find"), ("↑ ↓", "scroll"), ("esc", "leave")])
        self._rows = rows

    def content(self) -> Iterable[Widget]:
        """The filter and the rows."""
        yield Input(placeholder="Find a command or a key", id="help-filter")
        yield VerticalScroll(Static(id="help-rows", markup=False), can_focus=False)

    def on_mount(self) -> None:
        """Show all commands."""
        self._show("")

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the commands that have what is typed."""
        event.stop()
        self._show(event.value)

    @on(Input.Submitted)
    def done(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def _show(self, wanted: str) -> None:
        words = wanted.lower().split()
        lines: list[Content] = []
        heading = ""
        for group, title, keys, text in self._rows:
            if wanted.strip() not in keys.split() and not all(
                word in f"{group} {title} {text}".lower() for word in words
            ):
                continue
            if group != heading:
                heading = group
                lines += (
                    [Content(""), Content.assemble((group, "bold $accent"))]
                    if lines
                    else [Content.assemble((group, "bold $accent"))]
                )
            lines.append(Content.assemble((f"{keys or '–':<{_KEYS}}", "bold"), text))
        self.query_one("#help-rows", Static).update(
            Content("\n").join(lines) if lines else Content("No command has that. ctrl+p finds commands too.")
        )
