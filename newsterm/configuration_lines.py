"""Where in config.toml something stands, for messages: the parser of TOML gives values without their lines."""

import re
from pathlib import Path

_TABLE = re.compile(r"""^\s*(?P<open>\[\[?)\s*(?P<name>[^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$""")
_KEY = re.compile(r"""^\s*(?P<key>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of_key(path: Path, section: str, key: str) -> int:
    """Find the line (from 1) on which `key` of the table `section` ("" for the top) is set; 1 if it is not found."""
    try:
        return line_in(path.read_text(encoding="utf-8"), section, key)
    except (OSError, UnicodeDecodeError):
        return 1


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


def entry_lines(text: str, name: str, count: int) -> list[dict[str, int]]:
    """Find the lines of the entries of an array of tables, `[[name]]`.

    Args:
        text: the TOML text.
        name: of the array.
        count: how many entries the parser found.

    Returns:
        for each entry the lines (from 1) of its keys; that of its beginning under "".
    """
    entries: list[dict[str, int]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            inside = header["open"] == "[[" and _plain(header["name"]) == name
            if inside:
                entries.append({"": number})
        elif inside and (pair := _KEY.match(line)):
            entries[-1].setdefault(_plain(pair["key"]).split(".")[0], number)
    return entries if len(entries) == count else [{"": line_in(text, "", name)} for _ in range(count)]


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
