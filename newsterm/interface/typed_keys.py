"""Keys that become commands, one after the other: numbers before them, chords, and what is no command."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.screen import Screen

from newsterm.interface.commands import Command
from newsterm.interface.key_names import display_key
from newsterm.interface.key_sequences import Dropped, Nothing, Pending, Run, Typed, continuations, press


class TypedKeys(Screen[Any], inherit_bindings=False):
    """A screen that takes keys for commands."""

    typed = Typed()
    """What has been typed of a command so far."""
    _count: int | None = None

    def key_table(self) -> Mapping[tuple[str, ...], Command]:
        """What the keys do now: commands by Textual's names of their keys."""
        raise NotImplementedError

    def show_typed(self, keys: str, following: Sequence[tuple[str, str]]) -> None:
        """Show what has been typed of a command, and the keys that may follow with what they do; ("", ()) for none."""

    def refuse_keys(self, keys: tuple[str, ...], *, begun: bool) -> None:
        """Say that keys are no command here.

        Args:
            keys: by Textual's names.
            begun: whether they end what had been begun, a chord or a number; else another may still take the key.
        """

    async def take_key(self, key: str) -> bool:
        """Take a key as a command, or as a part of one; False if it is neither."""
        table = self.key_table()
        match press(self.typed, key, table):
            case Run(command, count):
                await self.run_command(command, count)
            case Pending(typed):
                self.typed = typed
                following = [(written(keys), command.word) for keys, command in continuations(typed, table)]
                self.show_typed(" ".join(filter(None, (typed.digits, written(typed.keys)))), following)
            case Dropped(typed, wrong):
                self.forget_typed()
                if wrong:
                    self.refuse_keys((*typed.keys, wrong), begun=True)
            case Nothing():
                self.refuse_keys((key,), begun=False)
                return False
        return True

    async def run_command(self, command: Command, count: int | None = None) -> None:
        """Do what a command does; its action may ask for the number that was typed before it."""
        self.forget_typed()
        self._count = count
        await self.run_action(command.action)

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
            self.show_typed("", ())

    def on_screen_suspend(self) -> None:
        """Forget keys when something else takes them over."""
        self.forget_typed()


def written(keys: Sequence[str]) -> str:
    """Keys as people write them."""
    return " ".join(display_key(key) for key in keys)
