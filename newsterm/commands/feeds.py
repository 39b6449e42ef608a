"""`newsterm feeds`: list the feeds, or how they are."""

import argparse

from newsterm.commands.console import Console, iso
from newsterm.model.identifiers import encode
from newsterm.operations.context import Context
from newsterm.operations.feed_health import FeedHealth, feed_healths
from newsterm.storage import feeds

_EPILOG = """\
One line a feed: id, unread/total, folder, title, address, and the error of the last refresh.
With --health: condition (gone, failing, limited, moving, quiet, new, fine), articles a day
over four weeks, title, how it is, when it is asked next and why then; the worst first.
`newsterm feed FEED` shows one of them whole and changes what is set for it.

--json gives id, title, url, folder, unread, total, last_success, error; with --health also
condition, words, last_attempt, next, next_why, failures, failing_since, moving_to, by_day,
interval, full_text, login.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("--health", action="store_true", help="how the feeds are, and when they are asked next")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """List the feeds."""
    found = feeds.all_feeds(ctx.library.reader())
    if parsed.health:
        for health in feed_healths(ctx):
            if parsed.json:
                console.record(health_record(health))
            else:
                console.columns(health.condition, health.sparkline, health.feed.title, health.words, health.next_words)
    else:
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


def health_record(health: FeedHealth) -> dict[str, object]:
    """How a feed is, as a JSON record."""
    feed, state = health.feed, health.state
    return {
        "id": encode(feed.id),
        "title": feed.title,
        "url": feed.url,
        "folder": feed.folder,
        "unread": feed.unread,
        "total": feed.total,
        "last_success": iso(state.last_success),
        "error": state.error,
        "condition": health.condition.value,
        "words": health.words,
        "last_attempt": iso(state.last_attempt),
        "next": iso(state.next_at),
        "next_why": state.next_why,
        "failures": state.failures,
        "failing_since": iso(state.failing_since),
        "moving_to": state.move.url,
        "by_day": list(health.by_day),
        "interval": state.settings.interval,
        "full_text": state.settings.full_text,
        "login": state.settings.login,
    }
