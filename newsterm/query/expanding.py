"""Putting the queries of views in the places of their names, within the limits of one query."""

from collections.abc import Iterable, Mapping

from newsterm.model.errors import QueryError
from newsterm.query.names import nearest
from newsterm.query.parser import DEEPEST, MOST_LEAVES, parse
from newsterm.query.printing import nesting, quote
from newsterm.query.tree import And, Comparison, Everything, Node, Not, Operator, Or, Query, Term, all_of, any_of

_NOTHING = Comparison("words", Operator.LESS, 0)
"""No article has fewer words than none."""


def expand(query: Query, views: Mapping[str, str]) -> Query:
    """Replace each `view:name` by the view's own query, and so on within that.

    Args:
        query: a tree as parsed.
        views: the queries of all views by name.

    Returns:
        the tree without any `view:`; the same one if it had none.

    Raises:
        QueryError: a view is missing, wrong or leads back to itself, or all together are too long or too deep. The
            column is that of the view's name in this query.
    """
    if not views_named(query):
        return query
    return _Expander(views).expand(query)


def views_named(query: Query) -> frozenset[str]:
    """The names that stand in a tree's `view:`, folded as names of views are compared."""
    match query:
        case Term(field="view", value=name):
            return frozenset({_key(name)})
        case Not(item):
            return views_named(item)
        case And(items) | Or(items):
            return frozenset[str]().union(*map(views_named, items))
        case _:
            return frozenset()


class _Expander:
    """Expands one query; each view is expanded once, however often it is named.

    Args:
        views: the queries of all views by name.
    """

    def __init__(self, views: Mapping[str, str]) -> None:
        self._views = {_key(name): (name, text) for name, text in views.items()}
        self._known: dict[str, Query] = {}
        self._chain: list[str] = []
        """Names of the views that are being expanded, each within the one before."""
        self._column = 1
        """Where the first of them is named."""

    def expand(self, query: Query) -> Query:
        """The query without views."""
        match query:
            case Term(field="view", value=name, column=column):
                if not self._chain:
                    self._column = column
                return self._view(name)
            case Not(item):
                inner = self.expand(item)
                return self._checked(_NOTHING if isinstance(inner, Everything) else Not(inner))
            case And(items):
                parts = self._parts(items)
                nodes = [part for part in parts if not isinstance(part, Everything)]
                return self._checked(all_of(nodes)) if nodes else Everything()
            case Or(items):
                parts = self._parts(items)
                nodes = [part for part in parts if not isinstance(part, Everything)]
                return self._checked(any_of(nodes)) if len(nodes) == len(parts) else Everything()
            case _:
                return query

    def _parts(self, items: Iterable[Node]) -> list[Query]:
        """The items without views; refused before they grow into each other without end."""
        parts: list[Query] = []
        leaves = 0
        for item in items:
            part = self.expand(item)
            parts.append(part)
            leaves += _leaves(part)
            if leaves > MOST_LEAVES:
                raise self._error(f"With its views this query has more than {MOST_LEAVES} words and fields")
        return parts

    def _checked(self, node: Node) -> Node:
        if nesting(node) > DEEPEST:
            raise self._error(f"With its views this query goes more than {DEEPEST} levels deep")
        return node

    def _view(self, typed: str) -> Query:
        key = _key(typed)
        if key in self._known:
            return self._known[key]
        name, text = self._look_up(typed)
        if name in self._chain:
            chain = " → ".join([*self._chain[self._chain.index(name) :], name])
            raise self._error(f"The view `{name}` leads back to itself: {chain}")
        if len(self._chain) >= DEEPEST:
            raise self._error(f"Views name each other more than {DEEPEST} levels deep")
        self._chain.append(name)
        try:
            tree = parse(text)
        except QueryError as error:
            raise self._error(f"The query of the view `{name}` is wrong; mend the view: {error}", whole=True) from error
        found = self.expand(tree)
        self._chain.pop()
        self._known[key] = found
        return found

    def _look_up(self, typed: str) -> tuple[str, str]:
        found = self._views.get(_key(typed))
        if found:
            return found
        near = nearest(typed, [name for name, _ in self._views.values()])
        within = f", which the view `{self._chain[-1]}` names" if self._chain else ""
        if near:
            hint = f"did you mean `view:{near if near.isalnum() else quote(near)}`?"
        else:
            names = ", ".join(name for name, _ in self._views.values())
            hint = f"there are {names}." if names else "you have no views yet."
        raise self._error(f"No view `{typed}` at column {self._column}{within}; {hint}", whole=True)

    def _error(self, message: str, *, whole: bool = False) -> QueryError:
        """An error at the view's name in the query; `whole` messages need no column and full stop added."""
        return QueryError(message if whole else f"{message} (column {self._column}).", self._column)


def _key(name: str) -> str:
    """What names of a view have in common that are the same to the user."""
    return " ".join(name.split()).casefold()


def _leaves(query: Query) -> int:
    match query:
        case Everything():
            return 0
        case Not(item):
            return _leaves(item)
        case And(items) | Or(items):
            return sum(map(_leaves, items))
        case _:
            return 1
