"""Scores: why an article has its own, and raising or lowering what it is about."""

import sqlite3
from typing import TYPE_CHECKING

from textual import work

from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import ArticleScreen
from newsterm.model.errors import NewstermError

if TYPE_CHECKING:
    from newsterm.interface.screens.picker import Picker

_POINTS = 10


class ScoreActions(ArticleScreen):
    """Actions on scores."""

    @asks("explain the score")
    async def action_explain_score(self) -> None:
        """Say where the article's score comes from."""
        row = self.current_row()
        if row is None:
            self.say("No article is selected.")
            return
        from newsterm.interface.screens.score_sheet import ScoreSheet
        from newsterm.operations.scoring import explain

        try:
            explanation = await self.session.perform(explain, row.id)
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        if explanation.changed:
            self.rescored(row.id)
        await self.show_sheet(ScoreSheet(row.title or "untitled", explanation))

    def action_raise_score(self) -> None:
        """Let a word, the author or the feed bring more points, for a while."""
        self._nudge(_POINTS)

    def action_lower_score(self) -> None:
        """Let a word, the author or the feed bring fewer points, for a while."""
        self._nudge(-_POINTS)

    @asks("choose what to raise or lower")
    async def _nudge(self, points: int) -> None:
        row = self.current_row()
        if row is None:
            self.say("No article is selected.")
            return
        from newsterm.interface.screens.picker import Picker
        from newsterm.operations.nudging import nudge, nudges

        found = await self.session.read(nudges, row)

        def tell(index: int) -> None:
            self._count_moved(picker, found[index].query, points)

        title = "Raise what?" if points > 0 else "Lower what?"
        picker = Picker(title, [(each.name, each.kind) for each in found], on_highlight=tell)
        picked = await self.show_sheet(picker)
        if picked:
            await self.act(nudge, found[picked[0]].query, points)

    @work(group="preview", exclusive=True, description="count what would move", exit_on_error=False)
    async def _count_moved(self, picker: "Picker", query: str, points: int) -> None:
        from newsterm.operations.nudging import foresee

        picker.head("")
        context, listing = self.session.context("key"), self.listing
        try:
            foreseen = await self.session.read(lambda _: foresee(context, listing, query, points))
        except (NewstermError, sqlite3.OperationalError):
            return
        if picker.is_attached:
            picker.head(foreseen)
