"""Whether a rule makes sense: its name, its query, its actions."""

import sqlite3
from dataclasses import replace
from typing import Final

from newsterm.model.errors import NewstermError, QueryError
from newsterm.model.rule import Rule
from newsterm.operations.rule_queries import asks_for_score
from newsterm.operations.tag import TagError, check_tag
from newsterm.storage.scopes import read_query
from newsterm.text.terminal_safety import make_safe_line

LONGEST_NAME: Final = 60
"""Characters of a rule's name."""
MOST_POINTS: Final = 10_000
"""Points that one rule may give or take."""
ACTIONS: Final = ("tag", "star", "later", "archive", "read", "score", "notify")


class RuleError(NewstermError):
    """A rule makes no sense; `field` names the part of it that is wrong, "" for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def check_rule(connection: sqlite3.Connection, rule: Rule) -> Rule:
    """Return a rule as it is kept: its name on one safe line, its tags as tags are.

    Raises:
        RuleError: it has no action, a wrong query, or parts that make no sense.
    """
    rule = replace(rule, name=check_name(rule.name), query=make_safe_line(rule.query).strip(), tag=_tags(rule))
    if not rule.query:
        raise RuleError("A rule needs a query: which articles it is for.", "query")
    check_query(connection, rule)
    if not rule.acts:
        raise RuleError(f"A rule needs an action: {', '.join(ACTIONS[:-1])} or {ACTIONS[-1]}.")
    if rule.later and rule.archive:
        raise RuleError("A rule cannot both put aside for later and archive.", "later")
    if abs(rule.score) > MOST_POINTS:
        raise RuleError(f"A rule gives or takes at most {MOST_POINTS:,} points.", "score")
    if rule.half_life_days is not None:
        if not rule.score or rule.made_at is None:
            raise RuleError("half_life_days goes with score and made_at.", "half_life_days")
        if not 0 < rule.half_life_days <= 36_500:
            raise RuleError("half_life_days is a number of days above nought.", "half_life_days")
    return rule


def check_query(connection: sqlite3.Connection, rule: Rule) -> None:
    """Check the query alone, as it is now that views may have changed.

    Raises:
        RuleError: it is wrong, or asks for the points that the rule itself gives.
    """
    try:
        tree = read_query(connection, rule.query)
    except QueryError as error:
        raise RuleError(str(error), "query") from error
    if rule.score and asks_for_score(tree):
        raise RuleError("A rule that gives points cannot ask for the score.", "query")


def check_name(name: str) -> str:
    """Return a rule's name as it is kept: safe, on one line, single spaces.

    Raises:
        RuleError: it is empty or too long.
    """
    tidy = " ".join(make_safe_line(name).split())
    if not tidy:
        raise RuleError("A rule needs a name.", "name")
    if len(tidy) > LONGEST_NAME:
        raise RuleError(f"A rule's name has at most {LONGEST_NAME} characters; this one has {len(tidy)}.", "name")
    return tidy


def _tags(rule: Rule) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(check_tag(name.lstrip("#+")) for name in rule.tag))
    except TagError as error:
        raise RuleError(str(error), "tag") from error
