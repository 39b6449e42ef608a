"""Looking back: everything that was done, to be taken back or done again."""

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.model.outcome import Outcome


class HistoryActions(ReadingBase):
    """Actions on what was done."""

    @asks("show what was done")
    async def action_history(self) -> None:
        """Show everything that was done; the list behind follows what is taken back."""
        from newsterm.interface.screens.history import History

        last = ""

        def follow(outcome: Outcome, undone: bool) -> None:
            nonlocal last
            last = outcome.sentence + self.way_on(undone=undone)
            self.reflect(outcome)

        await self.show_sheet(History(self.session, self.keymap, follow))
        if last:
            self.say(last)  # what the keys for taking back and doing again now go on from
