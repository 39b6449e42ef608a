"""`newsterm show`: print an article."""

import argparse
from dataclasses import replace

from newsterm.commands.arguments import natural
from newsterm.commands.articles import record_maker
from newsterm.commands.console import Console
from newsterm.model.article import Article
from newsterm.model.errors import NotFoundError
from newsterm.operations.context import Context
from newsterm.storage import articles
from newsterm.text.plain_text import to_plain_text

_WIDTH = 72
_EPILOG = """\
ID is what `newsterm search` prints first. Showing an article does not mark it read.

A publisher who edits an article makes a revision: 0 is the first text that was seen.
--changes shows what the latest edit changed, or with --revision N the one that led to N:
removed words in [-…-], added ones in {+…+}.

--json gives what `newsterm search --json` gives, and text; with --changes also revision,
edits, seen, changed (in words), headline, numbers, names, negations, title_changes and
text_changes, where each run of words is a pair: same, removed or added, and the words.

examples:
  newsterm show 36tqk0v4h8
  newsterm show 36tqk0v4h8 --text | less
  newsterm show 36tqk0v4h8 --changes
  newsterm show 36tqk0v4h8 --revision 0
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("id", metavar="ID", help="an article's id")
    parser.add_argument("--changes", action="store_true", help="what its publisher changed")
    parser.add_argument("--revision", metavar="N", type=natural, help="an earlier text; 0 is the first that was seen")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON record")
    form.add_argument("--text", action="store_true", help="laid out for reading or a pager (the default)")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Print one article."""
    reader = ctx.library.reader()
    article = articles.by_id(reader, articles.find(reader, parsed.id))
    if parsed.changes:
        return _show_changes(parsed, article, ctx, console)
    if parsed.revision is not None:
        article = _as_of(parsed.revision, article, ctx)
    if parsed.json:
        console.record({**record_maker(ctx)(article.row), "text": article.document.text})
    else:
        console.text(_laid_out(article))
    return 0


def _show_changes(parsed: argparse.Namespace, article: Article, ctx: Context, console: Console) -> int:
    from newsterm.commands.changes import changes_record, changes_text  # neither is needed for anything else
    from newsterm.operations.comparing import compare, versions

    found = versions(ctx.library.reader(), article.row.id)
    edits = len(found) - 1
    if not edits:
        console.say("This article was not edited since it was first seen.")
        return 0
    number = edits if parsed.revision is None else parsed.revision
    if not 1 <= number <= edits:
        raise NotFoundError(f"No edit led to revision {number:,}; there are 1 to {edits:,}.")
    compared = compare(found[number - 1], found[number])
    if parsed.json:
        console.record({**record_maker(ctx)(article.row), **changes_record(compared, number, edits)})
    else:
        console.text(changes_text(compared, number, edits, _WIDTH))
    return 0


def _as_of(revision: int, article: Article, ctx: Context) -> Article:
    """The article with an earlier title and text."""
    from newsterm.operations.comparing import versions

    found = versions(ctx.library.reader(), article.row.id)
    if revision >= len(found):
        raise NotFoundError(f"This article has no revision {revision:,}; the latest is {len(found) - 1:,}.")
    version = found[revision]
    return replace(article, row=replace(article.row, title=version.title), document=version.document)


def _laid_out(article: Article) -> str:
    row = article.row
    byline = " · ".join(part for part in (row.feed_title, row.author, f"{row.published:%Y-%m-%d %H:%M} UTC") if part)
    head = [row.title or "untitled", byline, *([row.url] if row.url else [])]
    head += [" ".join(f"#{tag}" for tag in row.tags)] if row.tags else []
    head += [f"Note: {note}" for note in article.notes]
    return "\n".join([*head, "", to_plain_text(article.document, _WIDTH)])
