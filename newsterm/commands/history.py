"""`newsterm history`: list what was done."""

import argparse
from collections.abc import Iterable

from newsterm.commands.arguments import positive
from newsterm.commands.console import Console, iso
from newsterm.model.event import EventGroup
from newsterm.operations.context import Context
from newsterm.operations.history import actor_words, groups_by

_LIMIT = 50
_EPILOG = """\
One line a step, latest first: id, time (UTC), who, what, and "undone" where it was taken
back. `newsterm undo ID` takes a step back, `newsterm redo ID` does it again.

--actor takes "you", "command line", "shown" (marked read by being shown), "import",
"triage session", or a rule by its name.

--json gives id, at, actor, by, label, undone; actor is what the journal has, by what it
is called.

examples:
  newsterm history --limit 10
  newsterm history --actor "triage session" --json
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("--limit", metavar="N", type=positive, default=_LIMIT, help="at most so many; 50 by default")
    parser.add_argument("--actor", metavar="A", help="only what this one did")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """List what was done."""
    found = groups_by(ctx, parsed.limit, actor=parsed.actor)
    if parsed.json:
        for group in found:
            console.record(_record(group))
    else:
        write_groups(console, found)
    return 0


def write_groups(console: Console, groups: Iterable[EventGroup]) -> None:
    """Write groups, each as one line."""
    for group in groups:
        undone = ["undone"] if group.undone else []
        console.columns(group.id, iso(group.at) or "", actor_words(group.actor), group.label, *undone)


def _record(group: EventGroup) -> dict[str, object]:
    return {
        "id": group.id,
        "at": iso(group.at),
        "actor": group.actor,
        "by": actor_words(group.actor),
        "label": group.label,
        "undone": group.undone,
    }
