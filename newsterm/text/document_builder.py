"""Builds a document piece by piece: white space, offsets, blocks and spans."""

import re
from typing import Final

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.text.terminal_safety import continue_safely

_SPACE: Final = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
"""White space that is not one space already."""
_MOST_OPEN = 32
"""Spans inside each other."""
_DEEPEST = 8
"""Quotes, and lists, inside each other that are still told apart."""


class _OpenSpan:
    """A span whose end has not been met; `start` is None until it has text in the block under way."""

    __slots__ = ("kind", "start", "target")

    def __init__(self, kind: SpanKind, target: str) -> None:
        self.kind = kind
        self.target = target
        self.start: int | None = None


class DocumentBuilder:
    """Takes text and marks in reading order.

    `quote`, `depth` and `heading` say where the next block stands; all text given must be safe.
    """

    def __init__(self) -> None:
        self.quote = 0
        self.depth = 0
        """How many lists the next block stands in."""
        self.heading = 0
        self._text: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._first_span = 0
        """Index of the first span of the block under way."""
        self._open: list[_OpenSpan] = []
        self._ignored = 0
        self._here: list[str] = []
        self._start = 0
        self._size = 0
        self._space = False
        self._markers: list[str] = []
        self._code = False
        self._language = ""
        self._table = False
        self._rows = 0
        self._cells = 0
        self._cells_between = 1
        self._header = True

    # Text

    def add_text(self, text: str) -> None:
        """Add running text; white space is folded as a browser would."""
        if not text:
            return
        folded = text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)
        if folded[0] == " ":
            self._space = True
            folded = folded[1:]
        if not folded:
            return
        ends_in_space = folded[-1] == " "
        if ends_in_space:
            folded = folded[:-1]
        if self._space and self._size and self._here[-1][-1] not in "\n\t ":
            folded = " " + folded
        self._put(folded)
        self._space = ends_in_space

    def add_preformatted(self, text: str) -> None:
        """Add text whose spaces and line breaks count."""
        if self._table or not self._code:
            self.add_text(text)
        elif text:
            self._put(text.expandtabs(4))

    def add_line_break(self) -> None:
        """Break the line; two breaks in a row begin a new block."""
        if self._code:
            self._put("\n")
        elif self._table:
            self._space = True
        elif self._size:
            if self._here[-1] == "\n":
                self.end_block()
            else:
                self._put("\n")
            self._space = False

    def _put(self, text: str) -> None:
        if not self._size:
            self._begin()
        elif text[0] > "\u02ff":
            text = continue_safely(self._here, text)
            if not text:
                return
        if self._open:
            lead = len(text) - len(text.lstrip(" "))
            if lead < len(text):
                self._begin_spans(self._start + self._size + lead)
        self._here.append(text)
        self._size += len(text)

    def _begin_spans(self, start: int) -> None:
        for span in reversed(self._open):
            if span.start is not None:
                break
            span.start = start

    def _begin(self) -> None:
        kind = self._kind()
        if self._blocks:
            last = self._blocks[-1]
            tight = kind is BlockKind.ITEM and last.kind is BlockKind.ITEM and last.quote == min(self.quote, _DEEPEST)
            separator = "\n" if tight else "\n\n"
            self._text.append(separator)
            self._length += len(separator)
        self._start = self._length
        self._first_span = len(self._spans)

    def _kind(self) -> BlockKind:
        if self._table:
            return BlockKind.TABLE
        if self._code:
            return BlockKind.CODE
        if self.heading:
            return BlockKind.HEADING
        return BlockKind.ITEM if self.depth else BlockKind.PARAGRAPH

    # Spans

    def open_span(self, kind: SpanKind, target: str = "") -> None:
        """Begin a span; a link without an address, or one span too many, is none."""
        if self._ignored or len(self._open) >= _MOST_OPEN:
            self._ignored += 1
        else:
            self._open.append(_OpenSpan(kind, target))

    def close_span(self, kind: SpanKind) -> None:
        """End the innermost span of a kind."""
        if self._ignored:
            self._ignored -= 1
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].kind is kind:
                self._keep(self._open.pop(index), self._start + self._size)
                return

    def _keep(self, span: _OpenSpan, end: int) -> None:
        if span.start is not None and span.start < end and (span.target or span.kind is not SpanKind.LINK):
            self._spans.append(Span(span.kind, span.start, end, span.target))

    # Blocks

    def end_block(self) -> None:
        """End the block that is under way, if it has any text."""
        self._space = False
        if not self._size:
            return
        kind = self._kind()
        text = "".join(self._here)
        text = text.rstrip() if kind is not BlockKind.CODE else text.rstrip("\n")
        end = self._start + len(text)
        for span in self._open:
            self._keep(span, end)
            span.start = None
        if len(text) < self._size:
            self._shorten_spans(end)
        self._here, self._size = [], 0
        if not text:
            if self._blocks:
                self._length -= len(self._text.pop())
            return
        self._text.append(text)
        self._length = end
        level, marker = 0, ""
        if kind is BlockKind.HEADING:
            level = self.heading
        elif kind is BlockKind.ITEM:
            level = min(self.depth, _DEEPEST)
        elif kind is BlockKind.TABLE:
            level = int(self._header)
        if kind is BlockKind.ITEM and self._markers:
            marker, self._markers[-1] = self._markers[-1], ""
        target = self._language if kind is BlockKind.CODE else ""
        self._blocks.append(Block(kind, self._start, end, level, min(self.quote, _DEEPEST), marker, target))

    def _shorten_spans(self, end: int) -> None:
        """Take the white space that the block loses at its end from its spans too."""
        of_block = self._spans[self._first_span :]
        self._spans[self._first_span :] = [
            span if span.end <= end else Span(span.kind, span.start, end, span.target)
            for span in of_block
            if span.start < end
        ]

    def begin_item(self, marker: str) -> None:
        """Begin a list item; its first block gets the marker."""
        self._markers.append(marker)

    def end_item(self) -> None:
        """End a list item."""
        if self._markers:
            self._markers.pop()

    def begin_code(self, language: str) -> None:
        """Begin preformatted text."""
        self._code, self._language = True, language

    def end_code(self) -> None:
        """End preformatted text."""
        self._code, self._language = False, ""

    def add_rule(self) -> None:
        """Add a rule between blocks."""
        if self._blocks and self._blocks[-1].kind is not BlockKind.RULE:
            self._alone(BlockKind.RULE, "", "")

    def add_image(self, caption: str, target: str) -> None:
        """Add an image's placeholder."""
        self.end_block()
        self._alone(BlockKind.IMAGE, caption, target)

    def _alone(self, kind: BlockKind, text: str, target: str) -> None:
        if self._blocks:
            self._text.append("\n\n")
            self._length += 2
        start = self._length
        self._text.append(text)
        self._length += len(text)
        self._blocks.append(Block(kind, start, self._length, quote=min(self.quote, _DEEPEST), target=target))

    # Tables

    def begin_table(self) -> None:
        """Begin a table of data."""
        self._table, self._rows, self._cells, self._header = True, 0, 0, True

    def begin_row(self) -> None:
        """Begin a row."""
        if self._rows and not self._cells:
            return
        if self._rows:
            self._put("\n")
        self._rows += 1
        self._cells = 0
        self._space = False

    def begin_cell(self, header: bool, columns: int) -> None:
        """Begin a cell that goes over some columns; a first row of header cells heads the table."""
        if self._rows == 0:
            self._rows = 1
        if self._rows == 1 and not header:
            self._header = False
        if self._cells:
            self._put("\t" * self._cells_between)
        self._cells += 1
        self._cells_between = columns
        self._space = False

    def end_cell(self) -> None:
        """End a cell."""
        self._space = False

    def end_table(self) -> None:
        """End the table."""
        self.end_block()
        self._table = False

    def finish(self) -> Document:
        """End what is under way and give the document."""
        self.end_block()
        spans = sorted(self._spans, key=lambda span: (span.start, -span.end))
        return Document("".join(self._text), tuple(self._blocks), tuple(spans))
