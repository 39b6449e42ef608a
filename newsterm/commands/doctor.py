"""`newsterm doctor`: check the library and the feeds."""

import argparse

from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.doctor import examine

_EPILOG = """\
Checks the database file, the full-text index, the counters, that replaying the journal
gives what the library says, and which feeds fail. It changes nothing.

Lines begin with ok, -- (a feed that fails) or !! (trouble in the library).

Exit codes: 0 the library is well, 1 it is not.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:  # noqa: ARG001 - one shape for all
    """Print what was checked and what is wrong."""
    report = examine(ctx)
    for line in report.passed:
        console.columns("ok", line)
    for line in report.failing:
        console.columns("--", line)
    for line in report.trouble:
        console.columns("!!", line)
    return 1 if report.trouble else 0
