"""`newsterm export`: write the subscriptions as OPML."""

import argparse
import os
from pathlib import Path

from newsterm.commands.console import Console
from newsterm.model.errors import NewstermError
from newsterm.operations.context import Context
from newsterm.operations.opml import export_opml

_EPILOG = """\
examples:
  newsterm export opml > subscriptions.opml
  newsterm export opml --output subscriptions.opml
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("format", choices=["opml"], help="the format to write")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to FILE, which must not exist yet")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Write the file, or the text to standard output."""
    text = export_opml(ctx)
    if parsed.output is None:
        console.text(text)
        return 0
    try:
        descriptor = os.open(parsed.output, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise NewstermError(f"{parsed.output} exists already; choose another name.") from error
    except OSError as error:
        raise NewstermError(f"{parsed.output} cannot be written: {error.strerror}.") from error
    console.say(f"Wrote your subscriptions to {parsed.output}")
    return 0
