"""How far rules have come on this machine: which articles they have judged, since when, and how often they fired.

Written in the transaction of what the rules do, so that each article is judged once. Not part of the journal.
"""

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field

from newsterm.model.rule import Rule
from newsterm.storage import remembered
from newsterm.storage.rules import to_value

_NAME = "rules.state"
_WITHOUT = ("score", "half_life_days", "made_at")
"""Fields of a rule that say nothing of what it does to articles that arrive."""


@dataclass(slots=True)
class RulesState:
    """What is known of the rules' work."""

    mark: int = 0
    """The arrival number up to which articles have been judged."""
    since: dict[str, int] = field(default_factory=dict)
    """By a rule's print: the latest arrival when it was made; what was there before is not its business."""
    fired: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name: how many articles it found, and when it last did, in seconds."""

    def count(self, name: str, articles: int, second: int) -> None:
        """Note that a rule found articles."""
        before, _ = self.fired.get(name, (0, 0))
        self.fired[name] = (before + articles, second)


def read(connection: sqlite3.Connection) -> RulesState:
    """What is known."""
    text = remembered.get(connection, _NAME)
    if text is None:
        return RulesState()
    kept = json.loads(text)
    return RulesState(
        kept["mark"], kept["since"], {name: (count, last) for name, (count, last) in kept["fired"].items()}
    )


def write(connection: sqlite3.Connection, state: RulesState) -> None:
    """Keep it."""
    text = json.dumps({"mark": state.mark, "since": state.since, "fired": state.fired}, ensure_ascii=False)
    remembered.put(connection, _NAME, text)


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
