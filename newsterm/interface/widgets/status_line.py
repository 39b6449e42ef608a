"""The bottom line, which says what just happened and which keys matter now, and the lines that title panes."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from newsterm.interface.cells import cut, cut_name
from newsterm.interface.widgets.line import LineWidget, Piece

_MOST_HINTS = 6
_BESIDE_ERROR = 4
"""Cells of an error's line that are not its sentence."""
_GAP = 3
_LEAST_NAME = 12
"""Cells that the name of a pane keeps, if it has as many, before what is said beside it goes."""


class StatusLine(LineWidget):
    """A sentence at left, keys at right.

    An error stays until a key was pressed after it was painted; sentences said meanwhile wait behind it. The
    screen calls `key_pressed` for each key.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--said",
        "status-line--undo",
        "status-line--error",
        "status-line--key",
        "status-line--hint",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.text = ""
        """What is said."""
        self.is_error = False
        self._waiting = ""
        self._hints: Sequence[tuple[str, str]] = ()
        self._pending = ""
        self._following: Sequence[tuple[str, str]] = ()

    def say(self, text: str, *, error: bool = False) -> None:
        """Say what happened, in one sentence."""
        if self.is_error and not error:
            self._waiting = text
            return
        self.text, self.is_error = text, error
        self.refresh()

    @property
    def error_width(self) -> int:
        """Cells of an error that can be read."""
        return self.size.width - _BESIDE_ERROR

    def key_pressed(self) -> None:
        """Take a key as the sign that what is said was read: an error goes, what waited behind it comes."""
        if self.is_error:
            self.text, self.is_error, self._waiting = self._waiting, False, ""
            self.refresh()

    def hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys and what they do, the most important last; at most six."""
        self._hints = [*hints[: _MOST_HINTS - 1], *hints[_MOST_HINTS - 1 :][-1:]]
        self.refresh()

    def show_pending(self, keys: str, following: Sequence[tuple[str, str]]) -> None:
        """Show the keys of a command that is not complete, at right; at left what may follow them."""
        self._pending, self._following = keys, following
        self.refresh()

    def clear_pending(self) -> None:
        """Go back to the sentence and the hints."""
        self.show_pending("", ())

    def pieces(self, width: int) -> Sequence[Piece]:
        """The sentence first; of the hints, those before the last give way."""
        if self._pending:
            return self._pending_pieces(width)
        said = self._said()
        room = width - 2 - _cells(said) - (_GAP if said else 0)
        hints = self._hint_pieces(list(self._hints), room)
        if not hints:
            return [(" ", ""), *_shortened(said, width - 2), (" ", "")]
        space = width - 2 - _cells(said) - _cells(hints)
        return [(" ", ""), *said, (" " * space, ""), *hints, (" ", "")]

    def _pending_pieces(self, width: int) -> list[Piece]:
        """The keys that may follow, as many as there is room for, or what was said; then the keys so far."""
        pending: list[Piece] = [(self._pending, "status-line--key")]
        room = width - 2 - _cells(pending) - _GAP
        left = _cut(self._said(), room)
        if self._following:
            shown = len(self._following)
            while _cells(left := self._following_pieces(shown)) > room and shown:
                shown -= 1
        space = max(width - 2 - _cells(left) - _cells(pending), 0)
        return [(" ", ""), *left, (" " * space, ""), *pending, (" ", "")]

    def _following_pieces(self, shown: int) -> list[Piece]:
        pieces: list[Piece] = []
        for key, word in self._following[:shown]:
            pieces += [(key, "status-line--key"), (f" {word}  ", "status-line--hint")]
        return [*pieces, *([("…", "status-line--hint")] if shown < len(self._following) else [])]

    def _said(self) -> list[Piece]:
        if self.is_error:
            return [("! ", "status-line--error"), (self.text, "status-line--error")]
        what, parted, undo = self.text.partition(" · ")
        pieces: list[Piece] = [(what, "status-line--said")]
        if parted:
            pieces += [(" ", ""), (f"· {undo}", "status-line--undo")]
        return pieces if what else []

    @staticmethod
    def _hint_pieces(hints: list[tuple[str, str]], room: int) -> list[Piece]:
        while hints:
            pieces: list[Piece] = []
            for key, title in hints:
                pieces += [("  ", "")] if pieces else []
                pieces += [(key, "status-line--key"), (" ", ""), (title, "status-line--hint")]
            if _cells(pieces) <= room:
                return pieces
            del hints[-2 if len(hints) > 1 else -1]
        return []


class PaneTitle(LineWidget):
    """Names a pane, "Unread · 128 · newest"; in the accent colour while its pane has the keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane-title--name", "pane-title--focused", "pane-title--rest"}

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, classes=classes)
        self.text = text
        self._focused = False

    def show(self, text: str) -> None:
        """Show a title: the name, then " · " and what else there is to say."""
        if text != self.text:
            self.text = text
            self.refresh()

    @property
    def focused(self) -> bool:
        """Whether the pane has the keys."""
        return self._focused

    @focused.setter
    def focused(self, focused: bool) -> None:
        if focused != self._focused:
            self._focused = focused
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """The name strong, the rest dim; of the rest the last parts give way first, and the name before the first."""
        name, *rest_parts = self.text.split(" · ")
        while len(rest_parts) > 1 and cell_len(" · ".join((name, *rest_parts))) > width - 2:
            rest_parts.pop()
        rest = "".join(f" · {part}" for part in rest_parts)
        if width - 2 - cell_len(rest) < min(cell_len(name), _LEAST_NAME):
            rest = ""
        name = cut(name, width - 2 - cell_len(rest))
        return [
            (" ", ""),
            (name, "pane-title--focused" if self._focused else "pane-title--name"),
            (rest[:1], ""),
            (rest[1:], "pane-title--rest"),
        ]


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _shortened(said: Sequence[Piece], width: int) -> list[Piece]:
    """Cut what happened, and keep how to take it back; where that is most of the line, cut both together."""
    what, *undo = said or [("", "")]
    room = width - _cells(undo)
    return [(cut_name(what[0], room), what[1]), *undo] if room >= width // 2 else _cut(said, width)


def _cut(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Cut pieces to a width together."""
    left, shown = width, []
    for text, part in pieces:
        shown.append((cut(text, left), part))
        left -= cell_len(text)
        if left <= 0:
            break
    return shown
