"""Full text: expressions of FTS5 made of tokens only, and how many articles they will find.

FTS5 knows NOT between two expressions but not alone, and nothing but text; what it cannot say is left to SQL.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from newsterm.query.fields import field_of
from newsterm.query.tokens import tokenise
from newsterm.query.tree import And, Node, Not, Or, Text

Frequency: TypeAlias = Callable[[str, bool], int]
"""In how many articles a token stands; the second argument says that the token may go on."""


def phrase(leaf: Text) -> str:
    """The expression of one word or phrase, columns included."""
    quoted = '"' + " ".join(tokenise(leaf.text)) + '"' + (" *" if leaf.prefix else "")
    return f"{{{' '.join(field_of(leaf.field).columns)}}} : {quoted}" if leaf.field else quoted


def expression(node: Node) -> str | None:
    """The node as an expression of FTS5, or None where it has no positive text or more than text."""
    match node:
        case Text():
            return phrase(node) if field_of(node.field).columns else None
        case Or(items):
            parts = [expression(item) for item in items]
            known = [part for part in parts if part is not None]
            return any_expression(known) if len(known) == len(parts) else None
        case And(items):
            wanted, unwanted, rest = split(items)
            return all_expression(wanted, unwanted) if wanted and not rest else None
        case _:
            return None


def split(items: Iterable[Node]) -> tuple[list[str], list[str], list[Node]]:
    """Part AND-ed items into expressions that must match, expressions that must not, and the rest."""
    wanted: list[str] = []
    unwanted: list[str] = []
    rest: list[Node] = []
    for item in items:
        if (found := expression(item)) is not None:
            wanted.append(found)
        elif isinstance(item, Not) and (found := expression(item.item)) is not None:
            unwanted.append(found)
        else:
            rest.append(item)
    return wanted, unwanted, rest


def all_expression(wanted: list[str], unwanted: list[str]) -> str:
    """All of the wanted, of which there is at least one, and none of the unwanted."""
    positive = wanted[0] if len(wanted) == 1 else "(" + " AND ".join(wanted) + ")"
    return f"({positive} NOT {any_expression(unwanted)})" if unwanted else positive


def any_expression(parts: list[str]) -> str:
    """Any of the parts, of which there is at least one."""
    return parts[0] if len(parts) == 1 else "(" + " OR ".join(parts) + ")"


def estimate(node: Node, frequency: Frequency) -> int | None:
    """About how many articles match the text of a node, at most; None where its text leaves that open."""
    match node:
        case Text(field=field) if not field_of(field).columns:
            return 0
        case Text(text=text, prefix=prefix):
            tokens = tokenise(text)
            last = len(tokens) - 1
            return min(frequency(token, prefix and index == last) for index, token in enumerate(tokens))
        case And(items):
            known = [found for item in items if (found := estimate(item, frequency)) is not None]
            return min(known) if known else None
        case Or(items):
            parts = [estimate(item, frequency) for item in items]
            known = [part for part in parts if part is not None]
            return sum(known) if len(known) == len(parts) else None
        case _:
            return None


def required_tokens(items: Iterable[Node]) -> tuple[str, ...]:
    """Whole tokens that every match of the AND-ed items has, each once."""
    found: dict[str, None] = {}
    for item in items:
        if isinstance(item, Text) and field_of(item.field).columns:
            tokens = tokenise(item.text)
            found.update(dict.fromkeys(tokens[:-1] if item.prefix else tokens))
    return tuple(found)
