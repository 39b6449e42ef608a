"""A triage session on the screen: the story, where the session is, and the receipt. What is decided is not here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from newsterm.interface.article_screen import ArticleScreen
from newsterm.interface.borrowed_keys import BorrowedKeys
from newsterm.interface.commands import Command, Group
from newsterm.interface.keymap import Keymap
from newsterm.interface.panes.reader import Reader
from newsterm.interface.panes.reader_head import HeadKeys
from newsterm.interface.panes.reader_marks import NOTHING_WATCHED, Watched
from newsterm.interface.screens.triage_words import ACTIONS, MOVES, VERBS, receipt_lines, state_words
from newsterm.interface.session import Session
from newsterm.interface.style_sheets import later_style
from newsterm.interface.typed_keys import written
from newsterm.interface.widgets.status_line import StatusLine
from newsterm.interface.widgets.triage_lines import TriageTop, VerbLine
from newsterm.model.article import Article
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing
from newsterm.operations.triage import Receipt, TriageSession

if TYPE_CHECKING:
    from newsterm.interface.watch_marks import WatchMarks


class TriageBase(BorrowedKeys, ArticleScreen, inherit_bindings=False):
    """Shows the stories of a session one at a time.

    Args:
        session: the library.
        keymap: the user's keys.
        triage: the session.
        name: of the queue, such as "Unread".
        listing: what the queue was read from.
        marks: what watchlists mark in the stories; None for nothing.
        ends_program: whether the program was started for the session, and ends with it.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = later_style("triage.tcss")

    top = getters.query_one(TriageTop)
    verbs = getters.query_one(VerbLine)

    def __init__(
        self,
        session: Session,
        keymap: Keymap,
        triage: TriageSession,
        name: str,
        listing: Listing,
        marks: "WatchMarks | None" = None,
        *,
        ends_program: bool = False,
    ) -> None:
        super().__init__()
        own = {command.id: command.action for command in keymap.commands if command.group is Group.OWN}
        self.borrow(keymap, ACTIONS | own)
        self.session = session
        self.triage = triage
        self.on_open: Callable[[], object] = lambda: None
        """Told when the screen takes keys."""
        self.shown: Article | None = None
        self.receipt: Receipt | None = None
        """What is shown at the end; None while a story is."""
        self.is_undone = False
        """Whether the session of the receipt is taken back."""
        self.listing = listing
        self.ends_program = ends_program
        self._queue_name = name
        self._marks = marks
        self._ahead: tuple[Article, Watched] | None = None
        """The story that is at hand before it is asked for."""

    def compose(self) -> ComposeResult:
        """The story between its lines; the receipt takes its place at the end."""
        yield TriageTop(f"Triage · {self._queue_name}")
        reader = Reader(measure=self.session.settings.measure, now=self.session.now)
        reader.head_keys = HeadKeys(self.key_of("article.changes"))
        yield reader
        with Vertical(id="triage-receipt"):
            yield Static(markup=False)
        yield StatusLine()
        yield VerbLine()

    def on_mount(self) -> None:
        """Begin with the first story."""
        self.set_focus(self.reader)
        self.show_story()
        self.on_open()

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
        self.title_reader()
        self.show_verbs()
        self.call_after_refresh(self._look_ahead)

    def update_story(self) -> None:
        """Show the same story with what was done to it; its text stays where it is."""
        if self.shown:
            self.shown = self.session.article(self.shown.row.id)
            self.reader.update_article(self.shown)
            self.title_reader()

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
    def title_reader(self) -> None:
        """Tell where the session is, what the story is already, how far it has been read, and which hit one is at."""
        if not self.shown or self.receipt:
            return
        share, triage = self.reader.share_read, self.triage
        how_far = "" if share is None else f"{share:.0%}"
        hit = self.reader.marks.words()
        hit = f"hit {hit}" if self.reader.marks.current else hit
        state = " · ".join(filter(None, (state_words(self.shown.row), how_far, hit)))
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
        keys = [] if undone else [(self.key_of("pane.left"), "back to the last story")]
        if self.receipt and self.receipt.groups:
            again = (self.key_of("history.redo"), "do it again")
            keys.insert(0, again if undone else (self.key_of("history.undo"), "take all of it back"))
        if self.ends_program:
            keys.append((self.key_of("pane.back"), "to the reader"))
        self.show_keys([*keys, (self.key_of("pane.open"), "done")])

    # Keys

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys in place of the session's."""
        self.verbs.show(keys)
        self.status.hints(())

    def end_question(self) -> None:
        """Give the keys back to the story."""
        self.set_focus(self.reader)
        self.show_verbs()

    def show_verbs(self) -> None:
        """Show what may be done with the story."""
        self.verbs.show([(self.key_of(command), word) for command, word in VERBS])
        self.status.hints([(key, word) for command, word in MOVES if (key := self.key_of(command))])

    async def run_command(self, command: Command, count: int | None = None) -> None:
        """Do what a command does here; of one that does nothing here, say so."""
        if here := self.commands.get(command.id):
            await super().run_command(here, count)
        else:
            self._refuse(command)

    def refuse_keys(self, keys: tuple[str, ...], *, begun: bool) -> None:
        """Say that keys do nothing here, if they are a command elsewhere or a chord that there is none of."""
        if command := self.keymap.find(keys):
            self._refuse(command)
        elif begun:
            self.say(f"{written(keys)} is no command here")

    def _refuse(self, command: Command) -> None:
        self.say(f"“{command.title}” is not for a triage session")
