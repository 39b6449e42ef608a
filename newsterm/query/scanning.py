"""Reading a query's text from left to right: spaces, words, quoted phrases, and errors with their column."""

import re

from newsterm.model.errors import QueryError

_WORD = re.compile(r'[^\s()"|]+')
_LIST_WORD = re.compile(r'[^\s()"|,]+')
_SPACES = re.compile(r"\s*")
_PHRASE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\])')
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


class Scanner:
    """A text with a place in it.

    Args:
        text: the whole query.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        """How many characters have been read."""

    def has_ended(self) -> bool:
        """Whether all has been read."""
        return self.at >= len(self.text)

    @property
    def column(self) -> int:
        """The column of the next character, from 1."""
        return self.at + 1

    def peek(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.at : self.at + 1]

    def error(self, message: str, column: int | None = None) -> QueryError:
        """An error at the next character or a given column; the message gets the column and a full stop added."""
        column = self.column if column is None else column
        return QueryError(f"{message} (column {column}).", column)

    def refuse_control_characters(self) -> None:
        """Refuse what no keyboard writes.

        Raises:
            QueryError: there is such a character.
        """
        if found := _UNREADABLE.search(self.text):
            raise self.error("A control character cannot be searched for", found.start() + 1)

    def skip_spaces(self) -> None:
        """Go on to the next character that is no space."""
        found = _SPACES.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def take_word(self, *, in_list: bool = False) -> str:
        """Read on to a space, parenthesis, quote or bar, in a list to a comma too; "" where none begins here."""
        found = (_LIST_WORD if in_list else _WORD).match(self.text, self.at)
        if not found:
            return ""
        self.at = found.end()
        return found[0]

    def take_phrase(self) -> str:
        r"""Read a phrase with its quotes; within it \" is a quote and \\ a backslash.

        Raises:
            QueryError: it does not end.
        """
        found = _PHRASE.match(self.text, self.at)
        if not found:
            raise self.error('This quote is never closed; expected another "')
        self.at = found.end()
        return _ESCAPED.sub(r"\1", found[1])
