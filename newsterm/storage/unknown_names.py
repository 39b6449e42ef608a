"""What a query asks for by a name that nothing in the library has: said where it finds nothing."""

import sqlite3
from collections.abc import Iterator

from newsterm.query.names import fold_name, has_tag, nearest
from newsterm.query.tree import And, Or, Query, Term
from newsterm.storage import feeds, tags
from newsterm.storage.scopes import read_query


def unknown_name(connection: sqlite3.Connection, query: str) -> str:
    """One sentence on the first tag, feed or folder that a query asks for in vain, "" where there is none.

    Such a name is no error: rules and views may ask for what is yet to come.

    Raises:
        QueryError: the query is wrong.
    """
    for term in _asked(read_query(connection, query)):
        known = _known(connection, term.field)
        wanted = fold_name(term.value.strip("#/"))
        if term.field == "tag":
            is_known = wanted == "none" or has_tag(tuple(known), wanted)
        else:
            is_known = any(wanted in fold_name(name) for name in known)
        if not is_known:
            near = nearest(term.value, [name for name in known if "://" not in name])
            return f"There is no {term.field} “{term.value}”" + (f"; did you mean “{near}”?" if near else ".")
    return ""


def _asked(query: Query) -> Iterator[Term]:
    """The terms with a name of the library's that are not under NOT."""
    match query:
        case Term(field="tag" | "feed" | "folder"):
            yield query
        case And(items) | Or(items):
            for item in items:
                yield from _asked(item)


def _known(connection: sqlite3.Connection, field: str) -> list[str]:
    if field == "tag":
        return [name for name, _ in tags.all_tags(connection)]
    known = feeds.all_feeds(connection, subscribed=False)
    if field == "folder":
        return sorted({feed.folder for feed in known if feed.folder})
    return [name for feed in known for name in (feed.title, feed.url)]
