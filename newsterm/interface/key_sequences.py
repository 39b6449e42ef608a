"""Keys typed one after the other, as commands: numbers before them, and chords of several keys.

Pure: a state and a key give what the key means. There is no clock in it; what keys mean never depends on how fast they
come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

C = TypeVar("C")
MOST: Final = 999_999
"""The largest number that can be typed before a command."""
DROP: Final = "escape"


@dataclass(frozen=True, slots=True)
class Typed:
    """What has been typed of a command so far."""

    digits: str = ""
    keys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.digits or self.keys)


@dataclass(frozen=True, slots=True)
class Run(Generic[C]):
    """A command is complete."""

    command: C
    count: int | None = None
    """The number before it, if there was one."""


@dataclass(frozen=True, slots=True)
class Pending:
    """More keys must come."""

    typed: Typed


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was typed is forgotten: by `esc`, or by a key that does not go on from it."""

    typed: Typed
    wrong: str = ""
    """The key that did not fit, "" for `esc`."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The key means nothing here."""


def press(typed: Typed, key: str, table: Mapping[tuple[str, ...], C]) -> Run[C] | Pending | Dropped | Nothing:
    """Tell what a key means after what was typed.

    Args:
        typed: the keys before.
        key: its name.
        table: commands by their keys; no key sequence in it begins with another.
    """
    if typed and key == DROP:
        return Dropped(typed)
    if not typed.keys and key.isdecimal() and key.isascii() and (typed.digits or key != "0"):
        digits = typed.digits + key
        return Pending(Typed(digits if int(digits) <= MOST else str(MOST)))
    keys = (*typed.keys, key)
    if keys in table:
        return Run(table[keys], int(typed.digits) if typed.digits else None)
    if any(sequence[: len(keys)] == keys for sequence in table):
        return Pending(Typed(typed.digits, keys))
    return Dropped(typed, key) if typed else Nothing()


def continuations(typed: Typed, table: Mapping[tuple[str, ...], C]) -> list[tuple[tuple[str, ...], C]]:
    """The keys that may follow what was typed of a chord, and the commands that they make, in the table's order."""
    begun = len(typed.keys)
    return [(keys[begun:], command) for keys, command in table.items() if begun and keys[:begun] == typed.keys]


def overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two key sequences cannot stand beside each other: they are the same, or one begins with the other."""
    shorter = min(len(one), len(other))
    return tuple(one[:shorter]) == tuple(other[:shorter])
