"""`newsterm star`, `later`, `archive` and their opposites, `snooze` and `wake`: what the keys of the screen do."""

import argparse
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsterm.commands.arguments import joined_query
from newsterm.commands.articles import which_articles
from newsterm.commands.console import Console
from newsterm.operations.context import Context
from newsterm.operations.sentences import Sentence, perform_sentence
from newsterm.operations.snooze import wake

_TELLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "star": "What is starred is kept for as long as you like.",
        "later": "What is put aside leaves what is unread and waits in Later.",
        "archive": "What is archived is read and leaves every list but those that ask for it;\nsearch still finds it.",
        "snooze": "What is snoozed is gone until WHEN, then unread again at the top. WHEN is one argument:\n"
        '3h, 90m, 2d, tonight, "tomorrow 8", mon, "mon 9:30", "next week", 18:00, 2026-12-01;\n'
        "or edited, until its publisher changes it.",
        "wake": "Without QUERY those wake whose time has come, as the reader does it by itself.",
    }
)
_OPPOSITES: Final[Mapping[str, str]] = MappingProxyType(
    {"star": "unstar", "later": "unlater", "archive": "unarchive", "snooze": "wake"}
)
_EXAMPLES: Final[Mapping[str, str]] = MappingProxyType({"snooze": "newsterm snooze 'mon 9:30' ", "wake": ""})


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    name = parser.prog.rpartition(" ")[2]
    example = _EXAMPLES.get(name, f"newsterm {name} ") or f"newsterm {name} "
    tells = [_TELLS[name], ""] if name in _TELLS else []
    opposite = f" `newsterm {_OPPOSITES[name]}` does the opposite." if name in _OPPOSITES else ""
    parser.epilog = "\n".join(
        [
            *tells,
            f"`newsterm undo` takes it back in one step.{opposite}",
            "",
            "examples:",
            f"  {example}'feed:example age>2w'",
            f"  {example}36tqk0v4h8",
        ]
    )
    if name == "snooze":
        parser.add_argument("when", metavar="WHEN", help="until when")
    number = "*" if name == "wake" else "+"
    parser.add_argument("query", metavar="QUERY|ID", nargs=number, help="which articles: a query, or ids")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Do it."""
    if parsed.command == "wake" and not joined_query(parsed.query).strip():
        console.say(wake(ctx).sentence)
        return 0
    arguments = (parsed.when,) if parsed.command == "snooze" else ()
    sentence = Sentence(parsed.command, arguments)
    console.say(perform_sentence(ctx, sentence, which_articles(ctx, parsed.query)).sentence)
    return 0
