"""Keys on the reader's screen: what they do depends on the pane that has them."""

from textual import events
from textual.binding import BindingsMap

from newsterm.interface.commands import Command, Group, Pane
from newsterm.interface.key_names import key_name
from newsterm.interface.keymap import Keymap
from newsterm.interface.typed_keys import TypedKeys


class KeyBase(TypedKeys, inherit_bindings=False):
    """Takes keys for the commands of a pane.

    Args:
        keymap: the resolved keys.
    """

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        # Beside a question, the keys that it leaves alone still move what is behind it.
        moving = [command for command in keymap.commands if command.group is Group.MOVING]
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(keymap.bindings(moving))])
        self.keymap = keymap
        self.pane = Pane.LIST
        self._tables: dict[Pane, dict[tuple[str, ...], Command]] = {}

    @property
    def is_at_pane(self) -> bool:
        """Whether a pane has the keys, and no question."""
        raise NotImplementedError

    async def on_key(self, event: events.Key) -> None:
        """Take a key as a command, or as a part of one."""
        if self.is_at_pane and await self.take_key(key_name(event.key)):
            event.stop()

    def key_table(self) -> dict[tuple[str, ...], Command]:
        """What the keys do in the pane that has them."""
        if self.pane not in self._tables:
            self._tables[self.pane] = self.keymap.table(self.pane)
        return self._tables[self.pane]

    def key_of(self, command: str) -> str:
        """The first key of a command, as people write it; "" for none."""
        return self.keymap.key_of(command)
