"""`newsterm refresh`: fetch new articles."""

import argparse
import asyncio
from collections.abc import Sequence

from newsterm.commands.console import Console
from newsterm.configuration import load
from newsterm.fetching.client import Client
from newsterm.locations import Locations, locate
from newsterm.model.errors import NewstermError
from newsterm.model.feed import Urgency
from newsterm.model.outcome import FeedRefreshed
from newsterm.model.rule import Firing
from newsterm.operations.context import Context
from newsterm.operations.full_text import fetch_wanted
from newsterm.operations.notifying import run_notifier, terminal_sequence, words_of
from newsterm.operations.refresh import refresh
from newsterm.operations.refresh_summary import RefreshSummary
from newsterm.operations.scoring import rescore_if_due
from newsterm.operations.snooze import wake
from newsterm.parsing.workers import ParserPool
from newsterm.storage import feeds

_EPILOG = """\
Asks the feeds that are due: each by its own rhythm, at most hourly and at least daily,
and as its publisher wishes (`newsterm feeds --health` tells when and why). Made for cron.

One line a feed as it is done: status (new, unchanged, failed, held), new articles,
updated articles, feed, error. Held: its host wants to be left alone for a while.
Snoozed articles whose time has come are woken.

--json gives feed, url, status, new, updated, error.

Exit codes: 0 done, though some feeds may have failed; 1 every feed failed.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("feeds", metavar="FEED", nargs="*", help="id, address or title of a feed; all if none is given")
    parser.add_argument(
        "--now", action="store_true", help="ask at once, also feeds that are not due; the sentence at the end says so"
    )
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

    problems: list[str] = []
    settings = load(locate(parsed.data_dir).configuration, problems)
    for problem in problems:
        console.say(problem)

    async def go() -> RefreshSummary:
        async with Client(own_hosts=settings.own_hosts) as client, ParserPool() as parsers:
            since = ctx.now()
            summary = await refresh(
                ctx,
                chosen,
                urgency=Urgency.NOW if parsed.now else Urgency.DUE,
                client=client,
                parsers=parsers,
                on_start=lambda _: None,
                on_done=report,
                cancelled=asyncio.Event(),
                logins=settings.login,
            )
            await fetch_wanted(ctx, since, client=client, parsers=parsers, logins=settings.login)
            return summary

    summary = asyncio.run(go())
    console.say(summary.sentence)
    if (woken := wake(ctx)).changed:
        console.say(woken.sentence)
    for sentence in (*summary.rules.problems, *summary.rules.stopped):
        console.say(sentence)
    if summary.rules.firings:
        _give_notice(summary.rules.firings, locate(parsed.data_dir), console)
    if scored := rescore_if_due(ctx):
        for sentence in scored.stopped:
            console.say(sentence)
    return 1 if summary.feeds and summary.failed == summary.feeds else 0


def _give_notice(firings: Sequence[Firing], locations: Locations, console: Console) -> None:
    """Tell of what rules found, in the way that config.toml names; a terminal's own way needs a terminal."""
    try:
        way = load(locations.configuration).notify
        for title, text in map(words_of, firings):
            if isinstance(way, tuple):
                run_notifier(way, title, text)
            elif way and console.err.isatty():
                console.err.write(terminal_sequence(way, title, text))
                console.err.flush()
    except NewstermError as error:
        console.say(str(error))
