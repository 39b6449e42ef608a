"""The verbs that sentences are made of: what each does to articles, what it changes, and its words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Final

from newsterm.model.event import AWAKE, EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.archive import archive, unarchive
from newsterm.operations.context import Context
from newsterm.operations.later import put_later, take_from_later
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.snooze import snooze, unsnooze
from newsterm.operations.star import star, unstar
from newsterm.operations.tag import tag
from newsterm.storage.journal import Draft


class Takes(Enum):
    """What stands between a verb and its articles."""

    NOTHING = "nothing"
    TAGS = "tags"
    TIME = "a time"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a verb was given, understood."""

    add: tuple[str, ...] = ()
    """Tags."""
    remove: tuple[str, ...] = ()
    """Tags."""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb."""

    help: str
    would: str
    """What finishes "Would …", with `{}` for the articles."""
    does: Callable[[Context, Sequence[int], Arguments], Outcome]
    changes: tuple[EventKind, ...] = ()
    """The kinds of its events, but for tags."""
    takes: Takes = Takes.NOTHING
    example: str = ""
    """Arguments, where it takes any."""

    def drafts(self, ids: Sequence[int], arguments: Arguments) -> list[Draft]:
        """Its events for some articles; an article that none of them changes is left alone."""
        payload = {"articles": list(ids)}
        asleep = AWAKE if arguments.until is None else (int(arguments.until.timestamp()), 0)
        tags = [(EventKind.TAGGED, name) for name in arguments.add]
        tags += [(EventKind.UNTAGGED, name) for name in arguments.remove]
        return [Draft(kind, {**payload, "tag": name}) for kind, name in tags] + [
            Draft(kind, {**payload, "until": asleep} if kind is EventKind.SNOOZED else payload) for kind in self.changes
        ]


def _plain(operation: Callable[[Context, Sequence[int]], Outcome]) -> Callable[..., Outcome]:
    return lambda ctx, ids, _arguments: operation(ctx, ids)


def _tag(ctx: Context, ids: Sequence[int], arguments: Arguments) -> Outcome:
    return tag(ctx, ids, arguments.add, arguments.remove)


def _snooze(ctx: Context, ids: Sequence[int], arguments: Arguments) -> Outcome:
    return snooze(ctx, ids, arguments.until) if arguments.until else unsnooze(ctx, ids)


_KIND = EventKind
VERBS: Final[Mapping[str, Verb]] = MappingProxyType(
    {
        "star": Verb("keep on purpose", "star {}", _plain(star), (_KIND.STARRED,)),
        "unstar": Verb("take the star off", "unstar {}", _plain(unstar), (_KIND.UNSTARRED,)),
        "tag": Verb("put tags on, -tags off", "tag {}", _tag, takes=Takes.TAGS, example="+iran -old"),
        "untag": Verb("take tags off", "untag {}", _tag, takes=Takes.TAGS, example="iran"),
        "read": Verb("mark read", "mark {} read", _plain(mark_read), (_KIND.READ,)),
        "unread": Verb("mark unread", "mark {} unread", _plain(mark_unread), (_KIND.UNREAD,)),
        "later": Verb(
            "put aside to be read later",
            "put {} aside for later",
            _plain(put_later),
            (_KIND.LATER, _KIND.UNARCHIVED, _KIND.SNOOZED),
        ),
        "unlater": Verb("take out of later", "take {} out of later", _plain(take_from_later), (_KIND.NOT_LATER,)),
        "archive": Verb(
            "deal with it: read, and out of the way",
            "archive {}",
            _plain(archive),
            (_KIND.ARCHIVED, _KIND.READ, _KIND.NOT_LATER, _KIND.SNOOZED),
        ),
        "unarchive": Verb("bring back", "bring {} back", _plain(unarchive), (_KIND.UNARCHIVED,)),
        "snooze": Verb(
            "let go until a time", "snooze {}", _snooze, (_KIND.SNOOZED, _KIND.NOT_LATER, _KIND.UNARCHIVED),
            Takes.TIME, "3h",
        ),
        "wake": Verb("end the snooze", "wake {}", _plain(unsnooze), (_KIND.SNOOZED,)),
    }
)  # fmt: skip
"""Every verb by its name."""
