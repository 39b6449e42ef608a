"""`newsterm save`: keep a page that no feed brought."""

import argparse
import asyncio

from newsterm.commands.console import Console
from newsterm.configuration import load
from newsterm.fetching.client import Client
from newsterm.locations import locate
from newsterm.model.errors import NewstermError
from newsterm.model.identifiers import encode
from newsterm.operations.context import Context
from newsterm.operations.save import save_page
from newsterm.parsing.workers import ParserPool
from newsterm.storage import articles

_EPILOG = """\
The page's story becomes an article in the feed “Saved pages”, to be tagged, noted and found
like any other. Saved once more, it is the same article; a changed text is a revision.

Prints id and title; --json gives id, title, url.

Exit codes: 0 all are saved, 1 at least one is not.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("addresses", metavar="ADDRESS", nargs="+", help="address of a page")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Save pages."""
    settings = load(locate(parsed.data_dir).configuration, [])

    async def go() -> int:
        code = 0
        async with Client(own_hosts=settings.own_hosts) as client, ParserPool(1) as parsers:
            for address in parsed.addresses:
                try:
                    outcome = await save_page(ctx, address, client=client, parsers=parsers)
                except NewstermError as error:
                    code = console.fail(str(error))
                    continue
                console.say(outcome.sentence)
                for row in articles.rows(ctx.library.reader(), outcome.articles):
                    if parsed.json:
                        console.record({"id": encode(row.id), "title": row.title, "url": row.url})
                    else:
                        console.columns(row.token, row.title)
        return code

    return asyncio.run(go())
