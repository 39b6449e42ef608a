"""A document as lines of a given width: what the reader paints and `newsterm show --text` prints.

Each line knows which offsets of the document it shows, so that cursor, marks and reading position need no width.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsterm.model.document import Block, BlockKind, Document, SpanKind
from newsterm.text.cell_width import cell_width, cut, fitting
from newsterm.text.line_breaking import break_lines
from newsterm.text.shown_text import LineSpan, ShownText, show
from newsterm.text.table_layout import lay_out_table

QUOTE_BAR: Final = "▌ "
_BULLETS: Final = "•◦▪"
_CODE_INDENT: Final = "  "
_NARROWEST: Final = 8
"""Cells that text has even where quotes and lists would leave it fewer."""
_MOST_PER_CELL: Final = 16
"""Characters that may be drawn in one cell."""


class Line(NamedTuple):
    """One line of the reader: `prefix + text`."""

    text: str
    prefix: str = ""
    """Quote bars, bullet or number, indent."""
    kind: BlockKind | None = None
    """What kind of block it shows; None for blank lines and the list of links."""
    block: int = -1
    """Index of the block in the document, -1 for none."""
    quote: int = 0
    start: int = 0
    """First offset of the document's text that the line shows; a line without text has its block's."""
    end: int = 0
    spans: tuple[LineSpan, ...] = ()
    """What is styled, in offsets of `text`."""
    pieces: tuple[tuple[int, int, int], ...] = ()
    """(offset in `text`, offset in the document, length) of what the line shows of the document."""
    first: bool = False
    """Whether it is its block's first line."""


def wrap(document: Document, width: int) -> tuple[Line, ...]:
    """Wrap a whole document.

    Args:
        document: the document.
        width: of the widest line, in cells, prefixes included.
    """
    return tuple(iter_wrap(document, width))


def iter_wrap(document: Document, width: int) -> Iterator[Line]:
    """Wrap a document line by line, so that a caller may do it in slices; ends with the numbered list of links."""
    starts = [span.start for span in document.spans]
    links = document.links()
    numbers = {target: number for number, target in enumerate(links, 1)}
    before: Block | None = None
    for index, block in enumerate(document.blocks):
        if before and not _is_tight(document, before, block):
            quote = min(before.quote, block.quote)
            yield Line("", _bars(quote, width), quote=quote, start=block.start, end=block.start)
        spans = document.spans[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        yield from _wrap_block(index, block, show(document.text, block.start, block.end, spans, numbers), width)
        before = block
    if links:
        end = len(document.text)
        yield Line("", start=end, end=end)
        for number, target in enumerate(links, 1):
            mark = f"[{number}] "
            address = cut(target, max(width - len(mark), _NARROWEST))
            span = LineSpan(0, len(mark) + len(address), SpanKind.LINK, target, number)
            yield Line(mark + address, start=end, end=end, spans=(span,))


def line_of_offset(lines: Sequence[Line], offset: int) -> int:
    """The index of the line that shows an offset of the document, or of the last one that begins before it."""
    return max(bisect_right(lines, offset, key=lambda line: line.start) - 1, 0)


def _is_tight(document: Document, before: Block, block: Block) -> bool:
    return (
        block.kind is BlockKind.ITEM
        and before.kind is BlockKind.ITEM
        and document.text[before.end : block.start] == "\n"
    )


def _wrap_block(index: int, block: Block, shown: ShownText, width: int) -> Iterator[Line]:
    bars = _bars(block.quote, width)
    room = max(width - len(bars), _NARROWEST)
    if block.kind is BlockKind.RULE:
        yield Line(
            "· · ·".center(room).rstrip(), bars, block.kind, index, block.quote, block.start, block.end, first=True
        )
        return
    if block.kind is BlockKind.TABLE:
        at = block.start
        for number, part in enumerate(lay_out_table(shown, block.level, room)):
            line = _line(part, 0, len(part.text), bars, block, index, first=number == 0)
            at = max(at, line.start)  # cells stand beside each other, yet offsets must grow from line to line
            yield line._replace(start=at)
        return
    lead, indent = _lead(block, room - _NARROWEST)
    if block.kind is BlockKind.IMAGE:
        lead, indent = "▨ ", "  "
    elif block.kind is BlockKind.CODE:
        lead = indent = _CODE_INDENT
    inner = max(room - cell_width(indent), _NARROWEST // 2)
    breaks = _code_lines(shown.text, inner) if block.kind is BlockKind.CODE else break_lines(shown.text, inner)
    for number, (begin, end) in enumerate(breaks):
        yield _line(shown, begin, end, bars + (indent if number else lead), block, index, first=number == 0)


def _bars(quote: int, width: int) -> str:
    """The bars of a quote; a narrow text has room for some of them only."""
    return QUOTE_BAR * min(quote, max(width - _NARROWEST, 0) // len(QUOTE_BAR)) if quote else ""


def _lead(block: Block, room: int) -> tuple[str, str]:
    """What stands before an item's first line, and before its others, indented as far as there is room."""
    if block.kind is not BlockKind.ITEM:
        return "", ""
    marker = _BULLETS[(block.level - 1) % len(_BULLETS)] if block.marker == "•" else block.marker
    marker = cut(marker, max(room + _NARROWEST // 2, 2) - 1)
    hang = max(len(marker) + 1, 2)
    outer = " " * min(2 * (block.level - 1), max(room - hang, 0))
    indent = outer + " " * hang
    return (outer + marker + " " if marker else indent), indent


def _code_lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """The lines of preformatted text; those that are too long are cut."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        while at < end:
            part = max(fitting(text[at : min(end, at + width * _MOST_PER_CELL)], width), 1)
            yield at, at + part
            at += part
        if not line:
            yield at, at
        at = end + 1


def _line(shown: ShownText, begin: int, end: int, prefix: str, block: Block, index: int, *, first: bool) -> Line:
    pieces = shown.pieces_in(begin, end)
    start = pieces[0][1] if pieces else shown.offset_at(begin) if shown.pieces else block.start
    stop = pieces[-1][1] + pieces[-1][2] if pieces else start
    spans = shown.spans_in(begin, end)
    return Line(shown.text[begin:end], prefix, block.kind, index, block.quote, start, stop, spans, pieces, first)
