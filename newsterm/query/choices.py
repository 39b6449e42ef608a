"""What `is:` and `has:` can ask, each with its help, its SQL and its judgement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from newsterm.query.facts import ArticleFacts


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field that has a few."""

    name: str
    help: str
    sql: str
    judge: Callable[[ArticleFacts], bool]


IS: Final = (
    Choice("unread", "not yet shown to you", "a.read = 0", lambda facts: not facts.read),
    Choice("read", "shown to you", "a.read = 1", lambda facts: facts.read),
    Choice("starred", "kept on purpose", "a.starred = 1", lambda facts: facts.starred),
    Choice("annotated", "with a note of yours", "a.noted = 1", lambda facts: facts.annotated),
)
HAS: Final = (Choice("note", "with a note of yours", "a.noted = 1", lambda facts: facts.annotated),)
