"""What the queries of rules ask for: what rules themselves change, what time changes, and what stays as it is."""

from collections.abc import Iterator
from typing import Final

from newsterm.query.tree import And, Everything, Leaf, Node, Not, Or, Query, all_of

_CHANGED_BY_RULES: Final = frozenset({"is", "tag", "score"})
"""Fields that a rule may change for the rules after it."""
_LASTING: Final = frozenset({"", "title", "body", "author", "url", "site", "words", "date", "seen", "lang"})
"""Fields that stay what they are, but for edits by the publisher."""


def leaves(query: Query) -> Iterator[Leaf]:
    """All that a query asks, one by one."""
    match query:
        case Everything():
            return
        case Not(item):
            yield from leaves(item)
        case And(items) | Or(items):
            for item in items:
                yield from leaves(item)
        case _:
            yield query


def asks_for_score(query: Query) -> bool:
    """Whether a query asks how many points an article has."""
    return any(leaf.field == "score" for leaf in leaves(query))


def is_lasting(query: Query) -> bool:
    """Whether a query goes on finding the same articles, whatever time it is and whatever the user does."""
    return all(leaf.field in _LASTING for leaf in leaves(query))


def parted(query: Query) -> tuple[Query, Query]:
    """Part a query into what no rule can change and what one can; both must match.

    The first may be asked before any rule acts, the second only after those before it did.
    """
    items: tuple[Node, ...] = ()
    if not isinstance(query, Everything):
        items = query.items if isinstance(query, And) else (query,)
    steady = [item for item in items if not _is_changed(item)]
    changing = [item for item in items if _is_changed(item)]
    return _together(steady), _together(changing)


def _is_changed(node: Node) -> bool:
    return any(leaf.field in _CHANGED_BY_RULES for leaf in leaves(node))


def _together(items: list[Node]) -> Query:
    return all_of(items) if items else Everything()
