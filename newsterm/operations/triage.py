"""A triage session: a fixed queue of stories, what was decided about each, the pace, and the receipt at the end.

Nothing here knows a screen. Every decision is a group of the journal; a session's groups share its actor.
"""

from array import array
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.model.listing import Listing
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record_for_articles
from newsterm.operations.undo import undo_several
from newsterm.operations.wording import counted
from newsterm.storage import events, windows
from newsterm.storage.journal import Draft

ACTOR: Final = "triage:"
"""What the actor of a session begins with."""
_UNREAD: Final = "is:unread -is:later"
_PACE_OF: Final = 20
"""Stories whose median time says how fast the user is."""
_NEAR: Final = 100
"""Stories before and after the shown one that are looked at for what a decision changed."""
_FEWEST: Final = 3
"""Stories before which nobody can say."""


class Verb(StrEnum):
    """What was done to a story; the value stands before its number on the receipt."""

    STARRED = "starred"
    UNSTARRED = "unstarred"
    LATER = "later"
    ARCHIVED = "archived"
    SNOOZED = "snoozed"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    NOTED = "noted"
    SCORED = "raised or lowered"
    READ = "read"
    OTHER = "otherwise changed"

    @property
    def goes_on(self) -> bool:
        """Whether the next story follows."""
        return self in _GOING_ON


_GOING_ON: Final = frozenset({Verb.STARRED, Verb.LATER, Verb.ARCHIVED, Verb.SNOOZED, Verb.READ})
_VERBS: Final = {
    EventKind.ARCHIVED: Verb.ARCHIVED,
    EventKind.STARRED: Verb.STARRED,
    EventKind.UNSTARRED: Verb.UNSTARRED,
    EventKind.LATER: Verb.LATER,
    EventKind.SNOOZED: Verb.SNOOZED,
    EventKind.TAGGED: Verb.TAGGED,
    EventKind.UNTAGGED: Verb.UNTAGGED,
    EventKind.NOTED: Verb.NOTED,
    EventKind.DEFINED: Verb.SCORED,
    EventKind.READ: Verb.READ,
}
"""What the events of a group are called; of several kinds, the first says it."""
_OPPOSITE: Final = {Verb.STARRED: Verb.UNSTARRED, Verb.UNSTARRED: Verb.STARRED}


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was done to one story, or to some."""

    positions: tuple[int, ...]
    """Of the stories in the queue, the first first; never empty."""
    verb: Verb
    group: str
    """The journal's group."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a session came to."""

    stories: int
    """Stories that were gone through."""
    total: int
    """Stories in the queue."""
    seconds: float
    counts: tuple[tuple[str, int], ...]
    """Words and numbers of stories, as "archived", 110; what came to nothing is left out."""
    groups: tuple[str, ...]
    """The journal's groups that still stand, in order."""

    @property
    def head(self) -> str:
        """How many stories in what time: "120 stories in 11 min"."""
        part = "" if self.stories == self.total else f"{self.stories:,} of "
        return f"{part}{counted(self.total, 'story', 'stories')} in {duration(self.seconds)}"

    @property
    def sentence(self) -> str:
        """The whole receipt in one sentence."""
        told = ", ".join(f"{words} {number:,}" for words, number in self.counts)
        return f"{self.head}: {told or 'nothing changed'}"


@dataclass
class TriageSession:
    """One walk through a queue of articles. The caller does what is decided, and tells it here.

    Args:
        queue: the articles, in order; fixed for the whole session.
        begun: when it began.
    """

    queue: Sequence[int]
    begun: datetime
    position: int = 0
    """Of the story that is shown; the queue's length once all were seen."""
    reached: int = 0
    """Stories that were gone through."""
    decisions: list[Decision] = field(default_factory=list)
    """What stands, in order."""
    undone: list[Decision] = field(default_factory=list)
    """What was taken back since the last decision, in order."""
    _paces: deque[float] = field(default_factory=lambda: deque(maxlen=_PACE_OF))
    _last: datetime = field(init=False)
    """When the furthest story was first shown."""

    def __post_init__(self) -> None:
        self.queue = array("q", self.queue)
        self._last = self.begun

    @property
    def actor(self) -> str:
        """Who the journal says decides: this session."""
        return f"{ACTOR}{encode(int(self.begun.timestamp() * 1_000_000))}"

    @property
    def current(self) -> int | None:
        """The story to decide about; None at the end."""
        return self.queue[self.position] if self.position < len(self.queue) else None

    @property
    def following(self) -> int | None:
        """The story after that."""
        return self.queue[self.position + 1] if self.position + 1 < len(self.queue) else None

    @property
    def is_over(self) -> bool:
        """Whether all stories were gone through."""
        return self.position >= len(self.queue)

    def decide(self, verb: Verb, group: str, articles: Collection[int] = ()) -> None:
        """Take down what was done; where nothing changed (""), nothing.

        Args:
            verb: what it was.
            group: the journal's group.
            articles: what it changed; none for the story that is shown.
        """
        if group:
            changed = frozenset(articles)
            begin, end = self.position - _NEAR, self.position + _NEAR + len(changed)
            near = range(max(begin, 0), min(end, len(self.queue)))
            positions = tuple(number for number in near if self.queue[number] in changed)
            self.decisions.append(Decision(positions or (self.position,), verb, group))
            self.undone.clear()

    def advance(self, now: datetime, stories: int = 1) -> None:
        """Go on to the next story, or to one further on."""
        self.position = min(self.position + stories, len(self.queue))
        if new := max(self.position - self.reached, 0):
            self.reached = self.position
            self._paces.extend([(now - self._last).total_seconds() / new] * min(new, _PACE_OF))
            self._last = now

    def back(self, stories: int = 1) -> bool:
        """Go to a story before; False at the first."""
        if not self.position:
            return False
        self.position = max(self.position - stories, 0)
        return True

    def forget(self, decision: Decision) -> None:
        """Take out a decision that was taken back, and return to its story."""
        self.decisions.remove(decision)
        self.undone.append(decision)
        self.position = decision.positions[0]

    def decide_again(self, decision: Decision) -> None:
        """Put back in a decision that was done again; its story is the one shown, or the one before."""
        self.undone.remove(decision)
        self.decisions.append(decision)
        self.position = decision.positions[-1] + decision.verb.goes_on

    @property
    def seconds_left(self) -> float | None:
        """How long the stories that were not seen yet will take at this pace; None while nobody can say."""
        if len(self._paces) < _FEWEST:
            return None
        return _median(self._paces) * (len(self.queue) - self.reached)

    @property
    def progress(self) -> str:
        """Where the session is: "31 of 120, about 9 min"."""
        where = f"{min(self.position + 1, len(self.queue)):,} of {len(self.queue):,}"
        left = self.seconds_left
        return where if not left else f"{where}, about {duration(left)}"

    def receipt(self, now: datetime) -> Receipt:
        """What the session came to so far."""
        done: dict[Verb, set[int]] = {verb: set() for verb in Verb}
        for decision in self.decisions:
            positions = set(decision.positions)
            taken_back = positions & done[_OPPOSITE[decision.verb]] if decision.verb in _OPPOSITE else set()
            done[decision.verb] |= positions - taken_back
            if taken_back:
                done[_OPPOSITE[decision.verb]] -= taken_back
        counts = [(verb.value, len(positions)) for verb, positions in done.items() if positions]
        touched: set[int] = set().union(*done.values())
        stories = max(self.reached, 1 + max(touched, default=-1))
        if touched and stories > len(touched):
            counts.append(("left as they were", stories - len(touched)))
        groups = tuple(decision.group for decision in self.decisions)
        return Receipt(stories, len(self.queue), (now - self.begun).total_seconds(), tuple(counts), groups)


def listing_of(query: str) -> Listing:
    """What a session goes through: what a query finds in the stream; without one, what is unread."""
    return Listing(query.strip() or _UNREAD, stream=True)


def queue_of(ctx: Context, listing: Listing) -> list[int]:
    """The articles to go through, in the listing's order.

    Raises:
        QueryError: the listing's query is wrong.
    """
    return windows.ids(ctx.library.reader(), listing, ctx.now())


def verb_of(ctx: Context, group: str) -> Verb:
    """What a group of the journal did to stories; of several things, the one that weighs most."""
    kinds = events.kinds_of_group(ctx.library.reader(), group)
    return next((verb for kind, verb in _VERBS.items() if kind in kinds), Verb.OTHER)


def undo_session(ctx: Context, groups: Sequence[str]) -> Outcome:
    """Take back what a session did, as one step.

    Args:
        ctx: the library and who acts.
        groups: the session's groups that still stand.
    """
    return undo_several(ctx, groups, f"a triage session of {counted(len(groups), 'decision')}")


def star_and_read(ctx: Context, ids: Sequence[int]) -> Outcome:
    """Star articles and mark them read, as one step: a story that was decided about is unread no more."""

    def drafts(articles: Sequence[int]) -> list[Draft]:
        return [Draft(kind, {"articles": list(articles)}) for kind in (EventKind.STARRED, EventKind.READ)]

    return record_for_articles(ctx, ids, drafts, does="starred {}", already="{} starred already")


def _median(numbers: Iterable[float]) -> float:
    """The middle number; of two middle ones, the greater."""
    in_order = sorted(numbers)
    return in_order[len(in_order) // 2]


def duration(seconds: float) -> str:
    """A time in words: "40 s", "11 min", "1 h 20 min"."""
    if round(seconds) < 60:
        return f"{max(round(seconds), 1)} s"
    hours, rest = divmod(round(seconds / 60), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
