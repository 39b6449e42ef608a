"""Finding in one article's text: what is typed, as it is read, or a regular expression between slashes."""

import re
from typing import Final

from newsterm.model.article import title_start
from newsterm.model.errors import QueryError
from newsterm.model.ranges import Range, Ranges
from newsterm.query.folded_text import as_read, fold_read
from newsterm.query.patterns import check_pattern, compiled

LONGEST_FIND: Final = 0.25
"""Seconds that a regular expression may take in one text."""
_BETWEEN_SLASHES: Final = re.compile(r"/(.+)/(i?)", re.DOTALL)
_SPACE: Final = r"(?: +|\n(?!\n))"


class Findable:
    """An article's title and text, to find in.

    Offsets of what is found count from the beginning of the text; the title stands before it, so that its
    offsets are below 0.

    Args:
        title: of the article.
        text: of its document.
    """

    def __init__(self, title: str, text: str) -> None:
        self._parts = ((title_start(title), title), (0, text))
        self._folded = [(start, as_read(part)) for start, part in self._parts]

    def find(self, wanted: str, *, seconds: float = LONGEST_FIND) -> Ranges:
        """Find what is typed, spaces at its ends left out.

        Args:
            wanted: words as they are read, or `/regular expression/` with an `i` behind it to ignore case.
            seconds: that a regular expression may take.

        Raises:
            QueryError: it is no regular expression, or takes too long.
        """
        wanted = wanted.strip()
        if between := _BETWEEN_SLASHES.fullmatch(wanted):
            return self._find_pattern(between[1], bool(between[2]), seconds)
        words = "".join(map(fold_read, wanted)).split()
        if not words:
            return Ranges()
        pattern = re.compile(_SPACE.join(map(re.escape, words)))
        return Ranges(
            (start + begin, start + end) for start, part in self._folded for begin, end in part.found(pattern)
        )

    def _find_pattern(self, pattern: str, ignore_case: bool, seconds: float) -> Ranges:
        check_pattern(pattern, 2)
        return Ranges(
            (start + begin, start + end)
            for start, part in self._parts
            for begin, end in pattern_ranges(pattern, part, ignore_case=ignore_case, seconds=seconds)
        )


def pattern_ranges(pattern: str, text: str, *, ignore_case: bool, seconds: float) -> list[Range]:
    """Where a regular expression is found in a text, empty matches left out.

    Raises:
        QueryError: it takes longer than so many seconds.
    """
    try:
        matches = compiled(pattern, ignore_case).finditer(text, timeout=seconds, concurrent=True)
        return [match.span() for match in matches if match.end() > match.start()]
    except TimeoutError:
        raise QueryError(f"The regular expression /{pattern}/ takes too long; simplify it.", 1) from None
    except (MemoryError, RecursionError):
        raise QueryError(f"The regular expression /{pattern}/ is too complicated.", 1) from None
