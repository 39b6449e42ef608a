"""`newsterm triage`: go through stories one at a time."""

import argparse

from newsterm.commands.arguments import joined_query
from newsterm.commands.console import Console
from newsterm.commands.reader_call import ReaderCall
from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.operations.triage import listing_of
from newsterm.storage import windows

_EPILOG = """\
One story at a time, large, with a key for each thing that may be done with it: star,
archive, put aside, snooze, tag, note, or read and go on. Every decision is kept at once,
u takes the last one back, and from the receipt at the end, all of them together; later on,
`newsterm undo --session` does. The receipt is printed when the session ends.

QUERY finds the stories; what is archived or snoozed stays out. Without a QUERY it is what
is unread and not put aside.

examples:
  newsterm triage
  newsterm triage 'is:unread folder:World age<1d'
  newsterm triage is:later
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("query", metavar="QUERY", nargs="*", help="which stories; the unread ones if left out")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int | ReaderCall:
    """Open the reader in a session, where there is anything to go through."""
    query = joined_query(parsed.query)
    listing: Listing = listing_of(query)
    if windows.window(ctx.library.reader(), listing, 0, 1, ctx.now()):
        return ReaderCall(triage=query)
    console.say(f"Nothing to triage: {f'no story in the stream matches {query}' if query else 'nothing is unread'}.")
    return 0
