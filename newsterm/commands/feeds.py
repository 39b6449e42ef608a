"""`newsterm feeds`: list the feeds."""

import argparse

from newsterm.commands.console import Console, iso
from newsterm.model.identifiers import encode
from newsterm.operations.context import Context
from newsterm.storage import feeds

_EPILOG = """\
One line a feed: id, unread/total, folder, title, address, and the error of the last refresh.

--json gives id, title, url, folder, unread, total, last_success, error.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """List the feeds."""
    found = feeds.all_feeds(ctx.library.reader())
    for feed in found:
        if parsed.json:
            console.record(
                {
                    "id": encode(feed.id),
                    "title": feed.title,
                    "url": feed.url,
                    "folder": feed.folder,
                    "unread": feed.unread,
                    "total": feed.total,
                    "last_success": iso(feed.last_success),
                    "error": feed.error,
                }
            )
        else:
            cells = (encode(feed.id), f"{feed.unread}/{feed.total}", feed.folder, feed.title, feed.url)
            console.columns(*cells, *([f"! {feed.error}"] if feed.error else []))
    if not found:
        console.say("No feeds yet. `newsterm add ADDRESS` subscribes to one.")
    return 0
