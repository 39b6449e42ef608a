"""Taking pieces out of a document; what is left keeps its blocks and spans, at their new places."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsterm.model.document import Block, BlockKind, Document, Span

Range = tuple[int, int]
"""[start, end) of a document's text."""
_WITHOUT_TEXT = {BlockKind.IMAGE, BlockKind.RULE}
_CLOSING = frozenset(".,;:!?)]}’”…»")


def cut(document: Document, ranges: Iterable[Range]) -> Document:
    """Take ranges of its text out of a document.

    White space that would then begin or end a block, or double up within one, goes too; a block that is left without
    text goes as a whole, unless it never had any, and what else stands in its list item gets its marker. It takes
    time in proportion to the document and the ranges.

    Args:
        document: any with blocks.
        ranges: in any order; they may overlap.
    """
    gone = merged(ranges)
    return _rebuilt(document, gone, set()) if gone else document


def without_blocks(document: Document, numbers: Iterable[int]) -> Document:
    """Take whole blocks out of a document, by their numbers."""
    dropped = set(numbers)
    return _rebuilt(document, [], dropped) if dropped else document


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch or overlap made one; empty ones left out."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _rebuilt(document: Document, gone: Sequence[Range], dropped: set[int]) -> Document:
    rebuilding = _Rebuilding(document)
    first = 0
    for number, block in enumerate(document.blocks):
        while first < len(gone) and gone[first][1] <= block.start:
            first += 1
        last = first
        while last < len(gone) and gone[last][0] < block.end:
            last += 1
        rebuilding.add(block, gone[first:last], is_dropped=number in dropped)
    return rebuilding.finish()


class _Rebuilding:
    """A document that is put together anew from what stays of another."""

    def __init__(self, document: Document) -> None:
        self._old = document
        self._text: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        """Where the pieces that stay began, in order."""
        self._pieces: list[tuple[int, int]] = []
        """For each of them: where it ended, and where it begins now."""
        self._marker = ""

    def add(self, block: Block, gone: Sequence[Range], *, is_dropped: bool) -> None:
        """Take over what stays of a block."""
        kept = [] if is_dropped else list(_kept(self._old.text, block, gone))
        if not kept and (is_dropped or block.kind not in _WITHOUT_TEXT or block.start != block.end):
            self._marker = block.marker or self._marker
            return
        marker = block.marker or (self._marker if block.kind is BlockKind.ITEM else "")
        self._marker = ""
        if self._blocks:
            last = self._blocks[-1]
            is_tight = block.kind is last.kind is BlockKind.ITEM and block.quote == last.quote
            self._put("\n" if is_tight else "\n\n")
        begin = self._length
        for start, end in kept:
            self._starts.append(start)
            self._pieces.append((end, self._length))
            self._put(self._old.text[start:end])
        self._blocks.append(replace(block, start=begin, end=self._length, marker=marker))

    def finish(self) -> Document:
        """Give what was put together."""
        spans = [moved for span in self._old.spans if (moved := self._moved(span)) is not None]
        spans.sort(key=lambda span: (span.start, -span.end))
        return Document("".join(self._text), tuple(self._blocks), tuple(spans))

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _moved(self, span: Span) -> Span | None:
        """A span at its new place; None where it lost all its text."""
        start, end = self._first_from(span.start), self._last_to(span.end)
        return replace(span, start=start, end=end) if start < end else None

    def _first_from(self, offset: int) -> int:
        """Where the first character that stays from an old offset on stands now."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            end, now = self._pieces[index]
            if offset < end:
                return now + offset - self._starts[index]
        return self._pieces[index + 1][1] if index + 1 < len(self._pieces) else self._length

    def _last_to(self, offset: int) -> int:
        """Where the last character that stays before an old offset ends now."""
        index = bisect_right(self._starts, offset - 1) - 1
        if index < 0:
            return 0
        end, now = self._pieces[index]
        return now + min(offset, end) - self._starts[index]


def _kept(text: str, block: Block, gone: Sequence[Range]) -> Iterator[Range]:
    """What is left of a block, in order."""
    widened: list[Range] = []
    for cut_start, cut_end in gone:
        start, end = _widened(text, block, max(cut_start, block.start), min(cut_end, block.end))
        while widened and start <= widened[-1][1]:
            earlier = widened.pop()
            start, end = _widened(text, block, min(start, earlier[0]), max(end, earlier[1]))
        widened.append((start, end))
    at = block.start
    for start, end in widened:
        if at < start:
            yield at, start
        at = end
    if at < block.end:
        yield at, block.end


def _widened(text: str, block: Block, start: int, end: int) -> Range:
    """A range with the white space at one of its sides that would be too much without it."""
    if block.kind is BlockKind.CODE:
        return start, end
    spaces = " " if block.kind is BlockKind.TABLE else " \n"
    before, after = start, end
    while before > block.start and text[before - 1] in spaces:
        before -= 1
    while after < block.end and text[after] in spaces:
        after += 1
    if before == block.start or after == block.end:
        return before, after
    if before < start and end < after:
        return (start, after) if "\n" in text[before:start] else (before, end)
    if before < start and text[after] in _CLOSING:
        return before, end
    return start, end
