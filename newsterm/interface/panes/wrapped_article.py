"""One article wrapped to a comfortable measure, and moving in it; what it looks like is the reader's part."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

from textual import work
from textual.message import Message

from newsterm.interface.panes.reader_head import NO_KEYS
from newsterm.interface.panes.reader_lines import ReaderLines
from newsterm.interface.widgets.painted_lines import PaintedLines
from newsterm.model.article import Article

GUTTER: Final = 2
"""Cells at the left of the text, for marks."""
_NARROWEST: Final = 10
_SLICE: Final = 0.008
"""Seconds of wrapping at a time."""
_END: Final = -1
"""The end of the text, as a place to scroll to."""
_OVERLAP: Final = 2
"""Lines that a page keeps of the one before."""


class WrappedArticle(PaintedLines, inherit_bindings=False):
    """The lines of an article, and which of them are on the screen.

    Args:
        measure: the widest line, in cells.
        now: the clock, for dates.
    """

    class ReadingPositionChanged(Message):
        """The text was scrolled."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, WrappedArticle.ReadingPositionChanged)

    def __init__(self, *, measure: int = 72, now: Callable[[], datetime], id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.measure = measure
        self.head_keys = NO_KEYS
        """Keys that the head tells of."""
        self._now = now
        self._article: Article | None = None
        self._text: ReaderLines | None = None
        self._goal: int | None = None
        """The document's offset to scroll to once its line has arrived, or `_END`."""
        self._above_goal = 0
        """Lines to leave above it."""
        self._wrapped_for = 0

    def forget_painted(self) -> None:
        """Forget what was painted: lines are others now, or look otherwise."""

    def lines_changed(self) -> None:
        """Follow a change of what stands where."""

    # What is shown

    def show(self, article: Article | None, *, at: int = 0) -> None:
        """Show an article, its text from the line that has the offset `at` of its document; 0 for the title."""
        self._article = article
        self._wrap(at)

    def update_article(self, article: Article) -> None:
        """Show the same article's new tags, star and notes; the text stays where it is."""
        text, before = self._text, self._article
        self._article = article
        if text is None or before is None or before.document != article.document:
            self._wrap(self.offset_in_document)
            return
        top = int(self.scroll_offset.y)
        in_text = top >= text.head
        grown = text.update_head(article, self._now())
        self.forget_painted()
        if grown:
            self.lines_changed()
        self.set_line_count(len(text.lines))
        if in_text and self._goal is None:
            self._scroll_to_line(top + grown)
        self.post_message(self.ReadingPositionChanged())
        self.refresh()

    @property
    def offset_in_document(self) -> int:
        """The document's offset at the top of the pane; 0 while the head is seen."""
        if self._goal is not None and self.is_on_its_way:
            return self._goal
        return self._text.offset_at(int(self.scroll_offset.y)) if self._text else 0

    @property
    def article(self) -> Article | None:
        """What is shown."""
        return self._article

    def links(self) -> tuple[str, ...]:
        """The addresses of the article's links by their numbers, from 1."""
        return self._article.document.links() if self._article else ()

    @property
    def complete(self) -> bool:
        """Whether the whole text has been wrapped."""
        return self._text is None or self._text.complete

    @property
    def share_read(self) -> float | None:
        """How much of the text lies above the pane's foot, 0 to 1; None where all of it fits the pane."""
        text = self._text
        if self._article is None or text is None or (text.complete and not self.max_scroll_y):
            return None
        foot = int(self.scroll_offset.y) + self.size.height
        if text.complete and foot >= len(text.lines):
            return 1.0
        return min(text.offset_at(min(foot, len(text.lines)) - 1) / max(len(self._article.document.text), 1), 1.0)

    @property
    def is_on_its_way(self) -> bool:
        """Whether the lines to show have yet to be wrapped."""
        return self._goal is not None and self._goal != _END

    def _wrap(self, at: int) -> None:
        self.forget_painted()
        self.lines_changed()
        self._text, self._goal, self._above_goal, self._wrapped_for = None, at, 0, self._text_width
        if self._article is None or not self.size.width:
            self.set_line_count(0)
            self.refresh()
            return
        self._text = ReaderLines(self._article, self._wrapped_for, self._now(), self.head_keys)
        self._text.take(_SLICE)
        self._arrive(self._text)
        if not self._text.complete:
            self._take_the_rest(self._text)

    @work(group="wrap", exclusive=True, description="wrap a long article")
    async def _take_the_rest(self, text: ReaderLines) -> None:
        """Wrap a slice at a time, and let keys and painting come between."""
        done = False
        while not done:
            await asyncio.sleep(0)
            if text is not self._text:
                return
            done = text.take(_SLICE)
            if done or self._goal is not None:
                self._arrive(text)

    def _arrive(self, text: ReaderLines) -> None:
        """Make room for the lines that have arrived, and scroll to where the reader wants to be."""
        line = None
        if self._goal == _END:
            line = len(text.lines) if text.complete else None
        elif self._goal is not None:
            line = text.index_of(self._goal)
            if line is not None and not text.complete and len(text.lines) < line + self.size.height:
                line = None
        if line is None and self._goal is not None and self.virtual_size.height:
            return
        self.set_line_count(len(text.lines))
        if line is not None:
            self._scroll_to_line(line - self._above_goal)
            self._goal, self._above_goal = None, 0
        self.post_message(self.ReadingPositionChanged())
        self.refresh()

    # Moving

    def _scroll_to_line(self, line: float) -> None:
        self.scroll_to(y=min(max(line, 0), self.max_scroll_y), animate=False, force=True, immediate=True)

    def scroll_lines(self, by: int) -> bool:
        """Scroll by lines; False if that end was reached before."""
        before = self.scroll_offset.y
        self._scroll_to_line(before + by)
        return self.scroll_offset.y != before or (by > 0 and not self.complete)

    def page(self, by: int) -> bool:
        """Scroll by pages that overlap a little; False if that end was reached before."""
        return self.scroll_lines(by * max(self.size.height - _OVERLAP, 1))

    def half_page(self, by: int) -> bool:
        """Scroll by half pages; False if that end was reached before."""
        return self.scroll_lines(by * max(self.size.height // 2, 1))

    def first(self) -> None:
        """Scroll to the title."""
        self._goal = None
        self._scroll_to_line(0)

    def last(self) -> None:
        """Scroll to the end, as soon as it has been wrapped."""
        if self.complete:
            self._scroll_to_line(self.max_scroll_y)
        else:
            self._goal = _END

    def reveal(self, offset: int) -> None:
        """Bring the line that shows an offset onto the pane, if it is not there; offsets below 0 are the title's."""
        text = self._text
        if text is None:
            return
        line = text.line_of(offset)
        above = self.size.height // 3
        if line is None:
            self._goal, self._above_goal = offset, above
        elif self._goal is not None or not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height:
            self._goal = None
            self._scroll_to_line(line - above)

    def place(self) -> tuple[int, int]:
        """Where one is: the line at the top of the pane and its offset, to return to."""
        return int(self.scroll_offset.y), self.offset_in_document

    def return_to(self, place: tuple[int, int]) -> None:
        """Go back to a place, as soon as it has been wrapped."""
        line, offset = place
        if self._text and not self._text.complete and offset and not line:
            self._goal = offset
            self._arrive(self._text)
        else:
            self._goal = None
            self._scroll_to_line(line)

    def lines_seen(self) -> range:
        """The numbers of the lines that are on the pane."""
        top = int(self.scroll_offset.y)
        return range(top, min(top + self.size.height, len(self._text.lines) if self._text else 0))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell where the reader is now."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.ReadingPositionChanged())

    @property
    def _text_width(self) -> int:
        return max(min(self.measure, self.size.width - GUTTER - 2), _NARROWEST)

    def on_resize(self) -> None:
        """Wrap again where the width of the text changed; what was at the top stays there."""
        if self._wrapped_for != self._text_width or self._text is None:
            self._wrap(self.offset_in_document)
        self.post_message(self.ReadingPositionChanged())
