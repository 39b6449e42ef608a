"""One line of the reader and how it is painted."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from newsterm.model.document import BlockKind, Document, SpanKind
from newsterm.text.cell_width import cell_width
from newsterm.text.wrapping import QUOTE_BAR, Line, iter_wrap

_BLOCK_STYLES = {
    BlockKind.HEADING: "heading",
    BlockKind.CODE: "code",
    BlockKind.IMAGE: "image",
    BlockKind.RULE: "image",
    BlockKind.TABLE: "text",
}
_SPAN_STYLES = {
    SpanKind.STRONG: "strong",
    SpanKind.EMPHASIS: "emphasis",
    SpanKind.CODE: "inline-code",
    SpanKind.STRIKE: "strike",
    SpanKind.LINK: "link",
}


class ReaderLine(NamedTuple):
    """A line of head or text with its base style, a name behind `reader--`."""

    line: Line
    style: str = ""

    def base(self) -> str:
        """The name of the style of its plain text."""
        if self.style:
            return self.style
        if self.line.kind is None:
            return "links"
        if self.line.quote and self.line.kind is not BlockKind.CODE:
            return "quote"
        return _BLOCK_STYLES.get(self.line.kind, "text")

    def segments(self, style: Callable[[str], Style], width: int) -> Iterator[Segment]:
        """The line's segments, prefix first.

        Args:
            style: gives a style by its name.
            width: of the ground that code stands on, in cells.
        """
        line = self.line
        base = style(self.base())
        bars = len(QUOTE_BAR) * line.quote if line.kind is BlockKind.CODE else len(line.prefix)
        if line.prefix[:bars]:
            yield Segment(line.prefix[:bars], style("note-mark" if self.style == "note" else "prefix"))
        if line.prefix[bars:]:
            yield Segment(line.prefix[bars:], base)
        parts = list(self._parts())
        edges = sorted({0, len(line.text), *(edge for part in parts for edge in part[:2])})
        for begin, end in pairwise(edges):
            found = base
            for low, high, name, address in parts:
                if low <= begin and end <= high:
                    found += style(name) if name else Style.from_meta({"address": address})
            yield Segment(line.text[begin:end], found)
        if line.kind is BlockKind.CODE:
            yield Segment(" " * max(width - cell_width(line.prefix + line.text), 0), base)

    def _parts(self) -> Iterator[tuple[int, int, str, str]]:
        """What is laid over the base style: begin, end, name of a style or "", address of a link or ""."""
        line = self.line
        if line.kind is BlockKind.TABLE and line.pieces and line.text[: line.pieces[0][0]].strip():
            yield 0, line.pieces[0][0], "label", ""
        for span in line.spans:
            if not span.link:
                if name := _SPAN_STYLES.get(span.kind):
                    yield span.start, span.end, name, ""
                continue
            yield span.start, span.end, "", span.target
            number = f"[{span.link}]"
            if line.kind is None:
                yield span.start, span.start + len(number), "link", ""
                continue
            words = span.end - len(number) if line.text[: span.end].endswith(number) else span.end
            yield span.start, max(words, span.start), "link", ""
            yield max(words, span.start), span.end, "link-number", ""


def text_lines(document: Document, width: int) -> Iterator[ReaderLine]:
    """Wrap a document; the head of a table and the rule below it get styles of their own."""
    heading = -1
    for line in iter_wrap(document, width):
        if line.kind is not BlockKind.TABLE:
            yield ReaderLine(line)
            continue
        if line.first and document.blocks[line.block].level and not _labelled(line):
            heading = line.block
        if line.block == heading and not line.pieces and "─" in line.text:
            heading = -1
            yield ReaderLine(line, "rule")
        else:
            yield ReaderLine(line, "table-head" if line.block == heading else "")


def _labelled(line: Line) -> bool:
    """Whether a table's line is of the form "header: value", for tables too wide for columns."""
    return not line.pieces or bool(line.text[: line.pieces[0][0]].strip())


def painted_over(segments: Sequence[Segment], begin: int, end: int, style: Style) -> list[Segment]:
    """Lay a style over the characters `[begin, end)`; an end of -1 is the end of the line."""
    painted, at = [], 0
    for text, base, _ in segments:
        stop = at + len(text)
        low = min(max(begin, at), stop) - at
        high = (stop if end < 0 else min(max(end, at), stop)) - at
        parts = ((text[:low], False), (text[low:high], True), (text[max(low, high) :], False))
        painted += [Segment(part, (base or Style()) + style if over else base) for part, over in parts if part]
        at = stop
    return painted
