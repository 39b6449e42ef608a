"""The panes of the reader's screen: who has the keys, and what is shown."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import getters
from textual.binding import Binding, BindingType

from newsterm.interface.actions.key_base import KeyBase
from newsterm.interface.article_screen import ArticleScreen
from newsterm.interface.commands import WHERE, Pane, hints
from newsterm.interface.keymap import Keymap
from newsterm.interface.layout import visible_panes
from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.places import UNREAD, Place
from newsterm.interface.session import Session
from newsterm.interface.typed_keys import written
from newsterm.interface.widgets.status_line import PaneTitle
from newsterm.interface.widgets.top_line import TopLine
from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing, Sort

_AIR = 12
"""Cells of the reader that are not its measure: the gutter, and air on both sides."""


class PaneBase(KeyBase, ArticleScreen, inherit_bindings=False):
    """Panes and state of the reader's screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "screen.copy_text", "Copy the selection", id="screen.copy", show=False)
    ]

    feed_tree = getters.query_one(FeedTree)
    articles = getters.query_one(ArticleList)
    top_line = getters.query_one(TopLine)

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__(keymap)
        self.session = session
        self.zoomed = False
        self.panes_shown: frozenset[Pane] = frozenset()
        """The panes that are on the screen."""
        self.place: Place = UNREAD
        self.place_before: Place | None = None
        """The place that a search was made from."""
        self.article_before: int | None = None
        """The article that was under the cursor then."""
        self.searching: str | None = None
        """The query whose results are wanted, until another place is opened."""
        self.sort = Sort.NEWEST
        self.listing = Listing()
        self.shown: ArticleRow | None = None
        """The article in the reader."""
        self.collapsed: frozenset[str] = frozenset()

    @property
    def is_at_pane(self) -> bool:
        """Whether a pane has the keys, and no question."""
        return self.focused is None or self.focused in {self.feed_tree, self.articles, self.reader}

    # What the user sees

    def tell_left_out(self, title: str, problems: Sequence[str]) -> None:
        """Say what was left out at the start and why: in the bottom line if it is one thing that fits, else on a sheet.

        Args:
            title: the sheet's, what was left out of what.
            problems: a sentence for each thing.
        """
        if len(problems) == 1 and cell_len(problems[0]) <= self.status.error_width:
            self.say(problems[0], error=True)
        elif problems:
            from newsterm.interface.screens.problems import ProblemSheet

            self.app.push_screen(ProblemSheet(title, problems))

    def current_row(self) -> ArticleRow | None:
        """The article that commands act on: the one read, or the one under the cursor."""
        return self.shown if self.pane is Pane.READER and self.shown else self.articles.current

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the keys, showing it where the width hides it."""
        self.pane = pane
        self.forget_typed()
        self.lay_out()
        widgets = {Pane.TREE: self.feed_tree, Pane.LIST: self.articles, Pane.READER: self.reader}
        self.set_focus(widgets[pane], scroll_visible=False)
        self.status.hints(hints(self.keymap.commands, self.keymap.keys, pane))

    def lay_out(self) -> None:
        """Show the panes that the width has room for."""
        shown = visible_panes(self.size.width, self.pane, zoomed=self.zoomed)
        for pane in Pane:
            self.query_one(f"#{pane.value}-title", PaneTitle).focused = pane is self.pane
        if shown == self.panes_shown:
            return
        self.panes_shown = shown
        panes = self.query_one("#panes")
        panes.set_class(len(shown) == 1, "-one")
        panes.set_class(len(shown) == 2, "-two")
        for pane in Pane:
            self.query_one(f"#{pane.value}-pane").display = pane in shown
        # Beside two panes the reader has its measure and some air; what is left over is the list's.
        widest = self.session.settings.measure + _AIR if len(shown) == len(Pane) else None
        self.query_one("#reader-pane").styles.max_width = widest

    # Keys

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys in place of the pane's."""
        self.status.hints(keys)

    def end_question(self) -> None:
        """Give the keys back to their pane."""
        self.focus_pane(self.pane)

    def refuse_keys(self, keys: tuple[str, ...], *, begun: bool) -> None:
        """Say where keys are a command, if they are none here."""
        if command := self.keymap.find(keys):
            where = " and ".join(WHERE[pane] for pane in Pane if pane in command.panes)
            self.say(f"“{command.title}” works {where}")
        elif begun:
            self.say(f"{written(keys)} is no command here")
