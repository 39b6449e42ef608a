"""`newsterm backup`: copy the library to a file."""

import argparse
from pathlib import Path

from newsterm.commands.console import Console
from newsterm.operations.backup import back_up
from newsterm.operations.context import Context

_EPILOG = """\
The copy is consistent even while other newsterm processes write. An existing file is
never overwritten. To go back to it, put it in place of library.db while none runs.

example:
  newsterm backup ~/newsterm-2026-11-22.db
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Write the copy."""
    console.say(back_up(ctx, parsed.file.expanduser()).sentence)
    return 0
