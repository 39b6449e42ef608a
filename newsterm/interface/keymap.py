"""The user's keys: checked against the command table before Textual sees them.

Textual ignores unknown ids, cannot unbind and lets one of two clashing commands vanish; so all of
that is told here, with the line of config.toml.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import Keys

from newsterm.interface.commands import COMMANDS, Command
from newsterm.model.errors import ConfigurationError

_NAMES = {"?": "question_mark", "/": "slash", ":": "colon", "-": "minus", "=": "equals_sign", "+": "plus",
          ",": "comma", ".": "full_stop", ";": "semicolon", "!": "exclamation_mark", "#": "number_sign",
          "'": "apostrophe", '"': "quotation_mark", "*": "asterisk", "<": "less_than_sign", ">": "greater_than_sign",
          "[": "left_square_bracket", "]": "right_square_bracket", "(": "left_parenthesis", ")": "right_parenthesis",
          "{": "left_curly_bracket", "}": "right_curly_bracket", "|": "vertical_line", "\\": "backslash",
          "&": "ampersand", "%": "percent_sign", "$": "dollar_sign", "@": "at", "^": "circumflex_accent",
          "~": "tilde", "`": "grave_accent", "_": "underscore", " ": "space", "esc": "escape",
          "pgdn": "pagedown", "pgup": "pageup", "return": "enter", "del": "delete"}  # fmt: skip
_NAMED = frozenset(key.value for key in Keys) | frozenset(_NAMES.values())
_MODIFIERS = ("ctrl+", "alt+", "shift+", "super+")


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys each command has, by command id; an empty tuple is a command without keys."""

    keys: dict[str, tuple[str, ...]]

    def bindings(self, commands: Sequence[Command] = COMMANDS) -> list[Binding]:
        """Textual bindings for the commands that have keys."""
        return [
            Binding(",".join(_textual_name(key) for key in keys), c.action, c.title, id=c.id, show=False, system=True)
            for c in commands
            if (keys := self.keys[c.id])
        ]


def resolve(
    wanted: Mapping[str, str],
    where: Callable[[str], str] = lambda _: "config.toml",
    commands: Sequence[Command] = COMMANDS,
) -> Keymap:
    """Lay the user's keys over the defaults.

    A key that the user gives to one command is taken from the command that had it by default.

    Args:
        wanted: command id to keys parted by commas; "" leaves the command without keys.
        where: names file and line of a command id's entry, for errors.
        commands: the table.

    Raises:
        ConfigurationError: unknown command or key, or one key given to two commands.
    """
    known = {command.id: command for command in commands}
    taken: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for name, text in wanted.items():
        if name not in known:
            from rapidfuzz import process

            near = process.extractOne(name, list(known))
            meant = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigurationError(f"{where(name)}: no command is called {name!r}{meant}")
        chosen[name] = tuple(_read_keys(text, where(name)))
        for key in chosen[name]:
            if key in taken:
                raise ConfigurationError(
                    f"{where(name)}: {key!r} cannot stand for {name!r}, {taken[key]!r} has it already"
                )
            taken[key] = name
    keys = {
        command.id: chosen[command.id]
        if command.id in chosen
        else tuple(key for key in command.keys if key not in taken)
        for command in commands
    }
    return Keymap(keys)


def _read_keys(text: str, place: str) -> list[str]:
    keys = []
    for part in text.split(",") if text.strip() != "," else [","]:
        key = part.strip()
        if not key:
            continue
        base = key
        while base.startswith(_MODIFIERS):
            base = base.split("+", 1)[1]
        if len(base) != 1 and base not in _NAMED and base not in _NAMES:
            raise ConfigurationError(
                f"{place}: {key!r} is no key; write one character, or a name such as space, enter, escape, f2, ctrl+k"
            )
        keys.append(key)
    return keys


def _textual_name(key: str) -> str:
    if len(key) > 1 and "+" in key[:-1]:
        modifiers, _, base = key.rpartition("+")
        return f"{modifiers}+{_NAMES.get(base, base)}"
    return _NAMES.get(key, key)
