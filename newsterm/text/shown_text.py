"""A stretch of a document's text as it is shown: with the numbers of its links put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsterm.model.document import Span, SpanKind


@dataclass(frozen=True, slots=True)
class LineSpan:
    """A run `[start, end)` of shown text, in its offsets."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""
    link: int = 0
    """The link's number, 0 for other spans."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """Shown text with what it says of the document."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    """(offset in `text`, offset in the document, length), in order; what lies between was put in."""
    spans: tuple[LineSpan, ...] = ()

    def pieces_in(self, begin: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """The pieces within `[begin, end)`, with offsets counted from `begin`."""
        if len(self.pieces) == 1 and self.pieces[0][0] == 0:
            _, offset, length = self.pieces[0]
            return ((0, offset + begin, max(min(end, length) - begin, 0)),)
        found = []
        for at, offset, length in self.pieces:
            low, high = max(at, begin), min(at + length, end)
            if low < high:
                found.append((low - begin, offset + low - at, high - low))
        return tuple(found)

    def spans_in(self, begin: int, end: int) -> tuple[LineSpan, ...]:
        """The spans within `[begin, end)`, with offsets counted from `begin`."""
        return tuple(
            LineSpan(max(span.start, begin) - begin, min(span.end, end) - begin, span.kind, span.target, span.link)
            for span in self.spans
            if span.start < end and span.end > begin
        )


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
    shifts: list[tuple[int, int]] = []
    column, at = 0, start
    for stop, number in marks:
        pieces.append((column, at, stop - at))
        mark = f"[{number}]"
        parts += [text[at:stop], mark]
        column += stop - at + len(mark)
        shifts.append((stop, len(mark)))
        at = stop
    pieces.append((column, at, end - at))
    parts.append(text[at:end])
    return ShownText(
        "".join(parts),
        tuple(piece for piece in pieces if piece[2]),
        tuple(_shown(span, start, shifts, numbers) for span in spans),
    )


def _shown(span: Span, start: int, shifts: Sequence[tuple[int, int]], numbers: Mapping[str, int]) -> LineSpan:
    """A span in the offsets of the shown text; a link takes its number along."""
    is_link = span.kind is SpanKind.LINK
    before = sum(length for stop, length in shifts if stop <= span.start)
    within = sum(length for stop, length in shifts if span.start < stop < span.end or (is_link and stop == span.end))
    low = span.start - start + before
    number = numbers[span.target] if is_link else 0
    return LineSpan(low, low + span.end - span.start + within, span.kind, span.target, number)
