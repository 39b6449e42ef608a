"""A widget of one line, painted from pieces of plain text with component styles."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

Piece = tuple[str, str]
"""Text and the name of its component style, "" for the widget's own."""


class LineWidget(Widget):
    """One line; a subclass says its pieces for a width."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LineWidget {
        height: 1;
        width: 1fr;
    }
    """

    def pieces(self, width: int) -> Sequence[Piece]:
        """What the line shows in `width` cells; what is missing is filled, what is too much cut."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        width, own = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, own)
        ground = Style(bgcolor=own.bgcolor)
        segments = [
            Segment(text, self.get_component_rich_style(part) + ground if part else own)
            for text, part in self.pieces(width)
            if text
        ]
        return Strip(segments).adjust_cell_length(width, own)
