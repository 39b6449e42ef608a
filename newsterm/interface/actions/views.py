"""Views: saving the open search or place under a name, editing, renaming and dropping views."""

from collections.abc import Callable
from functools import partial

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.commands import Pane
from newsterm.interface.places import PlaceKind, query_of
from newsterm.interface.tree_rows import find_place
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Sort
from newsterm.query.completion import Completion, completions
from newsterm.query.parser import parse
from newsterm.query.printing import to_text


class ViewActions(ReadingBase):
    """Actions on views."""

    @asks("save or edit a view")
    async def action_save_view(self) -> None:
        """Edit the query of the view under the tree's cursor; else save the open search or place as a view."""
        if name := self.view_at_hand():
            await self._edit_query(name)
        else:
            await self._save()

    def view_at_hand(self) -> str:
        """The name of the view under the tree's cursor, "" if there is none or the tree has not the keys."""
        row = self.feed_tree.current if self.pane is Pane.TREE else None
        return row.place.key if row and row.place.kind is PlaceKind.VIEW else ""

    async def rename_view(self, name: str) -> None:
        """Ask for another name of a view."""
        from newsterm.operations.views import check_new_name, rename_view

        known = self.session.views()
        refuse = self.refusing(lambda text: check_new_name(known, name, text) if text.strip() else None)
        answer = await self.ask(f"New name of {name}", value=name, refuse=refuse)
        if answer is None or not answer.strip():
            return
        here = self.place.kind is PlaceKind.VIEW and self.place.key == name
        current = self.articles.current
        outcome = await self.act(rename_view, name, answer)
        if outcome and outcome.changed:
            place = find_place(self.tree_rows, PlaceKind.VIEW, " ".join(answer.split()))
            if place and here:
                self.open_place(place, at=current.id if current else None)
            elif place:
                self.feed_tree.put_cursor_on(place)

    async def drop_view(self, name: str) -> None:
        """Drop a view; undo brings it back."""
        from newsterm.operations.views import drop_view

        await self.act(drop_view, name)

    def query_here(self) -> str:
        """The query that finds what the list shows: the open search, with the place that it was made in, or the place.

        Raises:
            QueryError: the open search is wrong.
        """
        place, feeds = self.place, self.session.feeds()
        if place.kind is not PlaceKind.SEARCH:
            return query_of(place, feeds)
        if place.feeds is None or self.place_before is None:
            return to_text(parse(place.query))
        scope = query_of(self.place_before, feeds)
        return to_text(parse(f"({scope}) ({place.query})" if place.query.strip() else scope))

    async def _save(self) -> None:
        try:
            query = self.query_here()
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        from newsterm.operations.views import check_name, save_view

        known = [view.name for view in self.session.views()]
        sort = self.listing.sort if self.listing.sort in {Sort.OLDEST, Sort.SCORE} else Sort.NEWEST
        answer = await self.ask(
            "Name of the view",
            complete=partial(_complete_name, known),
            on_change=self._tell_of_replacing(known),
            refuse=self.refusing(lambda text: check_name(text) if text.strip() else None),
        )
        if answer is None or not answer.strip():
            return
        current = self.articles.current
        outcome = await self.act(save_view, answer, query, sort)
        if outcome and outcome.changed:
            place = find_place(self.tree_rows, PlaceKind.VIEW, " ".join(answer.split()))
            if place:
                self.open_place(place, at=current.id if current else None)

    async def _edit_query(self, name: str) -> None:
        from newsterm.operations.view_queries import check_query
        from newsterm.operations.views import edit_query

        known = self.session.views()
        view = next((view for view in known if view.name == name), None)
        if view is None:
            return
        vocabulary = self.session.vocabulary()

        def complete(text: str, cursor: int) -> list[Completion]:
            return completions(text, cursor, vocabulary)

        refuse = self.refusing(lambda text: check_query(known, name, text))
        answer = await self.ask(f"Query of {name}", value=view.query, complete=complete, refuse=refuse, manual="query")
        if answer is not None:
            await self.act(edit_query, name, answer)

    def _tell_of_replacing(self, known: list[str]) -> Callable[[str], None]:
        names = {" ".join(name.split()).casefold(): name for name in known}

        def tell(text: str) -> None:
            name = names.get(" ".join(text.split()).casefold())
            self.say(f"There is a view “{name}”; enter puts this in its place." if name else "")

        return tell


def _complete_name(known: list[str], text: str, cursor: int) -> list[Completion]:
    typed = text[:cursor].casefold()
    return [Completion(name, 0, cursor, "") for name in known if typed and typed in name.casefold()]
