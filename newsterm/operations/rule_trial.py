"""Trying a rule's query on what is here before it is kept, so that one which would only ever be stopped is not."""

from typing import Final

from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.operations.rule_checks import RuleError
from newsterm.operations.rule_queries import leaves
from newsterm.query.tree import Pattern
from newsterm.storage import windows
from newsterm.storage.scopes import read_query
from newsterm.storage.time_limit import TooSlowError, matching_within

_NEWEST: Final = 5_000
"""Articles that a query is tried on."""
_LONGEST: Final = 1.0
"""Seconds that this may take."""


def refuse_endless(ctx: Context, query: str) -> None:
    """Refuse a query with a regular expression that takes too long over one of the newest articles.

    One that is merely slow passes.

    Args:
        ctx: the library and the clock.
        query: known to be right.

    Raises:
        RuleError: it is such a one; the sentence says at which column.
    """
    reader, now = ctx.library.reader(), ctx.now()
    try:
        matching_within(reader, query, windows.ids(reader, Listing(), now, _NEWEST), now, _LONGEST)
    except TooSlowError as error:
        if not error.is_endless:
            return
        found = {leaf.pattern for leaf in leaves(read_query(reader, query)) if isinstance(leaf, Pattern)}
        told = str(error.__cause__)
        named = next((pattern for pattern in found if f"/{pattern}/" in told), "")
        at = query.find(f"/{named}/") + 1
        where = f" at column {at}" if named and at else ""
        raise RuleError(
            f"The regular expression{where} takes too long over one article, so it would be stopped; simplify it.",
            "query",
        ) from error
