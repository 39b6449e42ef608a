"""The tree of a query: frozen nodes that say what is meant, without where it was written.

`And` and `Or` hold at least two items, neither of their own kind; the parser builds them so.
"""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Operator(StrEnum):
    """How a value is compared."""

    EQUAL = ":"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time such as 2d."""

    amount: int
    unit: str
    """m, h, d, w, mo or y."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a whole month or year, in local time."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a source is: A to F, A the best and so the least."""

    letter: str


Bound: TypeAlias = int | Day | Grade
Quantity: TypeAlias = Bound | Duration


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query: every article."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word or phrase of the full text."""

    field: str
    """"title", "body", "author", "note", "quote", or "" for all that there is to search."""
    text: str
    """As typed; its tokens make a phrase."""
    prefix: bool = False
    """Whether the last token may go on."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression found somewhere in a text."""

    field: str
    """A field of text or of names, or "" for title, body, author and notes."""
    pattern: str
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A field that has one value, such as tag:region, is:unread or view:later."""

    field: str
    value: str
    column: int = dataclasses.field(default=1, compare=False)
    """Where the value was written, from 1, for errors that come when names are looked up; no part of the meaning."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with a quantity, such as age<2d, words>800 or date:2026-11."""

    field: str
    operator: Operator
    value: Quantity


@dataclass(frozen=True, slots=True)
class Between:
    """A field between two quantities, both included."""

    field: str
    low: Bound
    high: Bound


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match the item."""

    item: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What matches all items."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What matches any item."""

    items: tuple["Node", ...]


Leaf: TypeAlias = Text | Pattern | Term | Comparison | Between
Node: TypeAlias = Leaf | Not | And | Or
Query: TypeAlias = Node | Everything


def all_of(items: list[Node]) -> Node:
    """One node for all of the items, of which there is at least one."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, And) else (item,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(items: list[Node]) -> Node:
    """One node for any of the items, of which there is at least one."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, Or) else (item,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))
