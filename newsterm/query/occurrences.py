"""Where the words and regular expressions of a query stand in an article that it finds: what a reader marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsterm.model.article import title_start
from newsterm.model.ranges import Range
from newsterm.query.fields import field_of
from newsterm.query.finding import pattern_ranges
from newsterm.query.folded_text import as_tokens
from newsterm.query.tokens import tokenise
from newsterm.query.tree import And, Everything, Node, Or, Pattern, Query, Text

_LONGEST = 0.1
"""Seconds that one regular expression may take in one text."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a query looks for in one column of the full text."""

    words: re.Pattern[str] | None
    """Finds its words, phrases and beginnings of words in a text folded to tokens; None where it has none."""
    patterns: tuple[Pattern, ...]

    def ranges(self, text: str) -> list[Range]:
        """Where it stands in a text, in no order; ranges may overlap.

        Raises:
            QueryError: a regular expression takes too long.
        """
        found = list(as_tokens(text).found(self.words)) if self.words else []
        for leaf in self.patterns:
            found += pattern_ranges(leaf.pattern, text, ignore_case=leaf.ignore_case, seconds=_LONGEST)
        return found


class Occurrences:
    """What a query looks for in titles and texts, apart from what it rules out.

    Args:
        query: with the queries of views in their places.
    """

    def __init__(self, query: Query) -> None:
        leaves = [] if isinstance(query, Everything) else list(_wanted(query))
        self.title = _sought(leaves, "title")
        self.body = _sought(leaves, "body")

    def in_article(self, title: str, text: str) -> list[Range]:
        """Where it stands in an article; the title's offsets are below 0, as in `finding.Findable`.

        Raises:
            QueryError: a regular expression takes too long.
        """
        start = title_start(title)
        return [(start + begin, start + end) for begin, end in self.title.ranges(title)] + self.body.ranges(text)


def _wanted(node: Node) -> Iterator[Text | Pattern]:
    match node:
        case Text() | Pattern():
            yield node
        case And(items) | Or(items):
            for item in items:
                yield from _wanted(item)


def _sought(leaves: Sequence[Text | Pattern], column: str) -> Sought:
    here = [leaf for leaf in leaves if column in field_of(leaf.field).columns]
    words = sorted({_expression(leaf) for leaf in here if isinstance(leaf, Text)}, key=len, reverse=True)
    pattern = re.compile(f"(?<![^ ])(?:{'|'.join(words)})(?![^ ])") if words else None
    return Sought(pattern, tuple(leaf for leaf in here if isinstance(leaf, Pattern)))


def _expression(leaf: Text) -> str:
    """A word or phrase as a regular expression over folded text; a word that may go on is taken whole."""
    return " +".join(map(re.escape, tokenise(leaf.text))) + ("[^ ]*" if leaf.prefix else "")
