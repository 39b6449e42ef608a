"""The sheet that says where an article's score comes from."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.style_sheets import later_style, sheets_style
from newsterm.operations.rule_actions import signed
from newsterm.operations.scoring import Explanation
from newsterm.operations.wording import quoted


class ScoreSheet(Sheet[None]):
    """Shows the reasons and their sum.

    Args:
        title: of the article.
        explanation: where its score comes from.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [sheets_style(), later_style("rules.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "Down", id="score.down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="score.up", show=False),
        Binding("enter,q,E", "leave", "Leave", id="score.leave", show=False),
    ]

    def __init__(self, title: str, explanation: Explanation) -> None:
        super().__init__(f"Score of {quoted(title)}", [("↑ ↓", "scroll"), ("esc", "leave")])
        self._explanation = explanation

    def content(self) -> Iterable[Widget]:
        """The reasons, the largest first, and the total."""
        yield VerticalScroll(Static(Content("\n").join(self._lines()), id="score-reasons", markup=False))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def _lines(self) -> Iterable[Content]:
        reasons = self._explanation.reasons
        width = max((len(signed(reason.points)) for reason in reasons), default=1)
        width = max(width, len(signed(self._explanation.total)))
        for reason in reasons:
            yield Content.assemble(
                (signed(reason.points).rjust(width), "bold"),
                f" {reason.query}",
                (reason.why, "$text-muted"),
            )
        if not reasons:
            yield Content.styled("No rule gives it points.", "$text-muted")
        yield Content.assemble((signed(self._explanation.total).rjust(width), "bold $accent"), " in all")
        for sentence in self._explanation.stopped:
            yield Content.styled(sentence, "$error")
