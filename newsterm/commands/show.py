"""`newsterm show`: print an article."""

import argparse

from newsterm.commands.articles import record_maker
from newsterm.commands.console import Console
from newsterm.model.article import Article
from newsterm.operations.context import Context
from newsterm.storage import articles
from newsterm.text.plain_text import to_plain_text

_WIDTH = 72
_EPILOG = """\
ID is what `newsterm search` prints first. Showing an article does not mark it read.

--json gives what `newsterm search --json` gives, and text.

examples:
  newsterm show 36tqk0v4h8
  newsterm show 36tqk0v4h8 --text | less
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("id", metavar="ID", help="an article's id")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON record")
    form.add_argument("--text", action="store_true", help="laid out for reading or a pager (the default)")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Print one article."""
    reader = ctx.library.reader()
    article = articles.by_id(reader, articles.find(reader, parsed.id))
    if parsed.json:
        console.record({**record_maker(ctx)(article.row), "text": article.document.text})
    else:
        console.text(_laid_out(article))
    return 0


def _laid_out(article: Article) -> str:
    row = article.row
    byline = " · ".join(part for part in (row.feed_title, row.author, f"{row.published:%Y-%m-%d %H:%M} UTC") if part)
    head = [row.title or "untitled", byline, *([row.url] if row.url else [])]
    head += [" ".join(f"#{tag}" for tag in row.tags)] if row.tags else []
    head += [f"Note: {note}" for note in article.notes]
    return "\n".join([*head, "", to_plain_text(article.document, _WIDTH)])
