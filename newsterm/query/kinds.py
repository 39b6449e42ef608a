"""What a field of the query language can be: text, values or an order, each with its SQL and its judgement."""

from collections.abc import Callable
from typing import Final, NamedTuple

from newsterm.query.choices import Choice
from newsterm.query.condition import Condition, both
from newsterm.query.facts import ArticleFacts
from newsterm.query.quantities import ReadQuantity
from newsterm.query.tree import Operator

COMPARED: Final = (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)
ALL_OPERATORS: Final = (*COMPARED, Operator.EQUAL)
Suggestion = tuple[str, str]
"""A value and what it means."""


class Ordered(NamedTuple):
    """How a field is compared: as a whole number, of which seconds since 1970 are one kind."""

    read: ReadQuantity
    operators: tuple[Operator, ...]
    compile: Callable[[int | None, int | None], Condition]
    """SQL for `[low, high)`."""
    judge: Callable[[ArticleFacts], int | None]
    """The article's number; None where it has none and so no comparison holds."""
    between: bool = True
    suggestions: tuple[Suggestion, ...] = ()
    """Some values, for completion."""


class Valued(NamedTuple):
    """How a field with one value is compiled and judged."""

    compile: Callable[[str], Condition]
    judge: Callable[[ArticleFacts, str], bool]
    normalise: Callable[[str], str] = str
    """What is kept of a value as typed; "" where nothing is left to look for."""
    choices: tuple[Choice, ...] = ()
    """The only values there are; empty where any will do."""
    refuse: Callable[[str], str] = lambda _: ""
    """What is wrong with a normalised value, after its name in a sentence; "" if it makes sense."""


class Field(NamedTuple):
    """One field of the query language; it has text, values or an order."""

    name: str
    help: str
    example: str
    columns: tuple[str, ...] = ()
    """Of a field of text: columns of the full-text index; none where it finds nothing yet."""
    valued: Valued | None = None
    ordered: Ordered | None = None
    pattern: str = ""
    """SQL for a regular expression, with `?, ?` for each use of it; "" where there can be none."""
    texts: Callable[[ArticleFacts], tuple[str, ...]] = lambda _: ()
    """The texts that a regular expression looks at."""


def one_of(choices: tuple[Choice, ...]) -> Valued:
    """A field with a few values."""
    table = {choice.name: choice for choice in choices}
    return Valued(
        compile=lambda value: Condition(table[value].sql),
        judge=lambda facts, value: table[value].judge(facts),
        normalise=str.lower,
        choices=choices,
    )


def within(expression: str, convert: Callable[[int], int] = int) -> Callable[[int | None, int | None], Condition]:
    """SQL for an expression within `[low, high)`."""

    def compile_range(low: int | None, high: int | None) -> Condition:
        parts = [] if low is None else [Condition(f"{expression} >= ?", (convert(low),))]
        if high is not None:
            parts.append(Condition(f"{expression} < ?", (convert(high),)))
        return both(parts)

    return compile_range
