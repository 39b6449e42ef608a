"""Putting articles aside: archive, later and snooze, and bringing them back; waking those whose time has come."""

from dataclasses import replace

from textual import work

from newsterm.interface.actions.aiming import AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import Aim
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.listing import Sort
from newsterm.operations.archive import archive, unarchive
from newsterm.operations.later import put_later, take_from_later
from newsterm.operations.snooze import snooze, unsnooze, wake

_WAKES_EVERY = 60
"""Seconds between looks for snoozed articles whose time has come."""


class PuttingAsideActions(AimingActions):
    """Actions that take articles out of the stream, or out of what is unread."""

    def action_archive(self) -> None:
        """Archive the articles, or bring them back."""
        self.toggle(lambda row: row.archived, archive, unarchive)

    def action_later(self) -> None:
        """Put the articles aside for later, or take them out of that."""
        self.toggle(lambda row: row.later, put_later, take_from_later)

    def action_snooze(self) -> None:
        """Ask until when to let the articles go; wake them where all are snoozed."""
        if not (aim := self.aim()):
            return
        if aim.are_all(_is_snoozed):
            self.do(lambda context: unsnooze(context, aim.ids), aim.ids)
        else:
            self._snooze(aim)

    @asks("ask until when")
    async def _snooze(self, aim: Aim) -> None:
        from newsterm.interface.snooze_question import LABEL, SnoozeQuestion

        question = SnoozeQuestion(self.session.now, self.say)
        answer = await self.ask(LABEL, complete=question.complete, on_change=question.tell, refuse=question.refuse)
        self.say("")
        if answer is not None:
            until = question.read(answer)
            self.do(lambda context: snooze(context, aim.ids, until), aim.ids)
            self.go_on(aim, advances=True)

    # Waking

    def wake_in_time(self) -> None:
        """Wake what is due, now and from now on."""
        self.wake_due()
        self.set_interval(_WAKES_EVERY, self.wake_due)

    @work(group="wake", exclusive=True, description="wake what is due", exit_on_error=False)
    async def wake_due(self) -> None:
        """Wake the articles whose time has come; an open list of the stream has them at its top."""
        try:
            outcome = await self.session.perform(wake)
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        if not outcome.changed:
            return
        self.raise_woken()
        self.reflect(outcome)
        self.say(outcome.sentence)

    def raise_woken(self) -> None:
        """Let an open list of the stream have at its top what woke since it was opened."""
        if self.listing.stream and self.listing.sort is Sort.NEWEST:
            raised = dict.fromkeys([*self.session.raised(), *self.listing.raised])
            self.listing = replace(self.listing, raised=tuple(raised))


def _is_snoozed(row: ArticleRow) -> bool:
    return row.snoozed_until is not None
