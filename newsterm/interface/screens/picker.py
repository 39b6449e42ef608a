"""A sheet to pick one of many rows, or several, narrowed by typing."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsterm.interface.screens.sheet import Sheet


class Picker(Sheet[tuple[int, ...] | None]):
    """Dismissed with the indices of the picked rows, or None.

    Args:
        title: the question.
        rows: what there is to pick, plain text.
        many: whether several may be picked; `space` marks them.
        cursor: the row to begin on.
        picked: rows that are marked from the start.
        on_highlight: told of the row under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="picker.mark", show=False),
        Binding("backspace", "shorten", "Shorten the filter", id="picker.shorten", show=False),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[str],
        *,
        many: bool = False,
        cursor: int = 0,
        picked: Iterable[int] = (),
        on_highlight: Callable[[int], object] | None = None,
    ) -> None:
        mark = [("space", "mark")] if many else []
        super().__init__(title, [("enter", "take"), *mark, ("type", "narrow"), ("esc", "leave")])
        self._rows = rows
        self._many = many
        self._picked = set(picked)
        self._first = cursor
        self._on_highlight = on_highlight
        self._filter = ""
        self._shown: list[int] = []

    def content(self) -> Iterable[Widget]:
        """The filter and the rows."""
        yield Static(classes="picker--filter", markup=False)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show all rows."""
        self._fill(self._first)
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Narrow the rows by what is typed."""
        if event.is_printable and event.character and event.key != "space":
            event.stop()
            self._narrow(self._filter + event.character)

    def action_shorten(self) -> None:
        """Take back a character of the filter."""
        self._narrow(self._filter[:-1])

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off."""
        options = self.query_one(OptionList)
        if not self._many:
            self._narrow(self._filter + " " if self._filter else "")
        elif options.highlighted is not None:
            at = options.highlighted
            self._picked ^= {self._shown[at]}
            options.replace_option_prompt_at_index(at, self._prompt(self._shown[at]))
            options.highlighted = min(at + 1, options.option_count - 1)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Take the marked rows, or the one under the cursor."""
        event.stop()
        picked = tuple(sorted(self._picked)) if self._many and self._picked else (self._shown[event.option_index],)
        self.dismiss(picked)

    @on(OptionList.OptionHighlighted)
    def highlight(self, event: OptionList.OptionHighlighted) -> None:
        """Tell of the row under the cursor."""
        event.stop()
        if self._on_highlight and event.option_index < len(self._shown):
            self._on_highlight(self._shown[event.option_index])

    def _narrow(self, text: str) -> None:
        self._filter = text
        self._fill(None)

    def _fill(self, cursor: int | None) -> None:
        words = self._filter.lower().split()
        self._shown = [index for index, row in enumerate(self._rows) if all(word in row.lower() for word in words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([self._prompt(index) for index in self._shown])
        if self._shown:
            options.highlighted = self._shown.index(cursor) if cursor in self._shown else 0
        shown = Content(f"▸ {self._filter}") if self._filter else Content("")
        self.query_one(".picker--filter", Static).update(shown)

    def _prompt(self, index: int) -> Content:
        mark = ("✓ " if index in self._picked else "  ") if self._many else ""
        return Content(mark + self._rows[index])
