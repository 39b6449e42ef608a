"""The user's keys on screens of their own: what a command does there may be another thing than beside the panes."""

from collections.abc import Mapping
from typing import Any

from textual import events
from textual.screen import Screen

from newsterm.interface.key_names import display_key, key_name, key_names
from newsterm.interface.key_sequences import Dropped, Nothing, Pending, Run, Typed, overlap, press
from newsterm.interface.keymap import Keymap


class BorrowedKeys(Screen[Any], inherit_bindings=False):
    """A screen whose actions have the keys of commands, chords too."""

    typed = Typed()
    """What has been typed of a chord."""

    def borrow(self, keymap: Keymap, actions: Mapping[str, str], own: Mapping[str, str] | None = None) -> None:
        """Let the screen's actions have the keys of commands; of two that clash, the first has it.

        Args:
            keymap: the user's keys.
            actions: the screen's actions by the ids of the commands whose keys they take.
            own: actions by keys that the screen has for itself.
        """
        self.lent: dict[str, tuple[str, ...]] = {}
        """The keys that each command has here."""
        self._table = {key_names(key): action for key, action in (own or {}).items()}
        for command, action in actions.items():
            free = [key for key in keymap.keys.get(command, ()) if not self._is_taken(key_names(key))]
            self.lent[command] = tuple(free)
            self._table |= {key_names(key): action for key in free}

    @property
    def has_keys(self) -> bool:
        """Whether keys are commands now, not an answer to a question."""
        raise NotImplementedError

    def key(self, command: str) -> str:
        """The first key that a command has here, as people write it; "" for none."""
        keys = self.lent.get(command, ())
        return display_key(keys[0]) if keys else ""

    async def on_key(self, event: events.Key) -> None:
        """Take a key as an action, or as a part of a chord."""
        if not self.has_keys:
            return
        match press(self.typed, key_name(event.key), self._table):
            case Run(action):
                self.typed = Typed()
                event.stop()
                await self.run_action(action)
            case Pending(typed) if typed.keys:
                self.typed = typed
                event.stop()
            case Dropped():
                self.typed = Typed()
                event.stop()
            case Pending() | Nothing():
                pass

    def _is_taken(self, names: tuple[str, ...]) -> bool:
        return any(overlap(names, other) for other in self._table)
