"""Running a plan: ids in order, within bounds, together with the articles that a listing keeps."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from newsterm.storage.connections import LibraryConnection
from newsterm.storage.plans import Plan
from newsterm.storage.scopes import Scope

EVERYTHING = 1 << 40
"""More articles than there are."""


@dataclass(frozen=True, slots=True)
class Part:
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
    statement, parameters = _statement(scope, plan, part)
    direction = "DESC" if newest_first else "ASC"
    found = connection.execute(f"{statement} ORDER BY 1 {direction} LIMIT ? OFFSET ?", (*parameters, limit, offset))
    return [number for (number,) in found.fetchall()]


def count_ids(connection: sqlite3.Connection, scope: Scope, plan: Plan, *, part: Part = WHOLE) -> int:
    """How many articles a part of a scope has."""
    statement, parameters = _statement(scope, plan, part)
    (number,) = connection.execute(f"SELECT count(*) FROM ({statement})", parameters).fetchone()
    return int(number)


def _statement(scope: Scope, plan: Plan, part: Part) -> tuple[str, tuple[str | int, ...]]:
    bounds, limits = _bounds(plan.number, part)
    statement = f"SELECT {plan.number} FROM {plan.tables} WHERE {' AND '.join((*plan.conditions, *bounds))}"
    parameters: tuple[str | int, ...] = (*plan.parameters, *limits)
    if scope.kept:
        bounds, limits = _bounds("a.id", part)
        conditions = " AND ".join(("a.listed = 1", *bounds, *(("a.read = 0",) if part.unread else ())))
        statement += (
            f" UNION SELECT a.id FROM json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value WHERE {conditions}"
        )
        parameters = (*parameters, json.dumps(scope.kept), *limits)
    return statement, parameters


def _bounds(number: str, part: Part) -> tuple[tuple[str, ...], tuple[int, ...]]:
    bounds = ((f"{number} >= ?", part.low), (f"{number} < ?", part.high))
    return (
        tuple(condition for condition, bound in bounds if bound is not None),
        tuple(bound for _, bound in bounds if bound is not None),
    )
