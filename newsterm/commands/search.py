"""`newsterm search`: find articles."""

import argparse

from newsterm.commands.arguments import joined_query, positive
from newsterm.commands.articles import record_maker, write_row
from newsterm.commands.console import Console
from newsterm.model.listing import Sort
from newsterm.operations.context import Context
from newsterm.operations.search import search
from newsterm.storage.unknown_names import unknown_name

_EPILOG = """\
One line an article, newest first: id, time (UTC), marks (N unread, * starred, n note),
feed, title, #tags. Without a QUERY all articles are listed.

`newsterm manual query` explains the query language.

--json gives id, feed, feed_url, title, url, author, published, read, starred, later,
archived, snoozed_until, edits (how many), edited (the latest), tags, notes.

examples:
  newsterm search 'is:unread folder:World -tag:sport'
  newsterm search '"grain deal" OR title:wheat*' --limit 20
  newsterm search 'note:source age<2w' --json
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what to look for; all articles if left out")
    parser.add_argument("--limit", metavar="N", type=positive, help="at most so many; all by default")
    parser.add_argument(
        "--sort", choices=[sort.value for sort in Sort], default="newest", help="newest first by default"
    )
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """List the articles that match."""
    record = record_maker(ctx) if parsed.json else None
    query = joined_query(parsed.query)
    row = None
    for row in search(ctx, query, parsed.limit, Sort(parsed.sort)):
        if record:
            console.record(record(row))
        else:
            write_row(console, row)
    if row is None and (unknown := unknown_name(ctx.library.reader(), query)):
        console.say(unknown)
    return 0
