"""A scroll view that paints its lines itself, with a thin scrollbar."""

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsterm.interface.widgets.thin_scrollbar import ThinScrollBarRender


class PaintedLines(ScrollView, inherit_bindings=False):
    """A subclass gives `render_line`, and keeps the strips that it gave."""

    def on_mount(self) -> None:
        """Take the thin scrollbar."""
        self.vertical_scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual: per bar or per class

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are.

        The whole screen is laid out again only where that changes something: the scrollbar comes or goes, or the
        widget is as high as its lines.
        """
        size, room = Size(0, count), self.container_size.height
        if size == self.virtual_size:
            return
        comes_or_goes = self.styles.overflow_y == "auto" and (count > room) is not (self.virtual_size.height > room)
        if not room or comes_or_goes or self.styles.is_auto_height:
            self.virtual_size = size
            return
        self.set_reactive(PaintedLines.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = count
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

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
