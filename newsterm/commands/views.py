"""`newsterm views`: list the views, and save, drop and rename them."""

import argparse

from newsterm.commands.arguments import joined_query
from newsterm.commands.console import Console, UsageError
from newsterm.commands.outcomes import say_outcome
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.view_counting import count_view
from newsterm.operations.view_queries import listing_of
from newsterm.operations.views import drop_view, rename_view, save_view
from newsterm.storage import views

_EPILOG = """\
A view is a query saved under a name; the reader shows it like a feed.

  list               one line a view: unread, name, query, and what is wrong with it
  add NAME QUERY     save a query; a view of that name is replaced
  rename NAME NEW    give a view another name, also where other views refer to it
  drop NAME          drop a view; its articles stay as they are

`newsterm view NAME` lists the articles of one. `newsterm undo` takes changes back.

--json gives name, query, sort, rows, unread, error.

examples:
  newsterm views add 'Syria watch' 'syria* OR title:damascus -folder:sport'
  newsterm views --json
"""
_DOES = ("list", "add", "rename", "drop")


def define(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = _EPILOG
    parser.usage = "newsterm views [list|add|rename|drop] …"
    parser.add_argument("what", nargs="?", default="list", choices=_DOES, help="list if left out")
    parser.add_argument("words", metavar="NAME, QUERY", nargs="*", help="which view, and its query or new name")
    parser.add_argument("--json", action="store_true", help="one JSON record a line")


def run(parsed: argparse.Namespace, ctx: Context, console: Console) -> int:
    """Do what is asked."""
    if parsed.what == "list":
        if parsed.words:
            raise UsageError("list takes no name; `newsterm view NAME` lists a view's articles")
        return _list(parsed.json, ctx, console)
    say_outcome(ctx, console, _change(parsed.what, parsed.words, ctx))
    return 0


def _change(what: str, words: list[str], ctx: Context) -> Outcome:
    match what, words:
        case "add", [name, *query] if query:
            return save_view(ctx, name, joined_query(query))
        case "rename", [name, new_name]:
            return rename_view(ctx, name, new_name)
        case "drop", [name]:
            return drop_view(ctx, name)
    wanted = {"add": "a name and a query", "rename": "a name and the new one", "drop": "one name"}
    raise UsageError(f"{what} takes {wanted[what]}; quote what has spaces in it")


def _list(as_json: bool, ctx: Context, console: Console) -> int:
    reader = ctx.library.reader()
    known = views.all_views(reader)
    for view in known:
        count = count_view(reader, listing_of(known, view), ctx.now())
        if as_json:
            console.record(
                {
                    "name": view.name,
                    "query": view.query,
                    "sort": view.sort.value,
                    "rows": view.rows,
                    "unread": count.unread,
                    "error": count.wrong,
                }
            )
        else:
            number = "" if count.unread is None else str(count.unread)
            console.columns(number, view.name, view.query, *([f"! {count.wrong}"] if count.wrong else []))
    if not known:
        console.say("No views yet. `newsterm views add NAME QUERY` saves one.")
    return 0
