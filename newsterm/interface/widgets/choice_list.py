"""A short list of options to choose from; long lists are virtual ones."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

from newsterm.interface.widgets.thin_scrollbar import ThinScrollBarRender

_CURSOR = "option-list--option-highlighted"


class ChoiceList(OptionList):
    """Textual's list, whose cursor is seen without colours too: Textual itself leaves `reverse` out of options."""

    def on_mount(self) -> None:
        """Take the thin scrollbar."""
        self.vertical_scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual: per bar or per class

    def render_line(self, y: int) -> Strip:
        """Paint a line, that of the cursor as the theme asks for."""
        strip = super().render_line(y)
        if self.highlighted is None or not self.get_component_styles(_CURSOR).text_style.reverse:
            return strip
        if not any(style and style.meta.get("option") == self.highlighted for _, style, _ in strip):
            return strip
        return Strip(list(Segment.apply_style(strip, post_style=Style(reverse=True))), strip.cell_length)
