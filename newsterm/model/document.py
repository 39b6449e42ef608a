"""An article's text as blocks with spans: what the reader shows and what annotations anchor to.

All offsets are code points in `Document.text`, which does not depend on width or theme.
"""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # one list item's paragraph; the first of an item has a marker, the others none
    CODE = "code"  # preformatted: line breaks and spaces count
    TABLE = "table"  # rows parted by "\n", cells by "\t"
    IMAGE = "image"  # the text is its caption or alternative text; target is its address
    RULE = "rule"


class SpanKind(StrEnum):
    """What a span of text is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Block:
    r"""One block: `document.text[start:end]`.

    Blocks are in order and do not overlap; two blocks are parted by "\n\n", items of one list by "\n".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading 1 to 6; of an item its nesting depth from 1; of a table the number of header rows (0 or 1)."""
    quote: int = 0
    """How many block quotes this block stands in."""
    marker: str = ""
    """Of an item: a bullet or "3."."""
    target: str = ""
    """Of an image: its absolute address, safe to show; of code: its language if known."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run `[start, end)` of the text. Spans may nest and are sorted by start, longest first."""

    kind: SpanKind
    start: int
    end: int
    target: str = ""
    """Of a link: its absolute address (any scheme; opening it is what checks)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: safe text with its blocks and spans."""

    text: str
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()

    def links(self) -> tuple[str, ...]:
        """The distinct link addresses in order of first appearance; link number n is `links()[n - 1]`."""
        return tuple(dict.fromkeys(span.target for span in self.spans if span.kind is SpanKind.LINK))
