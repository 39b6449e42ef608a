"""Texts that are folded to be searched and know where each of their characters stood before."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from re import Pattern
from typing import Final

from newsterm.model.ranges import Range
from newsterm.query.tokens import fold

_PLAIN: Final = {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"}
"""Quotation marks and dashes as a keyboard has them."""


class FoldedText:
    """A text with its folded form, in which patterns are looked for.

    Args:
        text: the text as it is.
        fold_character: makes one folded character of each, or "" of those that are left out.
    """

    def __init__(self, text: str, fold_character: Callable[[str], str]) -> None:
        table = {ord(character): fold_character(character) for character in set(text)}
        self.folded = text.translate(table)
        self._gaps: list[int] = []
        """For each character that was left out, its place in the folded text."""
        if len(self.folded) != len(text):
            dropped = {chr(code) for code, folded in table.items() if not folded}
            places = (index for index, character in enumerate(text) if character in dropped)
            self._gaps = [index - before for before, index in enumerate(places)]

    def found(self, pattern: Pattern[str]) -> Iterator[Range]:
        """Where a pattern is found, in characters of the text as it is; marks go with the letter before them."""
        for match in pattern.finditer(self.folded):
            begin, end = match.span()
            if begin < end:
                yield begin + bisect_right(self._gaps, begin), end + bisect_right(self._gaps, end)


def as_tokens(text: str) -> FoldedText:
    """A text folded as the full-text index sees it: letters and digits, with a space for all else."""
    return FoldedText(text, fold)


def as_read(text: str) -> FoldedText:
    """A text folded as its reader types it: without case, accents and the printer's quotation marks and dashes."""
    return FoldedText(text, fold_read)


def fold_read(character: str) -> str:
    """Fold one character and keep what parts words; white space but a line feed becomes a space."""
    folded = fold(character)
    if folded != " ":
        return folded
    if character.isspace():
        return "\n" if character == "\n" else " "
    return _PLAIN.get(character, character)
