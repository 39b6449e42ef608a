"""`newsterm tag`: put tags on articles and take tags off."""

import argparse
from collections.abc import Sequence

from newsterm.commands.articles import which_articles
from newsterm.commands.console import Console, UsageError
from newsterm.operations.context import Context
from newsterm.operations.tag import tag

_EPILOG = """\
QUERY comes first, then +TAG puts a tag on every article that it finds and -TAG takes one
off. `newsterm undo` takes all that back in one step.

examples:
  newsterm tag 'title:wheat is:starred' +grain +region/ukraine
  newsterm tag tag:todo -todo +done
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.usage = "newsterm tag QUERY +TAG… -TAG…"
    parser.add_argument("words", metavar="QUERY +TAG -TAG", nargs="+", help="which articles, and which tags on and off")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Tag articles."""
    which, signed = _split(parsed.words)
    wrong = [word for word in signed if word[0] not in "+-" or len(word) < 2]
    if which[0].startswith("+") or not signed or wrong:
        what = f"{wrong[0]!r} is neither +TAG nor -TAG" if wrong else "give a query first, then +TAG or -TAG"
        raise UsageError(what)
    add = [word[1:] for word in signed if word[0] == "+"]
    remove = [word[1:] for word in signed if word[0] == "-"]
    console.say(tag(ctx, which_articles(ctx, which), add, remove).sentence)
    return 0


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the query from the tags: the first argument is always query, whatever it begins with."""
    start = next((number for number, word in enumerate(words) if number and word[:1] in {"+", "-"}), len(words))
    return list(words[:start]), list(words[start:])
