"""`newsterm redo`: do again what was taken back."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.undo import redo


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments: there are none."""
    parser.epilog = "`newsterm undo --list` shows what was taken back.\n"


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:  # noqa: ARG001 - one shape for all
    """Do one step again."""
    console.say(redo(ctx).sentence)
    return 0
