"""What a verb acts on: the selected articles, else the one at hand with as many after it as were counted; and then."""

from collections.abc import Callable, Sequence

from newsterm.interface.actions.showing import ShowingActions
from newsterm.interface.article_screen import Aim
from newsterm.interface.commands import Pane
from newsterm.interface.panes.row_windows import Found
from newsterm.model.article import ArticleRow
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.storage import articles, windows

_MOST_HELD = 2_000
ACTING = "act"
"""The workers that change the library."""


class AimingActions(ShowingActions):
    """Finds what verbs act on, and goes on afterwards."""

    def aim(self) -> Aim | None:
        """What a verb acts on now; without any article the bottom line says so. Takes the number typed before it."""
        count = self.take_count()
        if self.articles.selected:
            return Aim(list(self.articles.selected), None)
        row = self.current_row()
        if row is None:
            self.say("No article is selected.")
            return None
        rows = [row]
        if count > 1:
            first = self.articles.cursor
            following = range(first + 1, min(first + count, self.articles.row_count))
            rows += [each for index in following if (each := self.articles.row_at(index))]
        return Aim([each.id for each in rows], rows)

    def do(
        self, operation: Callable[[Context], Outcome], ids: Sequence[int] = (), *, within_list: bool = False
    ) -> None:
        """Change the library beside the screen; what is done next waits behind it.

        Args:
            operation: what to do.
            ids: the articles, if they are known: they stay in their rows while it is being done.
            within_list: whether they are of the open list, where that is known before they are.
        """
        if 0 < len(ids) <= _MOST_HELD and (self.listing.query or self.listing.stream) and not self.is_snapshot:
            self.hold(ids)
        act = self.act_on_list if ids or within_list else self.act
        self.run_worker(act(operation), group=ACTING, description="change the library")

    def go_on(self, aim: Aim, *, advances: bool = False) -> None:
        """Leave what a verb was aimed at: nothing is selected any more, and the cursor goes on where it advances."""
        if self.stays:
            return
        if aim.rows is None:
            self.select_none()
        elif advances and self.session.settings.advance and self.pane is not Pane.TREE:
            self.move_on(len(aim.rows))

    def move_on(self, rows: int) -> None:
        """Put the cursor so many rows further, and show the article there in the same frame."""
        self.articles.move(rows)
        if Pane.READER in self.panes_shown:
            self.show_current()

    def toggle(
        self,
        is_so: Callable[[ArticleRow], object],
        do: Callable[[Context, Sequence[int]], Outcome],
        take_back: Callable[[Context, Sequence[int]], Outcome],
        *,
        advances: bool = True,
    ) -> None:
        """Do something to the articles, or take it back where all of them have it already.

        While something is still being done, the rows do not show it yet; then the library says what they have.
        """
        if not (aim := self.aim()):
            return
        ids, is_back, is_behind = aim.ids, aim.are_all(is_so), self._is_acting

        def operation(context: Context) -> Outcome:
            if aim.rows is None:
                outcome = do(context, ids)
                return outcome if outcome.changed else take_back(context, ids)
            back = is_back
            if is_behind:
                back = all(is_so(row) for row in articles.rows(context.library.reader(), ids))
            return (take_back if back else do)(context, ids)

        self.do(operation, ids)
        self.go_on(aim, advances=advances and not is_back)

    @property
    def _is_acting(self) -> bool:
        """Whether something that was asked for before is still being done, or not shown yet."""
        return any(worker.group == ACTING and not worker.is_finished for worker in self.workers)

    # The list as a whole

    def list_reader(self) -> Callable[[Context], Sequence[int]]:
        """What gives the ids of the open list in its order; it may take its time."""
        read = self.list_beginning()
        return lambda context: read(context, windows.EVERYTHING)

    def list_beginning(self) -> Callable[[Context, int], Sequence[int]]:
        """What gives the first so many ids of the open list in its order."""
        source, listing = self.articles.source, self.listing
        if isinstance(source, Found) and self.listed is not None:
            return lambda _, limit: source.ids[:limit]
        return lambda context, limit: windows.ids(context.library.reader(), listing, context.now(), limit)

    # What is selected

    def show_selection(self) -> None:
        """Paint which rows are selected, and how many."""
        self.articles.refresh()
        self.title_list(self.listed)

    def select_none(self) -> bool:
        """Select nothing; False if nothing was selected."""
        if not self.articles.selected:
            return False
        self.articles.selected.clear()
        self.show_selection()
        return True
