"""What all sheets share: a plain surface over the screen with a title, its content and one line of keys."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

Answer = TypeVar("Answer")


class Sheet(ModalScreen[Answer]):
    """A sheet; `esc` always leaves it.

    Args:
        title: a few words, shown at its head.
        keys: the keys that matter and what they do.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", id="sheet.leave", show=False)]

    def __init__(self, title: str, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._keys = tuple(keys)

    def compose(self) -> ComposeResult:
        """Title, content, keys."""
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="sheet--title", markup=False)
            yield from self.content()
            yield Static(self._key_line(), classes="sheet--keys", markup=False)

    def content(self) -> Iterable[Widget]:
        """The widgets between title and keys."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say something in place of the keys."""
        self.query_one(".sheet--keys", Static).update(Content(sentence))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def _key_line(self) -> Content:
        return Content("   ").join([Content.assemble((key, "bold"), f" {does}") for key, does in self._keys])
