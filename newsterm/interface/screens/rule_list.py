"""The sheet of all rules: what each does, how often it fired, and what can be done with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from newsterm.interface.ages import age
from newsterm.interface.cells import cut, fit
from newsterm.interface.screens.own_things import OwnThings
from newsterm.operations.rule_actions import does_words
from newsterm.operations.rules import RuleRecord

_WIDEST_NAME: Final = 20
_WIDEST_ACTIONS: Final = 24
_FOUND: Final = 14
_MOST_PROBLEMS: Final = 3
_ONLY_OWN: Final = frozenset({"change", "switch", "drop"})
_KEYS: Final = (("enter", "change"), ("space", "on/off"), ("r", "run now"), ("u", "undo all it did"), ("d", "drop"))


class RuleList(OwnThings):
    """Dismissed with what to do ("add", "change", "switch", "run", "undo" or "drop") and with which rule, or None.

    Args:
        records: all rules.
        now: the time; aware.
        cursor: the rule to begin on.
        said: what was just done.
        problems: sentences on rules that are left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose('switch')", "On or off", id="rules.switch", show=False),
        Binding("r", "choose('run')", "Run now", id="rules.run", show=False),
        Binding("u", "choose('undo')", "Take back", id="rules.undo", show=False),
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
        self._records = records
        self._now = now
        self._said = said
        self._problems = problems
        names = max((cell_len(record.rule.name) for record in records), default=0)
        actions = max((cell_len(does_words(record.rule)) for record in records), default=0)
        self._widths = min(names, _WIDEST_NAME), min(actions, _WIDEST_ACTIONS)
        what_for = "A rule tags, stars, archives or scores what its query finds, as it arrives."
        super().__init__("Rules", _KEYS, what_for, cursor)

    def content(self) -> Iterable[Widget]:
        """The rules, and what is wrong with those left out."""
        yield from super().content()
        if self._problems:
            shown = list(self._problems[:_MOST_PROBLEMS])
            if more := len(self._problems) - len(shown):
                shown.append(f"{more:,} more; `newsterm rules` tells all")
            yield Static(Content.styled("\n".join(shown), "$error"), id="rules-left-out", markup=False)

    def on_mount(self) -> None:
        """Say what was just done."""
        self.head(self._said)

    @property
    def count(self) -> int:
        """How many rules there are."""
        return len(self._records)

    def row(self, number: int) -> Content:
        """A rule: whether it is on, name, what it does, what it found, query."""
        record = self._records[number]
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

    def place_in_file(self, number: int, verb: str) -> str:
        """The line of rules.toml that a rule stands in; what does not change the rule itself is done here."""
        line = self._records[number].line
        return f"rules.toml, line {line}" if line is not None and verb in _ONLY_OWN else ""
