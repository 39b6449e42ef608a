"""The sheet that shows what publishers changed in an article, edit by edit."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import work
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from newsterm.interface.borrowed_keys import BorrowedKeys
from newsterm.interface.keymap import Keymap
from newsterm.interface.panes.changes_text import ChangesText
from newsterm.interface.panes.reader_head import when
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.session import Session
from newsterm.interface.style_sheets import later_style, sheets_style
from newsterm.operations.comparing import Comparison, compare
from newsterm.storage.revisions import Revision

_OWN: Final = {
    "[": "edit(-1)",
    "]": "edit(1)",
    "n": "change(1)",
    "N": "change(-1)",
    "a": "all_edits",
    "w": "whole",
    "space": "page(1)",
    "d": "leave",
    "q": "leave",
    "esc": "leave",
}
_ACTIONS: Final = {
    "article.changes": "leave",
    "move.down": "lines(1)",
    "move.up": "lines(-1)",
    "move.page_down": "page(1)",
    "move.page_up": "page(-1)",
    "move.first": "end(-1)",
    "move.last": "end(1)",
    "pane.left": "edit(-1)",
    "pane.right": "edit(1)",
    "find.next": "change(1)",
    "find.previous": "change(-1)",
}


class Changes(Sheet[None], BorrowedKeys):
    """Shows the latest edit first.

    Args:
        session: the library.
        keymap: the user's keys.
        versions: of an article's text, the first first; at least two.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [sheets_style(), later_style("changes.tcss")]
    has_keys = True

    def __init__(self, session: Session, keymap: Keymap, versions: Sequence[Revision]) -> None:
        super().__init__("What changed", [])
        self.borrow(keymap, _ACTIONS, _OWN)
        self.session = session
        self._versions = versions
        self._edit = len(versions) - 1
        """The edit that is shown: the number of the version that it led to."""
        self._all = False
        """Whether all edits are shown as one."""
        self._shown: Comparison | None = None

    def content(self) -> Iterable[Widget]:
        """What kinds of things changed, which edit it is, and what it changed."""
        yield Static(id="changes-edit", markup=False)
        yield ChangesText(self.session.settings.measure)

    def on_mount(self) -> None:
        """Show the latest edit."""
        self.set_focus(self._text)
        self._compare()

    @property
    def _text(self) -> ChangesText:
        return self.query_one(ChangesText)

    @work(group="compare", exclusive=True, description="compare two versions of an article")
    async def _compare(self) -> None:
        """Compare beside the screen: long texts take their time."""
        before = self._versions[0 if self._all else self._edit - 1]
        after = self._versions[-1 if self._all else self._edit]
        self._shown = await self.session.read(lambda _: compare(before, after))
        self._text.show(self._shown.difference)
        now = self.session.now().astimezone()
        times = [when(version.seen_at.astimezone(now.tzinfo), now) for version in (before, after)]
        edits = len(self._versions) - 1
        together = "Both edits" if edits == 2 else f"All {edits:,} edits"
        which = together if self._all else f"Edit {self._edit:,} of {edits:,}"
        kinds, seen = self._shown.kinds.sentence(), f"{which} · seen {times[0]} → {times[1]}"
        told = Content.assemble((kinds[:1].upper() + kinds[1:], "$accent"), "\n", (seen, "$text-muted"))
        self.query_one("#changes-edit", Static).update(told)
        self._show_head()
        self._show_keys()

    def _show_head(self) -> None:
        at = self._text.current
        self.head("" if at is None else f"{at + 1:,} of {self._text.count:,}")

    def _show_keys(self) -> None:
        edits = len(self._versions) - 1
        keys = [("n", "next change")] if self._text.count > 1 else []
        if edits > 1:
            keys += [] if self._all else [("[ ]", "edit before, after")]
            keys += [("a", "one by one" if self._all else "all at once")]
        keys += [("w", "only changes" if self._text.whole else "whole text"), ("esc", "leave")]
        self._keys = tuple(keys)
        self.say("")

    # Actions

    def action_edit(self, by: int) -> None:
        """Show the edit before or after."""
        edit = self._edit + by
        if self._all:
            self.say("All edits are shown as one; a shows them one by one")
        elif 1 <= edit < len(self._versions):
            self._edit = edit
            self._compare()
        else:
            self.say("That is the latest edit" if by > 0 else "That is the first edit")

    def action_all_edits(self) -> None:
        """Show all edits as one, or one by one again."""
        if len(self._versions) > 2:
            self._all = not self._all
            self._compare()
        else:
            self.say("There is only one edit")

    def action_change(self, by: int) -> None:
        """Go to the next change, or the one before."""
        self._text.go(by)
        self._show_head()

    def action_whole(self) -> None:
        """Show the paragraphs without a change, too, or only count them again."""
        self._text.whole = not self._text.whole
        self._show_keys()

    def action_lines(self, by: int) -> None:
        """Scroll by lines."""
        self._text.scroll_lines(by)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self._text.page(by)

    def action_end(self, by: int) -> None:
        """Scroll to the beginning or the end."""
        self._text.end(by)
