"""The user's keys on screens of their own: what a command does there may be another thing than beside the panes."""

from collections.abc import Mapping
from dataclasses import replace

from textual import events

from newsterm.interface.commands import Command, Group
from newsterm.interface.key_names import display_key, key_name, key_names
from newsterm.interface.key_sequences import overlap
from newsterm.interface.keymap import Keymap
from newsterm.interface.typed_keys import TypedKeys


class BorrowedKeys(TypedKeys, inherit_bindings=False):
    """A screen whose actions have the keys of commands."""

    def borrow(self, keymap: Keymap, actions: Mapping[str, str], own: Mapping[str, str] | None = None) -> None:
        """Let the screen's actions have the keys of commands; of two that clash, the first has it.

        Args:
            keymap: the user's keys.
            actions: the screen's actions by the ids of the commands whose keys they take.
            own: actions by keys that the screen has for itself.
        """
        self.keymap = keymap
        self.lent: dict[str, tuple[str, ...]] = {}
        """The keys that each command has here."""
        self.commands: dict[str, Command] = {}
        """What the commands do here."""
        known = {command.id: command for command in keymap.commands}
        self._table = {key_names(key): _own_command(action) for key, action in (own or {}).items()}
        for name, action in actions.items():
            if name not in known:
                continue
            self.commands[name] = command = replace(known[name], action=action)
            free = [key for key in keymap.keys.get(name, ()) if not self._is_taken(key_names(key))]
            self.lent[name] = tuple(free)
            self._table |= {key_names(key): command for key in free}

    @property
    def has_keys(self) -> bool:
        """Whether keys are commands now, not an answer to a question."""
        raise NotImplementedError

    def key_of(self, command: str) -> str:
        """The first key that a command has here, as people write it; "" for none."""
        keys = self.lent.get(command, ())
        return display_key(keys[0]) if keys else ""

    def key_table(self) -> Mapping[tuple[str, ...], Command]:
        """What the keys do here."""
        return self._table

    async def on_key(self, event: events.Key) -> None:
        """Take a key as an action, or as a part of a chord."""
        if self.has_keys and await self.take_key(key_name(event.key)):
            event.stop()

    def _is_taken(self, names: tuple[str, ...]) -> bool:
        return any(overlap(names, other) for other in self._table)


def _own_command(action: str) -> Command:
    return Command(action, action, "", "", (), Group.OWN)
