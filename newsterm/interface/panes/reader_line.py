"""One line of the reader and how it is painted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from newsterm.model.document import BlockKind, SpanKind
from newsterm.text.wrapping import Line

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


@dataclass(frozen=True, slots=True)
class ReaderLine:
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

    def segments(self, style: Callable[[str], Style]) -> Iterator[Segment]:
        """The line's segments, prefix first.

        Args:
            style: gives a style by its name.
        """
        line = self.line
        base = style(self.base())
        if line.prefix:
            yield Segment(line.prefix, style("note-mark" if self.style == "note" else "prefix"))
        edges = sorted({0, len(line.text), *(edge for span in line.spans for edge in (span.start, span.end))})
        for begin, end in pairwise(edges):
            found = base
            for span in line.spans:
                if span.start <= begin and end <= span.end:
                    if name := _SPAN_STYLES.get(span.kind):
                        found += style(name)
                    if span.link:
                        found += Style.from_meta({"address": span.target})
            yield Segment(line.text[begin:end], found)
