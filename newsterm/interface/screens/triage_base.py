"""A triage session on the screen: the story, where the session is, and the receipt. What is decided is not here."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from newsterm.interface.borrowed_keys import BorrowedKeys
from newsterm.interface.key_order import OrderedKeys
from newsterm.interface.keymap import Keymap
from newsterm.interface.panes.reader import Reader
from newsterm.interface.panes.reader_marks import NOTHING_WATCHED, Watched
from newsterm.interface.screens.triage_words import ACTIONS, VERBS, receipt_lines, state_words
from newsterm.interface.session import Session
from newsterm.interface.style_sheets import later_style
from newsterm.interface.widgets.status_line import StatusLine
from newsterm.interface.widgets.triage_lines import TriageTop, VerbLine
from newsterm.model.article import Article
from newsterm.model.errors import NewstermError
from newsterm.operations.triage import Receipt, TriageSession

if TYPE_CHECKING:
    from newsterm.interface.watch_marks import WatchMarks
    from newsterm.interface.widgets.prompt_line import Complete, PromptLine, Refuse


class TriageBase(BorrowedKeys, inherit_bindings=False):
    """Shows the stories of a session one at a time.

    Args:
        session: the library.
        keymap: the user's keys.
        triage: the session.
        name: of the queue, such as "Unread".
        marks: what watchlists mark in the stories; None for nothing.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = later_style("triage.tcss")

    reader = getters.query_one(Reader)
    top = getters.query_one(TriageTop)
    status = getters.query_one(StatusLine)
    verbs = getters.query_one(VerbLine)

    def __init__(
        self, session: Session, keymap: Keymap, triage: TriageSession, name: str, marks: "WatchMarks | None" = None
    ) -> None:
        super().__init__()
        self.borrow(keymap, ACTIONS)
        self.session = session
        self.triage = triage
        self.prompt: PromptLine | None = None
        """The line that asks questions, once there was one."""
        self.on_open: Callable[[], object] = lambda: None
        """Told when the screen takes keys."""
        self.shown: Article | None = None
        self.receipt: Receipt | None = None
        """What is shown at the end; None while a story is."""
        self.is_undone = False
        """Whether the session of the receipt is taken back."""
        self._queue_name = name
        self._held = asyncio.Event()
        self._marks = marks
        self._ahead: tuple[Article, Watched] | None = None
        """The story that is at hand before it is asked for."""

    def compose(self) -> ComposeResult:
        """The story between its lines; the receipt takes its place at the end."""
        yield TriageTop(f"Triage · {self._queue_name}")
        yield Reader(measure=self.session.settings.measure, now=self.session.now)
        with Vertical(id="triage-receipt"):
            yield Static(markup=False)
        yield StatusLine()
        yield VerbLine()

    def on_mount(self) -> None:
        """Begin with the first story."""
        self.set_focus(self.reader)
        self.show_story()
        self.on_open()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Say what happened."""
        self.status.say(sentence, error=error)

    @property
    def has_keys(self) -> bool:
        """Whether nothing is asked."""
        return self.prompt is None or not self.prompt.has_class("-asking")

    # The story

    def show_story(self) -> None:
        """Show the story that the session is at, or the receipt where there are no more."""
        number = self.triage.current
        if number is None:
            self.show_receipt()
            return
        self.receipt = None
        self.remove_class("-over")
        ahead, self._ahead = self._ahead, None
        watched = NOTHING_WATCHED
        try:
            found = ahead if ahead and ahead[0].row.id == number else self._story(number)
            self.shown, watched = found
        except NewstermError as error:
            self.say(str(error), error=True)
            self.shown = None
        self.reader.show(self.shown)
        self.reader.marks = self.reader.marks.with_watched(watched)
        self._show_progress()
        self.verbs.show([(self.key(command), word) for command, word in VERBS])
        self.call_after_refresh(self._look_ahead)

    def update_story(self) -> None:
        """Show the same story with what was done to it; its text stays where it is."""
        if self.shown:
            self.shown = self.session.article(self.shown.row.id)
            self.reader.update_article(self.shown)
            self._show_progress()

    def _story(self, number: int) -> tuple[Article, Watched]:
        """Read a story, with what watchlists mark in it; in any thread."""
        article = self.session.article(number)
        return article, self._marks.of_article(article) if self._marks else NOTHING_WATCHED

    @work(group="ahead", exclusive=True, description="read the next story", exit_on_error=False)
    async def _look_ahead(self) -> None:
        """Have the next story at hand before it is asked for."""
        number = self.triage.following
        if number is not None:
            found = await self.session.read(lambda _: self._story(number))
            if number == self.triage.following:
                self._ahead = found

    @on(Reader.ReadingPositionChanged)
    def _show_progress(self) -> None:
        """Tell where the session is, what the story is already, and how far it has been read."""
        if not self.shown or self.receipt:
            return
        share, triage = self.reader.share_read, self.triage
        how_far = "" if share is None else f"{share:.0%}"
        state = " · ".join(filter(None, (state_words(self.shown.row), how_far)))
        self.top.show(state, triage.progress, triage.reached, len(triage.queue))

    # The receipt

    def show_receipt(self) -> None:
        """Show what the session came to, and how to take it back."""
        self.receipt = receipt = self.triage.receipt(self.session.now())
        self.shown = None
        self.query_one("#triage-receipt Static", Static).update(Content("\n").join(receipt_lines(receipt)))
        self.add_class("-over")
        self.top.show("", "", receipt.stories, receipt.total)
        self.say("")
        self.show_receipt_keys(undone=False)

    def show_receipt_keys(self, *, undone: bool) -> None:
        """Show what may be done with the receipt."""
        back = [(self.key("pane.left"), "back to the last story")] if not undone else []
        if self.receipt and self.receipt.groups:
            again = (self.key("history.redo"), "do it again")
            back.insert(0, again if undone else (self.key("history.undo"), "take all of it back"))
        self.verbs.show([*back, (self.key("pane.open"), "done")])

    # Questions

    async def ask(self, label: str, complete: "Complete | None" = None, refuse: "Refuse | None" = None) -> str | None:
        """Ask a question above the bottom lines; None if the user left. Keys that follow the answer wait."""
        if self.prompt is None:
            from newsterm.interface.widgets.prompt_line import PromptLine

            self.prompt = PromptLine()
            await self.mount(self.prompt, before=self.status)
        self.say("")
        self.prompt.on_open, self.prompt.on_close = self.let_keys_through, self.hold_keys
        self.verbs.show([("enter", "done"), *([("tab", "complete")] if complete else []), ("esc", "leave")])
        try:
            return await self.prompt.ask(label, complete=complete, refuse=refuse)
        finally:
            if self.is_attached:
                self.set_focus(self.reader)
                self.verbs.show([(self.key(command), word) for command, word in VERBS])

    def hold_keys(self) -> None:
        """Let the keys that follow wait until `let_keys_through`."""
        self._held = asyncio.Event()
        if isinstance(self.app, OrderedKeys):
            self.app.question_coming = self._held

    def let_keys_through(self) -> None:
        """Let the keys through that waited."""
        self._held.set()
