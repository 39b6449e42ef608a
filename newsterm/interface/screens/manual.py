"""The manual's sheet: a page as it is to be read, over whatever is being done."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Markdown

from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.style_sheets import later_style, sheets_style
from newsterm.manual.pages import Page, all_pages, page


class ManualSheet(Sheet[None]):
    """Shows a page of the manual.

    Args:
        name: the page to begin with.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [sheets_style(), later_style("manual.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,q", "leave", "Leave", id="manual.leave", show=False),
        Binding("down,j", "scroll(1)", "Down", id="manual.down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="manual.up", show=False),
        Binding("pagedown,space,ctrl+f", "page(1)", "Page down", id="manual.page_down", show=False),
        Binding("pageup,ctrl+b,b", "page(-1)", "Page up", id="manual.page_up", show=False),
        Binding("home,g", "end(-1)", "To the beginning", id="manual.first", show=False),
        Binding("end,G", "end(1)", "To the end", id="manual.last", show=False),
        Binding("tab", "turn(1)", "Next page of the manual", id="manual.next", show=False),
        Binding("shift+tab", "turn(-1)", "Page of the manual before", id="manual.previous", show=False),
    ]

    def __init__(self, name: str) -> None:
        self._pages = all_pages()
        self._page = page(name)
        turn = [("tab", "next page")] if len(self._pages) > 1 else []
        super().__init__(self._page.title, [("↑ ↓", "scroll"), ("space", "page down"), *turn, ("esc", "leave")])

    def content(self) -> Iterable[Widget]:
        """The page, which scrolls."""
        yield VerticalScroll(Markdown(_body(self._page), open_links=False), can_focus=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by screens, with a line in common."""
        shown = self.query_one(VerticalScroll)
        shown.scroll_relative(y=by * max(shown.size.height - 1, 1), animate=False)

    def action_end(self, by: int) -> None:
        """Go to the beginning or the end."""
        shown = self.query_one(VerticalScroll)
        if by > 0:
            shown.scroll_end(animate=False)
        else:
            shown.scroll_home(animate=False)

    async def action_turn(self, by: int) -> None:
        """Go to another page of the manual."""
        at = [each.name for each in self._pages].index(self._page.name)
        self._page = self._pages[(at + by) % len(self._pages)]
        self._title = self._page.title
        self.head("")
        await self.query_one(Markdown).update(_body(self._page))
        self.query_one(VerticalScroll).scroll_home(animate=False)


def _body(shown: Page) -> str:
    """The page without its title, which the sheet's head shows."""
    return shown.text.partition("\n")[2].lstrip()
