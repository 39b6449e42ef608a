"""Importing and exporting subscriptions as OPML."""

from pathlib import Path

from newsterm.model.errors import AddressError, ParseError
from newsterm.model.outcome import Outcome
from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.subscribe import check_address, subscribe
from newsterm.operations.wording import counted
from newsterm.parsing.opml import OpmlFile, parse_opml, write_opml
from newsterm.storage import feeds
from newsterm.storage.fetch_states import NO_NETWORK_FEED
from newsterm.text.addresses import split_login
from newsterm.text.terminal_safety import make_safe_line

_LARGEST_FILE = 15 * 1024 * 1024
"""Bytes; the largest lists in the wild have a tenth of it."""


def import_opml(ctx: Context, path: Path) -> Outcome:
    """Subscribe to the feeds of an OPML file; nothing in it can run anything or is fetched.

    The sentence says how many entries were refused.

    Raises:
        ParseError: the file cannot be read or is no OPML; the message names it with line and column.
    """
    return subscribe_all(ctx, read_opml(path))


def read_opml(path: Path) -> OpmlFile:
    """Read an OPML file. Entries that newsterm does not fetch are among those refused.

    Raises:
        ParseError: the file cannot be read or is no OPML; the message names it with line and column.
    """
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise ParseError(f"{path} cannot be read: {error.strerror}.") from error
    if len(body) > _LARGEST_FILE:
        raise ParseError(f"{path} is larger than {_LARGEST_FILE // 1024 // 1024} MiB, which no OPML file is.")
    try:
        opml = parse_opml(body)
    except ParseError as error:
        raise ParseError(f"{path}: {error}") from error
    links, refused = [], list(opml.refused)
    for link in opml.feeds:
        try:
            check_address(link.url)
        except AddressError as error:
            refused.append(f"{make_safe_line(link.title or link.url)}: {error}")
        else:
            links.append(link)
    return OpmlFile(opml.title, tuple(links), tuple(refused))


def subscribe_all(ctx: Context, opml: OpmlFile) -> Outcome:
    """Subscribe to the feeds of an OPML file that was read."""
    outcome = subscribe(ctx, opml.feeds, titles_are_the_users=True)
    if not opml.refused:
        return outcome
    number = counted(len(opml.refused), "entry", "entries")
    sentence = f"{outcome.sentence}; {number} refused, the first: {opml.refused[0]}"
    return Outcome(sentence, outcome.articles, outcome.feeds, outcome.group)


def export_opml(ctx: Context) -> str:
    """Write all subscriptions as OPML, for any reader to import."""
    links = [
        FeedLink(split_login(feed.url)[0], feed.title, feed.folder, feed.site_url)
        for feed in feeds.all_feeds(ctx.library.reader())
        if not feed.url.startswith(NO_NETWORK_FEED)
    ]
    return write_opml(links, "newsterm subscriptions")
