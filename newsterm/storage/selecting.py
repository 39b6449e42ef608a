"""Running a plan: ids in order, within bounds, together with the articles that a listing keeps."""

import json
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from newsterm.storage.connections import LibraryConnection
from newsterm.storage.plans import Plan
from newsterm.storage.scopes import Scope

_PORTION = 5_000
EVERYTHING = 1 << 40
"""More articles than there are."""


class Part(NamedTuple):
    """Which part of a listing is wanted."""

    low: int | None = None
    """Articles from this id on."""
    high: int | None = None
    """Articles below this id."""
    unread: bool = False
    """Of what is kept only unread articles."""


WHOLE = Part()


@contextmanager
def running(connection: sqlite3.Connection) -> Iterator[None]:
    """Within this, all statements see the library at one moment, and regular expressions have one time limit.

    Raises:
        QueryError: a regular expression took too long.
    """
    outermost = not connection.in_transaction
    if outermost:
        connection.execute("BEGIN")
    try:
        with connection.functions.running() if isinstance(connection, LibraryConnection) else nullcontext():
            yield
    finally:
        if outermost:
            connection.rollback()


def select_ids(
    connection: sqlite3.Connection,
    scope: Scope,
    plan: Plan,
    *,
    part: Part = WHOLE,
    newest_first: bool = True,
    limit: int = EVERYTHING,
    offset: int = 0,
) -> list[int]:
    """Ids of a scope's articles in order."""
    statement, parameters = statement_of(scope, plan, part)
    direction = "DESC" if newest_first else "ASC"
    found = connection.execute(f"{statement} ORDER BY 1 {direction} LIMIT ? OFFSET ?", (*parameters, limit, offset))
    return [number for (number,) in found.fetchall()]


def pack_ids(connection: sqlite3.Connection, scope: Scope, plan: Plan, *, newest_first: bool = True) -> "array[int]":
    """All ids of a scope's articles in order, at 8 bytes each, also while they are read."""
    statement, parameters = statement_of(scope, plan)
    found = connection.execute(f"{statement} ORDER BY 1 {'DESC' if newest_first else 'ASC'}", parameters)
    packed = array("q")
    while portion := found.fetchmany(_PORTION):
        packed.extend(number for (number,) in portion)
    return packed


def count_ids(connection: sqlite3.Connection, scope: Scope, plan: Plan, *, part: Part = WHOLE) -> int:
    """How many articles a part of a scope has."""
    statement, parameters = statement_of(scope, plan, part)
    (number,) = connection.execute(f"SELECT count(*) FROM ({statement})", parameters).fetchone()
    return int(number)


def statement_of(
    scope: Scope,
    plan: Plan,
    part: Part = WHOLE,
    *,
    columns: str = "",
    condition: str = "1",
    kept_condition: str = "",
) -> tuple[str, tuple[str | int, ...]]:
    """The statement that gives a scope's ids with what the listing keeps, and its parameters.

    Args:
        scope: what to read.
        plan: how.
        part: which part of it.
        columns: more columns of `a`, each after a comma.
        condition: what must be so as well.
        kept_condition: the same for what is kept, if it must be said otherwise there.
    """
    bounds, limits = _bounds(plan.number, part)
    more = () if condition == "1" else (condition,)
    statement = (
        f"SELECT {plan.number}{columns} FROM {plan.tables} WHERE {' AND '.join((*plan.conditions, *bounds, *more))}"
    )
    parameters: tuple[str | int, ...] = (*plan.parameters, *limits)
    if scope.kept:
        bounds, limits = _bounds("a.id", part)
        unread = ("a.read = 0",) if part.unread else ()
        conditions = " AND ".join(("a.listed = 1", *bounds, *unread, kept_condition or condition))
        statement += (
            f" UNION SELECT a.id{columns} FROM json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value"
            f" WHERE {conditions}"
        )
        parameters = (*parameters, json.dumps(scope.kept), *limits)
    return statement, parameters


def _bounds(number: str, part: Part) -> tuple[tuple[str, ...], tuple[int, ...]]:
    bounds = ((f"{number} >= ?", part.low), (f"{number} < ?", part.high))
    return (
        tuple(condition for condition, bound in bounds if bound is not None),
        tuple(bound for _, bound in bounds if bound is not None),
    )
