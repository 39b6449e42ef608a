"""The panes and the questions of the reader's screen: who has the keys, what is shown, what is asked."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.cells import cell_len
from textual import getters
from textual.binding import Binding, BindingType

from newsterm.interface.actions.key_base import KeyBase
from newsterm.interface.commands import Pane, hints
from newsterm.interface.key_order import OrderedKeys
from newsterm.interface.keymap import Keymap
from newsterm.interface.layout import visible_panes
from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.panes.reader import Reader
from newsterm.interface.places import UNREAD, Place
from newsterm.interface.session import Session
from newsterm.interface.widgets.status_line import PaneTitle
from newsterm.interface.widgets.top_line import TopLine
from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing, Sort

if TYPE_CHECKING:
    from newsterm.interface.screens.sheet import Sheet
    from newsterm.interface.widgets.prompt_line import Complete, PromptLine, Refuse

T = TypeVar("T")
_AIR = 12
"""Cells of the reader that are not its measure: the gutter, and air on both sides."""


class PaneBase(KeyBase, inherit_bindings=False):
    """Panes and state of the reader's screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "screen.copy_text", "Copy the selection", id="screen.copy", show=False)
    ]

    feed_tree = getters.query_one(FeedTree)
    articles = getters.query_one(ArticleList)
    reader = getters.query_one(Reader)
    top_line = getters.query_one(TopLine)

    def __init__(self, session: Session, keymap: Keymap) -> None:
        super().__init__(keymap)
        self.session = session
        self.prompt: PromptLine | None = None
        """The line that asks questions, once there was one."""
        self.was_left = False
        """Whether the user left the last question without an answer."""
        self._question = asyncio.Event()
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

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the bottom line; an error stays until it is read."""
        self.status.say(sentence, error=error)

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

    async def ask(
        self,
        label: str,
        *,
        value: str = "",
        selected: bool = False,
        complete: "Complete | None" = None,
        history: Sequence[str] = (),
        on_change: Callable[[str], object] | None = None,
        refuse: "Refuse | None" = None,
        manual: str = "",
        about: str = "",
    ) -> str | None:
        """Ask a question in the bottom line, then give the keys back to their pane; None if the user left.

        Args:
            label: the question, a few words.
            value: an answer to begin with.
            selected: whether typing replaces that, until an arrow keeps it for mending.
            complete: gives suggestions for a text and its cursor.
            history: earlier answers, oldest first, for the up arrow.
            on_change: told of every change while the user types.
            refuse: says what is wrong with an answer and gives its column; None if the answer will do.
            manual: the manual's page on what can be written here, shown by f1; "" for none.
            about: what the bottom line says at first; what it said before would look like a part of the question.
        """
        take = [("tab", "complete")] if complete else []
        read = [("f1", "manual")] if manual else []
        self.status.hints([("enter", "done"), *take, *read, ("esc", "leave")])
        self.say(about)
        prompt = await self._prompt_line()
        prompt.on_open, prompt.on_close = self.question_is_open, self.announce_question
        try:
            answer = await prompt.ask(
                label,
                value=value,
                selected=selected,
                complete=complete,
                history=history,
                on_change=on_change,
                refuse=refuse,
                help=partial(self.show_manual, manual) if manual else None,
            )
            self.was_left = answer is None
            return answer
        finally:
            if self.is_attached:
                self.focus_pane(self.pane)
            self.question_is_open()

    def show_manual(self, page: str) -> None:
        """Show a page of the manual over what is on the screen."""
        from newsterm.interface.screens.manual import ManualSheet

        self.app.push_screen(ManualSheet(page))

    async def show_sheet(self, sheet: "Sheet[T]") -> T:
        """Show a sheet and wait for its answer."""
        sheet.on_open = self.question_is_open
        answer = await self.app.push_screen_wait(sheet)
        self.was_left = answer is None
        return answer

    def announce_question(self) -> asyncio.Event:
        """Let keys wait for a question; set the event once it takes them, or when there will be none."""
        self._question = asyncio.Event()
        if isinstance(self.app, OrderedKeys):
            self.app.question_coming = self._question
        return self._question

    def question_is_open(self) -> None:
        """Let the keys through that waited for a question."""
        self._question.set()

    async def _prompt_line(self) -> "PromptLine":
        """The bottom line that asks, made when it is first needed."""
        if self.prompt is None:
            from newsterm.interface.widgets.prompt_line import PromptLine

            self.prompt = PromptLine()
            await self.mount(self.prompt, before=self.status)
        return self.prompt
