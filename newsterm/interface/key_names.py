"""Names of keys: as people write them in config.toml and read them on the screen, and as Textual calls them."""

from types import MappingProxyType
from typing import Final
from unicodedata import name as unicode_name

from textual.keys import Keys

from newsterm.model.errors import ConfigurationError

_CHARACTERS = {"?": "question_mark", "/": "slash", ":": "colon", "-": "minus", "=": "equals_sign", "+": "plus",
               ",": "comma", ".": "full_stop", ";": "semicolon", "!": "exclamation_mark", "#": "number_sign",
               "'": "apostrophe", '"': "quotation_mark", "*": "asterisk", "<": "less_than_sign",
               ">": "greater_than_sign", "[": "left_square_bracket", "]": "right_square_bracket",
               "(": "left_parenthesis", ")": "right_parenthesis", "{": "left_curly_bracket",
               "}": "right_curly_bracket", "|": "vertical_line", "\\": "backslash", "&": "ampersand",
               "%": "percent_sign", "$": "dollar_sign", "@": "at", "^": "circumflex_accent", "~": "tilde",
               "`": "grave_accent", "_": "underscore"}  # fmt: skip
_WORDS = {" ": "space", "esc": "escape", "pgdn": "pagedown", "pgup": "pageup", "return": "enter", "del": "delete"}
_NAMES: Final = MappingProxyType({**_CHARACTERS, **_WORDS})
_NAMED = frozenset(key.value for key in Keys) | frozenset(_NAMES.values())
_MODIFIERS = ("ctrl+", "alt+", "shift+", "super+")
_DISPLAY: Final = MappingProxyType({
    **{name: character for character, name in _CHARACTERS.items()}, "escape": "esc", "pagedown": "pgdn",
    "pageup": "pgup", "up": "↑", "down": "↓", "left": "←", "right": "→",
})  # fmt: skip
_LEADER: Final = "leader"
_MOST_KEYS: Final = 4


def display_key(key: str) -> str:
    """A key, or several parted by spaces, as people write it: "ctrl+p" becomes "^p", "escape" becomes "esc"."""
    if " " in key.strip():
        return " ".join(display_key(part) for part in key.split())
    if key.startswith("ctrl+"):
        return "^" + display_key(key.removeprefix("ctrl+"))
    return _DISPLAY.get(key, key)


def key_name(key: str) -> str:
    """Textual's name of a key."""
    if len(key) > 1 and "+" in key[:-1]:
        modifiers, _, base = key.rpartition("+") if not key.endswith("++") else (key[:-2], "", "+")
        return f"{modifiers}+{key_name(base)}"
    if len(key) == 1 and not key.isalnum() and key not in _NAMES:
        return unicode_name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _NAMES.get(key, key)


def key_names(keys: str) -> tuple[str, ...]:
    """Textual's names of keys that are typed one after the other, written with spaces between them."""
    return tuple(key_name(key) for key in keys.split()) or ("space",)


def is_key(key: str) -> bool:
    """Whether this is how a key is written: one character or a name, after its modifiers."""
    base = key
    while base.startswith(_MODIFIERS):
        base = base.split("+", 1)[1]
    return (len(base) == 1 and base.isprintable()) or base in _NAMED or base in _NAMES


def read_keys(text: str, leader: str = ",") -> tuple[str, ...]:
    """Read keys as config.toml gives them: parted by commas, those of a chord by spaces.

    Args:
        text: the keys.
        leader: the key that the word "leader" stands for.

    Raises:
        ConfigurationError: what stands there is no key, or none that a command can have.
    """
    parts = (part.strip() or part for part in (text.split(",") if text.strip() != "," else [","]))
    return tuple(dict.fromkeys(_read_sequence(part, leader) for part in parts if part))


def _read_sequence(text: str, leader: str) -> str:
    keys = text.split() or ["space"]
    if keys == [_LEADER]:
        raise ConfigurationError(f"{text!r} wants a key after it, such as 'leader x'")
    if keys[0] == _LEADER:
        keys[0] = leader
    for key in keys:
        if not is_key(key):
            raise ConfigurationError(
                f"{key!r} is no key; write one character, or a name such as space, enter, escape, f2, ctrl+k; "
                "keys one after the other are written with spaces, such as 'g x'"
            )
    if keys[0] in tuple("123456789"):
        raise ConfigurationError(
            f"{text!r} cannot be the key of a command, digits are the numbers before one; 'leader {keys[0]}' can"
        )
    if len(keys) > _MOST_KEYS:
        raise ConfigurationError(f"{text!r} is too long, {_MOST_KEYS} keys one after the other are the most")
    if len(keys) > 1 and any(key_name(key) == "escape" for key in keys):
        raise ConfigurationError(f"{text!r} cannot be typed, escape drops the keys before it")
    return " ".join(keys)
