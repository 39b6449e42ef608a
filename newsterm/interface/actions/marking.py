"""Marking: starred and read, and taking back what was done."""

from collections.abc import Callable

from newsterm.interface.actions.aiming import ACTING, AimingActions
from newsterm.interface.commands import Pane
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.star import star, unstar
from newsterm.operations.undo import redo, undo

_MOST_BACK = 50
"""Actions that one key takes back or does again."""


class MarkingActions(AimingActions):
    """Actions that mark articles, and go back and forth in what was done."""

    def action_star(self) -> None:
        """Star the articles, or take the stars off."""
        self.toggle(lambda row: row.starred, star, unstar)

    def action_toggle_read(self) -> None:
        """Mark the articles read, or unread again."""
        self.toggle(lambda row: row.read, mark_read, mark_unread, advances=False)

    def action_undo(self) -> None:
        """Take back the last thing that the user did, or as many as were counted."""
        for _ in range(min(self.take_count(), _MOST_BACK)):
            self.run_worker(self._go_back(undo), group=ACTING, description="take back")

    def action_redo(self) -> None:
        """Do again what was taken back, one thing or as many as were counted."""
        for _ in range(min(self.take_count(), _MOST_BACK)):
            self.run_worker(self._go_back(redo), group=ACTING, description="do again")

    async def _go_back(self, operation: Callable[[Context], Outcome]) -> None:
        """Take back or do again; the cursor goes to the article, if that was about a single one."""
        outcome = await self.act(operation)
        if outcome and len(outcome.articles) == 1 and self.pane is not Pane.TREE:
            self.articles.go_to_article(outcome.articles[0])
