"""`newsterm feed`: how one feed is, and what is set for it."""

import argparse
import getpass
from collections.abc import Callable

from newsterm.commands.console import Console, UsageError
from newsterm.commands.feeds import health_record
from newsterm.model.login import Login
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.feed_health import FeedHealth, feed_healths
from newsterm.operations.feed_settings import set_full_text, set_interval
from newsterm.operations.logins import drop_login, save_login
from newsterm.operations.readdress import readdress
from newsterm.operations.wording import span_words
from newsterm.storage import feeds

_EPILOG = """\
Without options, shows how the feed is and what is set for it (--json: one record).

examples:
  newsterm feed wire --interval 15          ask it every quarter of an hour
  newsterm feed wire --address https://example.org/new.xml
  newsterm feed wire --full-text on         fetch the pages of its new articles
  newsterm feed wire --login ana            asks for the password; the system's keyring keeps it

Everything but passwords is taken back by `newsterm undo`.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("feed", metavar="FEED", help="id, address or title of a feed")
    parser.add_argument("--address", metavar="ADDRESS", help="give the feed another address")
    parser.add_argument("--follow", action="store_true", help="take the address that it says to have moved to")
    parser.add_argument(
        "--interval", metavar="MINUTES", type=int, help="least minutes between two asks, from 15; 0 for its own rhythm"
    )
    parser.add_argument("--full-text", choices=("on", "off"), help="whether pages of new articles are fetched")
    parser.add_argument("--login", metavar="NAME", help="log in with this name; the password is asked for")
    parser.add_argument("--no-login", action="store_true", help="log in no more")
    parser.add_argument("--json", action="store_true", help="one JSON record")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Show or change a feed."""
    feed = feeds.find(ctx.library.reader(), parsed.feed)
    health = next(iter(feed_healths(ctx, [feed.id])), None)
    changes = list(_changes(parsed, ctx, feed.id, health))
    if not changes:
        if health is None:
            console.say("This feed comes from no address: nothing is set for it.")
        else:
            _show(health, parsed, console)
        return 0
    for change in changes:
        console.say(change().sentence)
    return 0


def _changes(
    parsed: argparse.Namespace, ctx: Context, feed: int, health: FeedHealth | None
) -> list[Callable[[], Outcome]]:
    found: list[Callable[[], Outcome]] = []
    if parsed.address is not None:
        found.append(lambda: readdress(ctx, feed, parsed.address))
    if parsed.follow:
        if health is None or not health.state.move.url:
            raise UsageError("the feed names no other address to follow")
        found.append(lambda: readdress(ctx, feed, health.state.move.url))
    if parsed.interval is not None:
        found.append(lambda: set_interval(ctx, feed, parsed.interval))
    if parsed.full_text is not None:
        found.append(lambda: set_full_text(ctx, feed, wanted=parsed.full_text == "on"))
    if parsed.login:
        found.append(lambda: save_login(ctx, feed, Login(parsed.login, getpass.getpass("Password: "))))
    if parsed.no_login:
        found.append(lambda: drop_login(ctx, feed))
    return found


def _show(health: FeedHealth, parsed: argparse.Namespace, console: Console) -> None:
    if parsed.json:
        console.record(health_record(health))
        return
    feed, state = health.feed, health.state
    settings = state.settings
    rows = (
        ("title", feed.title),
        ("address", feed.url),
        ("folder", feed.folder),
        ("health", health.words),
        ("asked", health.next_words),
        ("articles a day", health.sparkline),
        ("interval", f"at least {span_words(settings.interval * 60)}" if settings.interval else "its own rhythm"),
        ("full text", "on" if settings.full_text else "off"),
        ("login", settings.login or "none"),
    )
    for name, value in rows:
        if value:
            console.columns(name, value)
