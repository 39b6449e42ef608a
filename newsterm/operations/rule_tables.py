"""Tables of rules.toml as rules and watchlists, and rules as TOML."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, Final

from newsterm.model.rule import Rule
from newsterm.model.watchlist import COLOURS, MARK, STATE_MARKS, Watchlist
from newsterm.operations.rule_checks import RuleError, check_name
from newsterm.operations.rule_parts import shown_name
from newsterm.query.names import nearest
from newsterm.text.cell_width import cell_width
from newsterm.text.terminal_safety import is_safe

_MOST_DAYS: Final = 10**9
"""More than any rule may ask for."""
_Read = Callable[[str, Any], Any]


def rule_of(table: Mapping[str, Any]) -> Rule:
    """Read a `[[rule]]`; whether it makes sense is another question.

    Raises:
        RuleError: a field that there is not, or a value of the wrong kind.
    """
    return Rule(**_fields(table, _RULE, "rule"))


def watchlist_of(table: Mapping[str, Any]) -> Watchlist:
    """Read a `[[watchlist]]`.

    Raises:
        RuleError: a field that there is not, or a value that is not allowed.
    """
    found = _fields(table, _WATCHLIST, "watchlist")
    return Watchlist(check_name(found.pop("name")), found.pop("query"), **found)


def rule_to_toml(rule: Rule) -> str:
    """Write a rule as a table of rules.toml."""
    lines = ["[[rule]]", f"name = {_quoted(rule.name)}", f"query = {_quoted(rule.query)}"]
    if rule.tag:
        lines.append(f"tag = [{', '.join(map(_quoted, rule.tag))}]")
    lines += [f"{name} = true" for name in ("star", "later", "archive", "read") if getattr(rule, name)]
    if rule.score:
        lines.append(f"score = {rule.score}")
    lines += ["notify = true"] if rule.notify else []
    if rule.half_life_days is not None:
        lines.append(f"half_life_days = {rule.half_life_days:g}")
    if rule.made_at is not None and rule.half_life_days is not None:
        lines.append(f"made_at = {rule.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    lines += [] if rule.enabled else ["enabled = false"]
    return "\n".join(lines) + "\n"


def _fields(table: Mapping[str, Any], readers: Mapping[str, _Read], kind: str) -> dict[str, Any]:
    for name in table:
        if name not in readers:
            shown = shown_name(name)
            near = nearest(shown, readers)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(readers)}."
            raise RuleError(f"A {kind} has no {shown}; {hint}", name)
    for name in ("name", "query"):
        if name not in table:
            raise RuleError(f"A {kind} needs a {name}.")
    return {name: readers[name](name, value) for name, value in table.items()}


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise RuleError(f"{name} must be a text in quotes.", name)
    return value


def _tags(name: str, value: Any) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(tag, str) for tag in found):
        raise RuleError(f'{name} must be a tag or a list of tags, such as ["iran", "trade"].', name)
    return tuple(found)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RuleError(f"{name} must be true or false.", name)
    return value


def _points(name: str, value: Any) -> int:
    if type(value) is not int:
        raise RuleError(f"{name} must be a whole number of points, such as 20 or -5.", name)
    return value


def _days(name: str, value: Any) -> float:
    if type(value) not in {int, float}:
        raise RuleError(f"{name} must be a number of days, such as 30.", name)
    return float(min(max(value, -_MOST_DAYS), _MOST_DAYS))


def _moment(name: str, value: Any) -> datetime:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - made aware below
    if not isinstance(value, datetime):
        raise RuleError(f"{name} must be a date or a time without quotes, such as 2026-11-22.", name)
    try:
        return value.astimezone(UTC)
    except (OverflowError, ValueError):  # ValueError: the first year, in a zone east of Greenwich
        raise RuleError(f"{name} must be a time that a calendar has.", name) from None


def _colour(name: str, value: Any) -> str:
    if value not in COLOURS:
        raise RuleError(f"{name} must be one of {', '.join(COLOURS)}.", name)
    return str(value)


def _mark(name: str, value: Any) -> str:
    if not isinstance(value, str) or not is_safe(value) or cell_width(value) != 1:
        raise RuleError(f'{name} must be one character of one cell, such as "{MARK}".', name)
    if value in STATE_MARKS:
        from newsterm.operations.watching import taken_mark  # few rules files need it

        raise RuleError(taken_mark(value), name)
    return value


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, whose escapes are those of JSON but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_RULE: Final[Mapping[str, _Read]] = MappingProxyType(
    {
        "name": _text,
        "query": _text,
        "tag": _tags,
        "star": _flag,
        "later": _flag,
        "archive": _flag,
        "read": _flag,
        "score": _points,
        "notify": _flag,
        "half_life_days": _days,
        "made_at": _moment,
        "enabled": _flag,
    }
)
_WATCHLIST: Final[Mapping[str, _Read]] = MappingProxyType(
    {"name": _text, "query": _text, "colour": _colour, "mark": _mark}
)
