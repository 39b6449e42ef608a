"""rules.toml: the rules and watchlists that the user writes; what is broken is told with its line and left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from newsterm.model.errors import NewstermError
from newsterm.model.rule import Rule
from newsterm.model.watchlist import Watchlist
from newsterm.operations.rule_checks import RuleError, check_rule
from newsterm.operations.rule_parts import BrokenPartError, Part, parts
from newsterm.operations.rule_tables import rule_of, watchlist_of
from newsterm.operations.wording import quoted
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.scopes import read_query
from newsterm.text.terminal_safety import make_safe_line

_LARGEST: Final = 1_000_000
"""Bytes; thousands of rules."""
_MOST_PROBLEMS: Final = 100


@dataclass(slots=True)
class RulesFile:
    """What a file says, as far as it can be understood."""

    rules: list[Rule] = field(default_factory=list)
    watchlists: list[Watchlist] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Sentences with file and line on what was left out."""
    other_problems: list[str] = field(default_factory=list)
    """Those of them that are on no rule: on watchlists, and on what may be one."""
    lines: dict[str, int] = field(default_factory=dict)
    """By a rule's name: the line where it begins."""


def read_rules_file(path: Path, connection: LibraryConnection) -> RulesFile:
    """Read rules.toml; without one there are no rules.

    Args:
        path: the file.
        connection: a connection of the library, whose views queries may name.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            return _unread(f"{path} cannot be read: it is no ordinary file.")
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            return _unread(f"{path} is larger than {_LARGEST // 1_000_000} MB; none of its rules work.")
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        return RulesFile()
    except UnicodeDecodeError as error:
        return _unread(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.")
    except OSError as error:
        return _unread(f"{path} cannot be read: {error.strerror}.")
    return read_rules(text.replace("\r\n", "\n").replace("\r", "\n"), path, connection)


def read_rules(text: str, path: Path, connection: LibraryConnection) -> RulesFile:
    """Read the text of a rules.toml, each table by itself, so that one that is broken leaves the others alone."""
    found = RulesFile()
    for part in parts(text):
        if len(found.problems) >= _MOST_PROBLEMS:
            _tell(found, f"{path}, line {part.line}: Too much is wrong; nothing from here on is read.")
            break
        try:
            for kind, table in part.tables():
                _read_table(found, part, path, connection, kind, table)
        except BrokenPartError as error:
            _tell(found, f"{path}, line {error.line}: {error}", part.kind)
    return found


def _read_table(
    found: RulesFile, part: Part, path: Path, connection: LibraryConnection, kind: str, table: Mapping[str, Any]
) -> None:
    name = table.get("name")
    whose = f"{kind} {quoted(make_safe_line(name))}: " if isinstance(name, str) and name else ""
    try:
        if kind == "rule":
            rule = check_rule(connection, rule_of(table))
            _refuse_second(rule.name, found.lines)
            found.rules.append(rule)
            found.lines[rule.name] = part.line_of("rule")
        else:
            watchlist = watchlist_of(table)
            read_query(connection, watchlist.query)
            _refuse_second(watchlist.name, {known.name: 0 for known in found.watchlists})
            found.watchlists.append(watchlist)
    except NewstermError as error:
        line = part.line_of(error.field if isinstance(error, RuleError) else "query")
        _tell(found, f"{path}, line {line}: {whose}{error}", kind)


def _unread(problem: str) -> RulesFile:
    return RulesFile(problems=[problem], other_problems=[problem])


def _tell(found: RulesFile, problem: str, kind: str = "") -> None:
    found.problems.append(problem)
    if not kind.startswith("rule"):
        found.other_problems.append(problem)


def _refuse_second(name: str, known: Mapping[str, int]) -> None:
    if name in known:
        where = f" on line {known[name]}" if known[name] else ""
        raise RuleError(f"The name stands{where} already; give this one another.", "name")
