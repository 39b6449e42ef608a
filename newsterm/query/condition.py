"""Pieces of SQL with their parameters; no text of the user ever stands in the SQL itself."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Final, NamedTuple


class Condition(NamedTuple):
    """A condition over `a` (a row of articles), true or false and never NULL."""

    sql: str
    parameters: tuple[str | int, ...] = ()


NEVER: Final = Condition("a.id < 0")
"""What no article is. (Of a constant, SQLite would find no plan for an index that it is told to use.)"""


class Moment(NamedTuple):
    """When a query is asked, and where: what ages and local days are counted from."""

    now: datetime
    zone: tzinfo


def both(conditions: Iterable[Condition]) -> Condition:
    """All of the conditions; true if there are none."""
    return _join(conditions, " AND ", "1")


def either(conditions: Iterable[Condition]) -> Condition:
    """Any of the conditions; false if there are none."""
    return _join(conditions, " OR ", "0")


def negated(condition: Condition) -> Condition:
    """The opposite."""
    return Condition(f"NOT ({condition.sql})", condition.parameters)


def _join(conditions: Iterable[Condition], word: str, none: str) -> Condition:
    parts = tuple(conditions)
    if not parts:
        return Condition(none)
    if len(parts) == 1:
        return parts[0]
    return Condition(
        "(" + word.join(part.sql for part in parts) + ")",
        tuple(parameter for part in parts for parameter in part.parameters),
    )
