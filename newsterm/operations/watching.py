"""Watchlists: what the user wants marked; saving, changing and dropping them."""

from collections.abc import Iterable

from newsterm.model.errors import NewstermError, NotFoundError
from newsterm.model.outcome import Outcome
from newsterm.model.watchlist import COLOURS, MARK, STATE_MARKS, Watchlist
from newsterm.operations.context import Context
from newsterm.operations.define import define_all
from newsterm.operations.wording import quoted
from newsterm.query.parser import parse
from newsterm.query.tree import Everything
from newsterm.storage import watchlists
from newsterm.storage.scopes import read_query
from newsterm.text.cell_width import cell_width
from newsterm.text.terminal_safety import make_safe_line

LONGEST_NAME = 60
"""Characters of a watchlist's name."""


class WatchlistError(NewstermError):
    """Something that no watchlist can have."""


def check_watchlist(name: str, query: str, colour: str = "", mark: str = "") -> Watchlist:
    """Make a watchlist of what somebody wrote.

    Args:
        name: its name.
        query: what it looks for; a view in it need not exist yet.
        colour: one of `COLOURS`, "" for the first.
        mark: one character of one cell, "" for the usual one.

    Raises:
        QueryError: the query is wrong.
        WatchlistError: the query finds everything, or another part is nothing that a watchlist can have.
    """
    tidy = " ".join(make_safe_line(name).split())
    if not tidy:
        raise WatchlistError("A watchlist needs a name.")
    if len(tidy) > LONGEST_NAME:
        raise WatchlistError(f"A watchlist's name has at most {LONGEST_NAME} characters; this one has {len(tidy)}.")
    query = make_safe_line(query)
    if isinstance(parse(query), Everything):
        raise WatchlistError("A watchlist needs a query: words to look for, or a /regular expression/.")
    return Watchlist(tidy, query, check_colour(colour), check_mark(mark))


def check_colour(colour: str) -> str:
    """Return a colour's name as it is kept.

    Raises:
        WatchlistError: there is no such colour.
    """
    wanted = colour.strip().lower() or COLOURS[0]
    if wanted not in COLOURS:
        shown = quoted(make_safe_line(colour))
        raise WatchlistError(f"A watchlist is {', '.join(COLOURS[:-1])} or {COLOURS[-1]}, not {shown}.")
    return wanted


def check_mark(mark: str) -> str:
    """Return a mark as it is kept.

    Raises:
        WatchlistError: it is not one character of one cell, or says something else already.
    """
    wanted = make_safe_line(mark) or MARK
    if len(wanted) != 1 or cell_width(wanted) != 1:
        raise WatchlistError(f"A mark is one character that takes one cell, such as {MARK}; not {quoted(wanted)}.")
    if wanted in STATE_MARKS:
        raise WatchlistError(taken_mark(wanted))
    return wanted


def taken_mark(mark: str) -> str:
    """Say that a mark stands for something else already."""
    taken = " ".join(STATE_MARKS)
    return f"{mark} cannot be a mark: newsterm marks other things with {taken}; take another, such as {MARK}."


def check_name_is_free(name: str, others: Iterable[Watchlist]) -> None:
    """Check that no other watchlist has a name; upper and lower case are the same.

    Raises:
        WatchlistError: one has.
    """
    other = next((each for each in others if each.name.casefold() == name.casefold()), None)
    if other:
        raise WatchlistError(f"Another watchlist is called {quoted(other.name)} already.")


def save_watchlist(ctx: Context, watchlist: Watchlist, *, before: str = "") -> Outcome:
    """Keep a watchlist in the place of the one of its name.

    Args:
        ctx: the library and who acts.
        watchlist: as `check_watchlist` made it.
        before: the name that it had until now, "" for a new one.

    Raises:
        QueryError: its query refers to a view that is missing or wrong.
        WatchlistError: another one is called so already.
    """
    reader = ctx.library.reader()
    read_query(reader, watchlist.query)
    check_name_is_free(watchlist.name, (each for each in watchlists.all_watchlists(reader) if each.name != before))
    dropped = [(watchlists.KIND, before, None)] if before and before != watchlist.name else []
    changes = [*dropped, (watchlists.KIND, watchlist.name, watchlists.to_value(watchlist))]
    does = "changed" if before else "made"
    outcome = define_all(ctx, changes, f"{does} the watchlist {quoted(watchlist.name)}")
    return outcome if outcome.changed else Outcome(f"The watchlist {quoted(watchlist.name)} is so already")


def drop_watchlist(ctx: Context, name: str) -> Outcome:
    """Drop a watchlist; the articles that it marked stay as they are.

    Raises:
        NotFoundError: there is none of that name.
    """
    if all(each.name != name for each in watchlists.all_watchlists(ctx.library.reader())):
        raise NotFoundError(f"No watchlist is called {quoted(make_safe_line(name))}.")
    return define_all(ctx, [(watchlists.KIND, name, None)], f"dropped the watchlist {quoted(name)}")
