"""The queries that were searched for, of this session and earlier ones, oldest first."""

import json
from typing import Final

from newsterm.interface.remembered_layout import read_object
from newsterm.text.terminal_safety import make_safe_line

NAME: Final = "searches"
"""What they are remembered under."""
_MOST: Final = 100
_QUERIES: Final = "queries"


def read_searches(text: str | None) -> tuple[str, ...]:
    """Read remembered queries."""
    found = read_object(text).get(_QUERIES)
    return tuple(make_safe_line(each) for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def write_searches(searches: tuple[str, ...]) -> str:
    """Write queries to be remembered."""
    return json.dumps({_QUERIES: searches})


def with_search(searches: tuple[str, ...], query: str) -> tuple[str, ...]:
    """The queries with one that was searched for just now."""
    return (*(each for each in searches if each != query), query)[-_MOST:]
