"""What all sheets share: a plain surface over the screen with a title, its content and one line of keys."""

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static, TextArea

from newsterm.interface.cells import cut_name
from newsterm.interface.style_sheets import sheets_style
from newsterm.interface.widgets.thin_scrollbar import ThinScrollBarRender

Answer = TypeVar("Answer")
_CHROME = 6
"""Lines of a sheet that are not its content: what is seen above it, hairline, title, keys and blank lines."""
_MOST_ROWS = 14
_PADDING = 4
"""Cells left and right of a sheet's content."""
_BESIDE = "   "
_CLOSER = "  "
_LOW = 16
"""Lines of a screen below which a sheet leaves out what only explains."""


class Sheet(ModalScreen[Answer]):
    """A sheet; `esc` leaves it, at the second time where something that was written would be lost.

    Args:
        title: a few words, shown at its head.
        keys: the keys that matter and what they do.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = sheets_style()
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", id="sheet.leave", show=False)]

    def __init__(self, title: str, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._keys = tuple(keys)
        self.on_open: Callable[[], object] = lambda: None
        """Told when the sheet takes keys."""
        self._warned = False

    def compose(self) -> ComposeResult:
        """Title, content, keys."""
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="sheet--title", markup=False)
            yield from self.content()
            yield Static(self._key_line(), classes="sheet--keys", markup=False)

    def content(self) -> Iterable[Widget]:
        """The widgets between title and keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Take the thin scrollbar; keys that waited for the sheet come now."""
        kinds: tuple[type[Widget], ...] = (TextArea, VerticalScroll)
        for widget in (found for kind in kinds for found in self.query(kind)):
            widget.vertical_scrollbar.renderer = ThinScrollBarRender  # type: ignore[misc]  # Textual: per bar or class
        self.on_open()

    def on_resize(self) -> None:
        """Show the keys that there is room for; on a low screen, only what must be there."""
        self.set_class(self.app.size.height < _LOW, "-low")
        line = self.query_one(".sheet--keys", Static)
        if not line.has_class("-said"):
            line.update(self._key_line())

    @property
    def inner_width(self) -> int:
        """Cells of a line of content."""
        sheet = self.query(".sheet").first() if self.is_mounted else None
        most = sheet.styles.max_width if sheet else None
        width = self.app.size.width
        return (width if most is None else min(width, int(most.value))) - _PADDING

    def head(self, rest: str) -> None:
        """Show something beside the title, cut within the name in it where there is little room."""
        line = self.query_one(".sheet--title", Static)
        room = line.content_size.width - cell_len(self._title) - cell_len(_BESIDE)
        beside = _BESIDE + (cut_name(rest, room) if room > 0 else rest)
        parts: list[str | tuple[str, str]] = [self._title, *([(beside, "$accent")] if rest else [])]
        line.update(Content.assemble(*parts))

    def say(self, sentence: str) -> None:
        """Say something in place of the keys; "" brings them back."""
        line = self.query_one(".sheet--keys", Static)
        line.set_class(bool(sentence), "-said")
        line.update(Content(sentence) if sentence else self._key_line())

    def rows_shown(self, rows: int, beside: int = 0) -> int:
        """How many of some rows a sheet on this screen has room for, where some lines are shown besides."""
        return max(min(rows, _MOST_ROWS, self.app.size.height - _CHROME - beside), 1)

    def unsaved(self) -> str:
        """The key that saves what was written, as people write it; "" where nothing would be lost."""
        return ""

    def may_go(self, key: str) -> bool:
        """Whether the sheet may be left; where something was written, only when asked twice.

        Args:
            key: what leaves it, in a word.
        """
        saving = self.unsaved()
        if not saving or self._warned:
            return True
        self._warned = True
        self.say(f"Not saved yet: {saving} saves, {key} again throws away what you wrote")
        return False

    def go_on(self) -> None:
        """Show the keys again once the user goes on writing, where something was said in their place."""
        self._warned = False
        if self.query_one(".sheet--keys").has_class("-said"):
            self.say("")

    def action_leave(self) -> None:
        """Leave without an answer."""
        if self.may_go("esc"):
            self.dismiss(None)

    def _key_line(self) -> Content:
        """The keys in the order of their weight.

        Where the line is short they stand closer; where that does not do, those before the last give way.
        """
        keys = list(self._keys)
        while True:
            words = [Content.assemble((key, "bold $text"), f" {does}") for key, does in keys]
            for between in (_BESIDE, _CLOSER):
                line = Content(between).join(words)
                if line.cell_length <= self.inner_width or len(keys) <= 2:
                    return line
            del keys[-2]
