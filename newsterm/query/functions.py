"""The SQL functions that compiled queries call, registered on each connection that runs them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from newsterm.query.names import fold_name, is_at_site, is_tag_below
from newsterm.query.patterns import LONGEST_MATCH, LONGEST_QUERY, Stopwatch

_T = TypeVar("_T")


class QueryFunctions:
    """The functions of one connection, with the time that its regular expressions may take.

    Args:
        document_text: makes a document's text of its stored bytes.
        has_image: tells of a document's stored bytes whether it has a picture.
    """

    def __init__(self, document_text: Callable[[bytes], str], has_image: Callable[[bytes], bool]) -> None:
        self._document_text = document_text
        self._has_image = has_image
        self._stopwatch: Stopwatch | None = None
        self._error: Exception | None = None

    @contextmanager
    def running(self, seconds: float = LONGEST_QUERY) -> Iterator[None]:
        """Run statements of one query: its regular expressions may take `seconds` together.

        Raises:
            QueryError: they took longer. (SQLite alone would only say that a function failed.)
        """
        self._stopwatch, self._error = Stopwatch(seconds), None
        try:
            yield
        except sqlite3.OperationalError as raised:
            if self._error is not None:
                raise self._error from raised
            raise
        finally:
            self._stopwatch, self._error = None, None

    def matches(self, pattern: str, ignore_case: int, text: str) -> bool:
        """Whether a pattern is found in a text."""
        stopwatch = self._stopwatch or Stopwatch(LONGEST_MATCH)
        return self._keep_error(lambda: stopwatch.found(pattern, bool(ignore_case), text))

    def document_matches(self, pattern: str, ignore_case: int, document: bytes) -> bool:
        """Whether a pattern is found in a stored document's text."""
        return self.matches(pattern, ignore_case, self._keep_error(lambda: self._document_text(document)))

    def has_image(self, document: bytes) -> bool:
        """Whether a stored document has a picture."""
        return self._keep_error(lambda: self._has_image(document))

    def _keep_error(self, compute: Callable[[], _T]) -> _T:
        try:
            return compute()
        except Exception as error:
            self._error = error
            raise


def register_functions(
    connection: sqlite3.Connection, document_text: Callable[[bytes], str], has_image: Callable[[bytes], bool]
) -> QueryFunctions:
    """Define on a connection what compiled queries call.

    Args:
        connection: any connection to a library.
        document_text: makes a document's text of its stored bytes.
        has_image: tells of a document's stored bytes whether it has a picture.

    Returns:
        The functions; run queries within `running()`, so that a regular expression that takes too long
        ends as a `QueryError` with a sentence.
    """
    functions = QueryFunctions(document_text, has_image)
    for name, count, function in (
        ("newsterm_fold", 1, fold_name),
        ("newsterm_tag_below", 2, is_tag_below),
        ("newsterm_at_site", 2, is_at_site),
        ("newsterm_matches", 3, functions.matches),
        ("newsterm_document_matches", 3, functions.document_matches),
        ("newsterm_has_image", 1, functions.has_image),
    ):
        connection.create_function(name, count, function, deterministic=True)
    return functions
