"""A line of switches, each on or off."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Switches(Widget, can_focus=True):
    """Switches beside each other: the arrows go along them, space turns one over.

    Args:
        names: what they are called.
        on: the names of those that are on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Left", id="switches.left", show=False),
        Binding("right", "move(1)", "Right", id="switches.right", show=False),
        Binding("space", "turn", "Turn over", id="switches.turn", show=False),
    ]

    class Turned(Message):
        """A switch was turned over."""

    def __init__(self, names: Sequence[str], on: Collection[str] = ()) -> None:
        super().__init__()
        self._names = tuple(names)
        self.on = {name for name in names if name in on}
        """The names of those that are on."""
        self._cursor = 0

    def action_move(self, by: int) -> None:
        """Go along."""
        self._cursor = max(min(self._cursor + by, len(self._names) - 1), 0)
        self.refresh()

    def action_turn(self) -> None:
        """Turn the switch under the cursor over."""
        self.on ^= {self._names[self._cursor]}
        self.post_message(self.Turned())
        self.refresh()

    def render(self) -> Content:
        """Paint all of them; what is on has a mark, not a colour alone."""
        pieces = []
        for number, name in enumerate(self._names):
            is_on = name in self.on
            piece = Content.styled(f"[{'x' if is_on else ' '}] {name}", "bold $accent" if is_on else "")
            pieces.append(piece.stylize("reverse") if self.has_focus and number == self._cursor else piece)
        return Content("  ").join(pieces)
