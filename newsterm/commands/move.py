"""`newsterm move`: move a feed to another folder."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.move import move
from newsterm.storage import feeds

_EPILOG = """\
examples:
  newsterm move example.org World/Europe
  newsterm move example.org            out of all folders
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("feed", metavar="FEED", help="id, address or title of a feed")
    parser.add_argument("folder", metavar="FOLDER", nargs="?", default="", help="left out: out of all folders")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Move a feed."""
    feed = feeds.find(ctx.library.reader(), parsed.feed)
    console.say(move(ctx, feed.id, parsed.folder).sentence)
    return 0
