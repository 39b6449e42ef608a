"""`newsterm unsubscribe`: drop a feed."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.unsubscribe import unsubscribe
from newsterm.storage import feeds

_EPILOG = """\
Articles that you starred, tagged or wrote notes on stay. `newsterm undo` brings the feed back.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("feeds", metavar="FEED", nargs="+", help="id, address or title of a feed")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Unsubscribe from feeds, all of which must exist."""
    for feed in [feeds.find(ctx.library.reader(), name) for name in parsed.feeds]:
        console.say(unsubscribe(ctx, feed.id).sentence)
    return 0
