"""Moving in a triage session: from story to story, in a story, and out to its address. Nothing is decided here."""

from textual import on

from newsterm.interface.opening import open_address
from newsterm.interface.panes.reader import Reader
from newsterm.interface.screens.triage_base import TriageBase
from newsterm.interface.screens.triage_words import help_rows
from newsterm.model.errors import NewstermError
from newsterm.text.addresses import display_host


class TriageMoving(TriageBase):
    """A session whose stories are walked through."""

    def action_skip(self) -> None:
        """Go on; the story stays as it is."""
        if not self.triage.is_over:
            self.triage.advance(self.session.now())
            self.show_story()

    def action_back(self) -> None:
        """Go to the story before; from the receipt, to the last one that was shown."""
        ended_early = self.receipt and not self.triage.is_over
        if not self.is_undone and (ended_early or self.triage.back()):
            self.show_story()

    def action_lines(self, by: int) -> None:
        """A line down or up; where there are no more, the next story or the one before."""
        if not self.shown or not self.reader.scroll_lines(by):
            (self.action_skip if by > 0 else self.action_back)()

    def action_page(self, by: int) -> None:
        """A page down or up."""
        self.reader.page(by)

    def action_half(self, by: int) -> None:
        """Half a page down or up."""
        self.reader.half_page(by)

    def action_first(self) -> None:
        """To the story's title."""
        self.reader.first()

    def action_last(self) -> None:
        """To the story's end."""
        self.reader.last()

    def action_browse(self) -> None:
        """Open the story's address in the browser."""
        if self.shown and self.shown.row.url:
            self._open(self.shown.row.url)
        elif self.shown:
            self.say("This article has no address.")

    @on(Reader.LinkClicked)
    def open_clicked(self, event: Reader.LinkClicked) -> None:
        """Open the link that was clicked."""
        self._open(event.url)

    def _open(self, url: str) -> None:
        try:
            open_address(url, self.session.settings.browser)
            self.say(f"Opened {display_host(url)} in the browser")
        except NewstermError as error:
            self.say(str(error), error=True)

    def action_help(self) -> None:
        """Show what the keys do here."""
        from newsterm.interface.screens.help import Help

        self.app.push_screen(Help(help_rows(self.lent)))
