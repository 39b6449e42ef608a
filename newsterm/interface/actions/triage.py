"""Beginning a triage session on the open list, and coming back from it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsterm.interface.actions.aiming import AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.interface.panes.row_windows import Found
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Listing
from newsterm.operations.context import Context

if TYPE_CHECKING:
    from newsterm.operations.triage import Receipt


class TriageActions(AimingActions):
    """Actions that go through stories one at a time."""

    farewell = ""
    """What is said in the terminal when the program ends, "" for nothing."""

    @asks("go through the list")
    async def action_triage(self) -> None:
        """Go through the open list's articles, or through the marked ones, one at a time."""
        from newsterm.operations.triage import queue_of

        selected, whole, listing = frozenset(self.articles.selected), self.list_reader(), self.listing
        if selected:
            name = f"{self.place.title} · marked"
            await self._go_through(
                lambda context: [number for number in whole(context) if number in selected], name, listing
            )
        elif isinstance(self.articles.source, Found):
            await self._go_through(whole, self.place.title, listing)
        else:
            listing = replace(listing, kept=())  # what stayed in sight although it was dealt with stays out
            await self._go_through(lambda context: queue_of(context, listing), self.place.title, listing)

    @asks("go through what is found")
    async def triage_query(self, query: str) -> None:
        """Go through what a query finds; "" for what is unread."""
        from newsterm.operations.triage import listing_of, queue_of

        listing = listing_of(query)
        name = query or "Unread"
        await self._go_through(lambda context: queue_of(context, listing), name, listing, ends_program=True)

    async def _go_through(
        self, read: Callable[[Context], Sequence[int]], name: str, listing: Listing, *, ends_program: bool = False
    ) -> None:
        from newsterm.interface.screens.triage import Triage
        from newsterm.operations.triage import TriageSession

        try:
            queue = await self.session.read(lambda _: read(self.session.context("key")))
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        if not queue:
            self.say(f"Nothing to triage in {name}.")
            return
        self._leave()
        session = TriageSession(queue, self.session.now())
        marks = self._watch_marks
        screen = Triage(self.session, self.keymap, session, name, listing, marks, ends_program=ends_program)
        screen.on_open = self.question_is_open
        receipt = await self.app.push_screen_wait(screen)
        said = receipt.sentence if receipt.groups else "The triage session changed nothing"
        if screen.quits:
            self.farewell = said
            await self.app.run_action("app.quit")
            return
        self.select_none()
        self.show_tree()
        self.open_place(self.place)
        self.say(said + self._way_back(receipt))

    def _way_back(self, receipt: "Receipt") -> str:
        """Say how a whole session is taken back."""
        key = self.key_of("history.open")
        return f" · {key} and R take it back whole" if receipt.groups and key else ""
