"""A stretch of a document's text as it is shown: with the numbers of its links put in."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from newsterm.model.document import Span, SpanKind

_LAST: Final = sys.maxsize


class LineSpan(NamedTuple):
    """A run `[start, end)` of shown text, in its offsets."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""
    link: int = 0
    """The link's number, 0 for other spans."""


class ShownText(NamedTuple):
    """Shown text with what it says of the document."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    """(offset in `text`, offset in the document, length), in order; what lies between was put in."""
    spans: tuple[LineSpan, ...] = ()
    ends: tuple[int, ...] = ()
    """Of each span the furthest end so far; left out where there are few spans."""

    def pieces_in(self, begin: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """The pieces within `[begin, end)`, with offsets counted from `begin`."""
        if len(self.pieces) == 1 and self.pieces[0][0] == 0:
            _, offset, length = self.pieces[0]
            begin = min(begin, length)
            return ((0, offset + begin, max(min(end, length) - begin, 0)),)
        found = []
        for index in range(max(bisect_right(self.pieces, (begin, _LAST, 0)) - 1, 0), len(self.pieces)):
            at, offset, length = self.pieces[index]
            if at >= end:
                break
            low, high = max(at, begin), min(at + length, end)
            if low < high:
                found.append((low - begin, offset + low - at, high - low))
        return tuple(found)

    def offset_at(self, column: int) -> int:
        """The offset in the document that a column shows, or of the text before it where something was put in."""
        at, offset, length = self.pieces[max(bisect_right(self.pieces, (column, _LAST, 0)) - 1, 0)]
        return offset + min(max(column - at, 0), length)

    def spans_in(self, begin: int, end: int) -> tuple[LineSpan, ...]:
        """The spans within `[begin, end)`, with offsets counted from `begin`."""
        if not self.spans:
            return ()
        found = []
        for index in range(bisect_right(self.ends, begin), len(self.spans)):
            span = self.spans[index]
            if span.start >= end:
                break
            if span.end > begin:
                low, high = max(span.start, begin) - begin, min(span.end, end) - begin
                found.append(LineSpan(low, high, span.kind, span.target, span.link))
        return tuple(found)


def show(text: str, start: int, end: int, spans: Sequence[Span], numbers: Mapping[str, int]) -> ShownText:
    """Show `text[start:end]`, each link followed by its number in brackets.

    Args:
        text: the document's text.
        start: first offset.
        end: offset after the last.
        spans: the document's spans within that stretch.
        numbers: of the links, by address.
    """
    if not spans:
        return ShownText(text[start:end], ((0, start, end - start),))
    marks = sorted((span.end, numbers[span.target]) for span in spans if span.kind is SpanKind.LINK)
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    lengths: list[int] = []
    column, at = 0, start
    for stop, number in marks:
        pieces.append((column, at, stop - at))
        mark = f"[{number}]"
        parts += [text[at:stop], mark]
        column += stop - at + len(mark)
        lengths.append(len(mark))
        at = stop
    pieces.append((column, at, end - at))
    parts.append(text[at:end])
    shifts = _Shifts([stop for stop, _ in marks], list(accumulate(lengths, initial=0)))
    shown = tuple(_shown(span, start, shifts, numbers) for span in spans)
    return ShownText(
        "".join(parts),
        tuple(piece for piece in pieces if piece[2]),
        shown,
        tuple(accumulate((span.end for span in shown), max)),
    )


class _Shifts(NamedTuple):
    """How far what was put in moves the text behind it."""

    stops: Sequence[int]
    """The offsets at which something was put in, in order."""
    sums: Sequence[int]
    """How many characters before the first of them, the second, … and after the last."""


def _shown(span: Span, start: int, shifts: _Shifts, numbers: Mapping[str, int]) -> LineSpan:
    """A span in the offsets of the shown text; a link takes its number along."""
    is_link = span.kind is SpanKind.LINK
    before = shifts.sums[bisect_right(shifts.stops, span.start)]
    upto = shifts.sums[(bisect_right if is_link else bisect_left)(shifts.stops, span.end)]
    number = numbers[span.target] if is_link else 0
    return LineSpan(span.start - start + before, span.end - start + upto, span.kind, span.target, number)
