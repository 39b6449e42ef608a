"""The sheet in which a note is written; the user's own editor is one key away."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from newsterm.interface.screens.sheet import Sheet
from newsterm.text.terminal_safety import make_safe

_MOST_LINES = 10


class NoteEditor(Sheet[str | None]):
    """Dismissed with the note's text ("" removes it), or None.

    Args:
        title: of the article.
        text: the note so far.
        editor: the editor's command line; "" for $VISUAL or $EDITOR.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="note.leave", show=False, priority=True),
        Binding("ctrl+s", "save", "Save", id="note.save", show=False),
        Binding("ctrl+o", "external", "Own editor", id="note.external", show=False),
    ]

    def __init__(self, title: str, text: str, *, editor: str = "") -> None:
        super().__init__(f"Note on {title}", [("^s", "save"), ("^o", "own editor"), ("esc", "leave")])
        self._before = text
        self._editor = editor

    def content(self) -> Iterable[Widget]:
        """The text."""
        yield TextArea(self._before, soft_wrap=True, show_line_numbers=False, tab_behavior="indent")

    def on_mount(self) -> None:
        """Go on at the end of the note."""
        area = self.query_one(TextArea)
        self.set_focus(area)
        area.move_cursor(area.document.end)

    def on_resize(self) -> None:
        """Leave room for title and keys."""
        self.query_one(TextArea).styles.height = self.rows_shown(_MOST_LINES)

    def action_save(self) -> None:
        """Save the note."""
        self.dismiss(make_safe(self.query_one(TextArea).text).strip())

    def unsaved(self) -> str:
        """The key that saves the note, where it is not as it was."""
        return "" if self.query_one(TextArea).text.strip() == self._before.strip() else "^s"

    @on(TextArea.Changed)
    def write_on(self) -> None:
        """Show the keys again once the writing goes on."""
        self.go_on()

    def action_external(self) -> None:
        """Go on in the user's own editor."""
        try:
            command = shlex.split(self._editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
        except ValueError as error:
            self.say(f"The editor's command line cannot be read: {error}")
            return
        if not command:
            self.say("No editor is known: set `editor` in config.toml, or $EDITOR")
            return
        area = self.query_one(TextArea)
        try:
            area.text = self._edited(command, area.text)
        except (OSError, SuspendNotSupported) as error:
            self.say(f"The editor {Path(command[0]).name} could not be started: {error}")
        except subprocess.CalledProcessError as error:
            self.say(f"The editor {Path(command[0]).name} ended with status {error.returncode}; the note is as it was")
        area.move_cursor(area.document.end)

    def _edited(self, command: list[str], text: str) -> str:
        """What the user's editor makes of a text while the screen is lent to it."""
        with tempfile.TemporaryDirectory(prefix="newsterm-") as folder:
            file = Path(folder) / "note.md"
            file.write_text(text, encoding="utf-8")
            with self.app.suspend():
                subprocess.run([*command, str(file)], check=True)
            return make_safe(file.read_text(encoding="utf-8", errors="replace"))
