"""What all actions stand on, and what follows when the library has changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Concatenate, ParamSpec

from newsterm.interface.actions.place_base import PlaceBase
from newsterm.interface.commands import Pane
from newsterm.interface.panes.row_windows import Found
from newsterm.interface.places import ALL, UNREAD, PlaceKind
from newsterm.interface.tree_rows import find_place
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.undo import undo
from newsterm.storage import articles

P = ParamSpec("P")
_MOST_KEPT = 2_000


class ReadingBase(PlaceBase):
    """Acts on the library and shows what came of it."""

    async def act(
        self, operation: Callable[Concatenate[Context, P], Outcome], /, *args: P.args, **kwargs: P.kwargs
    ) -> Outcome | None:
        """Perform an operation, say what it did and how to take it back, and show the library's new state."""
        outcome = await self._perform(operation, *args, **kwargs)
        if outcome:
            self.reflect(outcome)
        return outcome

    async def act_on_list(
        self, operation: Callable[Concatenate[Context, P], Outcome], /, *args: P.args, **kwargs: P.kwargs
    ) -> Outcome | None:
        """The same for an operation on articles of the open list: they stay there, also those not seen yet."""
        outcome = await self._perform(operation, *args, **kwargs)
        if outcome:
            if len(outcome.articles) <= _MOST_KEPT:
                self.keep(outcome.articles)
            self.reflect(outcome)
        return outcome

    async def _perform(
        self, operation: Callable[Concatenate[Context, P], Outcome], /, *args: P.args, **kwargs: P.kwargs
    ) -> Outcome | None:
        try:
            outcome = await self.session.perform(operation, *args, **kwargs)
        except NewstermError as error:
            self.say(str(error), error=True)
            return None
        self.say(outcome.sentence + (self.way_back(operation) if outcome.changed else ""))
        return outcome

    def way_back(self, operation: Callable[..., Outcome]) -> str:
        """Say which key takes back what an operation did, "" if none does."""
        return self.way_on(undone=operation is undo)

    def rescored(self, article: int) -> None:
        """Paint an article's row anew."""
        self.articles.forget([article])

    def reflect(self, outcome: Outcome) -> None:
        """Show the state that an operation left, without moving anything under the user's eyes."""
        if outcome.articles:
            self._reflect_articles(outcome.articles)
        if self.shown and (self.shown.id in outcome.articles or self.shown.feed in outcome.feeds):
            article = self.session.article(self.shown.id)
            self.shown = article.row
            self.reader.update_article(article)
        if outcome.changed:
            self.show_tree()
        if "view" in outcome.definitions:
            self._follow_views()
        if outcome.changed and outcome.feeds:
            self._follow_feeds()

    def _reflect_articles(self, changed: Sequence[int]) -> None:
        """Show changed articles as they are now; those that were not in the open list come only if they match."""
        if len(changed) <= _MOST_KEPT:
            self.keep(self.articles.known(changed))
        elif self.listing.query and not self.is_snapshot:
            self.open_place(self.place)
        source, current = self.articles.source, self.articles.current
        if self.articles.shows_all(changed) or self.place.kind is PlaceKind.SEARCH:
            self.articles.forget(changed)
        elif not self.is_snapshot:
            self.show_listing(at=current.id if current else None)
        elif isinstance(source, Found) and source.has_all(changed):
            self.articles.forget(changed)
        else:
            self.find_all(self.listing, self.spot())

    def _follow_views(self) -> None:
        """Show the open view as it is now, also by another name; where it is gone, what the tree has there."""
        before, current = self.place, self.articles.current
        if before.kind is not PlaceKind.VIEW:
            return
        views = [row.place for row in self.tree_rows if row.place.kind is PlaceKind.VIEW]
        place = next((view for view in views if view.key == before.key), None) or next(
            (view for view in views if replace(view, key=before.key, title=before.title) == before), None
        )
        if place is None:
            row = self.feed_tree.current
            self.open_place(row.place if row and self.pane is Pane.TREE else UNREAD)
        elif replace(place, rows=before.rows) != before:
            self.open_place(place, at=current.id if current else None)
        elif place != before:
            self.place = place
            self.show_rows_of(place)

    def _follow_feeds(self) -> None:
        """Show the open place with its feeds as they are now; where it is gone, all articles."""
        if self.place.kind is PlaceKind.SEARCH:
            self.articles.reload()
            return
        place = find_place(self.whole_tree(), self.place.kind, self.place.key)
        if place is None:
            self.open_place(ALL)
            return
        self.place, self.listing = place, replace(self.listing, feeds=place.feeds)
        self.relist()

    def keep(self, changed: Sequence[int]) -> None:
        """Keep changed articles of the open list there although they may match it no more."""
        leaving = changed if self.listing.query else self._left_the_stream(changed)
        if leaving:
            self.hold(leaving)

    def hold(self, leaving: Sequence[int]) -> None:
        """Let articles stay in the open list whatever becomes of them; of too many, those that came last."""
        kept = tuple(dict.fromkeys([*self.listing.kept, *leaving]))[-_MOST_KEPT:]
        self.listing = replace(self.listing, kept=kept)
        self.articles.relist(self.listing)

    def _left_the_stream(self, changed: Sequence[int]) -> list[int]:
        """Those of the articles that a list of the stream would show no more."""
        if not self.listing.stream:
            return []
        rows = articles.rows(self.session.library.reader(), changed)
        return [row.id for row in rows if row.archived or row.snoozed_until]
