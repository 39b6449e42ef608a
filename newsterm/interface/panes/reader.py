"""The reader: one article, wrapped to a comfortable measure, painted line by line."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, work
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from newsterm.interface.cells import cut
from newsterm.interface.panes.reader_line import painted_over
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
_KEPT_STRIPS: Final = 1_000
_OVERLAP: Final = 2
"""Lines that a page keeps of the one before."""

_PARTS = (
    "title byline tag note note-mark text heading quote prefix code inline-code strong emphasis strike link "
    "link-number links image table-head rule label empty"
).split()
_ADDED = frozenset("inline-code strong emphasis strike link link-number label".split())
"""Styles laid over the block's own."""
_WITH_GROUND = frozenset({"code", "inline-code"})


class Reader(PaintedLines, can_focus=True, inherit_bindings=False):
    """Shows one article.

    Args:
        measure: the widest line, in cells.
        now: the clock, for dates.
    """

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{name}" for name in _PARTS}

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    class ReadingPositionChanged(Message):
        """The text was scrolled."""

        def can_replace(self, message: Message) -> bool:
            """Only the latest matters."""
            return isinstance(message, Reader.ReadingPositionChanged)

    def __init__(self, *, measure: int = 72, now: Callable[[], datetime], id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.measure = measure
        self.empty = "No article is open."
        """What is said where there is no article."""
        self._now = now
        self._article: Article | None = None
        self._text: ReaderLines | None = None
        self._goal: int | None = None
        """The document's offset to scroll to once its line has arrived, or `_END`."""
        self._wrapped_for = 0
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(_KEPT_STRIPS)
        self._styles: dict[str, Style] = {}

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
        self._strips.clear()
        self.virtual_size = Size(0, len(text.lines))
        if in_text and self._goal is None:
            self._scroll_to_line(top + grown)
        self.post_message(self.ReadingPositionChanged())
        self.refresh()

    @property
    def offset_in_document(self) -> int:
        """The document's offset at the top of the pane; 0 while the head is seen."""
        if self._goal is not None and self._goal != _END:
            return self._goal
        return self._text.offset_at(int(self.scroll_offset.y)) if self._text else 0

    @property
    def link_count(self) -> int:
        """How many links the article has."""
        return len(self._article.document.links()) if self._article else 0

    def link(self, number: int) -> str | None:
        """The address of a link by its number from 1."""
        links = self._article.document.links() if self._article else ()
        return links[number - 1] if 1 <= number <= len(links) else None

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

    def _wrap(self, at: int) -> None:
        self._strips.clear()
        self._text, self._goal, self._wrapped_for = None, at, self._text_width
        if self._article is None or not self.size.width:
            self.virtual_size = Size(0, 0)
            self.refresh()
            return
        self._text = ReaderLines(self._article, self._wrapped_for, self._now())
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
        self.virtual_size = Size(0, len(text.lines))
        if line is not None:
            self._goal = None
            self._scroll_to_line(line)
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

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell where the reader is now."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.ReadingPositionChanged())

    # Painting

    @property
    def _text_width(self) -> int:
        return max(min(self.measure, self.size.width - GUTTER - 2), _NARROWEST)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the pane."""
        width = self.size.width  # with the gutter of a scrollbar that is not there
        if self._article is None:
            return self._empty_strip(y, width)
        index = y + int(self.scroll_offset.y)
        if self._text is None or index >= len(self._text.lines) or (self._goal is not None and self._goal != _END):
            return Strip.blank(width, self._style(""))
        selection = self.text_selection
        if selection is None and (found := self._strips.get((index, width))):
            return found
        ground = self._style("")
        left = max((self.scrollable_content_region.width - self._wrapped_for - GUTTER) // 2, 0) + GUTTER
        segments = list(self._text.lines[index].segments(self._style, self._wrapped_for))
        if selection is not None and (span := selection.get_span(index)) is not None:
            segments = painted_over(segments, *span, self.screen.get_component_rich_style("screen--selection"))
        text = Strip(segments).apply_offsets(0, index)
        strip = Strip.join([Strip.blank(left, ground), text]).adjust_cell_length(width, ground)
        if selection is None:
            self._strips[index, width] = strip
        return strip

    def _empty_strip(self, y: int, width: int) -> Strip:
        if y != self.size.height // 3:
            return Strip.blank(width, self._style(""))
        text = cut(self.empty, width - 2)
        blank = Strip.blank(max((width - cell_len(text)) // 2, 0), self._style(""))
        said = Strip([Segment(text, self._style("empty"))])
        return Strip.join([blank, said]).adjust_cell_length(width, self._style(""))

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None and not name:
            found = self._styles[name] = self.rich_style
        if found is None:
            found = self.get_component_rich_style(f"reader--{name}", partial=name in _ADDED)
            if name not in _ADDED | _WITH_GROUND:
                found += Style(bgcolor=self._style("").bgcolor)
            self._styles[name] = found
        return found

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    # What happens

    def on_resize(self) -> None:
        """Wrap again where the width of the text changed; what was at the top stays there."""
        if self._wrapped_for != self._text_width or self._text is None:
            self._wrap(self.offset_in_document)
        self.post_message(self.ReadingPositionChanged())

    def on_click(self, event: events.Click) -> None:
        """Follow a clicked link."""
        if address := event.style.meta.get("address"):
            event.stop()
            self.post_message(self.LinkClicked(address))

    # Selecting with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as it was written, without the line breaks of this width."""
        return (self._text.selected(selection), "\n") if self._text else None

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002  Textual's signature
        """Paint the selection."""
        self.refresh()
