"""Defining views, rules, watchlists and orders, each change taken back by one undo."""

from collections.abc import Sequence
from typing import Any

from newsterm.model.event import EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record
from newsterm.operations.wording import capitalised
from newsterm.storage.journal import Draft


def define(ctx: Context, kind: str, name: str, value: Any | None, label: str) -> Outcome:
    """Put a definition in the place of the one of that name, or drop it.

    Args:
        ctx: the library and who acts.
        kind: "view", "rule", "watchlist" or "order".
        name: its name.
        value: a JSON value; None drops the definition.
        label: words that finish "Took back: …", such as "saved the view “Iran”".
    """
    return define_all(ctx, [(kind, name, value)], label)


def define_all(ctx: Context, changes: Sequence[tuple[str, str, Any | None]], label: str) -> Outcome:
    """Make several changes (kind, name, value), as `define` does, that one undo takes back."""
    drafts = [Draft(EventKind.DEFINED, {"kind": kind, "name": name, "value": value}) for kind, name, value in changes]
    appended = record(ctx, drafts, label)
    if not appended.group:
        return Outcome("Nothing to change")
    return Outcome(capitalised(label), definitions=appended.definitions, group=appended.group)
