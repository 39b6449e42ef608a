"""The command line: finds the command, opens the library for it, and turns every error into one sentence."""

import argparse
import contextlib
import importlib
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Final, NamedTuple

from newsterm import __version__
from newsterm.commands.arguments import command_of, protect, unprotect
from newsterm.commands.console import Console, OutputError, UsageError, drop_output, standard_console
from newsterm.commands.reader_call import ReaderCall
from newsterm.locations import Locations, locate
from newsterm.logs import logging_to
from newsterm.model.errors import NewstermError

COMMANDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "add": ("add", "subscribe to the feed of a site or feed address"),
        "feeds": ("feeds", "list the feeds, or how they are"),
        "feed": ("feed", "show how a feed is, and set address, interval, full text and login"),
        "rename": ("rename", "give a feed a title of your own"),
        "move": ("move", "move a feed to another folder"),
        "unsubscribe": ("unsubscribe", "drop a feed; articles that you touched stay"),
        "refresh": ("refresh", "fetch new articles"),
        "search": ("search", "find articles"),
        "show": ("show", "print an article"),
        "full": ("full", "fetch the pages of articles for their full text"),
        "save": ("save", "keep a page that no feed brought"),
        "views": ("views", "list, save, rename and drop views"),
        "view": ("view", "list the articles of a view"),
        "mark": ("mark", "mark articles read, unread, starred or unstarred"),
        "tag": ("tag", "put tags on articles and take tags off"),
        "tags": ("tags", "list the tags"),
        "star": ("verbs", "star articles: keep them on purpose"),
        "unstar": ("verbs", "take the star off articles"),
        "later": ("verbs", "put articles aside to be read later"),
        "unlater": ("verbs", "take articles out of what was put aside"),
        "archive": ("verbs", "archive articles: they are dealt with"),
        "unarchive": ("verbs", "bring articles back from the archive"),
        "snooze": ("verbs", "let articles go until a time"),
        "wake": ("verbs", "end the snooze of articles"),
        "do": ("do", "do to many articles what a sentence says"),
        "note": ("note", "write a note on an article"),
        "rules": ("rules", "list, try, make, run and drop rules"),
        "triage": ("triage", "go through stories one at a time"),
        "history": ("history", "list what was done, and by whom"),
        "undo": ("undo", "take back the last thing that you did, or any other"),
        "redo": ("redo", "do again what was taken back"),
        "import": ("import_opml", "subscribe to the feeds of an OPML file"),
        "export": ("export", "write your subscriptions as OPML"),
        "backup": ("backup", "copy the library to a file while others use it"),
        "doctor": ("doctor", "check the library and the feeds"),
        "manual": ("manual", "print a page of the manual, such as that of the query language"),
    }
)
"""Name of each command, its module in newsterm.commands, and what it does."""

_READERS_COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {"demo": "open the reader with made-up stories in a throwaway library"}
)

_DESCRIPTION = """\
newsterm reads the news in the terminal. Without a command it opens the reader.

QUERY finds articles: words, "phrases", prefix*, OR, -not, (), and fields such as
title:word feed:name folder:name tag:name is:unread is:starred has:note age<2d
date:2026-11-01. Quote what your shell would take for its own. All of it is
explained by `newsterm manual query`.
"""

_EPILOG = """\
examples:
  newsterm                                   open the reader
  newsterm add example.org --folder World    find the site's feed and subscribe to it
  newsterm refresh                           fetch what is new
  newsterm search 'is:unread title:election' --json
  newsterm COMMAND --help                    more about one command

Exit codes: 0 done, 1 failed, 2 wrong usage.
"""

OpenReader = Callable[[Locations, ReaderCall], int]
"""Opens the reader on a library."""


def main(arguments: Sequence[str], open_reader: OpenReader, console: Console | None = None) -> int:
    """Run newsterm with the arguments of its command line. Returns the exit code.

    Args:
        arguments: without the program's name.
        open_reader: opens the reader on the screen.
        console: where to write; the standard streams by default.
    """
    console = console or standard_console()
    try:
        call = _parse(arguments)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 2
    locations = locate(call.parsed.data_dir)
    with logging_to(locations.log):
        try:
            code = _run(call, locations, open_reader, console)
            console.flush()
        except UsageError as error:
            call.parser.print_usage(console.err)
            console.say(f"{call.parser.prog}: error: {error}")
            return 2
        except OutputError as error:
            drop_output()
            return console.fail(str(error))
        except BrokenPipeError:
            drop_output()
            return 1
        except NewstermError as error:
            return console.fail(str(error))
        except KeyboardInterrupt:
            return 130
        except Exception:  # the outermost frame: the user gets a sentence, the log the rest
            logging.getLogger(__name__).exception("newsterm %s failed", call.parsed.command or "")
            return console.fail(f"this is a fault of newsterm, not yours; {locations.log} says more.")
    return code


class _Call(NamedTuple):
    """A command line as parsed."""

    parsed: argparse.Namespace
    parser: argparse.ArgumentParser
    """That of the command, where there is one."""
    module: ModuleType | None
    """The command's module; None for the reader."""


def _run(call: _Call, locations: Locations, open_reader: OpenReader, console: Console) -> int:
    if call.module is None:
        return open_reader(locations, ReaderCall(demo=call.parsed.command == "demo"))
    if getattr(call.module, "WITHOUT_LIBRARY", False):
        return int(call.module.run(call.parsed, console))
    from newsterm.operations.context import Context
    from newsterm.storage.library import Library

    with contextlib.closing(Library.open(locations.library)) as library:
        code = call.module.run(call.parsed, Context(library, "command", rules_file=locations.rules), console)
    return open_reader(locations, code) if isinstance(code, ReaderCall) else int(code)


def _parse(arguments: Sequence[str]) -> _Call:
    """Parse the command line, importing the module of the named command alone."""
    named = command_of(arguments)
    parser = argparse.ArgumentParser(
        prog="newsterm",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"newsterm {__version__}")
    parser.add_argument(
        "--data-dir", metavar="DIR", type=Path, help="keep library, log and config.toml in DIR, not in the usual places"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    module, chosen = None, parser
    for name, (module_name, summary) in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_argument("--data-dir", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if name == named:
            module = importlib.import_module(f"newsterm.commands.{module_name}")
            module.define(command)
            chosen = command
    for name, summary in _READERS_COMMANDS.items():
        commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    parsed = unprotect(parser.parse_args(protect(arguments, named)))
    return _Call(parsed, chosen, module)
