"""The sheet of all rules: what each does, how often it fired, and what can be done with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from newsterm.interface.ages import age
from newsterm.interface.cells import cut, cut_name, fit
from newsterm.interface.screens.own_things import OwnThings
from newsterm.operations.rule_actions import does_words
from newsterm.operations.rules import RuleRecord

_NAME: Final = 20
_ACTIONS: Final = 20
_QUERY: Final = 24
"""Cells that a column may have before another gets more."""
_BESIDE: Final = 8
"""Cells of a row that are in no column: its mark and what parts the columns."""
_ONLY_OWN: Final = frozenset({"change", "switch", "drop"})
_KEYS: Final = (("enter", "change"), ("space", "on/off"), ("r", "run"), ("u", "undo all"), ("d", "drop"))
_IN_FILE: Final = "file  "


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
        what_for = "A rule tags, stars, archives or scores what its query finds, as it arrives."
        stopped = [record.trouble for record in records if record.trouble]
        super().__init__("Rules", _KEYS, what_for, cursor, [*problems, *stopped])

    def on_resize(self) -> None:
        """Say what was just done, and show the rules as wide as there is room."""
        super().on_resize()
        self.head(self._said)

    def head(self, rest: str) -> None:
        """Show something beside the title; where it would be cut there, below it."""
        width = self.inner_width
        if cell_len(f"{self._title}   {rest}") <= width:
            super().head(rest)
            return
        below = Content.assemble(self._title, "\n", (cut_name(rest, width), "$accent"))
        self.query_one(".sheet--title", Static).update(below)

    @property
    def count(self) -> int:
        """How many rules there are."""
        return len(self._records)

    def row(self, number: int) -> Content:
        """A rule: whether it is on, name, what it does, what it found, query."""
        record = self._records[number]
        rule = record.rule
        name, actions, found = self._widths()
        mark = ("! ", "bold $error") if record.stopped else ("● ", "$accent")
        return Content.assemble(
            mark if rule.enabled else ("○ ", "$text-muted"),
            (fit(rule.name, name), "bold" if rule.enabled else "$text-muted"),
            "  ",
            fit(cut(does_words(rule), actions), actions),
            ("  " + fit(self._found(record), found) + "  ", "$text-muted"),
            (_IN_FILE if record.line is not None else "", "$text-muted"),
            (rule.query, "$text-muted"),
        )

    def _found(self, record: RuleRecord) -> str:
        if record.stopped:
            return f"stopped {age(record.stopped, self._now)}"
        if record.last is None:
            return "in force" if record.rule.only_scores and record.rule.enabled else "never fired"
        return f"{record.found:,}, {age(record.last, self._now)}" if record.found else "taken back"

    def _widths(self) -> tuple[int, int, int]:
        """Cells of names, of actions and of what was found; what is left is the query's."""
        rules = [record.rule for record in self._records]
        names = max(cell_len(rule.name) for rule in rules)
        actions = max(cell_len(does_words(rule)) for rule in rules)
        files = len(_IN_FILE) if any(record.line is not None for record in self._records) else 0
        query = min(max(cell_len(rule.query) for rule in rules), _QUERY) + files
        found = max(cell_len(self._found(record)) for record in self._records)
        name, action = min(names, _NAME), min(actions, _ACTIONS)
        spare = max(self.inner_width - _BESIDE - found - name - action - query, 0)
        more = min(actions - action, spare)
        return min(names, name + spare - more), action + more, found

    def place_in_file(self, number: int, verb: str) -> str:
        """The line of rules.toml that a rule stands in; what does not change the rule itself is done here."""
        line = self._records[number].line
        return f"rules.toml, line {line}" if line is not None and verb in _ONLY_OWN else ""
