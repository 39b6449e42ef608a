"""How far rules have come on this machine: which articles they judged, since when, how often they fired, were stopped.

Written in the transaction of what the rules do, so that each article is judged once. Not part of the journal.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass, field

from newsterm.model.rule import RULE_ACTOR, Rule
from newsterm.storage import remembered
from newsterm.storage.rules import to_value

_NAME = "rules.state"
_SCORED = "rules.scored"
_WITHOUT = ("score", "half_life_days", "made_at")
"""Fields of a rule that say nothing of what it does to articles that arrive."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a rule took too long over what had arrived."""

    at: int
    """When, in seconds."""
    why: str
    """What it did, after its name in a sentence."""
    print: str
    """The print of the rule as it was."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How scores were last worked out for the whole library."""

    rules: str
    """What tells the rules that were asked from others."""
    at: int
    """When, in seconds."""
    stopped: dict[str, str] = field(default_factory=dict)
    """By the name of a rule whose points are left out because it took too long: what it did, as in `Stop`."""


@dataclass(slots=True)
class RulesState:
    """What is known of the rules' work."""

    mark: int = 0
    """The arrival number up to which articles have been judged."""
    since: dict[str, int] = field(default_factory=dict)
    """By a rule's print: the latest arrival when it was made; what was there before is not its business."""
    fired: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name: how many articles it found that were not taken back, and when it last did, in seconds."""
    stopped: dict[str, Stop] = field(default_factory=dict)
    """By name: where it was stopped since it last found something."""

    def count(self, name: str, articles: int, second: int) -> None:
        """Note that a rule found articles."""
        before, _ = self.fired.get(name, (0, 0))
        self.fired[name] = (before + articles, second)
        self.stopped.pop(name, None)


def read(connection: sqlite3.Connection) -> RulesState:
    """What is known."""
    text = remembered.get(connection, _NAME)
    if text is None:
        return RulesState()
    kept = json.loads(text)
    return RulesState(
        kept["mark"],
        kept["since"],
        {name: (count, last) for name, (count, last) in kept["fired"].items()},
        {name: Stop(**stop) for name, stop in kept.get("stopped", {}).items()},
    )


def write(connection: sqlite3.Connection, state: RulesState) -> None:
    """Keep it."""
    remembered.put(connection, _NAME, json.dumps(asdict(state), ensure_ascii=False))


def follow(connection: sqlite3.Connection, groups: Collection[str], *, undone: bool) -> None:
    """Count what rules found as it stands now that groups of events were taken back, or done again."""
    rows = connection.execute(
        "SELECT g.actor, count(DISTINCT a.value) FROM event_groups AS g CROSS JOIN events AS e ON e.group_id = g.id"
        " CROSS JOIN json_each(e.payload, '$.articles') AS a"
        " WHERE g.id IN (SELECT value FROM json_each(?)) AND substr(g.actor, 1, ?) = ? GROUP BY g.id",
        (json.dumps(list(groups)), len(RULE_ACTOR), RULE_ACTOR),
    ).fetchall()
    if not rows:
        return
    state = read(connection)
    for actor, number in rows:
        name = actor.removeprefix(RULE_ACTOR)
        if name in state.fired:
            count, last = state.fired[name]
            state.fired[name] = (max(count - number, 0) if undone else count + number, last)
    write(connection, state)


def read_scored(connection: sqlite3.Connection) -> Scored | None:
    """How scores were last worked out; None if they never were."""
    text = remembered.get(connection, _SCORED)
    return None if text is None else Scored(**json.loads(text))


def write_scored(connection: sqlite3.Connection, scored: Scored) -> None:
    """Keep it."""
    remembered.put(connection, _SCORED, json.dumps(asdict(scored), ensure_ascii=False))


def print_of(rule: Rule) -> str:
    """What tells a rule from the same rule after it was changed, but for points and times."""
    value = {name: part for name, part in to_value(rule).items() if name not in _WITHOUT}
    text = json.dumps([rule.name, value], sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def arrivals(connection: sqlite3.Connection, after: int, limit: int) -> list[tuple[int, int]]:
    """Arrival number and id of the articles that came after one, in the order in which they came."""
    found = connection.execute(
        "SELECT arrival, id FROM articles INDEXED BY articles_by_arrival WHERE arrival > ? ORDER BY arrival LIMIT ?",
        (after, limit),
    )
    return found.fetchall()
