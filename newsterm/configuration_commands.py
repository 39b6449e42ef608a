"""The user's own commands as config.toml gives them: one `[[command]]` for each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from newsterm.configuration_lines import entry_lines
from newsterm.model.errors import ConfigurationError
from newsterm.model.user_command import UserCommand

_KNOWN: Final = ("key", "title", "run", "query", "do", "program")
_ALLOWED: Final = {
    "key": 'a key or several, such as "leader x" or ["X", "ctrl+x"]',
    "title": "a text in quotes that is not empty",
    "run": 'a command or a list of them, such as ["article.star", "article.archive"]',
    "query": 'a query in quotes, such as "title:iran is:unread"',
    "do": 'what to do, in quotes, such as "tag +iran"',
    "program": 'a list of words, such as ["notify-send", "newsterm"]; no shell reads it',
}


def read_commands(value: Any, text: str, path: Path, problems: list[str]) -> tuple[UserCommand, ...]:
    """Read the entries; a broken one is left out and told.

    Args:
        value: what the parser found.
        text: the whole file, for line numbers.
        path: of the file, for messages.
        problems: takes a sentence for each broken entry.
    """
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        line = entry_lines(text, "command", 1)[0][""]
        problems.append(f"{path}, line {line}: command must be a table: [[command]] on a line of its own.")
        return ()
    found = []
    for entry, lines in zip(value, entry_lines(text, "command", len(value)), strict=True):
        try:
            found.append(_read_entry(entry, lines, path))
        except ConfigurationError as error:
            problems.append(str(error))
    return tuple(found)


def _read_entry(entry: Mapping[str, Any], lines: Mapping[str, int], path: Path) -> UserCommand:
    def wrong(name: str, sentence: str) -> ConfigurationError:
        return ConfigurationError(f"{path}, line {lines.get(name, lines[''])}: {sentence}")

    for name, value in entry.items():
        if name not in _KNOWN:
            raise wrong(name, f"a command has no {name}; allowed are {', '.join(_KNOWN)}.")
        if not _is_allowed(name, value):
            raise wrong(name, f"{name} must be {_ALLOWED[name]}.")
    if "title" not in entry:
        raise wrong("", "a command needs a title.")
    ways = [name for name in ("run", "query", "program") if name in entry]
    if len(ways) != 1:
        raise wrong(ways[1] if ways else "", "a command needs one of run, query (with do) and program, and only one.")
    if ("query" in entry) != ("do" in entry):
        raise wrong("query" if "query" in entry else "do", "query and do go together: what to find, and what to do.")
    return UserCommand(
        title=" ".join(entry["title"].split()),
        place=f"{path}, line {lines['']}",
        key=",".join("comma" if key == "," else key for key in _words(entry.get("key", ""))),
        run=_words(entry.get("run", "")),
        query=entry.get("query", ""),
        do=entry.get("do", ""),
        program=tuple(entry.get("program", ())),
    )


def _is_allowed(name: str, value: Any) -> bool:
    if isinstance(value, str):
        return name != "program" and (bool(value.strip()) or name in {"key", "query"})
    return (
        name in {"key", "run", "program"}
        and isinstance(value, list)
        and all(isinstance(word, str) for word in value)
        and bool(value)
        and bool(value[0].strip())
    )


def _words(value: str | list[str]) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (value,) if value else ()
