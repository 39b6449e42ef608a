"""The reader: one article, wrapped to a comfortable measure, painted line by line."""

from collections.abc import Callable, Iterator
from datetime import datetime
from time import perf_counter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from newsterm.interface.panes.reader_head import head_lines
from newsterm.interface.panes.reader_line import ReaderLine
from newsterm.interface.widgets.thin_scrollbar import ThinScrollBarRender
from newsterm.model.article import Article
from newsterm.text.wrapping import iter_wrap

GUTTER = 2
"""Cells at the left of the text, for marks."""
_NARROWEST = 10
_SLICE = 0.008
"""Seconds of wrapping at a time."""
_KEPT_STRIPS = 1_000
_OVERLAP = 2
"""Lines that a page keeps of the one before."""

_PARTS = (
    "title byline tag note note-mark text heading quote prefix code inline-code strong emphasis strike link links "
    "image empty"
).split()


class Reader(ScrollView, can_focus=True):
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
        self._lines: list[ReaderLine] = []
        self._head = 0
        self._coming: Iterator[ReaderLine] | None = None
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(_KEPT_STRIPS)
        self._styles: dict[str, Style] = {}
        self._wrapped_for = 0

    # What is shown

    def show(self, article: Article | None, *, at: int = 0) -> None:
        """Show an article, its text from the line that has the offset `at` of its document; 0 for the title."""
        self._article = article
        self._wrap(at)

    def update_article(self, article: Article) -> None:
        """Show the same article's new tags, star and notes; the text stays where it is."""
        at = self.offset_in_document
        self._article = article
        self._wrap(at)

    @property
    def offset_in_document(self) -> int:
        """The document's offset at the top of the pane; 0 while the head is seen."""
        top = int(self.scroll_offset.y)
        return self._lines[top].line.start if self._head <= top < len(self._lines) else 0

    @property
    def link_count(self) -> int:
        """How many links the article has."""
        return len(self._article.document.links()) if self._article else 0

    def link(self, number: int) -> str | None:
        """The address of a link by its number from 1."""
        links = self._article.document.links() if self._article else ()
        return links[number - 1] if 1 <= number <= len(links) else None

    def _wrap(self, at: int) -> None:
        self._lines, self._coming, self._head = [], None, 0
        self._strips.clear()
        self._wrapped_for = self._text_width
        if self._article is None or not self.size.width:
            self.virtual_size = Size(0, 0)
            self.refresh()
            return
        self._lines = list(head_lines(self._article, self._wrapped_for, self._now()))
        self._head = len(self._lines)
        self._coming = (ReaderLine(line) for line in iter_wrap(self._article.document, self._wrapped_for))
        top = 0
        if at:
            self._take(until=at)
            top = max(len(self._lines) - 1, 0)
        self._take_slice()
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()

    def _take(self, *, until: int) -> None:
        """Wrap as far as the line that shows an offset."""
        for line in self._coming or ():
            self._lines.append(line)
            if line.line.end > until or line.line.start >= until:
                return

    def _take_slice(self) -> None:
        """Wrap for a few milliseconds, and go on when the screen has been served."""
        deadline = perf_counter() + _SLICE
        for line in self._coming or ():
            self._lines.append(line)
            if perf_counter() > deadline:
                self.call_later(self._take_slice)
                break
        else:
            self._coming = None
        self.virtual_size = Size(0, len(self._lines))

    # Moving

    def scroll_lines(self, by: int) -> bool:
        """Scroll by lines; whether anything moved."""
        before = self.scroll_offset.y
        self.scroll_to(y=min(max(before + by, 0), self.max_scroll_y), animate=False, force=True, immediate=True)
        return self.scroll_offset.y != before

    def page(self, by: int) -> bool:
        """Scroll by pages that overlap a little; False if that end was reached before."""
        return self.scroll_lines(by * max(self.size.height - _OVERLAP, 1))

    def first(self) -> None:
        """Scroll to the title."""
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def last(self) -> None:
        """Scroll to the end."""
        self._lines += self._coming or ()
        self._coming = None
        self.virtual_size = Size(0, len(self._lines))
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)

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
        width = self.scrollable_content_region.width
        if self._article is None:
            return self._empty_strip(y, width)
        index = y + int(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        selection = self.text_selection
        if selection is None and (found := self._strips.get((index, width))):
            return found
        line = self._lines[index]
        left = max((width - self._text_width - GUTTER) // 2, 0) + GUTTER
        segments = list(line.segments(self._style))
        if selection is not None and (span := selection.get_span(index)) is not None:
            segments = self._selected(segments, *span)
        text = Strip(segments).apply_offsets(0, index)
        strip = Strip.join([Strip.blank(left, self.rich_style), text]).adjust_cell_length(width, self.rich_style)
        if selection is None:
            self._strips[index, width] = strip
        return strip

    def _selected(self, segments: list[Segment], begin: int, end: int) -> list[Segment]:
        style = self.screen.get_component_rich_style("screen--selection")
        painted, at = [], 0
        for text, base, _ in segments:
            stop = at + len(text)
            low, high = max(begin, at) - at, (stop if end < 0 else min(max(end, at), stop)) - at
            for part, part_style in (
                (text[:low], base),
                (text[low:high], (base or Style()) + style),
                (text[high:], base),
            ):
                if part and low <= high:
                    painted.append(Segment(part, part_style))
            if low > high:
                painted.append(Segment(text, base))
            at = stop
        return painted

    def _empty_strip(self, y: int, width: int) -> Strip:
        if y != self.size.height // 3:
            return Strip.blank(width, self.rich_style)
        text = self.empty[:width].center(width)
        return Strip([Segment(text, self._style("empty"))]).adjust_cell_length(width, self.rich_style)

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            own = name in {"code", "inline-code"}
            full = self.get_component_rich_style(f"reader--{name}", partial=name in _ADDED)
            found = full if own or name in _ADDED else full + Style(bgcolor=self.rich_style.bgcolor)
            self._styles[name] = found
        return found

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    # What happens

    def on_mount(self) -> None:
        """Take the thin scrollbar."""
        self.vertical_scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual: per bar or per class

    def on_resize(self) -> None:
        """Wrap again where the width of the text changed; what was at the top stays there."""
        if self._wrapped_for != self._text_width or not self._lines:
            self._wrap(self.offset_in_document)

    def on_click(self, event: events.Click) -> None:
        """Follow a clicked link."""
        if address := event.style.meta.get("address"):
            event.stop()
            self.post_message(self.LinkClicked(address))

    # Selecting with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, without what stands before its lines."""
        parts = []
        for index, line in enumerate(self._lines):
            span = selection.get_span(index)
            if span is not None:
                shown = line.line.prefix + line.line.text
                begin, end = span
                parts.append(shown[begin : None if end < 0 else end])
        return "\n".join(parts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002  Textual's signature
        """Paint the selection."""
        self._strips.clear()
        self.refresh()


_ADDED = frozenset({"strong", "emphasis", "strike", "link", "inline-code"})
"""Styles laid over the block's own."""
