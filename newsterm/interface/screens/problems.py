"""The sheet that tells what was left out at the start: wrong entries of config.toml and rules.toml, by their lines."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from newsterm.interface.problem_places import by_name, directory_of
from newsterm.interface.screens.sheet import Sheet
from newsterm.text.terminal_safety import make_safe_line


class ProblemSheet(Sheet[None]):
    """Shows sentences whole, one below the other.

    Args:
        title: what was left out of what.
        problems: the sentences.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "Down", id="problems.down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="problems.up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", id="problems.page_down", show=False),
        Binding("pageup,b", "scroll(-10)", "Page up", id="problems.page_up", show=False),
        Binding("enter,q", "leave", "Leave", id="problems.leave", show=False),
    ]

    def __init__(self, title: str, problems: Sequence[str]) -> None:
        super().__init__(title, [("↑ ↓", "scroll"), ("esc", "go on with the rest")])
        self._directory = directory_of(problems)
        self._problems = [by_name(problem) if self._directory else problem for problem in problems]

    def on_mount(self) -> None:
        """Say once where the files are."""
        super().on_mount()
        self.head(make_safe_line(self._directory))

    def content(self) -> Iterable[Widget]:
        """The sentences, which scroll."""
        yield VerticalScroll(
            *(Static(_painted(make_safe_line(problem)), classes="problem", markup=False) for problem in self._problems),
            can_focus=False,
        )

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def _painted(problem: str) -> Content:
    """A sentence with its place, such as file and line, set off from what is said of it."""
    place, parted, rest = problem.partition(": ")
    return Content.assemble((place, "bold $text"), parted + rest) if parted else Content(problem)
