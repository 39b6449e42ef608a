"""config.toml as typed settings; a wrong file is an error that names file, line and what is allowed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from newsterm.model.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that config.toml can say. Each field stands at the top of the file, `keys` is a table."""

    theme: str = "newsterm-dark"
    """Name of a theme: newsterm-dark, newsterm-light, ansi, or one of Textual's own."""
    measure: int = 72
    """Widest line of an article's text, in cells: 20 to 200."""
    mark_read_after: float = 1.0
    """Seconds that an article must be shown before it counts as read; 0 at once, negative never."""
    row: str = "compact"
    """Rows of the article list: "compact" (one line) or "comfortable" (two)."""
    refresh_on_start: bool = False
    """Refresh all feeds when the reader starts."""
    refresh_every: int = 60
    """Minutes between refreshes of all feeds while the reader is open; 0 never."""
    editor: str = ""
    """The editor command for notes, such as "vim" or "code --wait"; "" for $VISUAL or $EDITOR."""
    browser: tuple[str, ...] = ()
    """The command that opens links, as a list of words such as ["firefox", "--new-tab"]; the address is
    added at the end. Empty for the system's own browser."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Keys of commands by command id, such as star = "s,ctrl+s" or next-unread = ["n", "tab"]."""


def load(path: Path) -> Settings:
    """Read the settings from a file; a file that does not exist gives the defaults.

    Raises:
        ConfigurationError: the file cannot be read, is no TOML, or says something that is not allowed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from error
    return read(text, path)


def read(text: str, path: Path) -> Settings:
    """Read settings from the text of a file; `path` is for messages.

    Raises:
        ConfigurationError: the text is no TOML or says something that is not allowed.
    """
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {_syntax_message(str(error), text)}.") from error
    known = [field_.name for field_ in fields(Settings)]
    read_values: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            meant = _nearest(name, known)
            allowed = f"did you mean {meant}?" if meant else "allowed are " + ", ".join(known) + "."
            raise ConfigurationError(f"{path}, line {line_in(text, '', name)}: there is no setting {name}; {allowed}")
        try:
            read_values[name] = _READERS[name](value)
        except _NotAllowedError as error:
            line = line_in(text, *(("keys", error.key) if error.key else ("", name)))
            raise ConfigurationError(f"{path}, line {line}: {error.key or name} must be {error}.") from error
    return Settings(**read_values)


def line_of_key(path: Path, section: str, key: str) -> int:
    """Find the line (from 1) on which `key` of the table `section` ("" for the top) is set; 1 if it is not found."""
    try:
        return line_in(path.read_text(encoding="utf-8"), section, key)
    except (OSError, UnicodeDecodeError):
        return 1


_TABLE = re.compile(r"""^\s*\[\s*(?P<name>[^\[\]#]+?)\s*\]\s*(?:#.*)?$""")
_KEY = re.compile(r"""^\s*(?P<key>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_in(text: str, section: str, key: str) -> int:
    """Find the line (from 1) of `key` in the table `section` of a TOML text; 1 if it is not found."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            table = _plain(header["name"])
            if not section and table.split(".")[0] == key:
                return number
        elif pair := _KEY.match(line):
            name = _plain(pair["key"])
            whole = f"{table}.{name}" if table else name
            wanted = f"{section}.{key}" if section else key
            if whole == wanted or (not section and not table and name.split(".")[0] == key):
                return number
    return 1


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _syntax_message(message: str, text: str) -> str:
    place = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if not place:
        return message
    what = message[: place.start()]
    if place[1] is None:
        return f"line {text.count(chr(10)) + 1}: {what} at the end of the file"
    return f"line {place[1]}, column {place[2]}: {what}"


def _nearest(name: str, known: list[str]) -> str:
    from rapidfuzz import process

    best = process.extractOne(name.replace("-", "_").lower(), known, score_cutoff=60)
    return best[0] if best else ""


class _NotAllowedError(Exception):
    """A value of the wrong type or out of range; the message says what is allowed."""

    def __init__(self, allowed: str, key: str = "") -> None:
        super().__init__(allowed)
        self.key = key


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _NotAllowedError('a text in quotes, such as "vim"')
    return value


def _theme(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise _NotAllowedError('the name of a theme in quotes, such as "newsterm-light"')
    return value


def _measure(value: Any) -> int:
    if type(value) is not int or not 20 <= value <= 200:
        raise _NotAllowedError("a whole number of cells from 20 to 200")
    return value


def _seconds(value: Any) -> float:
    if type(value) not in {int, float} or not -86_400 <= value <= 86_400:
        raise _NotAllowedError("a number of seconds, such as 1.5 (0 at once, -1 never)")
    return float(value)


def _row(value: Any) -> str:
    if value not in ("compact", "comfortable"):
        raise _NotAllowedError('"compact" or "comfortable"')
    return str(value)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _NotAllowedError("true or false")
    return value


def _minutes(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 100_000:
        raise _NotAllowedError("a whole number of minutes, 0 for never")
    return value


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise _NotAllowedError('a list of words, such as ["firefox", "--new-tab"]')
    return tuple(value)


def _keys(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise _NotAllowedError('a table: [keys] on a line of its own, then lines such as star = "s"')
    return MappingProxyType(dict(_flattened(value)))


def _flattened(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give command ids whole again: TOML reads feed.add = "a" as a table within a table."""
    for name, value in table.items():
        command = prefix + name
        if isinstance(value, dict):
            yield from _flattened(value, command + ".")
        else:
            yield command, _key_list(command, value)


def _key_list(command: str, keys: Any) -> str:
    if isinstance(keys, str):
        return keys
    if isinstance(keys, list) and all(isinstance(key, str) and key for key in keys):
        return ",".join(keys)
    raise _NotAllowedError('a key or several, such as "s", "s,ctrl+s" or ["s", "ctrl+s"]', command)


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "theme": _theme,
        "measure": _measure,
        "mark_read_after": _seconds,
        "row": _row,
        "refresh_on_start": _boolean,
        "refresh_every": _minutes,
        "editor": _text,
        "browser": _words,
        "keys": _keys,
    }
)
