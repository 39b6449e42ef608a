"""The text of rules.toml cut into its tables, each read by itself: one that is broken leaves the others alone."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from newsterm.query.names import nearest
from newsterm.text.terminal_safety import make_safe_line

TABLES: Final = ("rule", "watchlist")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_HEADER: Final = re.compile(r"\s*\[")
_KIND: Final = re.compile(r"\s*\[+\s*(\w+)")
_WHERE: Final = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TEXT_OR_COMMENT: Final = re.compile(
    r""" "{3} | '{3} | "(?:[^"\\]|\\.)*"? | '[^']*'? | \#.* """, re.VERBOSE | re.DOTALL
)
_ENDS: Final = {
    '"""': re.compile(r'(?:[^\\"]|\\.|"(?!""))*"{3,5}', re.DOTALL),
    "'''": re.compile(r".*?'{3,5}", re.DOTALL),
}
_LONGEST_NAME: Final = 60


class BrokenPartError(Exception):
    """A part of the file that is no table of ours; `line` says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one table."""

    line: int
    """The number, from 1, of its first line."""
    text: str

    @property
    def kind(self) -> str:
        """The kind of table that its first line says, "" where it says none."""
        header = _KIND.match(self.text)
        return header[1] if header else ""

    def tables(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Its kind and its fields; none for comments alone.

        Raises:
            BrokenPartError: it is no TOML, or no table of ours.
        """
        for kind, tables in self._values().items():
            if kind not in TABLES or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
                near = nearest(kind[:_LONGEST_NAME], TABLES) or TABLES[0]
                raise BrokenPartError(
                    f"{shown_name(kind)} cannot stand here; did you mean [[{near}]]?", self.line_of(kind)
                )
            for table in tables:
                yield kind, table

    def is_toml(self) -> bool:
        """Whether it can be read at all."""
        try:
            self._values()
        except BrokenPartError:
            return False
        return True

    def line_of(self, name: str) -> int:
        """The number of the line on which a field is set; that of the first line where it is not found."""
        setting = re.compile(rf"""^\s*(?:\[+\s*)?["']?{re.escape(name)}["']?\s*[=\].]""")
        lines = enumerate(self.text.split("\n"), self.line)
        return next((number for number, line in lines if name and setting.match(line)), self.line)

    def _values(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise self._syntax(str(error)) from error
        except RecursionError as error:
            raise BrokenPartError("Lists stand within lists too deeply.", self.line) from error
        except ValueError as error:
            raise BrokenPartError("A number has too many digits.", self.line) from error

    def _syntax(self, message: str) -> BrokenPartError:
        place = _WHERE.search(message)
        last = self.line + max(self.text.rstrip("\n").count("\n"), 0)
        if place is None:
            return BrokenPartError(f"{message}.", self.line)
        what = message[: place.start()]
        if place[1] is None:
            return BrokenPartError(f"{what} at the end of this table.", last)
        return BrokenPartError(f"{what} at column {place[2]}.", min(self.line + int(place[1]) - 1, last))


def parts(text: str) -> Iterator[Part]:
    """Cut a text before each line that begins with a bracket, unless a text or list goes on there.

    Where what goes on makes no sense as a whole, its end is missing, and it is cut there as well.
    """
    begin, within, has_open_list = 1, "", False
    kept: list[str] = []
    cuts: list[int] = []
    for number, line in enumerate(_LINE.findall(text), 1):
        if kept and _HEADER.match(line):
            if within or has_open_list:
                cuts.append(len(kept))
            else:
                yield from _as_it_makes_sense(begin, kept, cuts)
                begin, kept, cuts = number, [], []
        kept.append(line)
        is_header = not within and bool(_HEADER.match(line)) and not has_open_list
        outside, within = _outside_texts(line, within)
        if outside.strip():
            has_open_list = outside.rstrip().endswith(("[", ",")) and not is_header
    if kept:
        yield from _as_it_makes_sense(begin, kept, cuts)


def shown_name(name: str) -> str:
    """A name of the file as an error shows it."""
    safe = make_safe_line(name)
    return safe if len(safe) <= _LONGEST_NAME else safe[: _LONGEST_NAME - 1] + "…"


def _as_it_makes_sense(begin: int, lines: Sequence[str], cuts: Sequence[int]) -> Iterator[Part]:
    whole = Part(begin, "".join(lines))
    if not cuts or whole.is_toml():
        yield whole
        return
    for first, last in pairwise((0, *cuts, len(lines))):
        yield Part(begin + first, "".join(lines[first:last]))


def _outside_texts(line: str, within: str) -> tuple[str, str]:
    """What of a line is neither text nor comment, each text as one quote, and which quotes are open at its end.

    Args:
        line: the line.
        within: the quotes that are open at its beginning, "" for none.
    """
    outside, at = "", 0
    while True:
        if within:
            end = _ENDS[within].match(line, at)
            if not end:
                return outside, within
            outside, at, within = f'{outside}"', end.end(), ""
        found = _TEXT_OR_COMMENT.search(line, at)
        if not found:
            return outside + line[at:], ""
        outside += line[at : found.start()]
        at = found.end()
        if found[0] in _ENDS:
            within = found[0]
        elif not found[0].startswith("#"):
            outside += '"'
