"""`newsterm import`: subscribe to the feeds of an OPML file."""

import argparse
from pathlib import Path

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.opml import read_opml
from newsterm.operations.subscribe import subscribe

_EPILOG = """\
Folders and titles come along; feeds that you have already stay as they are. Entries that
are no web addresses (commands, filters, files) are refused and named. Nothing is fetched.

example:
  newsterm import subscriptions.opml && newsterm refresh
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("file", metavar="FILE.opml", type=Path, help="the OPML file")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Import the file; entries refused make it no failure."""
    opml = read_opml(parsed.file)
    for refused in opml.refused:
        console.say(f"Refused: {refused}")
    console.say(subscribe(ctx, opml.feeds, titles_are_the_users=True).sentence)
    return 0
