"""A sheet to pick one of many rows, or several, narrowed by typing."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from newsterm.interface.cells import fit
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.widgets.choice_list import ChoiceList

Row = str | tuple[str, str]
"""Plain text, or a name and what is said of it."""
_WIDEST_NAME: Final = 32
_MOST_PREVIEWED: Final = 7
"""Rows where each shows what it does behind the sheet."""


class Picker(Sheet[tuple[int, ...] | None]):
    """Dismissed with the indices of the picked rows, or None.

    Args:
        title: the question.
        rows: what there is to pick.
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
        rows: Sequence[Row],
        *,
        many: bool = False,
        cursor: int = 0,
        picked: Iterable[int] = (),
        on_highlight: Callable[[int], object] | None = None,
    ) -> None:
        mark = [("space", "mark")] if many else []
        super().__init__(title, [("enter", "take"), *mark, ("type", "narrow"), ("esc", "leave")])
        self._rows = [(row, "") if isinstance(row, str) else row for row in rows]
        self._name_width = min(max((cell_len(name) for name, rest in self._rows if rest), default=0), _WIDEST_NAME)
        self._many = many
        self._picked = set(picked)
        self._by_marks = bool(self._picked)
        self._first = cursor
        self._on_highlight = on_highlight
        self._most_rows = _MOST_PREVIEWED if on_highlight else len(rows)
        self.set_class(on_highlight is not None, "-preview")
        self._filter = ""
        self._shown: list[int] = []

    def content(self) -> Iterable[Widget]:
        """The rows."""
        yield ChoiceList(markup=False)

    def on_mount(self) -> None:
        """Show all rows."""
        self._fill(self._first)
        self.set_focus(self.query_one(OptionList))

    def on_resize(self) -> None:
        """Keep one height, so that nothing moves while the rows are narrowed."""
        self.query_one(OptionList).styles.height = min(self.rows_shown(len(self._rows)), self._most_rows)

    def on_key(self, event: events.Key) -> None:
        """Narrow the rows by what is typed."""
        if event.is_printable and event.character and event.key != "space":
            event.stop()
            self._narrow(self._filter + event.character)

    def action_shorten(self) -> None:
        """Take back a character of the filter."""
        self._narrow(self._filter[:-1])

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off; where one row is picked, go on typing."""
        options = self.query_one(OptionList)
        if not self._many:
            self._narrow(self._filter + " " if self._filter else "")
        elif options.highlighted is not None:
            self._by_marks = True
            at = options.highlighted
            self._picked ^= {self._shown[at]}
            options.replace_option_prompt_at_index(at, self._prompt(self._shown[at]))
            options.highlighted = min(at + 1, options.option_count - 1)
            self.say("")

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Take the marked rows; where nothing was ever marked, the one under the cursor."""
        event.stop()
        if not (self._many and self._by_marks):
            self.dismiss((self._shown[event.option_index],))
        elif self._picked:
            self.dismiss(tuple(sorted(self._picked)))
        else:
            self.say("Nothing is marked: space marks a row, esc leaves")

    @on(OptionList.OptionHighlighted)
    def highlight(self, event: OptionList.OptionHighlighted) -> None:
        """Tell of the row under the cursor."""
        event.stop()
        if self._on_highlight and event.option_index < len(self._shown):
            self._on_highlight(self._shown[event.option_index])

    def _narrow(self, text: str) -> None:
        self._filter = text
        self._fill(None)
        self.say("" if self._shown else "Nothing matches: backspace takes a letter back, esc leaves")

    def _fill(self, cursor: int | None) -> None:
        words = self._filter.lower().split()
        self._shown = [
            index for index, row in enumerate(self._rows) if all(word in " ".join(row).lower() for word in words)
        ]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([self._prompt(index) for index in self._shown])
        if self._shown:
            options.highlighted = self._shown.index(cursor) if cursor in self._shown else 0
        self.head(f"▸ {self._filter}" if self._filter else "")

    def _prompt(self, index: int) -> Content:
        mark = ("✓ " if index in self._picked else "  ") if self._many else ""
        name, rest = self._rows[index]
        if not rest:
            return Content(mark + name)
        return Content.assemble(mark, fit(name, self._name_width), "   ", (rest, "$text-muted"))
