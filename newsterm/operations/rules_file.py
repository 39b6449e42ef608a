"""rules.toml: the rules and watchlists that the user writes; what is broken is told with its line and left out."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from newsterm.model.errors import NewstermError
from newsterm.model.rule import Rule
from newsterm.model.watchlist import Watchlist
from newsterm.operations.rule_checks import RuleError, check_rule
from newsterm.operations.rule_tables import rule_of, watchlist_of
from newsterm.operations.wording import quoted
from newsterm.query.names import nearest
from newsterm.storage.connections import LibraryConnection
from newsterm.storage.scopes import read_query
from newsterm.text.terminal_safety import make_safe_line

_HEADER: Final = re.compile(r"^\s*\[")
_TABLES: Final = ("rule", "watchlist")
_WHERE: Final = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(slots=True)
class RulesFile:
    """What a file says, as far as it can be understood."""

    rules: list[Rule] = field(default_factory=list)
    watchlists: list[Watchlist] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Sentences with file and line on what was left out."""
    lines: dict[str, int] = field(default_factory=dict)
    """By a rule's name: the line where it begins."""


def read_rules_file(path: Path, connection: LibraryConnection) -> RulesFile:
    """Read rules.toml; without one there are no rules.

    Args:
        path: the file.
        connection: a connection of the library, whose views queries may name.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return RulesFile()
    except UnicodeDecodeError as error:
        return RulesFile(problems=[f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8."])
    except OSError as error:
        return RulesFile(problems=[f"{path} cannot be read: {error.strerror}."])
    return read_rules(text, path, connection)


def read_rules(text: str, path: Path, connection: LibraryConnection) -> RulesFile:
    """Read the text of a rules.toml, each table by itself, so that one that is broken leaves the others alone."""
    found = RulesFile()
    for part in _parts(text):
        try:
            for kind, table in part.tables():
                _read_table(found, part, path, connection, kind, table)
        except _BrokenError as error:
            found.problems.append(f"{path}, line {error.line}: {error}")
    return found


class _BrokenError(Exception):
    """A part of the file that is no table of ours."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one table."""

    line: int
    """The number, from 1, of its first line."""
    text: str

    def tables(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Its kind and its fields; none for comments alone."""
        try:
            values = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise self._syntax(str(error)) from error
        for kind, tables in values.items():
            if kind not in _TABLES or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
                name = make_safe_line(kind)
                near = nearest(kind, _TABLES) or _TABLES[0]
                raise _BrokenError(f"{name} cannot stand here; did you mean [[{near}]]?", self.line_of(kind))
            for table in tables:
                yield kind, table

    def line_of(self, name: str) -> int:
        """The number of the line on which a field is set; that of the first line where it is not found."""
        setting = re.compile(rf"""^\s*(?:\[+\s*)?["']?{re.escape(name)}["']?\s*[=\].]""")
        lines = enumerate(self.text.splitlines(), self.line)
        return next((number for number, line in lines if name and setting.match(line)), self.line)

    def _syntax(self, message: str) -> _BrokenError:
        place = _WHERE.search(message)
        last = self.line + max(len(self.text.splitlines()) - 1, 0)
        if place is None:
            return _BrokenError(f"{message}.", self.line)
        what = message[: place.start()]
        if place[1] is None:
            return _BrokenError(f"{what} at the end of this table.", last)
        return _BrokenError(f"{what} at column {place[2]}.", min(self.line + int(place[1]) - 1, last))


def _parts(text: str) -> Iterator[_Part]:
    """Cut the text before each line that begins with a bracket, unless what is before it goes on there."""
    begin, lines = 1, text.splitlines(keepends=True)
    kept: list[str] = []
    for number, line in enumerate(lines, 1):
        if _HEADER.match(line) and kept and not _goes_on("".join(kept)):
            yield _Part(begin, "".join(kept))
            begin, kept = number, []
        kept.append(line)
    if kept:
        yield _Part(begin, "".join(kept))


def _goes_on(text: str) -> bool:
    """Whether a text of TOML ends within a list or a text of several lines."""
    return any(text.count(quotes) % 2 for quotes in ('"""', "'''")) or _has_open_list(text)


def _has_open_list(text: str) -> bool:
    last = next((line for line in reversed(text.splitlines()) if line.split("#")[0].strip()), "")
    ending = last.split("#")[0].rstrip()
    return ending.endswith(("[", ",")) and not _HEADER.match(ending)


def _read_table(
    found: RulesFile, part: _Part, path: Path, connection: LibraryConnection, kind: str, table: Mapping[str, Any]
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
        found.problems.append(f"{path}, line {line}: {whose}{error}")


def _refuse_second(name: str, known: Mapping[str, int]) -> None:
    if name in known:
        where = f" on line {known[name]}" if known[name] else ""
        raise RuleError(f"The name stands{where} already; give this one another.", "name")
