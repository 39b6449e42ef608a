"""`newsterm mark`: mark articles read, unread, starred or unstarred."""

import argparse

from newsterm.commands.articles import which_articles
from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.star import star, unstar

_MARKS = {"read": mark_read, "unread": mark_unread, "starred": star, "unstarred": unstar}
_EPILOG = """\
All articles that QUERY finds are marked; `newsterm undo` takes that back in one step.

examples:
  newsterm mark read 'feed:example age>2w'
  newsterm mark starred 'title:"grain deal"'
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("mark", choices=list(_MARKS), help="what to mark them")
    parser.add_argument("query", metavar="QUERY|ID", nargs="+", help="which articles: a query, or ids")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Mark articles."""
    console.say(_MARKS[parsed.mark](ctx, which_articles(ctx, parsed.query)).sentence)
    return 0
