"""The sheet of all rules: what each does, how often it fired, and what can be done with it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsterm.interface.ages import age
from newsterm.interface.cells import cut, fit
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.widgets.choice_list import ChoiceList
from newsterm.operations.rule_actions import does_words
from newsterm.operations.rules import RuleRecord

_WIDEST_NAME: Final = 20
_WIDEST_ACTIONS: Final = 24
_FOUND: Final = 14
_MOST_PROBLEMS: Final = 3
_ONLY_OWN: Final = frozenset({"change", "switch", "drop"})


class RuleList(Sheet[tuple[str, int] | None]):
    """Dismissed with what to do ("add", "change", "switch", "run", "undo", "drop") and with which rule, or None.

    Args:
        records: all rules.
        now: the time; aware.
        cursor: the rule to begin on.
        said: what was just done.
        problems: sentences on rules that are left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "choose('add')", "Add", id="rules.add", show=False),
        Binding("c", "choose('change')", "Change", id="rules.change", show=False),
        Binding("space", "choose('switch')", "On or off", id="rules.switch", show=False),
        Binding("r", "choose('run')", "Run now", id="rules.run", show=False),
        Binding("u", "choose('undo')", "Take back", id="rules.undo", show=False),
        Binding("d", "choose('drop')", "Drop", id="rules.drop", show=False),
        Binding("j", "move(1)", "Down", id="rules.down", show=False),
        Binding("k", "move(-1)", "Up", id="rules.up", show=False),
    ]

    def __init__(
        self,
        records: Sequence[RuleRecord],
        now: datetime,
        *,
        cursor: int = 0,
        said: str = "",
        problems: Sequence[str] = (),
    ) -> None:
        some = [
            ("enter", "change"),
            ("space", "on/off"),
            ("r", "run now"),
            ("u", "undo all it did"),
            ("d", "drop"),
        ]
        super().__init__("Rules", [*(some if records else []), ("a", "add"), ("esc", "leave")])
        self._records = records
        self._now = now
        self._first = cursor
        self._said = said
        self._problems = problems
        names = max((cell_len(record.rule.name) for record in records), default=0)
        actions = max((cell_len(does_words(record.rule)) for record in records), default=0)
        self._widths = min(names, _WIDEST_NAME), min(actions, _WIDEST_ACTIONS)
        self.on_choice: Callable[[], object] = lambda: None
        """Told when something was chosen, before the sheet goes."""

    def content(self) -> Iterable[Widget]:
        """The rules; where there are none, what they are for; and what is wrong with those left out."""
        yield ChoiceList(*map(self._row, self._records), markup=False)
        if not self._records:
            yield Static(
                Content("A rule tags, stars, archives or scores what its query finds, as it arrives."), markup=False
            )

        if self._problems:
            shown = list(self._problems[:_MOST_PROBLEMS])
            if more := len(self._problems) - len(shown):
                shown.append(f"{more:,} more; `newsterm rules` tells all")
            yield Static(Content.styled("\n".join(shown), "$error"), id="rules-left-out", markup=False)

    def on_mount(self) -> None:
        """Begin on a rule."""
        options = self.query_one(OptionList)
        options.display = bool(self._records)
        if self._records:
            options.highlighted = min(self._first, len(self._records) - 1)
            self.set_focus(options)
        self.head(self._said)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(min(options.highlighted + by, options.option_count - 1), 0)

    def action_choose(self, verb: str) -> None:
        """Leave with what to do; a rule of rules.toml is changed there."""
        at = self.query_one(OptionList).highlighted
        if verb != "add" and at is None:
            return
        line = None if at is None else self._records[at].line
        if line is not None and verb in _ONLY_OWN:
            self.say(f"This one stands in rules.toml, line {line}: change it there")
            return
        self.on_choice()
        self.dismiss((verb, at or 0))

    @on(OptionList.OptionSelected)
    def change(self, event: OptionList.OptionSelected) -> None:
        """Change the rule under the cursor."""
        event.stop()
        self.action_choose("change")

    @on(OptionList.OptionHighlighted)
    def bring_keys_back(self, event: OptionList.OptionHighlighted) -> None:
        """Show the keys again once the cursor has moved on."""
        event.stop()
        self.say("")

    def _row(self, record: RuleRecord) -> Content:
        rule = record.rule
        found = "never fired" if record.last is None else f"{record.found:,}, {age(record.last, self._now)}"
        name, actions = self._widths
        return Content.assemble(
            ("● " if rule.enabled else "○ ", "$accent" if rule.enabled else "$text-muted"),
            (fit(rule.name, name), "bold" if rule.enabled else "$text-muted"),
            "  ",
            fit(cut(does_words(rule), actions), actions),
            ("  " + fit(found, _FOUND), "$text-muted"),
            ("file  " if record.line is not None else "", "$text-muted"),
            (rule.query, "$text-muted"),
        )
