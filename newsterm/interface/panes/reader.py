"""The reader: one article, wrapped to a comfortable measure, painted line by line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Final, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from newsterm.interface.cells import cut
from newsterm.interface.panes.reader_line import ReaderLine, painted_over
from newsterm.interface.panes.reader_marks import LinkLabel, ReaderMarks, links_on
from newsterm.interface.panes.wrapped_article import GUTTER, WrappedArticle
from newsterm.model.article import Article, title_start
from newsterm.model.ranges import Range

_KEPT_STRIPS: Final = 1_000
_TINTS: Final = 4
_PARTS = (
    "title byline tag note note-mark text heading quote prefix code inline-code strong emphasis strike link "
    "link-number links image table-head rule label empty watch-mark"
).split()
_MARKS = ["found", "found-current", "link-label", *(f"watched-{tint}" for tint in range(1, _TINTS + 1))]
_ADDED = frozenset(["inline-code", "strong", "emphasis", "strike", "link", "link-number", "label", *_MARKS])
"""Styles laid over the block's own."""
_WITH_GROUND = frozenset({"code", "inline-code"})


class KeyTaker(Protocol):
    """Takes the reader's keys for a while."""

    def take_key(self, event: events.Key) -> bool:
        """Take a key; False to let it go where it goes otherwise."""
        ...

    def end(self) -> None:
        """Learn that the keys go elsewhere, or that the lines are others now."""
        ...


class Reader(WrappedArticle, can_focus=True, inherit_bindings=False):
    """Shows one article.

    Args:
        measure: the widest line, in cells.
        now: the clock, for dates.
    """

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{name}" for name in (*_PARTS, *_MARKS)}

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self, *, measure: int = 72, now: Callable[[], datetime], id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(measure=measure, now=now, id=id)
        self.empty = "No article is open."
        """What is said where there is no article."""
        self.key_taker: KeyTaker | None = None
        self._marks = ReaderMarks()
        self._labels: Mapping[int, Sequence[LinkLabel]] = {}
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(_KEPT_STRIPS)
        self._styles: dict[str, Style] = {}

    # What is shown

    def show(self, article: Article | None, *, at: int = 0) -> None:
        """Show an article, without any marks in it yet."""
        self._marks = ReaderMarks()
        super().show(article, at=at)

    def update_article(self, article: Article) -> None:
        """Show the same article as it is now; where its text has changed, marks in it are taken away."""
        before = self._article
        if before and before.document == article.document:
            article = replace(article, document=before.document)
        if before is None or before.document is not article.document or before.row.title != article.row.title:
            self._marks = ReaderMarks()
        super().update_article(article)

    # Marks

    @property
    def marks(self) -> ReaderMarks:
        """What is marked in the text."""
        return self._marks

    @marks.setter
    def marks(self, marks: ReaderMarks) -> None:
        if marks != self._marks:
            self._marks = marks
            self.forget_painted()
            self.refresh()

    def go_to_hit(self, hit: Range) -> None:
        """Mark a hit as the one that one is at, and bring it onto the pane."""
        self.marks = self.marks.at(hit)
        self.reveal(hit[0])

    def is_seen(self, offset: int) -> bool:
        """Whether the line that shows an offset of text or title is on the pane."""
        return self._text is not None and self._goal is None and self._text.line_of(offset) in self.lines_seen()

    def offset_of_top(self) -> int:
        """The offset at the top of the pane; that of the title while the head is seen."""
        if self._text is None or self._article is None:
            return 0
        if self._goal is None and self.scroll_offset.y < self._text.head:
            return title_start(self._article.row.title)
        return self.offset_in_document

    # Letters on links

    def links_seen(self) -> list[str]:
        """The addresses of the links on the pane, from the top, each once."""
        return list(dict.fromkeys(address for _, _, address in links_on(self._lines_seen())))

    def label_links(self, letters: Mapping[str, str]) -> None:
        """Lay letters over the links on the pane.

        Args:
            letters: by address; none takes all letters away.
        """
        top = self.lines_seen().start
        labels: dict[int, list[LinkLabel]] = {}
        for index, column, address in links_on(self._lines_seen()) if letters else ():
            if address in letters:
                labels.setdefault(top + index, []).append(LinkLabel(column, letters[address]))
        self._labels = labels
        self.forget_painted()
        self.refresh()

    def _lines_seen(self) -> list[ReaderLine]:
        seen = self.lines_seen()
        return self._text.lines[seen.start : seen.stop] if self._text and self._goal is None else []

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint a line of the pane."""
        width = self.size.width  # with the gutter of a scrollbar that is not there
        if self._article is None:
            return self._empty_strip(y, width)
        index = y + int(self.scroll_offset.y)
        if self._text is None or index >= len(self._text.lines) or self.is_on_its_way:
            return Strip.blank(width, self._style(""))
        selection = self.text_selection
        if selection is None and (found := self._strips.get((index, width))):
            return found
        ground = self._style("")
        shown = self._text.lines[index]
        segments = list(shown.segments(self._style, self._wrapped_for))
        for begin, end, name in self._marks.on_line(shown.line):
            segments = painted_over(segments, begin, end, self._style(name))
        if selection is not None and (span := selection.get_span(index)) is not None:
            segments = painted_over(segments, *span, self.screen.get_component_rich_style("screen--selection"))
        text = self._labelled(Strip(segments), self._labels.get(index, ())).apply_offsets(0, index)
        strip = Strip.join([self._margin(shown), text]).adjust_cell_length(width, ground)
        if selection is None:
            self._strips[index, width] = strip
        return strip

    def _margin(self, shown: ReaderLine) -> Strip:
        """What stands left of a line: the mark of the watchlist that it has words of."""
        ground = self._style("")
        left = max((self.scrollable_content_region.width - self._wrapped_for - GUTTER) // 2, 0)
        watchlist = self._marks.beside(shown.line)
        if watchlist is None:
            return Strip.blank(left + GUTTER, ground)
        mark = Segment(watchlist.mark, self._style("watch-mark"))
        return Strip([Segment(" " * left, ground), mark, Segment(" " * (GUTTER - 1), ground)], left + GUTTER)

    def _labelled(self, strip: Strip, labels: Sequence[LinkLabel]) -> Strip:
        for label in labels:
            end = label.column + len(label.letters)
            letters = Strip([Segment(label.letters, self._style("text") + self._style("link-label"))])
            rest = [strip.crop(end)] if end < strip.cell_length else []
            strip = Strip.join([strip.crop(0, label.column), letters, *rest])
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

    def forget_painted(self) -> None:
        """Forget the painted lines."""
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    # What happens

    def lines_changed(self) -> None:
        """Take letters off the links that stood elsewhere, and give the keys back."""
        if self.key_taker:
            self.key_taker.end()

    def on_key(self, event: events.Key) -> None:
        """Give keys to whoever takes them for a while."""
        if self.key_taker and self.key_taker.take_key(event):
            event.stop()
            event.prevent_default()

    def on_blur(self) -> None:
        """Take keys for nobody once they go elsewhere."""
        if self.key_taker and self.screen.focused is not self:
            self.key_taker.end()

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
