"""A query in its one canonical form; parsing that gives the same tree."""

import re
from typing import TypeGuard

from newsterm.query.quantities import write_quantity
from newsterm.query.tree import (
    And,
    Between,
    Comparison,
    Everything,
    Node,
    Not,
    Operator,
    Or,
    Pattern,
    Query,
    Term,
    Text,
)

_PLAIN_WORD = re.compile(r"[^\W_][\w'’.&+-]*")
PLAIN_VALUE = re.compile(r"[\w#][\w'’.&+:/=@#-]*")
KEYWORDS = frozenset({"OR", "AND", "NOT"})


def to_text(query: Query) -> str:
    """The canonical text of a query."""
    return "" if isinstance(query, Everything) else _write(query)


def nesting(query: Query) -> int:
    """How many parentheses and negations stand within each other in the canonical text."""
    match query:
        case Not(item):
            return nesting(item) + 1 + (isinstance(item, And) or _is_loose(item))
        case And(items):
            return max(nesting(item) + _is_loose(item) for item in items)
        case Or(items):
            return max(map(nesting, items))
        case _:
            return 0


def _write(node: Node) -> str:
    match node:
        case And(items):
            return " ".join(f"({_write(item)})" if _is_loose(item) else _write(item) for item in items)
        case Or(items):
            return _write_list(items) or " OR ".join(_write(item) for item in items)
        case Not(item):
            text = _write(item)
            return f"-({text})" if isinstance(item, And) or _is_loose(item) else f"-{text}"
        case Text(field, text, prefix):
            return (f"{field}:{_write_value(text)}" if field else _write_word(text)) + "*" * prefix
        case Pattern(field, pattern, ignore_case):
            return f"{field}:" * bool(field) + f"/{pattern}/" + "i" * ignore_case
        case Term(field, value):
            return f"{field}:{_write_value(value)}"
        case Comparison(field, operator, value):
            return f"{field}{operator.value}{write_quantity(value)}"
        case Between(field, low, high):
            return f"{field}:{write_quantity(low)}..{write_quantity(high)}"


def _is_loose(node: Node) -> bool:
    """Whether a node must stand in parentheses among AND-ed ones."""
    return isinstance(node, Or) and not _write_list(node.items)


def _write_list(items: tuple[Node, ...]) -> str:
    """Several values of one field as a list; "" where they are not that."""
    fields = {item.field if _is_listable(item) else "" for item in items}
    field = fields.pop()
    if fields or not field:
        return ""
    return f"{field}:({', '.join(_write(item).partition(':')[2] for item in items)})"


def _is_listable(item: Node) -> TypeGuard[Term | Text | Comparison | Between]:
    if isinstance(item, Comparison):
        return item.operator is Operator.EQUAL
    return isinstance(item, Term | Text | Between)


def _write_word(text: str) -> str:
    return text if _PLAIN_WORD.fullmatch(text) and text not in KEYWORDS else quote(text)


def _write_value(text: str) -> str:
    return text if PLAIN_VALUE.fullmatch(text) else quote(text)


def quote(text: str) -> str:
    """A text as a phrase."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
