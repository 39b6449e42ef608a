"""The rows of the history sheet: read page by page, narrowed by typing and by actor, moved over."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import on, work
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from newsterm.interface.borrowed_keys import BorrowedKeys
from newsterm.interface.panes.history_list import HistoryList
from newsterm.interface.panes.history_pages import HistoryPages
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.session import Session
from newsterm.interface.style_sheets import later_style, sheets_style
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.model.event import EventGroup
from newsterm.operations.history import actor_words
from newsterm.storage import journal
from newsterm.text.terminal_safety import make_safe_line

_FIRST: Final = 200
_PAGE: Final = 1_000
_AHEAD: Final = 100
"""Rows below the cursor that are read before they are needed."""


class HistoryRows(Sheet[None], BorrowedKeys):
    """Shows the groups of the journal; a subclass says what may be done with them.

    Args:
        session: the library.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [sheets_style(), later_style("history.tcss")]

    def __init__(self, session: Session) -> None:
        super().__init__("What was done", [])
        self.session = session
        self.pages = HistoryPages()

    def content(self) -> Iterable[Widget]:
        """What to find, the groups, and what stands in the way of taking one back."""
        yield Input(placeholder="Find in what was done", id="history-find")
        yield HistoryList(now=self.session.now)
        yield Static(id="history-question", markup=False)

    @property
    def groups(self) -> HistoryList:
        """The list."""
        return self.query_one(HistoryList)

    @property
    def has_keys(self) -> bool:
        """Whether nothing is being typed to find."""
        return not self.has_class("-finding") or self.focused is self.groups

    def on_mount(self) -> None:
        """Show the newest groups."""
        self._begin()
        self.set_focus(self.groups)

    def show_keys(self) -> None:
        """Show the keys that matter for the row under the cursor."""
        raise NotImplementedError

    # Reading

    def _begin(self, actor: str | None = None) -> None:
        """Read anew from the latest on."""
        self.pages = HistoryPages(actor, self.pages.words)
        self.pages.take(journal.groups(self.session.library.reader(), _FIRST, every=True, actor=actor), _FIRST)
        self._show(cursor=0)

    def _show(self, *, cursor: int | None = None) -> None:
        pages = self.pages
        self.groups.empty = "Nothing done has that." if pages.is_narrowed else "Nothing was done yet."
        self.groups.show(pages.shown, cursor=cursor)
        self._show_head()
        self.show_keys()
        self._read_on()

    def _show_head(self) -> None:
        """Say beside the title what the rows are narrowed to."""
        pages = self.pages
        by = "" if pages.actor is None else f"by {make_safe_line(actor_words(pages.actor))} "
        found = f"▸ {' '.join(pages.words)}" if pages.words and not self.has_class("-finding") else ""
        self.head((by + found).strip())

    @work(group="history", exclusive=True, description="read what was done")
    async def _read_on(self) -> None:
        """Read until there are rows enough below the cursor."""
        pages = self.pages
        while not pages.complete and len(pages.shown) < self.groups.cursor + _AHEAD:
            batch = await self._groups(pages, _PAGE)
            if pages is not self.pages:
                return
            pages.take(batch, _PAGE)
            self.groups.show(pages.shown)
            self.show_keys()

    async def read_again(self) -> None:
        """Read what is shown anew."""
        pages = HistoryPages(self.pages.actor, self.pages.words)
        wanted = max(self.pages.count, _FIRST)
        pages.take(await self._groups(pages, wanted), wanted)
        self.pages = pages
        self._show()

    async def _groups(self, pages: HistoryPages, wanted: int) -> list[EventGroup]:
        return await self.session.read(journal.groups, wanted, every=True, actor=pages.actor, before=pages.last)

    @on(VirtualList.CursorMoved)
    def follow(self) -> None:
        """Read ahead of the cursor, and show the keys of its row."""
        self._show_head()
        self.show_keys()
        self._read_on()

    # Narrowing

    def action_find(self) -> None:
        """Type what to find."""
        self.add_class("-finding")
        self.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the groups whose effect or actor has all the words."""
        event.stop()
        self.pages.narrow(make_safe_line(event.value).lower().split())
        self._show(cursor=0)

    @on(Input.Submitted)
    def found(self, event: Input.Submitted) -> None:
        """Go on in the list."""
        event.stop()
        self._end_finding()

    def _end_finding(self) -> None:
        self.remove_class("-finding")
        self.set_focus(self.groups)
        self._show()

    def action_by_actor(self) -> None:
        """Show only what was done by whom the row under the cursor tells, or everything again."""
        group = self.groups.current
        if self.pages.actor is not None or group is not None:
            self._begin(group.actor if self.pages.actor is None and group else None)

    def action_leave(self) -> None:
        """One step out: what is being found, the narrowing, the sheet."""
        if self.has_class("-finding") or self.pages.words:
            self.query_one(Input).value = ""
            self._end_finding()
        elif self.pages.actor is not None:
            self.action_by_actor()
        else:
            self.dismiss(None)

    # Moving

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.groups.move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by pages."""
        self.groups.page(by)

    def action_first(self) -> None:
        """To the latest."""
        self.groups.first()

    def action_last(self) -> None:
        """To the first that was read so far."""
        self.groups.last()
