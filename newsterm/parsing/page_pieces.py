"""Pages that keep a story in several pieces, with adverts between them: the pieces are put together again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from lxml.html import HtmlElement

_OTHERS: Final = re.compile(
    r"comment|repl(?:y|ies)|related|teaser|card|promo|recommend|sidebar|foot|nav|excerpt|summar|caption|menu|author"
    r"|\bbio|widget|share|newsletter",
    re.IGNORECASE,
)
"""Classes of what a page has several of that are no pieces of one story."""
_LEAST_TEXT: Final = 200
_LEAST_SHARE: Final = 0.5
"""Of the text in the element that has all the pieces in it, how much must be theirs."""
_MOST: Final = 60
"""Pieces of one story."""


def join_pieces(page: HtmlElement) -> None:
    """Move the later pieces of a story into its first.

    Pieces are elements of one kind and class with paragraphs in them, side by side in an element that has little else
    to say, and no heading of its own between them. What finds stories would take the largest for the whole.
    """
    groups: defaultdict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in page.iter("div", "section"):
        name = " ".join(sorted((element.get("class") or "").split()))
        if name and not _OTHERS.search(name) and _is_text(element):
            groups[str(element.tag), name].append(element)
    for pieces in groups.values():
        if 1 < len(pieces) <= _MOST and _are_one_story(pieces):
            first = pieces[0]
            for piece in pieces[1:]:
                first.extend(list(piece))


def _is_text(element: HtmlElement) -> bool:
    paragraphs = list(element.iterchildren("p"))
    return len(paragraphs) > 1 and _length(paragraphs) >= _LEAST_TEXT


def _are_one_story(pieces: Sequence[HtmlElement]) -> bool:
    around = [set(piece.iterancestors()) for piece in pieces]
    own = set(pieces)
    if any(ancestors & own for ancestors in around):
        return False
    common = next((one for one in pieces[0].iterancestors() if all(one in ancestors for ancestors in around)), None)
    if common is None or _length(pieces) < _LEAST_SHARE * _length([common]):
        return False
    return all(
        own.intersection(heading.iterancestors()) for heading in common.iterdescendants("h1", "h2", "h3", "article")
    )


def _length(elements: Iterable[HtmlElement]) -> int:
    return sum(len(text) for element in elements for text in element.itertext())
