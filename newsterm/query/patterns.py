"""Regular expressions of queries: which are let in, and matching under a time limit.

The `regex` package can stop a match after a time; what could burn memory before that is refused.
"""

import math
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from newsterm.model.errors import QueryError

if TYPE_CHECKING:
    import regex

LONGEST_MATCH = 0.25
"""Seconds that one match may take."""
LONGEST_QUERY = 60.0
"""Seconds that all matches of one query may take together: many articles take their time."""
_QUICK_MATCH, _QUICK_CHARACTER = 0.000_1, 0.000_001
"""Seconds that a sound match takes, and for each character, at most; what one takes beyond that counts as slow."""
_LONGEST_SLOW = 0.5
"""Seconds that the matches of one query may be slow together: it is the expression then, not their number."""
_LONGEST_PATTERN = 500
_MOST_GROUPS = 50
_MOST_REPEATS = 1000
_REPEAT = re.compile(r"\{(\d*),?(\d*)\}")
_RECURSION = re.compile(r"\(\?(?:R|[+-]?\d|&|P>)")


def check_pattern(pattern: str, column: int) -> None:
    """Refuse what is no regular expression or what would take too much memory.

    Args:
        pattern: the pattern without its slashes.
        column: where it begins, for the error.

    Raises:
        QueryError: with a reason.
    """
    if not pattern:
        raise QueryError(
            f"The regular expression at column {column} is empty; write what to find between the slashes.", column
        )
    if len(pattern) > _LONGEST_PATTERN:
        raise QueryError(
            f"The regular expression at column {column} is longer than {_LONGEST_PATTERN} characters.", column
        )
    if pattern.count("(") > _MOST_GROUPS:
        raise QueryError(f"The regular expression at column {column} has more than {_MOST_GROUPS} groups.", column)
    counts = (max(int((low or "1")[:9]), int((high or "1")[:9]), 1) for low, high in _REPEAT.findall(pattern))
    if math.prod(counts) > _MOST_REPEATS:
        raise QueryError(
            f"The regular expression at column {column} repeats more than {_MOST_REPEATS:,} times; use * or + instead.",
            column,
        )
    if found := _RECURSION.search(pattern):
        at = column + found.start()
        raise QueryError(f"A regular expression may not call itself (column {at}).", at)
    import regex  # dear to import, and few queries need it

    try:
        compiled(pattern, False)
        compiled(pattern, True)
    except regex.error as error:
        at = column + min(getattr(error, "pos", None) or 0, len(pattern))
        raise QueryError(
            f"This is no regular expression: {getattr(error, 'msg', error)} at column {at}.", at
        ) from error
    except (RecursionError, OverflowError, MemoryError) as error:
        raise QueryError(f"The regular expression at column {column} is too complicated.", column) from error
    except Exception as error:  # the border to a foreign parser: flags that contradict each other are a ValueError
        raise QueryError(f"This is no regular expression: {error} (column {column}).", column) from error


@lru_cache(maxsize=64)
def compiled(pattern: str, ignore_case: bool) -> "regex.Pattern[str]":
    """A pattern ready to match."""
    import regex

    return regex.compile(pattern, regex.VERSION0 | (regex.IGNORECASE if ignore_case else 0))


class Stopwatch:
    """Matches until the time of one query is used up.

    Args:
        seconds: what all matches may take together.
    """

    def __init__(self, seconds: float = LONGEST_QUERY) -> None:
        self._left = seconds
        self._slow_left = _LONGEST_SLOW

    def found(self, pattern: str, ignore_case: bool, text: str, /) -> bool:
        """Whether a pattern is found in a text.

        Raises:
            QueryError: the time is used up.
        """
        if self._left <= 0 or self._slow_left <= 0:
            raise took_too_long(pattern)
        began = time.thread_time()
        seconds = min(LONGEST_MATCH, self._left)
        try:
            # Concurrent: the interpreter's lock is let go, so that a screen beside it goes on.
            return compiled(pattern, ignore_case).search(text, timeout=seconds, concurrent=True) is not None
        except TimeoutError:
            raise took_too_long(pattern) from None
        except (MemoryError, RecursionError):
            raise QueryError(f"The regular expression /{pattern}/ is too complicated.", 1) from None
        finally:
            took = time.thread_time() - began
            self._left -= took
            self._slow_left -= max(took - _QUICK_MATCH - _QUICK_CHARACTER * len(text), 0.0)


def took_too_long(pattern: str) -> QueryError:
    """The error of a pattern that was stopped."""
    return QueryError(
        f"The regular expression /{pattern}/ takes too long; add words, feed: or date: beside it, or simplify it.", 1
    )
