"""The reader's screen: tree, list and reader beside each other, between the top line and the bottom line."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from newsterm.interface.actions.arranging import ArrangingActions
from newsterm.interface.actions.command_line import CommandLineActions
from newsterm.interface.actions.copying import CopyActions
from newsterm.interface.actions.feed_health import FeedHealthActions
from newsterm.interface.actions.full_text import FullTextActions
from newsterm.interface.actions.history import HistoryActions
from newsterm.interface.actions.list_marking import ListMarkingActions
from newsterm.interface.actions.marking import MarkingActions
from newsterm.interface.actions.noting import NoteActions
from newsterm.interface.actions.panes import PaneActions
from newsterm.interface.actions.places import PlaceActions
from newsterm.interface.actions.program import ProgramActions
from newsterm.interface.actions.putting_aside import PuttingAsideActions
from newsterm.interface.actions.revisions import RevisionActions
from newsterm.interface.actions.ruling import RuleActions
from newsterm.interface.actions.scoring import ScoreActions
from newsterm.interface.actions.searching import SearchActions
from newsterm.interface.actions.selecting import SelectActions
from newsterm.interface.actions.subscriptions import SubscriptionActions
from newsterm.interface.actions.tagging import TagActions
from newsterm.interface.actions.triage import TriageActions
from newsterm.interface.actions.user_commands import UserCommandActions
from newsterm.interface.actions.watching import WatchActions
from newsterm.interface.keymap import Keymap
from newsterm.interface.messages import BackgroundReported
from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.panes.reader import Reader
from newsterm.interface.panes.reader_head import HeadKeys
from newsterm.interface.places import UNREAD, PlaceKind
from newsterm.interface.remembered_layout import RememberedLayout
from newsterm.interface.session import Session
from newsterm.interface.tree_rows import TreeRow, find_place
from newsterm.interface.widgets.status_line import PaneTitle, StatusLine
from newsterm.interface.widgets.top_line import TopLine
from newsterm.model.feed import Urgency
from newsterm.model.identifiers import decode

if TYPE_CHECKING:
    from newsterm.background.client import BackgroundProcess

_ARRIVALS_EVERY = 0.5
"""Seconds between looks at the library while articles arrive."""


class ReadingScreen(
    SelectActions,
    PaneActions,
    PlaceActions,
    ArrangingActions,
    MarkingActions,
    TagActions,
    NoteActions,
    FullTextActions,
    FeedHealthActions,
    ListMarkingActions,
    PuttingAsideActions,
    CommandLineActions,
    SearchActions,
    CopyActions,
    WatchActions,
    RuleActions,
    ScoreActions,
    RevisionActions,
    SubscriptionActions,
    HistoryActions,
    TriageActions,
    ProgramActions,
    UserCommandActions,
):
    """The screen on which everything happens."""

    def __init__(
        self, session: Session, keymap: Keymap, background: "Callable[[], BackgroundProcess]", problems: list[str]
    ) -> None:
        super().__init__(session, keymap)
        self.background = background
        self._problems = problems
        self._looking = False
        self._is_styled = False
        self._is_sized = False

    def compose(self) -> ComposeResult:
        """Lay the panes side by side."""
        settings = self.session.settings
        reader = Reader(measure=settings.measure, now=self.session.now)
        reader.head_keys = HeadKeys(self.key_of("article.changes"), self.key_of("article.full_text"))
        yield TopLine(now=lambda: self.session.now().astimezone())
        with Horizontal(id="panes"):
            with Vertical(id="tree-pane"):
                yield PaneTitle("Feeds", id="tree-title")
                yield FeedTree()
            with Vertical(id="list-pane"):
                yield PaneTitle("", id="list-title")
                yield ArticleList(now=self.session.now, comfortable=self._rows_are_comfortable())
            with Vertical(id="reader-pane"):
                yield PaneTitle("", id="reader-title")
                yield reader
        yield StatusLine()

    def on_mount(self) -> None:
        """Show the library as the user left it."""
        rows = self.whole_tree()
        self._recall_layout(rows)
        self.show_tree(rows)
        self.lay_out()
        self.open_place(self.place, at=self._last_article())
        self.focus_pane(self.pane)
        self.call_after_refresh(self._after_first_paint)

    def update_node_styles(self, animate: bool = True) -> None:
        """Apply the style sheets again; not when the screen is first shown, as mounting has just applied them."""
        if self._is_styled:
            super().update_node_styles(animate)
        self._is_styled = True

    def _compositor_refresh(self) -> None:
        """Paint; not before the panes have their sizes, as their rows come only with the paint after that."""
        if self._is_sized:
            super()._compositor_refresh()

    def _after_first_paint(self) -> None:
        self.tell_left_out("Left out of your settings", self._problems)
        self.read_watchlists()
        self.begin_rules()
        self.wake_in_time()
        settings = self.session.settings
        if not self.session.feeds():
            self.action_welcome()
        elif settings.refresh_on_start:
            self.ask_feeds(None, Urgency.DUE)
        if settings.refresh_every > 0:
            self.set_interval(timedelta(minutes=settings.refresh_every).total_seconds(), self._refresh_by_timer)

    def _refresh_by_timer(self) -> None:
        if self.session.is_a_feed_due():
            self.ask_feeds(None, Urgency.DUE)

    @on(events.Resize)
    def follow_the_width(self) -> None:
        """Show as many panes as fit."""
        self._is_sized = True
        self.lay_out()

    # The background process

    @on(BackgroundReported)
    def follow_the_background(self, event: BackgroundReported) -> None:
        """Show what the background process says."""
        from newsterm.background.protocol import (
            FeedDone,
            PageDone,
            PagesFinished,
            ProcessDied,
            RefreshFinished,
            RefreshStarted,
            Rescored,
            RuleFired,
        )

        match event.report:
            case RefreshStarted(total, urgency):
                self.top_line.progress(0, total)
                if urgency is not Urgency.DUE:
                    self.say(f"Asking {total} feed{'s' * (total != 1)} for news …")
            case FeedDone(result, done, total):
                self.top_line.progress(done, total)
                if result.new or result.updated or result.error:
                    self._look_again()
            case RefreshFinished(new, urgency=urgency, sentence=sentence, error=error, problems=problems):
                self.top_line.clear_progress()
                if new or error or urgency is not Urgency.DUE:
                    self.say(sentence, error=error)
                self.tell_problems(problems)
                self._look_again()
            case PageDone(article, is_there):
                if is_there:
                    self.page_came(article)
            case PagesFinished(sentence, error):
                self.say(sentence, error=error)
            case RuleFired(firing):
                self.tell_firing(firing)
            case Rescored(changed, problems):
                self.tell_problems(problems)
                if changed:
                    self.articles.reload()
                    self._look_again()
            case ProcessDied(reason):
                self.top_line.clear_progress()
                self.say(reason, error=True)

    def _look_again(self) -> None:
        if not self._looking:
            self._looking = True
            self.set_timer(_ARRIVALS_EVERY, self._show_arrivals)

    def _show_arrivals(self) -> None:
        """Show what has arrived; the article under the cursor stays under it."""
        self._looking = False
        self.raise_woken()  # what waited for an edit
        self.show_tree()
        self.call_later(self.relist)  # in a turn of its own, so that a key never waits for both

    # What is remembered

    def _rows_are_comfortable(self) -> bool:
        return (self.session.recall("rows") or self.session.settings.row) == "comfortable"

    def _recall_layout(self, rows: Sequence[TreeRow]) -> None:
        kept = RememberedLayout.from_text(self.session.recall("layout"))
        self.collapsed, self.zoomed, self.sort, self.pane = kept.collapsed, kept.zoomed, kept.sort, kept.pane
        self.place = find_place(rows, kept.kind, kept.key) or UNREAD

    def _last_article(self) -> int | None:
        return decode(self.session.recall("article") or "")

    def remember_layout(self) -> None:
        """Write down what the next start shows again."""
        self.note_position()
        self.remember_positions()
        place = self.place_before if self.place.kind is PlaceKind.SEARCH and self.place_before else self.place
        kept = RememberedLayout(place.kind, place.key, self.pane, self.sort, self.zoomed, self.collapsed)
        self.session.remember("layout", kept.to_text())
        if row := self.current_row():
            self.session.remember("article", row.token)
