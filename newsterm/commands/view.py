"""`newsterm view`: list the articles of a view."""

import argparse

from newsterm.commands.arguments import positive
from newsterm.commands.articles import record_maker, write_row
from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.search import articles_of
from newsterm.operations.view_queries import listing_of
from newsterm.operations.views import find_view
from newsterm.storage import views

_EPILOG = """\
Articles as `newsterm search` lists them, in the view's own order. What is archived or
snoozed is left out unless the view's query asks for it.

examples:
  newsterm view 'Syria watch' --limit 10
  newsterm view later-this-week --json
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("name", metavar="NAME", nargs="+", help="the view's name")
    parser.add_argument("--limit", metavar="N", type=positive, help="at most so many; all by default")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """List the view's articles."""
    view = find_view(ctx, " ".join(parsed.name))
    listing = listing_of(views.all_views(ctx.library.reader()), view)
    record = record_maker(ctx) if parsed.json else None
    for row in articles_of(ctx, listing, parsed.limit):
        if record:
            console.record(record(row))
        else:
            write_row(console, row)
    return 0
