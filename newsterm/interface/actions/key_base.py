"""Keys on the reader's screen: they become commands, with numbers before them and chords, while a pane has them."""

from textual import events, getters
from textual.binding import BindingsMap
from textual.screen import Screen

from newsterm.interface.commands import Command, Group, Pane
from newsterm.interface.key_names import display_key, key_name
from newsterm.interface.key_sequences import Dropped, Nothing, Pending, Run, Typed, continuations, press
from newsterm.interface.keymap import Keymap
from newsterm.interface.widgets.status_line import StatusLine


class KeyBase(Screen[None], inherit_bindings=False):
    """Takes keys for commands.

    Args:
        keymap: the resolved keys.
    """

    status = getters.query_one(StatusLine)

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        # Beside a question, the keys that it leaves alone still move what is behind it.
        moving = [command for command in keymap.commands if command.group is Group.MOVING]
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(keymap.bindings(moving))])
        self.keymap = keymap
        self.pane = Pane.LIST
        self.typed = Typed()
        """What has been typed of a command so far."""
        self._tables: dict[Pane, dict[tuple[str, ...], Command]] = {}
        self._count: int | None = None

    @property
    def is_at_pane(self) -> bool:
        """Whether a pane has the keys, and no question."""
        raise NotImplementedError

    async def on_key(self, event: events.Key) -> None:
        """Take a key as a command, or as a part of one."""
        if self.is_at_pane and await self._take_key(key_name(event.key)):
            event.stop()

    async def run_command(self, command: Command, count: int | None = None) -> None:
        """Do what a command does; its action may ask for the number that was typed before it."""
        self.forget_typed()
        self._count = count
        await self.run_action(command.action)

    def key_of(self, command: str) -> str:
        """The first key of a command, as people write it; "" for none."""
        keys = self.keymap.keys.get(command, ())
        return display_key(keys[0]) if keys else ""

    def take_count(self, default: int = 1) -> int:
        """Take the number that was typed before the command under way, for an action that repeats itself.

        Call it before the action waits for anything.
        """
        count, self._count = self._count, None
        return default if count is None else max(count, 1)

    def forget_typed(self) -> None:
        """Forget what was typed of a command that is not complete."""
        if self.typed:
            self.typed = Typed()
            self.status.clear_pending()

    def on_screen_suspend(self) -> None:
        """Forget keys when something else takes them over."""
        self.forget_typed()

    async def _take_key(self, key: str) -> bool:
        table = self._table()
        match press(self.typed, key, table):
            case Run(command, count):
                await self.run_command(command, count)
            case Pending(typed):
                self.typed = typed
                keys = " ".join(display_key(key) for key in typed.keys)
                following = [
                    (" ".join(display_key(key) for key in keys), command.word)
                    for keys, command in continuations(typed, table)
                ]
                self.status.show_pending(" ".join(filter(None, (typed.digits, keys))), following)
            case Dropped(typed, wrong):
                self.forget_typed()
                if wrong:
                    keys = " ".join(display_key(key) for key in (*typed.keys, wrong))
                    self.status.say(f"{keys} is no command here")
            case Nothing():
                return False
        return True

    def _table(self) -> dict[tuple[str, ...], Command]:
        if self.pane not in self._tables:
            self._tables[self.pane] = self.keymap.table(self.pane)
        return self._tables[self.pane]
