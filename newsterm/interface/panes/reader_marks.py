"""What is marked in the text of an article: hits of a search in it, words of watchlists, letters on its links."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsterm.interface.panes.reader_line import ReaderLine
from newsterm.model.ranges import Range, Ranges
from newsterm.model.watchlist import Watchlist
from newsterm.text.cell_width import cell_width
from newsterm.text.wrapping import Line

_NOTHING: Final = Ranges()


class Watched(NamedTuple):
    """Where the words of watchlists stand, with the watchlist of each."""

    ranges: Ranges = _NOTHING
    watchlists: Sequence[Watchlist] = ()
    """For each range."""


NOTHING_WATCHED: Final = Watched()


class LinkLabel(NamedTuple):
    """Letters laid over a link."""

    column: int
    """The first cell of the line that it is laid over."""
    letters: str


class ReaderMarks(NamedTuple):
    """All marks of one article, in offsets of its document's text; the title's are below 0."""

    found: Ranges = _NOTHING
    watched: Watched = NOTHING_WATCHED
    current: Range | None = None
    """The hit that one went to last."""
    missed: bool = False
    """Whether something was looked for that is not there."""

    def with_found(self, found: Ranges, *, missed: bool = False) -> "ReaderMarks":
        """The same with the hits of another search."""
        return self._replace(found=found, current=None, missed=missed)

    def with_watched(self, watched: Watched) -> "ReaderMarks":
        """The same with the words of other watchlists."""
        return self._replace(watched=watched)

    def at(self, current: Range | None) -> "ReaderMarks":
        """The same with another hit that one is at."""
        return self._replace(current=current)

    @property
    def hits(self) -> Ranges:
        """What one goes through: the hits of the search, without one the words of the watchlists."""
        return self.found if len(self.found) else self.watched.ranges

    def words(self) -> str:
        """Which hit one is at, such as "3 of 12"; "" where there is nothing to say."""
        if self.missed:
            return "no hits"
        at = None if self.current is None else self.hits.index(self.current)
        return "" if at is None else f"{at + 1:,} of {len(self.hits):,}"

    def on_line(self, line: Line) -> Iterator[tuple[int, int, str]]:
        """The marks of a line, the uppermost last: first and last column of its characters, name of a style."""
        for number, begin, end in _columns(line, self.watched.ranges):
            yield begin, end, f"watched-{self.watched.watchlists[number].tint}"
        for _, begin, end in _columns(line, self.found):
            yield begin, end, "found"
        if self.current is not None:
            for _, begin, end in _columns(line, Ranges([self.current])):
                yield begin, end, "found-current"

    def beside(self, line: Line) -> Watchlist | None:
        """The watchlist whose mark stands beside a line: that of its first word."""
        numbers = [number for number, _, _ in _columns(line, self.watched.ranges)]
        return self.watched.watchlists[min(numbers)] if numbers else None


def links_on(lines: Sequence[ReaderLine]) -> Iterator[tuple[int, int, str]]:
    """The links of some lines from the top: index of the line, cell where the link begins, its address.

    A link that goes on on the next line counts once.
    """
    goes_on: tuple[int, str] | None = None
    for index, shown in enumerate(lines):
        line = shown.line
        for span in line.spans:
            if not span.link or not span.target:
                continue
            if span.start or goes_on != (index, span.target):
                yield index, cell_width(line.prefix + line.text[: span.start]), span.target
            goes_on = (index + 1, span.target) if span.end >= len(line.text) and line.kind else None


def _columns(line: Line, ranges: Ranges) -> Iterator[tuple[int, int, int]]:
    """Where ranges stand on a line: number of the range, first and last column of its characters."""
    if not len(ranges):
        return
    lead = len(line.prefix)
    for at, offset, length in line.pieces:
        for number in ranges.within(offset, offset + length):
            begin, end = ranges[number]
            low, high = max(begin - offset, 0), min(end - offset, length)
            yield number, lead + at + low, lead + at + high
