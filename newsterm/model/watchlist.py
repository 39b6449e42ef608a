"""Watchlists: what the user wants to see marked wherever it stands."""

from typing import Final, NamedTuple

COLOURS: Final = ("yellow", "green", "blue", "pink")
"""The colours of watchlists, in the order of the four tints that a theme has for highlights."""
MARK: Final = "■"
"""The mark of a watchlist that has none of its own."""
STATE_MARKS: Final = "●★✓◷☾◆✎!"
"""Marks that say how an article, a row or a feed is; no watchlist has one of them."""


class Watchlist(NamedTuple):
    """A query whose articles bear a mark, and whose words are marked in them."""

    name: str
    query: str
    """In the query language; a regular expression stands between slashes there."""
    colour: str = COLOURS[0]
    """One of `COLOURS`."""
    mark: str = MARK
    """One character of one cell, none of `STATE_MARKS`."""

    @property
    def tint(self) -> int:
        """The number of its colour's tint, from 1."""
        return COLOURS.index(self.colour) + 1
