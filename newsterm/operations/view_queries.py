"""What the queries of views stand for: the lists they make, how they refer to each other, whether they are right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing
from newsterm.model.view import View
from newsterm.query.parser import parse
from newsterm.query.printing import to_text
from newsterm.query.tree import And, Everything, Node, Not, Or, Query, Term

_OUTSIDE_THE_STREAM = frozenset({"archived", "snoozed"})


def listing_of(known: Sequence[View], view: View) -> Listing:
    """The list that a view stands for: what matches in the stream, and beyond it where its query asks for that.

    Args:
        known: all views, since a query may refer to others.
        view: one of them.
    """
    return Listing(view.query, sort=view.sort, stream=is_in_stream(view.query, queries_of(known)))


def unread_of(listing: Listing) -> Listing:
    """What is unread in a list, in any order: what a view's number counts."""
    query = f"({listing.query}) is:unread" if listing.query.strip() else "is:unread"
    return Listing(query, listing.feeds, stream=listing.stream)


def is_in_stream(query: str, queries: Mapping[str, str]) -> bool:
    """Whether a view shows the stream alone; one that asks for what is archived or snoozed shows that too.

    Args:
        query: the view's.
        queries: those of all views by name, since it may refer to others.
    """
    texts = [query, *queries.values()] if "view" in query.casefold() else [query]
    if not any(word in text.casefold() for text in texts for word in _OUTSIDE_THE_STREAM):
        return True
    try:
        return not _asks_beyond(_expanded(query, queries))
    except NewstermError:
        return True


def check_query(known: Iterable[View], name: str, query: str) -> None:
    """Check the query that a view is to have.

    Raises:
        QueryError: it is wrong, or refers to a view that is missing, wrong, or leads back to this one.
    """
    _expanded(query, queries_of(view for view in known if view.name != name) | {name: query})


def queries_of(known: Iterable[View]) -> dict[str, str]:
    """The queries of views by their names."""
    return {view.name: view.query for view in known}


def find_named(known: Iterable[View], name: str) -> View | None:
    """The view among these that goes by a name, in whatever case it is written; None if none does."""
    return next((view for view in known if _key(view.name) == _key(name)), None)


def referring(known: Iterable[View], name: str) -> list[View]:
    """The views whose own query names this one."""
    return [view for view in known if view.name != name and _names(view.query, name)]


def with_new_name(query: str, name: str, new_name: str) -> str:
    """A query that calls a view by its new name."""
    tree = parse(query)
    return query if isinstance(tree, Everything) else to_text(_renamed(tree, name, new_name))


def _expanded(query: str, queries: Mapping[str, str]) -> Query:
    tree = parse(query)
    if "view" not in query.casefold():
        return tree
    from newsterm.query.expanding import expand  # few queries name a view

    return expand(tree, queries)


def _asks_beyond(query: Query) -> bool:
    """Whether a query asks for what is not in the stream, rather than to leave it out."""
    match query:
        case Term("is", value):
            return value in _OUTSIDE_THE_STREAM
        case And(items) | Or(items):
            return any(_asks_beyond(item) for item in items)
        case _:
            return False


def _names(query: str, name: str) -> bool:
    try:
        return any(term.field == "view" and _key(term.value) == _key(name) for term in _terms(parse(query)))
    except NewstermError:
        return False


def _terms(query: Query) -> Iterator[Term]:
    match query:
        case Term():
            yield query
        case Not(item):
            yield from _terms(item)
        case And(items) | Or(items):
            for item in items:
                yield from _terms(item)


def _renamed(node: Node, name: str, new_name: str) -> Node:
    match node:
        case Term("view", value) if _key(value) == _key(name):
            return replace(node, value=new_name)
        case Not(item):
            return Not(_renamed(item, name, new_name))
        case And(items):
            return And(tuple(_renamed(item, name, new_name) for item in items))
        case Or(items):
            return Or(tuple(_renamed(item, name, new_name) for item in items))
        case _:
            return node


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
