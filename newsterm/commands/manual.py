"""`newsterm manual`: print a page of the manual."""

import argparse

from newsterm.commands.console import Console
from newsterm.manual.pages import all_pages, page
from newsterm.manual.plain import to_plain

WITHOUT_LIBRARY = True
"""The manual can be read whatever state the library is in."""
_EPILOG = """\
Without a PAGE its pages are listed.

examples:
  newsterm manual query
  newsterm manual query | less
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("page", metavar="PAGE", nargs="?", help="which page; all are listed if left out")


def run(parsed: argparse.Namespace, console: Console) -> int:
    """Print a page, or what pages there are."""
    if parsed.page is None:
        for each in all_pages():
            console.columns(each.name, each.title, to_plain(each.summary).strip())
    else:
        console.text(to_plain(page(parsed.page).text))
    return 0
