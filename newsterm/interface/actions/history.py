"""Looking back: everything that was done, to be taken back or done again."""

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase


class HistoryActions(ReadingBase):
    """Actions on what was done."""

    @asks("show what was done")
    async def action_history(self) -> None:
        """Show everything that was done; the list behind follows what is taken back."""
        from newsterm.interface.screens.history import History

        await self.show_sheet(History(self.session, self.keymap, self.reflect))
