"""Showing an article in the reader: when, where it was left, and when it counts as read."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.timer import Timer

from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.commands import Pane
from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.article_row import RowWatch
from newsterm.interface.panes.reader import Reader
from newsterm.interface.panes.reader_marks import NOTHING_WATCHED
from newsterm.interface.remembered_layout import read_positions
from newsterm.interface.widgets.status_line import PaneTitle
from newsterm.model.article import Article, ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.operations.mark import mark_read
from newsterm.operations.see_edit import see_edit

if TYPE_CHECKING:
    from newsterm.interface.watch_marks import WatchMarks

_MOST_POSITIONS = 500


class ShowingActions(ReadingBase):
    """Keeps the reader in step with the list."""

    _positions: dict[str, int] | None = None
    _due: Timer | None = None
    _watch_marks: "WatchMarks | None" = None

    @on(ArticleList.ArticleHighlighted)
    def show_highlighted(self) -> None:
        """Show the article under the cursor, once the last of a flood of keys has moved it."""
        if Pane.READER in self.panes_shown:
            self.call_later(self.show_current)

    @on(ArticleList.ArticleChosen)
    def read_chosen(self) -> None:
        """Go on to read the chosen article."""
        self.read_current()

    @on(ArticleList.ReadingFailed)
    def tell_failure(self, event: ArticleList.ReadingFailed) -> None:
        """Say why rows could not be read."""
        self.say(event.reason, error=True)

    def lay_out(self) -> None:
        """Show the panes that the width has room for; a reader that comes into sight shows what the cursor is on."""
        was_hidden = Pane.READER not in self.panes_shown
        super().lay_out()
        if was_hidden and Pane.READER in self.panes_shown:
            self.call_after_refresh(self.show_current)

    def read_current(self) -> None:
        """Show the article under the cursor and give the reader the keys."""
        if self.articles.current is None:
            return
        if self.shown and self.articles.current.revision != self.shown.revision:
            self.shown = None  # it was edited since it was shown
        self.focus_pane(Pane.READER)
        self.show_current()

    def show_reader(self) -> None:
        """Show the article under the cursor, where there is no reader beside the list."""
        if Pane.READER not in self.panes_shown:
            self.read_current()

    def show_current(self) -> None:
        """Show the article under the cursor, where the user left it."""
        row = self.articles.current
        if row is None:
            self._leave()
            self.shown = None
            self.reader.show(None)
            self.title_reader()
            return
        if self.shown and row.id == self.shown.id:
            self._mark_when_shown()
            return
        self._leave()
        try:
            article = self.session.article(row.id)
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        self.shown = article.row
        self.reader.show(article, at=self.positions.get(article.row.token, 0))
        self.mark_watched()
        self.title_reader()
        self._mark_when_shown()

    @property
    def positions(self) -> dict[str, int]:
        """Document offsets where articles were left, by token, oldest first."""
        if self._positions is None:
            self._positions = read_positions(self.session.recall("positions"))
        return self._positions

    @on(Reader.ReadingPositionChanged)
    def note_position(self) -> None:
        """Keep in mind how far the article has been read."""
        if self.shown:
            self.positions.pop(self.shown.token, None)
            if self.reader.offset_in_document:
                self.positions[self.shown.token] = self.reader.offset_in_document
        self.title_reader()

    def title_reader(self) -> None:
        """Head the reader with the article's feed, how far its text has been read, and which hit one is at."""
        share, hit = self.reader.share_read, self.reader.marks.words()
        parts = [self.shown.feed_title if self.shown else "Reader"]
        parts += [f"{share:.0%}"] if self.shown and share is not None else []
        parts += [hit] if hit else []
        self.query_one("#reader-title", PaneTitle).show(" · ".join(parts))

    # What watchlists mark

    def mark_from_now_on(self) -> None:
        """Mark what the watchlists find, from now on."""
        self._watch_marks = None
        if self.session.watchlists:
            from newsterm.interface.watch_marks import WatchMarks

            self._watch_marks = WatchMarks(self.session.library.reader, self.session.watchlists, self.session.now)
        self.articles.watched.use(self._mark_rows if self._watch_marks else None)
        self.articles.refresh()
        self.mark_watched()

    def _mark_rows(self, rows: Sequence[ArticleRow]) -> Mapping[int, RowWatch]:
        found = self._watch_marks.of_rows(rows) if self._watch_marks else {}
        self._tell_problems()
        return found

    def mark_watched(self) -> None:
        """Mark the words of watchlists in the shown article; in a long one, beside the screen."""
        marks, article = self._watch_marks, self.reader.article
        if article is None:
            return
        if marks is None:
            self.reader.marks = self.reader.marks.with_watched(NOTHING_WATCHED)
        elif marks.takes_time(article):
            self._mark_watched_beside(marks, article)
        else:
            self.reader.marks = self.reader.marks.with_watched(marks.of_article(article))
            self._tell_problems()

    @work(group="watched", exclusive=True, description="mark a long article", exit_on_error=False)
    async def _mark_watched_beside(self, marks: "WatchMarks", article: Article) -> None:
        watched = await self.session.read(lambda _: marks.of_article(article))
        shown = self.reader.article
        if shown and (shown.row.id, shown.document) == (article.row.id, article.document):
            self.reader.marks = self.reader.marks.with_watched(watched)
            self._tell_problems()

    def _tell_problems(self) -> None:
        while self._watch_marks and self._watch_marks.problems:
            self.say(self._watch_marks.problems.pop(), error=True)

    def remember_positions(self) -> None:
        """Write the latest reading positions into the library."""
        if self._positions is not None:
            latest = dict(list(self._positions.items())[-_MOST_POSITIONS:])
            self.session.remember("positions", json.dumps(latest))

    def _leave(self) -> None:
        if self._due:
            self._due.stop()
            self._due = None

    def _mark_when_shown(self) -> None:
        self._leave()
        wait = self.session.settings.mark_read_after
        if self.shown is None or not _has_news(self.shown) or wait < 0 or Pane.READER not in self.panes_shown:
            return
        self._due = self.set_timer(max(wait, 0.001), self._mark_shown)

    def _mark_shown(self) -> None:
        if not self.is_active or (self.prompt and self.prompt.is_asking):
            self._mark_when_shown()  # who types or reads a sheet looks elsewhere
        elif self.shown and _has_news(self.shown):
            if self.shown.edit_unseen:
                self._note_edit(self.shown.id, self.shown.revision)
            if not self.shown.read:
                self._mark(self.shown.id)

    def follow_seen(self, outcome: Outcome) -> None:
        """Show rows as they are after something was looked at."""
        self.reflect(outcome)

    @work(group="shown", description="note that an edit was seen")
    async def _note_edit(self, article: int, revision: int) -> None:
        await self._note_shown(lambda: self.session.perform_as("shown", see_edit, article, revision))

    @work(group="shown", description="mark the shown article read")
    async def _mark(self, article: int) -> None:
        await self._note_shown(lambda: self.session.perform_as("shown", mark_read, [article]))

    async def _note_shown(self, noting: Callable[[], Awaitable[Outcome]]) -> None:
        try:
            outcome = await noting()
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        self.reflect(outcome)


def _has_news(row: ArticleRow) -> bool:
    """Whether showing an article tells the user something new."""
    return not row.read or row.edit_unseen
