"""The text of what changed in an article: painted line by line, and gone through from change to change."""

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsterm.interface.panes.changed_lines import ChangedLine, Part, change_count, changed_lines
from newsterm.interface.widgets.painted_lines import PaintedLines
from newsterm.text.word_diff import Difference

_GUTTER: Final = 2
_NARROWEST: Final = 10
_CURRENT: Final = "▸"


class ChangesText(PaintedLines, can_focus=True, inherit_bindings=False):
    """Shows a difference.

    Args:
        measure: the widest line, in cells.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"changes-text--{part}" for part in Part}

    def __init__(self, measure: int) -> None:
        super().__init__()
        self._measure = measure
        self._difference: Difference | None = None
        self._whole = False
        self._lines: list[ChangedLine] = []
        self._wrapped_for = 0
        self.count = 0
        """How many changes there are."""
        self.current: int | None = None
        """The number of the change that one went to last, from 0."""

    @property
    def whole(self) -> bool:
        """Whether paragraphs without a change are shown, too."""
        return self._whole

    @whole.setter
    def whole(self, whole: bool) -> None:
        self._whole = whole
        self._wrap()
        if self.current is not None:
            self._reveal()

    def show(self, difference: Difference) -> None:
        """Show a difference from its beginning."""
        self._difference, self.current = difference, None
        self.count = change_count(difference)
        self._wrap()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def go(self, by: int) -> None:
        """Go to a change after or before; round and round."""
        if not self.count:
            return
        if self.current is None:
            self.current = 0 if by > 0 else self.count - 1
        else:
            self.current = (self.current + by) % self.count
        self._reveal()
        self.refresh()

    def scroll_lines(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=max(self.scroll_offset.y + by, 0), animate=False, force=True, immediate=True)

    def page(self, by: int) -> None:
        """Scroll by pages, with a line in common."""
        self.scroll_lines(by * max(self.size.height - 1, 1))

    def end(self, by: int) -> None:
        """Scroll to the beginning (-1) or the end (1)."""
        self.scroll_lines(by * len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        width = self.size.width
        index = y + int(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[index]
        sign = _CURRENT if self.current in line.changes else line.sign or " "
        segments = [Segment(sign + " " * (_GUTTER - 1), self._style(Part.SIGN))]
        segments += [Segment(text, self._style(part)) for text, part in line.pieces]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_resize(self) -> None:
        """Wrap again where the width changed."""
        if self._wrapped_for != self._text_width:
            self._wrap()

    @property
    def _text_width(self) -> int:
        return max(min(self._measure, self.size.width - _GUTTER - 1), _NARROWEST)

    def _wrap(self) -> None:
        if self._difference is None or not self.size.width:
            return
        self._wrapped_for = self._text_width
        self._lines = changed_lines(self._difference, self._wrapped_for, whole=self._whole)
        self.set_line_count(len(self._lines))
        self.refresh()

    def _reveal(self) -> None:
        line = next((index for index, line in enumerate(self._lines) if self.current in line.changes), 0)
        top, height = int(self.scroll_offset.y), self.size.height
        if not top <= line < top + height - 1:
            self.scroll_to(y=max(line - height // 3, 0), animate=False, force=True, immediate=True)

    def _style(self, part: Part) -> Style:
        return self.get_component_rich_style(f"changes-text--{part}")
