"""`newsterm redo`: do again what was taken back."""

import argparse

from newsterm.commands.console import Console
from newsterm.commands.outcomes import say_outcome
from newsterm.operations.context import Context
from newsterm.operations.undo import redo


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = (
        "`newsterm history` shows what was taken back, with ids. What was taken back as one step\n"
        "is done again as one.\n"
    )
    parser.add_argument("group", metavar="GROUP", nargs="?", help="which step; the one taken back last if left out")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Do one step again."""
    say_outcome(ctx, console, redo(ctx, parsed.group))
    return 0
