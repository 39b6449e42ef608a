"""`newsterm undo`: take back the last thing that the user did."""

import argparse

from newsterm.commands.console import Console, iso
from newsterm.operations.context import Context
from newsterm.operations.undo import history, undo

_EPILOG = """\
Everything that you do is kept in a journal, across restarts; each undo takes back one
step more. `newsterm redo` does it again.

--list prints what was done, latest first: time (UTC), who, what; "undone" where it was
taken back.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("--list", action="store_true", help="print what was done and take nothing back")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Take back one step, or list what was done."""
    if parsed.list:
        for group in history(ctx):
            console.columns(iso(group.at) or "", group.actor, group.label, *(["undone"] if group.undone else []))
        return 0
    console.say(undo(ctx).sentence)
    return 0
