"""`newsterm rename`: give a feed a title of the user's own."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.rename import rename
from newsterm.storage import feeds

_EPILOG = """\
example:
  newsterm rename example.org "The Example"
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("feed", metavar="FEED", help="id, address or title of a feed")
    parser.add_argument("title", metavar="TITLE", nargs="?", default="", help="left out: the publisher's own again")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Rename a feed."""
    feed = feeds.find(ctx.library.reader(), parsed.feed)
    console.say(rename(ctx, feed.id, parsed.title).sentence)
    return 0
