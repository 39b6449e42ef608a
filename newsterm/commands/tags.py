"""`newsterm tags`: list the tags."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.storage import tags

_EPILOG = """\
One line a tag: how many articles, name.

--json gives tag, articles.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """List the tags by name."""
    for name, number in sorted(tags.all_tags(ctx.library.reader())):
        if parsed.json:
            console.record({"tag": name, "articles": number})
        else:
            console.columns(str(number), name)
    return 0
