"""From the text of a query to its tree: the grammar, and an error with its column for all else.

Names and values are known from the table in `fields`; reading one leaf of a field is `values`' part.
"""

import re
from typing import Final

from newsterm.model.errors import QueryError
from newsterm.query.printing import KEYWORDS
from newsterm.query.scanning import Scanner
from newsterm.query.tree import Everything, Node, Not, Query, all_of, any_of
from newsterm.query.values import equals_sign, read_field, read_pattern, read_text

LONGEST_QUERY_TEXT: Final = 10_000
"""Characters."""
MOST_LEAVES: Final = 400
"""Words and fields in one query, a list's values counted singly; SQLite's limits on expressions lie above."""
DEEPEST: Final = 20
"""Parentheses and negations within each other."""
_NAME = re.compile(r"([^\W\d_][\w-]*)(:|>=|<=|>|<)")
_EQUALS = re.compile(r"([^\W\d_][\w-]*)=")
_KEYWORD = re.compile(r"(OR|AND|NOT)(?=[\s()|\"]|\Z)")


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: it is none; the message says at which column, and what would be right there.
    """
    return _Parser(text).parse()


class _Parser:
    """Reads one query by recursive descent."""

    def __init__(self, text: str) -> None:
        self._scanner = Scanner(text)
        self._leaves = 0
        self._depth = 0

    def parse(self) -> Query:
        scanner = self._scanner
        if len(scanner.text) > LONGEST_QUERY_TEXT:
            raise QueryError(f"A query has at most {LONGEST_QUERY_TEXT:,} characters.", LONGEST_QUERY_TEXT + 1)
        scanner.refuse_control_characters()
        scanner.skip_spaces()
        if scanner.has_ended():
            return Everything()
        query = self._read_or()
        if not scanner.has_ended():
            raise scanner.error("There is no parenthesis that this `)` closes")
        return query

    def _read_or(self) -> Node:
        items = [self._read_and("something to find")]
        while self._take_or():
            items.append(self._read_and("something after OR"))
        return any_of(items)

    def _read_and(self, wanted: str) -> Node:
        scanner = self._scanner
        items: list[Node] = []
        while True:
            scanner.skip_spaces()
            if self._keyword() == "AND":
                if not items:
                    raise scanner.error('AND must stand between two things; write "AND" for the word')
                scanner.at += len("AND")
                scanner.skip_spaces()
                if self._ends():
                    raise scanner.error("Expected something after AND")
                if self._keyword() == "AND":
                    raise scanner.error('Two AND side by side; write "AND" for the word')
            if self._ends():
                break
            items.append(self._read_not())
        if not items:
            if scanner.peek() == ")" and not self._depth:
                raise scanner.error("There is no parenthesis that this `)` closes")
            raise scanner.error(f"Expected {wanted}")
        return all_of(items)

    def _ends(self) -> bool:
        return self._scanner.has_ended() or self._scanner.peek() in {")", "|"} or self._keyword() == "OR"

    def _keyword(self) -> str:
        found = _KEYWORD.match(self._scanner.text, self._scanner.at)
        return found[1] if found else ""

    def _take_or(self) -> bool:
        scanner = self._scanner
        scanner.skip_spaces()
        if scanner.peek() == "|":
            scanner.at += 1
        elif self._keyword() == "OR":
            scanner.at += len("OR")
        else:
            return False
        return True

    def _read_not(self) -> Node:
        scanner = self._scanner
        minus = scanner.peek() == "-"
        if not minus and self._keyword() != "NOT":
            return self._read_item()
        column = scanner.column
        scanner.at += 1 if minus else len("NOT")
        if not minus:
            scanner.skip_spaces()
        if self._ends() or scanner.peek().isspace():
            sign = "-" if minus else "NOT"
            hint = ' directly; write "-" for the sign itself' if minus else ""
            raise QueryError(f"What to leave out must follow the `{sign}` at column {column}{hint}.", column)
        self._enter()
        node = Not(self._read_not())
        self._depth -= 1
        return node

    def _read_item(self) -> Node:
        scanner = self._scanner
        if self._keyword() in KEYWORDS:
            raise scanner.error(f'Expected something to find; write "{self._keyword()}" for the word')
        if scanner.peek() == "(":
            return self._read_group()
        if scanner.peek() == "/":
            node: Node = read_pattern(scanner, "")
        elif found := _NAME.match(scanner.text, scanner.at):
            node = read_field(scanner, found[1], found[2])
        else:
            found = _EQUALS.match(scanner.text, scanner.at)
            if found and (error := equals_sign(scanner, found[1])):
                raise error
            node = read_text(scanner, "")
        self._count(node)
        return node

    def _read_group(self) -> Node:
        scanner = self._scanner
        column = scanner.column
        self._enter()
        scanner.at += 1
        node = self._read_or()
        if scanner.peek() != ")":
            raise QueryError(f"The parenthesis at column {column} is never closed; expected `)`.", column)
        scanner.at += 1
        self._depth -= 1
        return node

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._scanner.error(f"A query goes at most {DEEPEST} levels deep")

    def _count(self, node: Node) -> None:
        self._leaves += len(getattr(node, "items", (node,)))
        if self._leaves > MOST_LEAVES:
            raise self._scanner.error(f"A query has at most {MOST_LEAVES} words and fields")
