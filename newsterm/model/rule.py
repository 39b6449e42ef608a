"""Rules: what is to be done with articles that a query finds, as they arrive."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

RULE_ACTOR: Final = "rule:"
"""How the actor of what a rule did begins."""
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Rule:
    """A query and what is done with the articles that it finds."""

    name: str
    query: str
    tag: tuple[str, ...] = ()
    """Tags to put on."""
    star: bool = False
    later: bool = False
    archive: bool = False
    read: bool = False
    """Mark read."""
    score: int = 0
    """Points to give; below nought to take."""
    notify: bool = False
    half_life_days: float | None = None
    """Days after which its points are half as many; None for points that stay."""
    made_at: datetime | None = None
    """When it was made or last renewed, aware: what its points fade from."""
    enabled: bool = True

    @property
    def actor(self) -> str:
        """Who the journal says did what this rule did."""
        return f"{RULE_ACTOR}{self.name}"

    @property
    def marks(self) -> bool:
        """Whether it changes articles, rather than only giving points or notice."""
        return bool(self.tag) or self.star or self.later or self.archive or self.read

    @property
    def only_scores(self) -> bool:
        """Whether points are all that it gives; they count for all articles at once."""
        return bool(self.score) and not self.marks and not self.notify

    @property
    def acts(self) -> bool:
        """Whether it does anything at all."""
        return self.marks or bool(self.score) or self.notify

    @property
    def fades(self) -> bool:
        """Whether its points become fewer with time."""
        return bool(self.score) and self.half_life_days is not None and self.made_at is not None

    def points(self, now: datetime) -> int:
        """What it gives to an article at a time, in whole points."""
        if self.half_life_days is None or self.made_at is None:
            return self.score
        days = max((now - self.made_at).total_seconds() / _DAY, 0)
        return round(self.score * math.pow(0.5, days / self.half_life_days))


@dataclass(frozen=True, slots=True)
class Firing:
    """What a rule that gives notice found among new articles."""

    rule: str
    """Its name."""
    count: int
    titles: tuple[str, ...]
    """Of the newest of them, the newest first."""
