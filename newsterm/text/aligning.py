"""Aligning two sequences: equal items first, by those that occur once in each, then what is alike.

The anchors are those of patience diff (Bram Cohen's): items unique in both sequences, in the longest run that keeps
their order. All costs are bounded by the number of items, so that no text takes long; what is too much is left apart.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

Pair = tuple[int | None, int | None]
"""Index of an item in the one and in the other sequence; None where it has no partner."""
_MOST_COMPARED: Final = 10_000
"""Items of the one times items of the other between two anchors that are compared item by item."""
_MOST_CELLS: Final = 60_000
"""The same for what is alike; a larger gap is halved."""
_MOST_ITEMS: Final = 8_000
"""Items of a gap beyond which nothing in it is compared."""
_BAND: Final = 8
"""How many items before and after its place an item of a long gap is compared with."""
_ALIKE: Final = 0.4
"""How alike two items must be to be partners, from 0 to 1."""


def equal_runs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give the runs of equal items in order: where in the one, where in the other, how many (never 0)."""
    begin, end = 0, 0
    least = min(len(one), len(other))
    while begin < least and one[begin] == other[begin]:
        begin += 1
    while end < least - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    if begin:
        yield 0, 0, begin
    yield from _between(one, other, begin, len(one) - end, begin, len(other) - end)
    if end:
        yield len(one) - end, len(other) - end, end


def aligned(one: Sequence[str], other: Sequence[str], likeness: Callable[[int, int], float]) -> Iterator[Pair]:
    """Pair items, all of both in order: equal ones, and between these such as are alike.

    Args:
        one: keys of the items.
        other: the same.
        likeness: how alike two items are, by their indices: from 0 to 1.
    """
    at_one = at_other = 0
    for begin_one, begin_other, length in (*equal_runs(one, other), (len(one), len(other), 0)):
        yield from _alike(at_one, begin_one, at_other, begin_other, likeness)
        yield from ((begin_one + step, begin_other + step) for step in range(length))
        at_one, at_other = begin_one + length, begin_other + length


def _between(
    one: Sequence[str], other: Sequence[str], low: int, high: int, other_low: int, other_high: int
) -> Iterator[tuple[int, int, int]]:
    """The equal runs of `one[low:high]` and `other[other_low:other_high]`."""
    if low == high or other_low == other_high:
        return
    if (high - low) * (other_high - other_low) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, one[low:high], other[other_low:other_high], autojunk=False)
        for begin, other_begin, length in matcher.get_matching_blocks():
            if length:
                yield low + begin, other_low + other_begin, length
        return
    anchors = _anchors(one, other, low, high, other_low, other_high)
    if not anchors:
        return
    for at, other_at in anchors:
        if at < low or other_at < other_low:
            continue
        yield from _between(one, other, low, at, other_low, other_at)
        end, other_end = at + 1, other_at + 1
        while end < high and other_end < other_high and one[end] == other[other_end]:
            end, other_end = end + 1, other_end + 1
        yield at, other_at, end - at
        low, other_low = end, other_end
    yield from _between(one, other, low, high, other_low, other_high)


def _anchors(
    one: Sequence[str], other: Sequence[str], low: int, high: int, other_low: int, other_high: int
) -> list[tuple[int, int]]:
    """Items that occur once in each, as the longest run that keeps their order in both (by patience sorting)."""
    counts, other_counts = Counter(one[low:high]), Counter(other[other_low:other_high])
    places = {other[at]: at for at in range(other_low, other_high) if other_counts[other[at]] == 1}
    pairs = [(at, places[one[at]]) for at in range(low, high) if counts[one[at]] == 1 and one[at] in places]
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(at)
            ends.append(number)
        else:
            tops[pile], ends[pile] = at, number
    found: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _alike(
    low: int, high: int, other_low: int, other_high: int, likeness: Callable[[int, int], float]
) -> Iterator[Pair]:
    """Pair what is alike in a gap, so that likeness adds up to the most (Needleman and Wunsch 1970)."""
    rows, columns = high - low, other_high - other_low
    if rows and columns and rows * columns > _MOST_CELLS and rows + columns <= _MOST_ITEMS:
        middle, other_middle = low + rows // 2, other_low + columns // 2
        yield from _alike(low, middle, other_low, other_middle, likeness)
        yield from _alike(middle, high, other_middle, other_high, likeness)
        return
    if not rows or not columns or rows + columns > _MOST_ITEMS:
        yield from ((low + row, None) for row in range(rows))
        yield from ((None, other_low + column) for column in range(columns))
        return
    is_small = rows * columns <= _MOST_COMPARED
    gains: dict[tuple[int, int], float] = {}
    best = [[0.0] * (columns + 1)]
    for row in range(rows):
        line = [0.0]
        above = best[-1]
        middle = row * columns // rows
        for column in range(columns):
            most = max(above[column + 1], line[column])
            if is_small or abs(column - middle) <= _BAND:
                alike = likeness(low + row, other_low + column)
                if alike >= _ALIKE and above[column] + alike > most:
                    most = above[column] + alike
                    gains[row, column] = alike
            line.append(most)
        best.append(line)
    pairs: list[Pair] = []
    row, column = rows, columns
    while row and column:
        if (row - 1, column - 1) in gains and best[row][column] == best[row - 1][column - 1] + gains[
            row - 1, column - 1
        ]:
            row, column = row - 1, column - 1
            pairs.append((low + row, other_low + column))
        elif best[row][column] == best[row][column - 1]:
            column -= 1
            pairs.append((None, other_low + column))
        else:
            row -= 1
            pairs.append((low + row, None))
    pairs += [(low + left, None) for left in range(row - 1, -1, -1)]
    pairs += [(None, other_low + left) for left in range(column - 1, -1, -1)]
    yield from reversed(pairs)
