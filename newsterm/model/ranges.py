"""Ranges of characters in a text, found by where they stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Range: TypeAlias = tuple[int, int]
"""`[begin, end)`, in code points."""


class Ranges:
    """Ranges in order, none of which overlap; looking one up takes as long among ten thousand as among ten.

    Args:
        ranges: in any order; empty ones are left out, and of those that overlap the first stays.
    """

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        last = None
        for begin, end in sorted(ranges):
            if begin < end and (last is None or begin >= last):
                self._begins.append(begin)
                self._ends.append(end)
                last = end

    def __len__(self) -> int:
        """How many there are."""
        return len(self._begins)

    def __getitem__(self, index: int) -> Range:
        """The range of that number."""
        return self._begins[index], self._ends[index]

    def __iter__(self) -> Iterator[Range]:
        """All ranges in order."""
        return zip(self._begins, self._ends, strict=True)

    def within(self, begin: int, end: int) -> range:
        """The numbers of the ranges that have a character in `[begin, end)`."""
        return range(bisect_right(self._ends, begin), bisect_left(self._begins, end) if begin < end else 0)

    def index(self, wanted: Range) -> int | None:
        """The number of a range, None if it is not among them."""
        at = bisect_left(self._begins, wanted[0])
        return at if at < len(self) and self[at] == wanted else None

    def first_from(self, offset: int) -> int | None:
        """The number of the first range that begins at an offset or after it, None if there is none."""
        at = bisect_left(self._begins, offset)
        return at if at < len(self) else None
