"""What the sheets of the user's own things share: rules and watchlists, a row each, to add, change and drop."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsterm.interface.problem_places import by_name
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.widgets.choice_list import ChoiceList
from newsterm.text.line_breaking import break_lines

_MOST_PROBLEMS: Final = 3
_LEAST_ROWS: Final = 3
"""Rows that are seen however much is wrong."""


class OwnThings(Sheet[tuple[str, int] | None]):
    """Dismissed with what to do, such as "add", "change" or "drop", and with which row, or None.

    A subclass gives `count`, `row` and `place_in_file`.

    Args:
        title: a few words, shown at its head.
        keys: the keys that matter where there is a row.
        what_for: what is said where there is none.
        cursor: the row to begin on.
        problems: sentences on what is wrong, shown below the rows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "choose('add')", "Add", id="own.add", show=False),
        Binding("c", "choose('change')", "Change", id="own.change", show=False),
        Binding("d", "choose('drop')", "Drop", id="own.drop", show=False),
        Binding("j", "move(1)", "Down", id="own.down", show=False),
        Binding("k", "move(-1)", "Up", id="own.up", show=False),
    ]

    chosen: ClassVar[str] = "change"
    """What is done with the row that is chosen with enter."""

    def __init__(
        self,
        title: str,
        keys: Sequence[tuple[str, str]],
        what_for: str,
        cursor: int,
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__(title, [*(keys if self.count else []), ("a", "add"), ("esc", "leave")])
        self._what_for = what_for
        self._first = cursor
        told = [by_name(problem) for problem in problems[:_MOST_PROBLEMS]]
        if more := len(problems) - len(told):
            told.append(f"{more:,} more; `newsterm rules` tells all")
        self._problems = told
        self.on_choice: Callable[[], object] = lambda: None
        """Told when something was chosen, before the sheet goes."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, number: int) -> Content:
        """A row."""
        raise NotImplementedError

    def place_in_file(self, number: int, verb: str) -> str:
        """Where in a file stands what a verb would change, "" if it can be changed here."""
        raise NotImplementedError

    def content(self) -> Iterable[Widget]:
        """The rows, or what they are for where there are none; then what is wrong."""
        yield ChoiceList(*map(self.row, range(self.count)), markup=False)
        if not self.count:
            yield Static(Content(self._what_for), markup=False)
        if self._problems:
            yield Static(Content("\n".join(self._problems)), classes="own-problems", markup=False)

    def on_mount(self) -> None:
        """Begin on a row."""
        options = self.query_one(OptionList)
        options.display = bool(self.count)
        if self.count:
            options.highlighted = min(self._first, self.count - 1)
            self.set_focus(options)

    def on_resize(self) -> None:
        """Leave room for what is wrong and for the keys, and show the rows as wide as there is room."""
        super().on_resize()
        width = self.inner_width
        lines = sum(len(list(break_lines(problem, width))) for problem in self._problems)
        options = self.query_one(OptionList)
        above = bool(lines)  # a blank line between
        options.styles.max_height = max(self.rows_shown(options.option_count, lines + above), _LEAST_ROWS)
        self.show_rows()

    def show_rows(self) -> None:
        """Show all rows as they are now."""
        options = self.query_one(OptionList)
        for number in range(self.count):
            options.replace_option_prompt_at_index(number, self.row(number))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(min(options.highlighted + by, options.option_count - 1), 0)

    def action_choose(self, verb: str) -> None:
        """Leave with what to do; what stands in a file is changed there."""
        at = self.query_one(OptionList).highlighted
        if at is None and verb != "add":
            return
        if at is not None and verb != "add" and (place := self.place_in_file(at, verb)):
            self.say(f"This one stands in {place}: change it there")
            return
        self.on_choice()
        self.dismiss((verb, at or 0))

    @on(OptionList.OptionSelected)
    def change(self, event: OptionList.OptionSelected) -> None:
        """Do with the row under the cursor what enter does, which is to change it."""
        event.stop()
        self.action_choose(self.chosen)

    @on(OptionList.OptionHighlighted)
    def bring_keys_back(self, event: OptionList.OptionHighlighted) -> None:
        """Show the keys again once the cursor has moved on."""
        event.stop()
        self.say("")
