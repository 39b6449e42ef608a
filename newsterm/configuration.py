"""config.toml as typed settings; a wrong file is an error that names file, line and what is allowed."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from newsterm.configuration_lines import line_in
from newsterm.model.errors import ConfigurationError
from newsterm.model.login import Login
from newsterm.model.user_command import UserCommand


class Settings(NamedTuple):
    """Everything that config.toml can say. Each field stands at the top of the file, `keys` is a table."""

    theme: str = "newsterm-dark"
    """Name of a theme: newsterm-dark, newsterm-light, ansi, or one of Textual's own."""
    measure: int = 72
    """Widest line of an article's text, in cells: 20 to 200."""
    mark_read_after: float = 1.0
    """Seconds that an article must be shown before it counts as read; 0 at once, negative never."""
    row: str = "compact"
    """Rows of the article list: "compact" (one line) or "comfortable" (two)."""
    advance: bool = True
    """Whether the cursor goes on to the next row after star, later, archive and snooze."""
    refresh_on_start: bool = False
    """Ask the feeds whose time has come when the reader starts."""
    refresh_every: int = 5
    """Minutes between two looks, while the reader is open, for feeds whose time has come; each is asked by its own
    rhythm, at most hourly. 0 never."""
    editor: str = ""
    """The editor command for notes, such as "vim" or "code --wait"; "" for $VISUAL or $EDITOR."""
    browser: tuple[str, ...] = ()
    """The command that opens links, as a list of words such as ["firefox", "--new-tab"]; the address is
    added at the end. Empty for the system's own browser."""
    notify: str | tuple[str, ...] = ""
    """How rules with notify = true tell of what they found: "bell", "osc9" or "osc777" (the terminal's own ways),
    or a command as a list of words such as ["notify-send"], which gets a title and a text at its end; "none" not
    at all."""
    profile: str = "vim"
    """Whose keys the commands have: "vim" (newsterm's own), "newsboat" or "elfeed"."""
    leader: str = ","
    """The key that "leader" stands for in keys such as "leader x"; newsterm gives it to no command."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Keys of commands by command id, such as article.star = "s,ctrl+s" or move.first = ["g g", "home"]. Keys that are
    typed one after the other are parted by spaces."""
    login: Mapping[str, Login] = MappingProxyType({})
    """Logins of feeds by their addresses, where the system has no keyring: [login."https://example.org/feed"], then
    name and password."""
    own_hosts: tuple[str, ...] = ()
    """Hosts of your own network whose names do not show it, such as ["news.corp.example"]; others that lead into it
    are not fetched."""
    command: tuple[UserCommand, ...] = ()
    """Commands of your own, each in a [[command]]: a title, a key, and one of run (a command, or a list of them), query
    and do (what to find, and what to do to it: "tag +iran"), or program (a list of words; the program gets the article
    as JSON on its standard input, and no shell reads it)."""


def load(path: Path, problems: list[str] | None = None) -> Settings:
    """Read the settings from a file; a file that does not exist gives the defaults.

    Args:
        path: of the file.
        problems: takes a sentence for everything that is wrong, and the rest serves; without it that is raised.

    Raises:
        ConfigurationError: the file cannot be read, is no TOML, or says something that is not allowed.
    """
    try:
        return read(_text_of(path), path, problems)
    except ConfigurationError as error:
        if problems is None:
            raise
        problems.append(str(error))
        return Settings()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from error


def read(text: str, path: Path, problems: list[str] | None = None) -> Settings:
    """Read settings from the text of a file; `path` is for messages, `problems` as in `load`.

    Raises:
        ConfigurationError: the text is no TOML or says something that is not allowed.
    """
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {_syntax_message(str(error), text)}.") from error
    except RecursionError as error:
        raise ConfigurationError(f"{path}: Lists stand within lists too deeply.") from error
    except ValueError as error:
        raise ConfigurationError(f"{path}: A number has too many digits.") from error
    found: list[str] = []
    read_values: dict[str, Any] = {}
    for name, value in values.items():
        if name == "command":
            from newsterm.configuration_commands import read_commands

            read_values[name] = read_commands(value, text, path, found)
        elif name == "login" and isinstance(value, dict):
            read_values[name] = _read_logins(value, text, path, found)
        elif name == "keys" and isinstance(value, dict):
            read_values[name] = _read_keys(value, text, path, found)
        elif name not in _READERS:
            found.append(f"{path}, line {line_in(text, '', name)}: there is no setting {name}; {_allowed(name)}")
        else:
            try:
                read_values[name] = _READERS[name](value)
            except _NotAllowedError as error:
                found.append(f"{path}, line {line_in(text, '', name)}: {name} must be {error}.")
    if found and problems is None:
        raise ConfigurationError(found[0])
    if problems is not None:
        problems += found
    return Settings(**read_values)


def _syntax_message(message: str, text: str) -> str:
    place = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if not place:
        return message
    what = message[: place.start()]
    if place[1] is None:
        return f"line {text.count(chr(10)) + 1}: {what} at the end of the file"
    return f"line {place[1]}, column {place[2]}: {what}"


def _allowed(name: str) -> str:
    """Say which setting was meant, or which there are."""
    from rapidfuzz import process

    best = process.extractOne(name.replace("-", "_").lower(), Settings._fields, score_cutoff=60)
    return f"did you mean {best[0]}?" if best else "allowed are " + ", ".join(Settings._fields) + "."


class _NotAllowedError(Exception):
    """A value of the wrong type or out of range; the message says what is allowed."""


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


def _profile(value: Any) -> str:
    if value not in ("vim", "newsboat", "elfeed"):
        raise _NotAllowedError('"vim", "newsboat" or "elfeed"')
    return str(value)


def _leader(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value.split()) > 1:
        raise _NotAllowedError('one key, such as "," or "space"')
    return value.strip()


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


def _notify(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, list) and value:
        return _words(value)
    if value not in ("", "none", "bell", "osc9", "osc777"):
        raise _NotAllowedError('"bell", "osc9", "osc777", "none" or a list of words, such as ["notify-send"]')
    return "" if value == "none" else str(value)


def _no_table(_: Any) -> Mapping[str, str]:
    raise _NotAllowedError('a table: [keys] on a line of its own, then lines such as article.star = "s"')


def _no_login(_: Any) -> Mapping[str, Login]:
    raise _NotAllowedError('a table for each feed: [login."https://example.org/feed"], then name and password')


def _read_keys(table: Mapping[str, Any], text: str, path: Path, problems: list[str]) -> Mapping[str, str]:
    """Read the keys of commands; a wrong entry is left out and told."""
    found = {}
    for command, keys in _flattened(table):
        if isinstance(keys, str):
            found[command] = keys
        elif isinstance(keys, list) and all(isinstance(key, str) and key for key in keys):
            found[command] = ",".join("comma" if key == "," else key for key in keys)
        else:
            allowed = 'a key or several, such as "s", "s,ctrl+s" or ["s", "ctrl+s"]'
            problems.append(f"{path}, line {line_in(text, 'keys', command)}: {command} must be {allowed}.")
    return MappingProxyType(found)


def _read_logins(table: Mapping[str, Any], text: str, path: Path, problems: list[str]) -> Mapping[str, Login]:
    """Read the logins of feeds; a wrong entry is left out and told, without what it says."""
    found = {}
    for url, entry in table.items():
        values = entry if isinstance(entry, dict) else {}
        name, password = values.get("name"), values.get("password")
        if isinstance(name, str) and name and isinstance(password, str) and len(values) == 2:
            found[url] = Login(name, password)
        else:
            problems.append(
                f"{path}, line {line_in(text, 'login', url)}: the login must have just name and password, as texts."
            )
    return MappingProxyType(found)


def _flattened(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Give command ids whole again: TOML reads feed.add = "a" as a table within a table."""
    for name, value in table.items():
        command = prefix + name
        if isinstance(value, dict):
            yield from _flattened(value, command + ".")
        else:
            yield command, value


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "theme": _theme,
        "measure": _measure,
        "mark_read_after": _seconds,
        "row": _row,
        "advance": _boolean,
        "refresh_on_start": _boolean,
        "refresh_every": _minutes,
        "editor": _text,
        "browser": _words,
        "notify": _notify,
        "profile": _profile,
        "leader": _leader,
        "keys": _no_table,
        "login": _no_login,
        "own_hosts": _words,
    }
)
