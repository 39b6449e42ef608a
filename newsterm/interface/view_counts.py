"""The numbers of views: which are still good, and which to count next, so that counting never takes much of the time.

Pure: time and the library's version come in as arguments. The counting itself is somebody else's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from newsterm.model.view import View
from newsterm.operations.view_counting import ViewCount

REST: Final = 10
"""A number is counted anew no sooner than so many times as long after it as counting took, times how many there are."""
SHORTEST_REST: Final = 0.3
"""Seconds between two counts of the same view at least."""
_TRIED_AGAIN: Final = 2.0
"""Seconds after which a count that was ended from outside is tried again."""


@dataclass(frozen=True, slots=True)
class _Kept:
    count: ViewCount
    queries: Mapping[str, str]
    version: int
    due: float


class ViewCounts:
    """The latest number of every view."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def of(self, view: View) -> ViewCount:
        """The latest number of a view; none while it has not been counted with the query that it has."""
        kept = self._kept.get(view.name)
        return kept.count if kept and kept.queries.get(view.name) == view.query else ViewCount()

    def put(
        self, view: View, count: ViewCount, known: Iterable[View], *, version: int, took: float, now: float, first: bool
    ) -> None:
        """Keep what counting a view gave.

        Args:
            view: which.
            count: what it gave.
            known: all views as they were when it was counted.
            version: the library's, from before it was counted.
            took: seconds that counting took.
            now: the time, in seconds.
            first: whether the user looks at it now, so that it is worth more of the time.
        """
        queries = {each.name: each.query for each in known}
        shares = 1 if first else len(queries)
        self._kept[view.name] = _Kept(count, queries, version, now + max(SHORTEST_REST, REST * took * shares))

    def put_off(self, view: View, known: Iterable[View], *, now: float) -> None:
        """Try a view again later, whose counting was ended from outside."""
        queries = {each.name: each.query for each in known}
        self._kept[view.name] = _Kept(self.of(view), queries, -1, now + _TRIED_AGAIN)

    def next(self, known: Iterable[View], first: str, *, version: int, now: float) -> tuple[View | None, float | None]:
        """The view to count now, if any; else in how many seconds the next one is due, None if all are good.

        Args:
            known: all views.
            first: the name of the one to count before the others.
            version: the library's.
            now: the time, in seconds.
        """
        views = list(known)
        queries = {view.name: view.query for view in views}
        self._kept = {name: kept for name, kept in self._kept.items() if name in queries}
        waits: list[float] = []
        for view in sorted(views, key=lambda view: view.name != first):
            kept = self._kept.get(view.name)
            if kept is None or (kept.queries != queries and kept.version != -1):
                return view, None
            if kept.version != version:
                if kept.due <= now:
                    return view, None
                waits.append(kept.due - now)
        return None, min(waits, default=None)
