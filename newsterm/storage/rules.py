"""The rules that the user keeps in the library."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from newsterm.model.rule import Rule
from newsterm.storage import definitions

KIND = "rule"
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_FLAGS = ("star", "later", "archive", "read", "notify")


def all_rules(connection: sqlite3.Connection) -> tuple[Rule, ...]:
    """All rules in the order in which they act: as they were made."""
    found = [_rule(name, value) for name, value in definitions.all_of(connection, KIND).items()]
    return tuple(sorted(found, key=lambda rule: (rule.made_at or _EARLIEST, rule.name)))


def to_value(rule: Rule) -> dict[str, Any]:
    """A rule as a definition's value: what it does, without what it leaves."""
    value: dict[str, Any] = {"query": rule.query}
    if rule.tag:
        value["tag"] = list(rule.tag)
    value |= {name: True for name in _FLAGS if getattr(rule, name)}
    if rule.score:
        value["score"] = rule.score
    if rule.half_life_days is not None:
        value["half_life_days"] = rule.half_life_days
    if rule.made_at is not None:
        value["made_at"] = rule.made_at.astimezone(UTC).isoformat(timespec="seconds")
    if not rule.enabled:
        value["enabled"] = False
    return value


def _rule(name: str, value: dict[str, Any]) -> Rule:
    made_at = value.get("made_at")
    return Rule(
        name,
        value["query"],
        tag=tuple(value.get("tag", ())),
        score=value.get("score", 0),
        half_life_days=value.get("half_life_days"),
        made_at=None if made_at is None else datetime.fromisoformat(made_at),
        enabled=value.get("enabled", True),
        **{flag: value.get(flag, False) for flag in _FLAGS},
    )
