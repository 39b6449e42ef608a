"""Orders that time does not give: by score, and every feed in turn."""

import sqlite3
from itertools import chain, zip_longest

from newsterm.storage.plans import Plan, choose
from newsterm.storage.scopes import Scope, most
from newsterm.storage.selecting import EVERYTHING, select_ids, statement_of

ROUNDS = 50
"""How many articles of one feed take their turns."""
FEW = 20_000
"""Scored articles up to which they are gathered to tell them from the others."""


def by_score(connection: sqlite3.Connection, scope: Scope, offset: int, limit: int) -> list[int]:
    """Ids `[offset, offset + limit)`: the highest score first, then the newest."""
    wanted = min(offset + limit, EVERYTHING)
    scored = _count_scored(connection)
    found = _scored(connection, scope, scored, "a.score > 0", wanted)
    if len(found) < wanted:
        found += _unscored(connection, scope, scored, wanted - len(found))
    if len(found) < wanted:
        found += _scored(connection, scope, scored, "a.score < 0", wanted - len(found))
    return found[offset:]


def by_turns(connection: sqlite3.Connection, scope: Scope, wanted: int) -> list[int]:
    """The newest unread article of every feed, newest first, then the second newest of every feed, and so on."""
    feeds = scope.feeds
    if feeds is None:
        feeds = tuple(feed for (feed,) in connection.execute("SELECT feed_id FROM counters WHERE unread > 0"))
    conditions = " AND ".join(("a.read = 0", "a.listed = 1", "a.feed_id = ?", *scope.conditions))
    parameters = scope.parameters
    if scope.query.match is not None:
        conditions += " AND EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = a.id)"
        parameters = (*parameters, scope.query.match)
    statement = (
        f"SELECT a.id FROM articles AS a INDEXED BY articles_unread_by_feed WHERE {conditions}"
        " ORDER BY a.id DESC LIMIT ?"
    )
    queues = [
        [number for (number,) in connection.execute(statement, (feed, *parameters, ROUNDS)).fetchall()]
        for feed in feeds
    ]
    rounds = (sorted((number for number in turn if number), reverse=True) for turn in zip_longest(*queues))
    return list(chain.from_iterable(rounds))[:wanted]


def _count_scored(connection: sqlite3.Connection) -> int:
    """About how many articles have a score, `FEW` and one at most."""
    (number,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM articles INDEXED BY articles_scored WHERE score <> 0 LIMIT ?)", (FEW + 1,)
    ).fetchone()
    return int(number)


def _scored(connection: sqlite3.Connection, scope: Scope, scored: int, condition: str, wanted: int) -> list[int]:
    """Articles with a score on one side of nought, in order."""
    if not scored:
        return []
    plan = choose(connection, scope, EVERYTHING)
    if scope.query.match is None and (scored <= FEW or most(scope, scope.totals) > FEW):
        implied = "a.score <> 0 AND a.listed = 1"
        plan = Plan("articles AS a INDEXED BY articles_scored", "a.id", (implied, *scope.conditions), scope.parameters)
    elif plan.tables == "search":
        plan = Plan("search CROSS JOIN articles AS a ON a.id = search.rowid", "a.id", plan.conditions, plan.parameters)
    statement, parameters = statement_of(scope, plan, columns=", a.score", condition=condition)
    found = connection.execute(f"{statement} ORDER BY 2 DESC, 1 DESC LIMIT ?", (*parameters, wanted))
    return [number for number, _ in found.fetchall()]


def _unscored(connection: sqlite3.Connection, scope: Scope, scored: int, wanted: int) -> list[int]:
    plan = choose(connection, scope, wanted)
    if not scored:
        return select_ids(connection, scope, plan, limit=wanted)
    condition = f"{plan.number} NOT IN (SELECT id FROM articles INDEXED BY articles_scored WHERE score <> 0)"
    if scored > FEW and plan.tables != "search":
        condition = "a.score = 0"
    statement, parameters = statement_of(scope, plan, condition=condition, kept_condition="a.score = 0")
    found = connection.execute(f"{statement} ORDER BY 1 DESC LIMIT ?", (*parameters, wanted))
    return [number for (number,) in found.fetchall()]
