"""Finding in the shown article, and going from hit to hit: of the find, else of the watchlists."""

from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import ArticleScreen
from newsterm.model.article import Article
from newsterm.model.errors import QueryError
from newsterm.model.ranges import Ranges
from newsterm.query.finding import LONGEST_FIND, Findable

_WHILE_TYPING = 0.05
"""Seconds that a regular expression may take while it is typed."""


class FindActions(ArticleScreen):
    """Actions that go through an article's text."""

    _findable: tuple[Article, Findable] | None = None
    """The article that was searched last, ready to be searched again."""

    @asks("ask what to find in the article")
    async def action_find(self) -> None:
        """Ask what to find, marking it while it is typed; leaving goes back to where one was."""
        article = self.reader.article
        if article is None:
            self.say("No article is open.")
            return
        before, place, top = self.reader.marks, self.reader.place(), self.reader.offset_of_top()

        def show(found: Ranges, *, missed: bool) -> None:
            self.reader.marks = self.reader.marks.with_found(found, missed=missed)
            if len(found):
                self.reader.go_to_hit(found[found.first_from(top) or 0])
            else:
                self.reader.return_to(place)
            self.title_reader()

        def find(text: str) -> None:
            if self._shows(article):
                found = self._find_so_far(article, text)
                show(found, missed=bool(text.strip()) and not len(found))

        answer = await self.ask("Find", on_change=find, refuse=self.refusing(self._ready(article).find))
        if not self._shows(article):
            return
        if answer is None:
            self.reader.marks = before
            self.reader.return_to(place)
            self.title_reader()
        else:
            found = self._find_so_far(article, answer, LONGEST_FIND)
            show(found, missed=False)
            if answer.strip() and not len(found):
                self.say(f"Nothing in this article reads “{answer.strip()}”")

    def action_find_next(self) -> None:
        """To the next hit."""
        self._go_on(1)

    def action_find_previous(self) -> None:
        """To the hit before."""
        self._go_on(-1)

    def leave_find(self) -> bool:
        """Take the hits of a find away; False if there is none."""
        if not len(self.reader.marks.found):
            return False
        self.reader.marks = self.reader.marks.with_found(Ranges())
        self.title_reader()
        return True

    def _find_so_far(self, article: Article, text: str, seconds: float = _WHILE_TYPING) -> Ranges:
        """Find what is typed; a regular expression that is unfinished or slow finds nothing yet."""
        try:
            return self._ready(article).find(text, seconds=seconds)
        except QueryError:
            return Ranges()

    def _ready(self, article: Article) -> Findable:
        if self._findable is None or not _is_same_text(self._findable[0], article):
            self._findable = article, Findable(article.row.title, article.document.text)
        return self._findable[1]

    def _shows(self, article: Article) -> bool:
        return self.reader.article is not None and _is_same_text(self.reader.article, article)

    def _go_on(self, by: int) -> None:
        """Go to another hit; a find goes round, behind the last word of a watchlist the next unread article comes."""
        times, marks = self.take_count(), self.reader.marks
        hits = marks.hits
        number = self._next_hit(hits, by) + (times - 1) * by
        if not 0 <= number < len(hits):
            if not len(marks.found):
                self.leave_hits(by, 1 if len(hits) else times)
                return
            self.say("On from the first hit" if by > 0 else "On from the last hit")
            number %= len(hits)
        self.reader.go_to_hit(hits[number])
        self.title_reader()

    def _next_hit(self, hits: Ranges, by: int) -> int:
        """The number of the hit that comes next: from the one that one is at, else from the top of the pane."""
        current = self.reader.marks.current
        at = None if current is None or not self.reader.is_seen(current[0]) else hits.index(current)
        if at is not None:
            return at + by
        below = hits.first_from(self.reader.offset_of_top())
        below = len(hits) if below is None else below
        return below if by > 0 else below - 1


def _is_same_text(one: Article, other: Article) -> bool:
    """Whether two states of articles have the same text to find in."""
    return one.row.id == other.row.id and one.row.title == other.row.title and one.document.text == other.document.text
