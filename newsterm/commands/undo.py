"""`newsterm undo`: take back the last thing that the user did, or any other."""

import argparse
from datetime import datetime

from newsterm.commands.console import Console, UsageError
from newsterm.commands.history import write_groups
from newsterm.commands.outcomes import say_outcome
from newsterm.model.errors import DependsError
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.history import builds_on, undo_last_session, undo_together
from newsterm.operations.undo import history, undo
from newsterm.storage.dependents import dependents

_EPILOG = """\
Everything that you do is kept in a journal, across restarts; each undo takes back one
step more. `newsterm redo` does it again.

GROUP is an id that `newsterm history` prints: any step can be taken back where nothing
later builds on it. Where something does, --with-dependents takes that back too, as one
step. --rule takes back all that a rule did, --session the whole of the last triage session.
Where nothing is left to take back, that is said, and the exit code is 0.

--list prints what can be taken back, latest first, as `newsterm history` does.

examples:
  newsterm undo
  newsterm undo --rule "no football"
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.add_argument("group", metavar="GROUP", nargs="?", help="which step; the last one if left out")
    parser.add_argument("--with-dependents", action="store_true", help="also what came later and builds on GROUP")
    parser.add_argument("--rule", metavar="NAME", help="all that this rule did")
    parser.add_argument("--session", action="store_true", help="the whole of the last triage session")
    parser.add_argument("--list", action="store_true", help="print what was done and take nothing back")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Take something back, or list what can be."""
    given = [bool(parsed.group), parsed.rule is not None, parsed.session, parsed.list]
    if sum(given) > 1:
        raise UsageError("give one of GROUP, --rule, --session and --list")
    if parsed.with_dependents and not parsed.group:
        raise UsageError("--with-dependents needs a GROUP")
    if parsed.list:
        write_groups(console, history(ctx))
        return 0
    say_outcome(ctx, console, _take_back(parsed, ctx))
    return 0


def _take_back(parsed: argparse.Namespace, ctx: Context) -> Outcome:
    if parsed.rule is not None:
        from newsterm.operations.rules import undo_rule

        return undo_rule(ctx, parsed.rule)
    if parsed.session:
        return undo_last_session(ctx)
    if parsed.group:
        return _undo_group(ctx, parsed.group, with_dependents=parsed.with_dependents)
    return undo(ctx)


def _undo_group(ctx: Context, group: str, *, with_dependents: bool) -> Outcome:
    try:
        return undo(ctx, group)
    except DependsError as error:
        later = dependents(ctx.library.reader(), group)
        if with_dependents:
            return undo_together(ctx, group, later)
        both = "both" if len(later) == 1 else f"all {1 + len(later):,}"
        now: datetime = ctx.now().astimezone()
        sentence = f"{builds_on(later, now)}. `newsterm undo {group} --with-dependents` takes back {both} as one step."
        raise DependsError(sentence, error.groups) from error
