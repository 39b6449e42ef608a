"""A scroll view that paints its lines itself, with a thin scrollbar."""

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsterm.interface.widgets.thin_scrollbar import ThinScrollBarRender


class PaintedLines(ScrollView, inherit_bindings=False):
    """A subclass gives `render_line`, and keeps the strips that it gave."""

    def on_mount(self) -> None:
        """Take the thin scrollbar."""
        self.vertical_scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual: per bar or per class

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some lines; kept strips bring their filtered forms along, which halves the work."""
        if self.styles.gutter.totals != (0, 0) or self.opacity < 1:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        _, background = self.background_colors
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
