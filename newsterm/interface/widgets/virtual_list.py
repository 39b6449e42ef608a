"""A list of any number of rows with a cursor, which paints only the rows that can be seen.

It has no keys of its own: the table of commands calls `move`, `page` and `go_to`.
"""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from newsterm.interface.widgets.painted_lines import PaintedLines

_MOST_STRIPS = 1024
_ROWS_AHEAD = 2


class VirtualList(PaintedLines, can_focus=True, inherit_bindings=False):
    """Rows by number, painted on demand and kept by everything that changes how they look."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    VirtualList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    class CursorMoved(Message):
        """The cursor came to another row."""

        def __init__(self, virtual_list: "VirtualList", index: int) -> None:
            super().__init__()
            self.list = virtual_list
            self.index = index

        def can_replace(self, message: Message) -> bool:
            """Of a flood of moves the last one counts."""
            return isinstance(message, VirtualList.CursorMoved) and message.list is self.list

    class RowChosen(Message):
        """The user clicked the row that the cursor was on."""

        def __init__(self, virtual_list: "VirtualList", index: int) -> None:
            super().__init__()
            self.list = virtual_list
            self.index = index

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(name=name, id=id, classes=classes)
        self._cursor = 0
        self._row_count = 0
        self._strips: LRUCache[Hashable, Sequence[Strip]] = LRUCache(_MOST_STRIPS)
        self._grounds: dict[str, Style] = {}
        self._parts: dict[tuple[str, Style], Style] = {}
        self.row_height = 1
        """Lines of a row."""

    # What a subclass says

    @abstractmethod
    def row_strip(self, index: int, width: int, cursor: bool, focused: bool) -> Strip:
        """Paint one row of one line, exactly `width` cells wide."""

    def row_strips(self, index: int, width: int, cursor: bool, focused: bool) -> Sequence[Strip]:
        """Paint the `row_height` lines of one row."""
        return (self.row_strip(index, width, cursor, focused),)

    def row_key(self, index: int) -> Hashable:
        """Everything that a row shows; equal keys look equal. None is painted afresh each time."""
        return index

    def blank_strip(self, line: int, width: int) -> Strip:  # noqa: ARG002  for subclasses
        """Paint a line of the widget below the last row."""
        return Strip([Segment(" " * width, self.ground())], width)

    def announce_cursor(self) -> None:
        """Tell that the cursor came to another row."""
        self.post_message(self.CursorMoved(self, self._cursor))

    def announce_choice(self) -> None:
        """Tell that the row under the cursor was chosen by mouse."""
        self.post_message(self.RowChosen(self, self._cursor))

    # Rows and cursor

    @property
    def cursor(self) -> int:
        """Index of the row under the cursor; 0 in an empty list."""
        return self._cursor

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._row_count

    @property
    def rows_shown(self) -> int:
        """How many whole rows the widget has room for, at least one."""
        return max(self.size.height // self.row_height, 1)

    def set_row_count(self, count: int) -> None:
        """Say how many rows there are; the cursor stays within them."""
        self._row_count = count
        self.set_line_count(count * self.row_height)
        self._cursor = min(self._cursor, max(count - 1, 0))
        self.refresh()

    def put_cursor(self, index: int) -> None:
        """Put the cursor on a row without telling anybody, and show the row."""
        self._cursor = max(min(index, self._row_count - 1), 0)
        self.refresh()
        self._show_cursor()

    def go_to(self, index: int) -> None:
        """Put the cursor on a row, the nearest where there is none of that number."""
        index = max(min(index, self._row_count - 1), 0)
        if index == self._cursor:
            self._show_cursor()
            return
        before, self._cursor = self._cursor, index
        if not self._show_cursor():
            self.refresh_row(before)
            self.refresh_row(index)
        self.announce_cursor()

    def move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.go_to(self._cursor + by)

    def page(self, by: int) -> None:
        """Move the cursor and what is shown by pages, with one row in common."""
        rows = max(self.rows_shown - 1, 1) * by
        self._scroll_to_line(self.scroll_offset.y + rows * self.row_height)
        self.go_to(self._cursor + rows)

    def first(self) -> None:
        """Go to the first row."""
        self.go_to(0)

    def last(self) -> None:
        """Go to the last row."""
        self.go_to(self._row_count - 1)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint a line of the widget."""
        width = self.scrollable_content_region.width
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        if index >= self._row_count:
            return self.blank_strip(y, width)
        cursor, focused = index == self._cursor, self.has_focus
        row_key = self.row_key(index)
        key = (row_key, width, cursor, focused)
        strips = None if row_key is None else self._strips.get(key)
        if strips is None:
            strips = self.row_strips(index, width, cursor, focused)
            if row_key is not None:
                self._strips[key] = strips
        return strips[line]

    def refresh_row(self, index: int) -> None:
        """Paint one row again."""
        self.refresh_lines(index * self.row_height, self.row_height)

    def ground(self, name: str = "") -> Style:
        """The ground of a row: the background (and reverse) of a component style, or of the widget itself."""
        found = self._grounds.get(name)
        if found is None:
            full = self.get_component_rich_style(name) if name else self.rich_style
            found = Style(bgcolor=full.bgcolor, reverse=full.reverse or None)
            self._grounds[name] = found
        return found

    def part(self, name: str, ground: Style) -> Style:
        """The style of a part of a row: a component's colour and attributes on a ground, its own if it has one."""
        found = self._parts.get((name, ground))
        if found is None:
            full = self.get_component_rich_style(name)
            own = Style(bgcolor=self.get_component_rich_style(name, partial=True).bgcolor)
            # Reversed, each colour would become a ground of its own.
            marked = Style(bold=full.bold, underline=full.underline or None)
            found = marked + ground if ground.reverse else full + ground + own
            self._parts[name, ground] = found
        return found

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        super().notify_style_update()
        self._grounds.clear()
        self._parts.clear()
        self._strips.clear()

    # What happens

    def on_resize(self) -> None:
        """Keep the cursor's row on the screen."""
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked row, or choose it if it is there."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1:
            return
        index = (offset.y + self.scroll_offset.y) // self.row_height
        if index < self._row_count:
            self.clicked(index, offset.x)

    def clicked(self, index: int, x: int) -> None:  # noqa: ARG002  for subclasses
        """React to a click on a row, `x` cells from the left."""
        if index == self._cursor:
            self.announce_choice()
        else:
            self.go_to(index)

    def _show_cursor(self) -> bool:
        """Scroll so that the cursor's row and some around it are seen; say whether anything moved."""
        height = self.size.height
        if not height:
            return False
        ahead = min(_ROWS_AHEAD, (self.rows_shown - 1) // 2) * self.row_height
        top = self._cursor * self.row_height
        least, most = top + self.row_height + ahead - height, top - ahead
        return self._scroll_to_line(max(min(self.scroll_offset.y, most), least))

    def _scroll_to_line(self, line: int) -> bool:
        before = self.scroll_offset.y
        line = max(min(line, self._row_count * self.row_height - self.size.height), 0)
        if line != before:
            self.scroll_to(y=line, animate=False, force=True)
        return line != before
