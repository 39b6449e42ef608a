"""The command palette: every command, with its keys."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from newsterm.interface.commands import Command
from newsterm.interface.key_names import display_key
from newsterm.interface.screens.reading import ReadingScreen

_MOST = 100.0
"""The score of a command whose key is typed: above that of any words."""
_Entry = tuple[Command, tuple[str, ...], Callable[[], Awaitable[None]]]


class CommandProvider(Provider):
    """Offers the commands of the table, and the user's own."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for command, keys, run in self._entries():
            yield DiscoveryHit(Content(command.title), run, text=command.title, help=_help(command, keys))

    async def search(self, query: str) -> Hits:
        """Offer what matches in title, keys or help."""
        matcher = self.matcher(query)
        for command, keys, run in self._entries():
            score = max(
                matcher.match(command.title), matcher.match(command.help) * 0.7, _MOST * (query.strip() in keys)
            )
            if score > 0:
                shown = matcher.highlight(_as_markup(command.title))
                yield Hit(score, shown, run, text=command.title, help=_help(command, keys))

    def _entries(self) -> Iterator[_Entry]:
        """Each command with its keys and what does it; of several for one action, the first."""
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return
        offered = {"app.command_palette"}
        for command in screen.keymap.commands:
            if command.action not in offered:
                offered.add(command.action)
                keys = tuple(display_key(key) for key in screen.keymap.keys[command.id])
                yield command, keys, partial(screen.run_command, command)


def _help(command: Command, keys: tuple[str, ...]) -> str:
    """The line below a command's title."""
    return _as_markup("   ".join(filter(None, ["  ".join(keys), command.help])))


def _as_markup(text: str) -> str:
    """Text for where the palette reads markup."""
    return text.replace("[", r"\[")
