"""`newsterm add`: subscribe to the feed of a site or feed address."""

import argparse
import asyncio
from collections.abc import Sequence

from newsterm.commands.console import Console, UsageError
from newsterm.configuration import load
from newsterm.fetching.client import Client
from newsterm.locations import locate
from newsterm.model.errors import NewstermError
from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.discover import discover
from newsterm.operations.subscribe import subscribe

_EPILOG = """\
The address may be a feed's or a site's; it is fetched once to see what is there. A
YouTube channel, subreddit, Mastodon or Bluesky profile, a repository on GitHub, a tag of
Stack Overflow and the like become their feeds. Where there are several feeds they are
listed, and nothing is subscribed to until you name one (or say --all).
`newsterm refresh` then fetches the articles.

examples:
  newsterm add example.org
  newsterm add https://example.org/feed.xml --folder World/Europe --title "The Example"

Exit codes: 0 all subscribed (or subscribed already), 1 an address had no feed or several.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("addresses", metavar="ADDRESS", nargs="+", help="address of a feed or of a site")
    parser.add_argument("--folder", metavar="F", default="", help="folder to put it in, such as World or World/Europe")
    parser.add_argument("--title", metavar="T", default="", help="a title of your own for it (one feed only)")
    parser.add_argument("--all", action="store_true", help="subscribe to all feeds where a site has several")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Subscribe to each address that leads to one feed."""
    if parsed.title and (len(parsed.addresses) > 1 or parsed.all):
        raise UsageError("--title is for one feed; give one address, without --all")
    code = 0
    own_hosts = load(locate(parsed.data_dir).configuration, []).own_hosts
    for address, found in asyncio.run(_discover_all(parsed.addresses, own_hosts)):
        if isinstance(found, NewstermError):
            code = console.fail(str(found))
        elif len(found) > 1 and not parsed.all:
            code = console.fail(f"{address} has {len(found)} feeds; add one of these addresses, or all with --all:")
            for link in found:
                console.columns(link.url, link.title)
        else:
            title = parsed.title
            links = [
                FeedLink(link.url, title or link.title, parsed.folder or link.folder, link.site_url) for link in found
            ]
            console.say(subscribe(ctx, links, titles_are_the_users=bool(title)).sentence)
    return code


async def _discover_all(
    addresses: Sequence[str], own_hosts: Sequence[str]
) -> list[tuple[str, tuple[FeedLink, ...] | NewstermError]]:
    async with Client(own_hosts=own_hosts) as client:

        async def find(address: str) -> tuple[FeedLink, ...] | NewstermError:
            try:
                return await discover(address, client=client)
            except NewstermError as error:
                return error

        return list(zip(addresses, await asyncio.gather(*map(find, addresses)), strict=True))
