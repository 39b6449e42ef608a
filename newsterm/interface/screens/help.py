"""The help sheet: every command with its keys, narrowed by typing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from newsterm.interface.cells import fit
from newsterm.interface.screens.sheet import Sheet
from newsterm.text.line_breaking import break_lines
from newsterm.text.terminal_safety import make_safe_line

HelpRow = tuple[str, str, str, str]
"""Group, title, keys and help of a command."""
_WIDEST_KEYS: Final = 18
_GAP: Final = 2
_NARROWEST_HELP: Final = 16


class Help(Sheet[None]):
    """Shows commands: first those that work where it was opened, then all.

    Args:
        here: (group, title, keys, help) of each command that works there, groups together.
        everything: the same of all commands; empty where there are no others.
        where: it was opened, such as "in the list".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "Down", id="help.down", show=False),
        Binding("up", "scroll(-1)", "Up", id="help.up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", id="help.page_down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", id="help.page_up", show=False),
        Binding("tab", "turn", "All, or what works here", id="help.turn", show=False),
        Binding("f1", "manual", "The manual's page on keys", id="help.manual", show=False),
    ]

    def __init__(self, here: Sequence[HelpRow], everything: Sequence[HelpRow] = (), where: str = "") -> None:
        super().__init__("Keys and commands", _keys("all" if everything else ""))
        self._here, self._everything, self._where = here, everything, where
        self._rows = here
        self._keys_width = min(max((cell_len(keys) for _, _, keys, _ in everything or here), default=1), _WIDEST_KEYS)
        self._title_width = max((cell_len(title) for _, title, _, _ in everything or here), default=1)

    def on_mount(self) -> None:
        """Say which commands are shown."""
        self.head(self._where)

    def content(self) -> Iterable[Widget]:
        """The filter and the rows."""
        yield Input(placeholder="Find a command or a key", id="help-filter")
        yield VerticalScroll(Static(id="help-rows", markup=False), can_focus=False)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the commands that have what is typed."""
        event.stop()
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Input.Submitted)
    def done(self) -> None:
        """Leave."""
        self.dismiss(None)

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self.call_after_refresh(self._show)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_turn(self) -> None:
        """Show all commands, or again those that work here."""
        if not self._everything:
            return
        everything = self._rows is self._here
        self._rows = self._everything if everything else self._here
        self._keys = _keys("here" if everything else "all")
        self.head("everywhere" if everything else self._where)
        self.say("")
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_manual(self) -> None:
        """Show what the manual says of keys."""
        from newsterm.interface.screens.manual import ManualSheet

        self.app.push_screen(ManualSheet("keys"))

    def _show(self) -> None:
        wanted = self.query_one(Input).value
        found = _found(self._rows, wanted)
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        lines = list(self._lines(found, width)) or [
            Content.styled(self._nothing(make_safe_line(wanted)), "$text-muted")
        ]
        self.query_one("#help-rows", Static).update(Content("\n").join(lines))

    def _nothing(self, wanted: str) -> str:
        """What is said where no row matches."""
        typed = make_safe_line(wanted)
        if self._everything and self._rows is self._here:
            return f"No command that works here matches “{typed}”; tab looks among all."
        return f"No command matches “{typed}”."

    def _lines(self, rows: Sequence[HelpRow], width: int) -> Iterator[Content]:
        """Keys, title and help in columns, without the titles where it is narrow; a long help goes on below itself."""
        heading = ""
        keys_width = self._keys_width + _GAP
        title_width = (
            self._title_width + _GAP if width >= keys_width + self._title_width + _GAP + _NARROWEST_HELP else 0
        )
        indent = keys_width + title_width
        room = max(width - indent, 1)
        for group, title, keys, text in rows:
            if group != heading:
                if heading:
                    yield Content("")
                yield Content.styled(group, "bold $accent")
                heading = group
            for number, (begin, end) in enumerate(break_lines(text, room)):
                if number:
                    yield Content.assemble(" " * indent, (text[begin:end], "$text-muted"))
                    continue
                yield Content.assemble(
                    (fit(keys or "–", keys_width), "bold $text"),
                    fit(title, title_width),
                    (text[begin:end], "$text-muted"),
                )


def _keys(other: str) -> tuple[tuple[str, str], ...]:
    turn = (("tab", other),) if other else ()
    return (("type", "find"), *turn, ("↑ ↓", "scroll"), ("f1", "manual"), ("esc", "leave"))


def _found(rows: Sequence[HelpRow], wanted: str) -> list[HelpRow]:
    """The rows that have what is typed; a single character that is a key finds what has that key, and no words."""
    by_key = [row for row in rows if _has_key(row, wanted.strip())]
    if by_key and len(wanted.strip()) == 1:
        return by_key
    return [row for row in rows if row in by_key or _has_words(row, wanted)]


def _has_key(row: HelpRow, wanted: str) -> bool:
    return any(key == wanted or key.startswith(wanted + " ") for key in row[2].split("  "))


def _has_words(row: HelpRow, wanted: str) -> bool:
    group, title, _, text = row
    return all(word in f"{group} {title} {text}".lower() for word in wanted.lower().split())
