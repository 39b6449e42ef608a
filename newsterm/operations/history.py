"""What was done, for those who look back: who, when and what it touched, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from newsterm.model.event import Event, EventGroup
from newsterm.model.identifiers import decode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.triage import ACTOR as TRIAGE
from newsterm.operations.triage import undo_session
from newsterm.operations.undo import undo_actor, undo_several
from newsterm.operations.wording import capitalised, counted, quoted
from newsterm.storage import articles, events, feeds, journal

TRIAGE_WORDS: Final = "triage session"
MOST_TITLES: Final = 50
"""Titles that `touched` gives."""
_MOST_TOLD: Final = 3
_PAGE: Final = 500
_RULE: Final = "rule:"
_ACTORS: Final = {
    "key": "you",
    "command": "command line",
    "shown": "shown",
    "snooze": "snooze",
    "import": "import",
    "publisher": "publisher",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """What a group changed."""

    articles: int
    titles: tuple[str, ...]
    """Of the first articles."""
    others: tuple[str, ...] = ()
    """Feeds and things that the user defined."""

    @property
    def more(self) -> int:
        """Articles that `titles` leaves out."""
        return self.articles - len(self.titles)


def actor_words(actor: str) -> str:
    """Who did something: "you", "command line", "rule “x”", "triage session"."""
    if actor.startswith(_RULE):
        return f"rule {quoted(actor.removeprefix(_RULE))}"
    return TRIAGE_WORDS if actor.startswith(TRIAGE) else _ACTORS.get(actor, actor)


def acts_as_one(actor: str) -> bool:
    """Whether all that this actor did may be taken back together: a rule, or a triage session."""
    return actor.startswith((_RULE, TRIAGE))


def time_words(at: datetime, now: datetime) -> str:
    """When something was done, in local time: "14:05", "Fri 14:05", "14 Nov", "Nov 2025".

    Args:
        at: aware, in the user's zone.
        now: the same.
    """
    days = (now.date() - at.date()).days
    if days <= 0:
        return f"{at:%H:%M}"
    if days < 7:
        return f"{at:%a %H:%M}"
    return f"{at.day} {at:%b}" if days < 300 else f"{at:%b %Y}"


def has_words(group: EventGroup, words: Iterable[str]) -> bool:
    """Whether a group's effect or actor has all of some lower-case words."""
    text = f"{group.label} {actor_words(group.actor)}".lower()
    return all(word in text for word in words)


def groups_by(
    ctx: Context, limit: int | None = None, *, actor: str | None = None, words: Iterable[str] = ()
) -> Iterator[EventGroup]:
    """Every group of events, latest first, read a page at a time.

    Args:
        ctx: the library.
        limit: how many at most, None for all.
        actor: only those of this actor: as the journal has it, or in words.
        words: only those whose effect or actor has all of these lower-case words.
    """
    before, left = None, limit
    while left is None or left > 0:
        batch = journal.groups(ctx.library.reader(), _PAGE, every=True, before=before)
        found = [group for group in batch if _is_by(group, actor) and has_words(group, words)][:left]
        yield from found
        if len(batch) < _PAGE:
            return
        before, left = batch[-1].id, None if left is None else left - len(found)


def touched(ctx: Context, group: str) -> Touched:
    """What a group changed, its articles in the order of the library, newest first."""
    reader = ctx.library.reader()
    happened = events.of_group(reader, group)
    ids = sorted({number for event in happened for number in event.payload.get("articles", ())}, reverse=True)
    titles = tuple(row.title or "untitled" for row in articles.rows(reader, ids[:MOST_TITLES]))
    known = {feed.id: feed.title for feed in feeds.all_feeds(reader, subscribed=False)}
    others = dict.fromkeys(filter(None, (_other(event, known) for event in happened)))
    return Touched(len(ids), titles, tuple(others))


def undo_together(ctx: Context, group: str, later: Sequence[EventGroup]) -> Outcome:
    """Take a group back together with what builds on it, as one step."""
    chosen = journal.group(ctx.library.reader(), group)
    label = f"{counted(1 + len(later), 'step')} from {quoted(chosen.label)} on"
    return undo_several(ctx, [group, *(each.id for each in later)], label)


def undo_all_of(ctx: Context, actor: str) -> Outcome:
    """Take back all that a rule or a triage session did, as far as it stands, as one step."""
    if not actor.startswith(TRIAGE):
        return undo_actor(ctx, actor)
    return undo_session(ctx, [group.id for group in groups_by(ctx, actor=actor) if not group.undone])


def undo_last_session(ctx: Context) -> Outcome:
    """Take back all of the latest triage session that stands, as one step."""
    session = last_session(ctx)
    return undo_all_of(ctx, session) if session else Outcome("Nothing to take back: no triage session stands")


def last_session(ctx: Context) -> str:
    """The actor of the latest triage session of which anything stands, "" for none."""
    return next((group.actor for group in groups_by(ctx, actor=TRIAGE_WORDS) if not group.undone), "")


def builds_on(later: Sequence[EventGroup], now: datetime) -> str:
    """Say what came later and stands on something: "“untagged 3 articles” came later at 14:05 and builds on it".

    Args:
        later: newest first, at least one.
        now: in the user's zone.
    """
    at = later[0].at.astimezone(now.tzinfo)
    when = f"at {at:%H:%M}" if at.date() == now.date() else f"on {at.day} {at:%b} at {at:%H:%M}"
    if len(later) == 1:
        return f"{quoted(later[0].label)} came later {when} and builds on it"
    return f"{counted(len(later), 'later step')} build on it, the last of them {when}: {quoted(later[0].label)}"


def told_later(later: Sequence[EventGroup], now: datetime) -> list[str]:
    """Lines on what came later and builds on something: `builds_on`, then what it does not name."""
    rest = later[1 : 1 + _MOST_TOLD]
    lines = [f"  {time_words(group.at.astimezone(now.tzinfo), now):<10} {group.label}" for group in rest]
    more = len(later) - 1 - len(rest)
    return [builds_on(later, now) + ".", *lines, *([f"  and {more:,} more"] if more else [])]


def _is_by(group: EventGroup, actor: str | None) -> bool:
    names = {group.actor, actor_words(group.actor), group.actor.removeprefix(_RULE)}
    return actor is None or actor in names


def _other(event: Event, titles: dict[int, str]) -> str:
    """The feed or the defined thing that an event is about, "" for none."""
    if event.kind.startswith("feed."):
        number = decode(event.subject)
        return (titles.get(number, "") if number is not None else "") or str(event.payload.get("url", ""))
    if {"kind", "name"} <= event.payload.keys():
        return f"{capitalised(str(event.payload['kind']))} {quoted(str(event.payload['name']))}"
    return ""
