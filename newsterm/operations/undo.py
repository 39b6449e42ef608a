"""Taking back what was done, and doing it again, through the journal."""

from collections.abc import Sequence
from sqlite3 import Connection

from newsterm.model.errors import DependsError
from newsterm.model.event import EventGroup
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.wording import counted
from newsterm.storage import events, journal
from newsterm.storage.dependents import dependents

_MOST_NAMED = 3
_ALL = 1_000_000


def undo(ctx: Context, group: str | None = None) -> Outcome:
    """Take back one group of events: the given one, or the latest that can be taken back.

    Raises:
        NotFoundError: there is no such group, or it is taken back already.
        DependsError: later actions build on the given one; its sentence names them.
    """
    last = ""
    if group is not None:  # what came later may be long, and writers need not wait while it is read
        with ctx.library.reading() as reader:
            last = events.last_id(reader)
            _check_dependents(reader, group)
    with ctx.library.writing(durable=True) as connection:
        if group is not None and events.last_id(connection) != last:
            _check_dependents(connection, group, since=last)
        appended = journal.undo(connection, actor=ctx.actor, now=ctx.now(), group=group)
        _count_what_stands(connection, appended, undone=True)
    return _taken_back(appended)


def undo_several(ctx: Context, groups: Sequence[str], label: str) -> Outcome:
    """Take several groups back as one.

    Args:
        ctx: the library and who acts.
        groups: their ids; those that are taken back already stay so.
        label: what they did, in words that finish "Took back: …".

    Raises:
        NotFoundError: there is no such group.
    """
    with ctx.library.writing(durable=True) as connection:
        appended = journal.undo_groups(connection, groups, actor=ctx.actor, now=ctx.now(), label=label)
        _count_what_stands(connection, appended, undone=True)
    return _taken_back(appended)


def undo_actor(ctx: Context, actor: str) -> Outcome:
    """Take back everything that an actor did, such as "rule:NAME", as far as it still stands."""
    standing = [group.id for group in history(ctx, _ALL, actor=actor) if not group.undone]
    name = f"the rule “{actor.removeprefix('rule:')}”" if actor.startswith("rule:") else actor
    return undo_several(ctx, standing, f"all that {name} did ({counted(len(standing), 'action')})")


def redo(ctx: Context, group: str | None = None) -> Outcome:
    """Do again what was taken back: of the given group, or last.

    Raises:
        NotFoundError: there is no such group, or it is not taken back.
    """
    with ctx.library.writing(durable=True) as connection:
        appended = journal.redo(connection, actor=ctx.actor, now=ctx.now(), group=group)
        _count_what_stands(connection, appended, undone=False)
    if not appended.group:
        return Outcome("Nothing to do again")
    return _outcome(f"Did again: {appended.label}", appended)


def history(ctx: Context, limit: int = 50, actor: str | None = None) -> list[EventGroup]:
    """List what was done, latest first; with an actor, only what that one did."""
    return journal.groups(ctx.library.reader(), limit, actor=actor)


def _check_dependents(connection: Connection, group: str, *, since: str = "") -> None:
    """Raise DependsError where later actions build on a group; up to the event `since` there are none."""
    later = [] if journal.group(connection, group).undone else dependents(connection, group, since=since)
    if not later:
        return
    named = [f"“{group.label}” ({group.at.astimezone():%H:%M})" for group in later[:_MOST_NAMED]]
    more = f" and {len(later) - _MOST_NAMED:,} more" if len(later) > _MOST_NAMED else ""
    verb = "came later and builds" if len(later) == 1 else "came later and build"
    sentence = f"{', '.join(named)}{more} {verb} on it. Take that back first, or both together."
    raise DependsError(sentence, tuple(group.id for group in later))


def _count_what_stands(connection: Connection, appended: journal.Appended, *, undone: bool) -> None:
    """Let what rules are said to have found follow what was taken back or done again."""
    if appended.groups:
        from newsterm.storage import rule_state  # not needed at start

        rule_state.follow(connection, appended.groups, undone=undone)


def _taken_back(appended: journal.Appended) -> Outcome:
    return _outcome(f"Took back: {appended.label}", appended) if appended.group else Outcome("Nothing to take back")


def _outcome(sentence: str, appended: journal.Appended) -> Outcome:
    return Outcome(sentence, appended.articles, appended.feeds, appended.group, appended.definitions)
