"""The command palette: every command of the table, with its keys."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from newsterm.interface.commands import COMMANDS, Command, display_key
from newsterm.interface.screens.reading import ReadingScreen


class CommandProvider(Provider):
    """Offers the commands of the table."""

    def _entries(self) -> list[tuple[Command, str]]:
        screen = self.screen
        keys = screen.keymap.keys if isinstance(screen, ReadingScreen) else {}
        return [
            (command, f"{'  '.join(display_key(key) for key in keys.get(command.id, ()))}  {command.help}".strip())
            for command in COMMANDS
            if command.id != "program.palette"
        ]

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for command, help_text in self._entries():
            yield DiscoveryHit(command.title, partial(self.screen.run_action, command.action), help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer what matches in title or help."""
        matcher = self.matcher(query)
        for command, help_text in self._entries():
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.7)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(self.screen.run_action, command.action),
                    text=command.title,
                    help=help_text,
                )
