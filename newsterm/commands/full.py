"""`newsterm full`: fetch the pages of articles for their full text."""

import argparse
import asyncio

from newsterm.commands.console import Console
from newsterm.configuration import load
from newsterm.fetching.client import Client
from newsterm.locations import locate
from newsterm.model.identifiers import encode
from newsterm.operations.context import Context
from newsterm.operations.full_text import PageFetched, fetch_pages
from newsterm.operations.search import find_ids
from newsterm.parsing.workers import ParserPool
from newsterm.storage import articles

_EPILOG = """\
The story of each page becomes its article's text: searches find it, `newsterm show` prints
it. What the feed itself brought stays; `newsterm show --feed` prints that.

One line an article: ok or failed, id, what came of it. --json gives id, ok, sentence.

examples:
  newsterm full 1abcdef
  newsterm full --query 'is:starred words<100'

Exit codes: 0 all were fetched, 1 at least one was not.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("articles", metavar="ID", nargs="*", help="id of an article, as `newsterm search` prints it")
    parser.add_argument("--query", metavar="QUERY", help="the articles that a query finds")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Fetch pages."""
    ids = [articles.find(ctx.library.reader(), token) for token in parsed.articles]
    if parsed.query:
        ids += find_ids(ctx, parsed.query)
    if not ids:
        console.say("No articles there")
        return 0
    settings = load(locate(parsed.data_dir).configuration, [])

    def report(done: PageFetched) -> None:
        if parsed.json:
            console.record({"id": encode(done.article), "ok": done.is_there, "sentence": done.sentence})
        else:
            console.columns("ok" if done.is_there else "failed", encode(done.article), done.sentence)
        console.flush()

    async def go() -> list[PageFetched]:
        async with Client(own_hosts=settings.own_hosts) as client, ParserPool() as parsers:
            return await fetch_pages(ctx, ids, client=client, parsers=parsers, logins=settings.login, on_done=report)

    return 0 if all(done.is_there for done in asyncio.run(go())) else 1
