"""The sheet on which a rule is made or changed, with what it would have found."""

import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from newsterm.interface.ages import age
from newsterm.interface.cells import fit
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.style_sheets import later_style, sheets_style
from newsterm.interface.widgets.switches import Switches
from newsterm.model.errors import NewstermError
from newsterm.model.rule import Rule
from newsterm.operations.rule_checks import RuleError
from newsterm.operations.rules import Preview
from newsterm.operations.wording import counted

_SWITCHES: Final = ("star", "later", "archive", "read", "notify")
_FIELDS: Final = {"query": "rule-query", "score": "rule-points", "name": "rule-name"}
"""Where what is wrong with a part of a rule is mended; with the tags for all others."""
_POINTS: Final = re.compile(r"[+-]?\d{1,18}")
_AGE: Final = 6
_SOURCE: Final = 16


class RuleForm(Sheet[Rule | None]):
    """Dismissed with the rule as it is to be kept, or None.

    Args:
        title: of the sheet.
        rule: what to begin with.
        check: returns a rule as it is kept, or raises `RuleError`.
        preview: says what a query finds.
        now: the time; aware.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [sheets_style(), later_style("rules.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next", id="rule.next", show=False),
        Binding("up", "app.focus_previous", "Before", id="rule.previous", show=False),
        Binding("enter", "save", "Save", id="rule.save", show=False),
    ]

    def __init__(
        self,
        title: str,
        rule: Rule,
        check: Callable[[Rule], Rule],
        preview: Callable[[str], Awaitable[Preview]],
        now: datetime,
    ) -> None:
        super().__init__(title, [("enter", "save"), ("tab", "next"), ("space", "turn a switch"), ("esc", "leave")])
        self._rule = rule
        self._check = check
        self._preview = preview
        self._now = now
        self._before: tuple[str, ...] = ()
        self.on_choice: Callable[[], object] = lambda: None
        """Told when the rule is saved, before the sheet goes."""

    def content(self) -> Iterable[Widget]:
        """Name, query, actions, and what would have been found."""
        rule = self._rule
        points = f"{rule.score:+d}" if rule.score else ""
        yield _row("Query", Input(rule.query, id="rule-query", select_on_focus=False))
        yield _row("Name", Input(rule.name, id="rule-name", select_on_focus=False))
        yield _row("Tags", Input(" ".join(rule.tag), id="rule-tags", select_on_focus=False))
        yield _row("Points", Input(points, id="rule-points", select_on_focus=False))
        yield _row("Also", Switches(_SWITCHES, {name for name in _SWITCHES if getattr(rule, name)}))
        yield Static("", id="rule-found", markup=False)

    def on_mount(self) -> None:
        """Begin with what a rule is usually given: a tag."""
        self.set_focus(self.query_one("#rule-tags", Input))
        self._before = self._written()

    @on(Input.Changed, "#rule-query")
    def look(self, event: Input.Changed) -> None:
        """Show what the query finds."""
        event.stop()
        self._look(event.value)

    @on(Input.Changed)
    @on(Switches.Turned)
    def write_on(self) -> None:
        """Show the keys again once the user goes on."""
        self.go_on()

    def unsaved(self) -> str:
        """The key that saves the rule, where it is not as it was when the sheet was opened."""
        return "" if self._written() == self._before else "enter"

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Leave with the rule; where it makes no sense, say why and stay."""
        try:
            rule = self._check(self._typed())
        except RuleError as error:
            self.say(str(error))
            self.set_focus(self.query_one(f"#{_FIELDS.get(error.field, 'rule-tags')}", Input))
        else:
            self.on_choice()
            self.dismiss(rule)

    def _written(self) -> tuple[str, ...]:
        """All that stands in the form."""
        return (*(field.value.strip() for field in self.query(Input)), *sorted(self.query_one(Switches).on))

    def _typed(self) -> Rule:
        """The rule as it stands in the form.

        Raises:
            RuleError: the points are no number.
        """
        score = _points(self._value("rule-points"))
        on = self.query_one(Switches).on
        return replace(
            self._rule,
            name=self._value("rule-name"),
            query=self._value("rule-query"),
            tag=tuple(self._value("rule-tags").replace(",", " ").split()),
            star="star" in on,
            later="later" in on,
            archive="archive" in on,
            read="read" in on,
            notify="notify" in on,
            score=score,
            half_life_days=self._rule.half_life_days if score else None,
        )

    @work(group="preview", exclusive=True, description="preview the rule", exit_on_error=False)
    async def _look(self, query: str) -> None:
        try:
            found = await self._preview(query)
        except NewstermError as error:
            self._show(Content.styled(str(error), "$text-muted"), "")
        except sqlite3.OperationalError:
            return  # interrupted by the next query
        else:
            lines = [self._line(row.published, row.feed_title, row.title or "untitled") for row in found.rows]
            self._show(Content("\n").join(lines), f"would have matched {counted(found.count, 'article')}")

    def _show(self, lines: Content, head: str) -> None:
        if self.is_attached:
            self.query_one("#rule-found", Static).update(lines)
            self.head(head)

    def _line(self, published: datetime, source: str, title: str) -> Content:
        when = age(published, self._now).rjust(_AGE)
        return Content.assemble((f"{when}  {fit(source, _SOURCE)}  ", "$text-muted"), title)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()


def _row(label: str, field: Widget) -> Horizontal:
    return Horizontal(Static(Content(label), classes="rule-form--label", markup=False), field, classes="rule-form--row")


def _points(text: str) -> int:
    number = text.replace("−", "-")
    if number and not _POINTS.fullmatch(number):
        raise RuleError("Points are a whole number, such as 20 or -5.", "score")
    return int(number or 0)
