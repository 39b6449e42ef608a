"""The lines of one article, which arrive in slices: a long one is on the screen before its end is wrapped."""

from collections.abc import Iterator
from datetime import datetime
from time import perf_counter

from textual.selection import Selection

from newsterm.interface.panes.reader_head import NO_KEYS, HeadKeys, head_lines
from newsterm.interface.panes.reader_line import ReaderLine, text_lines
from newsterm.model.article import Article
from newsterm.model.document import BlockKind

_LINES_A_LOOK = 8
"""Lines wrapped between two looks at the clock."""


class ReaderLines:
    """Head and text of an article at one width.

    Args:
        article: the article.
        width: of the widest line, in cells.
        now: the time, to write near dates short.
        keys: those that the head tells of.
    """

    def __init__(self, article: Article, width: int, now: datetime, keys: HeadKeys = NO_KEYS) -> None:
        self._document = article.document
        self._width = width
        self._keys = keys
        self.lines: list[ReaderLine] = list(head_lines(article, width, now, keys=keys))
        """Those that have arrived."""
        self.head = len(self.lines)
        """How many of them stand above the text."""
        self.complete = False
        self._coming: Iterator[ReaderLine] = text_lines(article.document, width)

    def take(self, seconds: float) -> bool:
        """Wrap for so long; whether that was the end."""
        deadline = perf_counter() + seconds
        for count, line in enumerate(self._coming):
            self.lines.append(line)
            if count % _LINES_A_LOOK == 0 and perf_counter() > deadline:
                return False
        self.complete = True
        return True

    def update_head(self, article: Article, now: datetime) -> int:
        """Put the article's new head above the same text; by how many lines it grew."""
        head = list(head_lines(article, self._width, now, keys=self._keys))
        grown = len(head) - self.head
        self.lines[: self.head], self.head = head, len(head)
        return grown

    def offset_at(self, index: int) -> int:
        """The document's offset that a line shows; 0 for a line of the head."""
        return self.lines[index].line.start if self.head <= index < len(self.lines) else 0

    def line_of(self, offset: int) -> int | None:
        """The line that shows an offset of text or title, which has those below 0; None while it has not arrived."""
        if offset > 0:
            return self.index_of(offset)
        wanted = range(self.head) if offset < 0 else range(self.head, len(self.lines))
        return next((number for number in wanted if self.lines[number].line.end > offset), 0)

    def index_of(self, offset: int) -> int | None:
        """The line that shows an offset of the document, 0 for offset 0; None while it has not arrived."""
        if offset <= 0:
            return 0
        low, high = self.head, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            line = self.lines[middle].line
            low, high = (low, middle) if line.end > offset or line.start >= offset else (middle + 1, high)
        if low < len(self.lines) - 1 and self.lines[low].line.block < 0 and self.lines[low + 1].line.start == offset:
            return low + 1
        if low < len(self.lines):
            return low
        return max(len(self.lines) - 1, 0) if self.complete else None

    def selected(self, selection: Selection) -> str:
        """The selected text as it was written: lines that wrapping parted are joined again."""
        text = ""
        before: ReaderLine | None = None
        for index, shown in enumerate(self.lines):
            span = selection.get_span(index)
            if span is None:
                continue
            whole = shown.line.prefix + shown.line.text
            begin, end = span[0], len(whole) if span[1] < 0 else span[1]
            if before is not None:
                joint = self._joint(before, shown)
                text += "\n" if joint is None else joint
                begin = begin if joint is None else max(begin, len(shown.line.prefix))
            text += whole[begin:end].rstrip()
            before = shown
        return text

    def _joint(self, before: ReaderLine, after: ReaderLine) -> str | None:
        """What stands in the document where wrapping parted two lines; None where the document has a new line too."""
        one, other = before.line, after.line
        if one.block != other.block or other.block < 0 or other.first:
            return None
        if other.kind in {BlockKind.CODE, BlockKind.TABLE}:
            return None
        gap = self._document.text[one.end : other.start]
        return None if "\n" in gap else " " if gap else ""
