"""The program itself: help, theme, rows."""

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.commands import WHERE, help_rows


class ProgramActions(ReadingBase):
    """Actions on the program."""

    def action_help(self) -> None:
        """Show the commands that work in this pane, and their keys; all others too where that is asked for."""
        from newsterm.interface.screens.help import Help

        commands, keys = self.keymap.commands, self.keymap.keys
        here = help_rows([command for command in commands if self.pane in command.panes], keys)
        self.app.push_screen(Help(here, help_rows(commands, keys), WHERE[self.pane]))

    @asks("choose a theme")
    async def action_theme(self) -> None:
        """Choose a theme, seeing each while the cursor is on it."""
        from newsterm.interface.screens.picker import Picker
        from newsterm.interface.themes import THEME_NAMES

        before = self.app.theme
        names = list(THEME_NAMES)

        def preview(index: int) -> None:
            self.app.theme = names[index]

        picked = await self.show_sheet(
            Picker("Theme", names, cursor=names.index(before) if before in names else 0, on_highlight=preview)
        )
        self.app.theme = names[picked[0]] if picked else before
        if picked:
            self.session.remember("theme", self.app.theme)
            self.say(f"Theme {self.app.theme}")
