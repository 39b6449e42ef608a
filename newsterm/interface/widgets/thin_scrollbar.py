"""A scrollbar that is a thin line in a blank track, one cell wide."""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender


class ThinScrollBarRender(ScrollBarRender):
    """Draws the thumb as a half block; a widget sets it as `self.vertical_scrollbar.renderer`."""

    THUMB = "▐"

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,  # noqa: ARG003  Textual's signature; these bars are vertical
        back_color: Color = Color.default(),  # noqa: B008  a constant
        bar_color: Color = Color.default(),  # noqa: B008  a constant
    ) -> Segments:
        """Draw the bar, one segment a line, with what the mouse does on each."""
        start = length = 0
        terminal_colours = bar_color.triplet is None or None
        if window_size and size and virtual_size > window_size:
            length = max(1, round(size * window_size / virtual_size))
            start = round((size - length) * min(position / (virtual_size - window_size), 1))

        def line(text: str, action: str) -> Segment:
            style = Style(color=bar_color, bgcolor=back_color, dim=terminal_colours, meta={"@mouse.down": action})
            return Segment(text.rjust(thickness), style)

        above, thumb, below = line(" ", "scroll_up"), line(cls.THUMB, "grab"), line(" ", "scroll_down")
        return Segments([above] * start + [thumb] * length + [below] * (int(size) - start - length), new_lines=True)
