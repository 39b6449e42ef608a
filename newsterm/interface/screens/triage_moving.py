"""Moving in a triage session: from story to story and in a story. Nothing is decided here."""

from newsterm.interface.screens.triage_base import TriageBase
from newsterm.interface.screens.triage_words import help_rows


class TriageMoving(TriageBase):
    """A session whose stories are walked through."""

    def action_skip(self) -> None:
        """Go on by as many stories as were counted; they stay as they are."""
        self.go_on_by(self.take_count())

    def action_back(self) -> None:
        """Go to a story before; from the receipt, to the last one that was shown."""
        self.go_back_by(self.take_count())

    def go_on_by(self, stories: int) -> None:
        """Show a story further on."""
        if not self.triage.is_over:
            self.triage.advance(self.session.now(), stories)
            self.show_story()

    def go_back_by(self, stories: int) -> None:
        """Show a story before."""
        ended_early = self.receipt and not self.triage.is_over
        if not self.is_undone and (ended_early or self.triage.back(stories)):
            self.show_story()

    def leave_hits(self, by: int, times: int) -> None:
        """On to another story."""
        (self.go_on_by if by > 0 else self.go_back_by)(times)

    def action_lines(self, by: int) -> None:
        """Lines down or up; where there are no more, the next story or the one before."""
        if not self.shown or not self.reader.scroll_lines(by * self.take_count()):
            self.leave_hits(by, 1)

    def action_page(self, by: int) -> None:
        """Pages down or up."""
        self.reader.page(by * self.take_count())

    def action_half(self, by: int) -> None:
        """Half a page down or up."""
        self.reader.half_page(by * self.take_count())

    def action_first(self) -> None:
        """To the story's title, or the line whose number was typed."""
        self.reader.first()
        self.reader.scroll_lines(self.take_count() - 1)

    def action_last(self) -> None:
        """To the story's end, or the line whose number was typed."""
        if line := self.take_count(default=0):
            self.reader.first()
            self.reader.scroll_lines(line - 1)
        else:
            self.reader.last()

    def action_help(self) -> None:
        """Show what the keys do here."""
        from newsterm.interface.screens.help import Help

        self.app.push_screen(Help(help_rows(list(self.commands.values()), self.lent)))
