"""Telling what a command did; scores follow where that changed rules, or views that rules name."""

from typing import Final

from newsterm.commands.console import Console
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context

_SCORED: Final = frozenset({"rule", "view"})
"""Kinds of definitions that change what articles score."""


def say_outcome(ctx: Context, console: Console, outcome: Outcome) -> None:
    """Tell what was done, and work out scores anew if it changed what they come from."""
    console.say(outcome.sentence)
    if _SCORED.intersection(outcome.definitions):
        rescore(ctx, console)


def rescore(ctx: Context, console: Console) -> None:
    """Work out scores anew if that is due; tell what changed, and which rules were too slow."""
    from newsterm.operations.scoring import rescore_if_due
    from newsterm.operations.wording import counted

    if scored := rescore_if_due(ctx):
        if scored.changed:
            console.say(f"{counted(scored.changed, 'score')} changed")
        for sentence in scored.stopped:
            console.say(sentence)
