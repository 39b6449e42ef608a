"""`newsterm refresh`: fetch new articles."""

import argparse
import asyncio

from newsterm.commands.console import Console
from newsterm.fetching.client import Client
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.context import Context
from newsterm.operations.refresh import RefreshSummary, refresh
from newsterm.parsing.workers import ParserPool
from newsterm.storage import feeds

_EPILOG = """\
One line a feed as it is done: status (new, unchanged, failed), new articles, updated
articles, feed, error.

--json gives feed, url, status, new, updated, error.

Exit codes: 0 done, though some feeds may have failed; 1 every feed failed.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("feeds", metavar="FEED", nargs="*", help="id, address or title of a feed; all if none is given")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Refresh feeds."""
    reader = ctx.library.reader()
    chosen = [feeds.find(reader, name).id for name in parsed.feeds] or None
    if chosen is None and not feeds.all_feeds(reader):
        console.say("No feeds yet. `newsterm add ADDRESS` subscribes to one.")
        return 0

    def report(feed: FeedRefreshed) -> None:
        if parsed.json:
            console.record(
                {
                    "feed": feed.title,
                    "url": feed.url,
                    "status": feed.status,
                    "new": feed.new,
                    "updated": feed.updated,
                    "error": feed.error,
                }
            )
        else:
            cells = (feed.status, str(feed.new), str(feed.updated), feed.title)
            console.columns(*cells, *([feed.error] if feed.error else []))
        console.flush()

    async def go() -> RefreshSummary:
        async with Client() as client, ParserPool() as parsers:
            return await refresh(
                ctx,
                chosen,
                client=client,
                parsers=parsers,
                on_start=lambda _: None,
                on_done=report,
                cancelled=asyncio.Event(),
            )

    summary = asyncio.run(go())
    console.say(summary.sentence)
    return 1 if summary.failed == summary.feeds else 0
