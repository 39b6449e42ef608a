"""What watchlists mark: the words in an article and in the titles of a list, and which rows bear their marks."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from newsterm.interface.panes.article_row import RowWatch
from newsterm.interface.panes.reader_marks import Watched
from newsterm.model.article import Article, ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.ranges import Range, Ranges
from newsterm.model.watchlist import Watchlist
from newsterm.query.occurrences import Occurrences
from newsterm.query.tree import Query
from newsterm.storage.matching import judged, judges
from newsterm.storage.scopes import read_query

_LONGEST = 0.1
"""Seconds that the regular expressions of one watchlist may take for the rows of a screen."""

_LONG = 30_000
"""Characters of a text from which it is marked beside the screen."""


class WatchMarks:
    """The marks of some watchlists.

    A watchlist whose query is wrong, or takes too long, marks nothing from then on; `problems` says why.

    Args:
        connection: gives the calling thread's connection of the library.
        watchlists: what to mark; where words of two meet, the first one's colour stands.
        now: the clock that ages in queries count back from.
    """

    def __init__(
        self, connection: Callable[[], sqlite3.Connection], watchlists: Iterable[Watchlist], now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._now = now
        self.problems: list[str] = []
        """Sentences about watchlists that mark nothing; whoever says them takes them out."""
        self._seekers: dict[Watchlist, tuple[Query, Occurrences]] = {}
        for watchlist in watchlists:
            try:
                tree = read_query(connection(), watchlist.query)
                self._seekers[watchlist] = tree, Occurrences(tree)
            except NewstermError as error:
                self._give_up(watchlist, error)

    def __len__(self) -> int:
        """How many watchlists mark something."""
        return len(self._seekers)

    def of_rows(self, rows: Sequence[ArticleRow]) -> dict[int, RowWatch]:
        """What is marked in some rows of a list, by article; rows that no watchlist finds have nothing."""
        found: dict[int, list[tuple[Watchlist, list[Range]]]] = {}
        for watchlist, seeker, hit in self._finding([row.id for row in rows]):
            for row in rows:
                if row.id in hit:
                    title = self._marked(watchlist, partial(seeker.title.ranges, row.title))
                    found.setdefault(row.id, []).append((watchlist, title))
        return {article: _row_watch(marks) for article, marks in found.items()}

    def takes_time(self, article: Article) -> bool:
        """Whether marking an article is no matter of a millisecond."""
        patterns = any(seeker.title.patterns or seeker.body.patterns for _, seeker in self._seekers.values())
        return patterns or len(article.document.text) > _LONG

    def of_article(self, article: Article) -> Watched:
        """What is marked in an article's title and text, by the watchlists that find it."""
        found = [
            (watchlist, self._marked(watchlist, partial(seeker.in_article, article.row.title, article.document.text)))
            for watchlist, seeker, hit in self._finding([article.row.id])
            if hit
        ]
        ranges, watchlists = _apart(found)
        return Watched(Ranges(ranges), watchlists)

    def _finding(self, ids: Sequence[int]) -> Iterator[tuple[Watchlist, Occurrences, set[int]]]:
        """The watchlists with what they look for, and the articles among some that they find."""
        if not self._seekers:
            return
        articles = judges(self._connection(), ids, self._now())
        for watchlist, (tree, seeker) in list(self._seekers.items()):
            try:
                found = judged(articles, tree, _LONGEST)
            except NewstermError as error:
                self._give_up(watchlist, error)
            else:
                yield watchlist, seeker, found

    def _marked(self, watchlist: Watchlist, seek: Callable[[], list[Range]]) -> list[Range]:
        try:
            return seek()
        except NewstermError as error:
            self._give_up(watchlist, error)
            return []

    def _give_up(self, watchlist: Watchlist, error: NewstermError) -> None:
        self._seekers.pop(watchlist, None)
        self.problems.append(f"The watchlist “{watchlist.name}” marks nothing: {error}")


def _row_watch(marks: Sequence[tuple[Watchlist, list[Range]]]) -> RowWatch:
    ranges, watchlists = _apart(marks)
    title = tuple((begin, end, watchlist.tint) for (begin, end), watchlist in zip(ranges, watchlists, strict=True))
    return RowWatch(tuple(dict.fromkeys(watchlist.mark for watchlist, _ in marks)), title)


def _apart(marks: Iterable[tuple[Watchlist, list[Range]]]) -> tuple[list[Range], list[Watchlist]]:
    """Put ranges in order with their watchlists; of those that overlap, the first watchlist's longest stays."""
    taken: dict[Range, Watchlist] = {}
    kept = Ranges()
    for watchlist, ranges in marks:
        mine = Ranges(_longest_first(each for each in ranges if not len(kept.within(*each))))
        taken.update(dict.fromkeys(mine, watchlist))
        kept = Ranges(taken)
    return list(kept), [taken[each] for each in kept]


def _longest_first(ranges: Iterable[Range]) -> list[Range]:
    """Leave out ranges that stand within longer ones."""
    left: list[Range] = []
    for begin, end in sorted(ranges, key=lambda each: (each[0], -each[1])):
        if not left or begin >= left[-1][1]:
            left.append((begin, end))
    return left
