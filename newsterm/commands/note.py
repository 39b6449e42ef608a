"""`newsterm note`: write a note on an article."""

import argparse
import sys

from newsterm.commands.console import Console
from newsterm.operations.annotate import write_note
from newsterm.operations.context import Context
from newsterm.storage import articles

_EPILOG = """\
TEXT replaces the note that is there; an empty text removes it. Without TEXT the note is
read from standard input.

examples:
  newsterm note 36tqk0v4h8 "Second source: Reuters"
  newsterm note 36tqk0v4h8 < note.txt
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("id", metavar="ID", help="an article's id")
    parser.add_argument("text", metavar="TEXT", nargs="?", help="the note; standard input if left out")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Write the note."""
    article = articles.find(ctx.library.reader(), parsed.id)
    if parsed.text is None:
        if sys.stdin.isatty():
            console.say("Write the note; ctrl+d on an empty line ends it.")
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    else:
        text = parsed.text
    console.say(write_note(ctx, article, text).sentence)
    return 0
