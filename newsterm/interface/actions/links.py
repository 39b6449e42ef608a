"""Leaving the terminal: opening links and copying addresses, with the checks that this needs."""

from textual import on

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.opening import open_address
from newsterm.interface.panes.reader import Reader
from newsterm.model.errors import AddressError, NewstermError
from newsterm.text.addresses import check_openable, display_host
from newsterm.text.terminal_safety import make_safe_line


class LinkActions(ReadingBase):
    """Actions on addresses."""

    def open_link(self, url: str) -> None:
        """Open an address in the user's browser, saying which host it goes to."""
        try:
            open_address(url, self.session.settings.browser)
            self.say(f"Opened {display_host(url)} in the browser")
        except NewstermError as error:
            self.say(str(error), error=True)

    def action_browse(self) -> None:
        """Open the article's own address."""
        row = self.current_row()
        if row is None or not row.url:
            self.say("This article has no address." if row else "No article is selected.")
            return
        self.open_link(row.url)

    def action_copy(self) -> None:
        """Copy the article's address to the clipboard."""
        row = self.current_row()
        if row is None or not row.url:
            self.say("This article has no address." if row else "No article is selected.")
            return
        try:
            self.app.copy_to_clipboard(check_openable(make_safe_line(row.url)))
        except AddressError as error:
            self.say(str(error), error=True)
            return
        self.say("Copied the address")

    @asks("ask for a link's number")
    async def action_link(self) -> None:
        """Ask for a link's number and open it."""
        count = self.reader.link_count
        if not self.shown or not count:
            self.say("This article has no links." if self.shown else "No article is open.")
            return
        answer = await self.ask(f"Open link 1 to {count}")
        if not answer:
            return
        url = self.reader.link(int(answer)) if answer.isdecimal() and len(answer) < 6 else None
        if url is None:
            self.say(f"There is no link {make_safe_line(answer)}; the links are numbered 1 to {count}.", error=True)
            return
        self.open_link(url)

    @on(Reader.LinkClicked)
    def open_clicked(self, event: Reader.LinkClicked) -> None:
        """Open the link that was clicked."""
        self.open_link(event.url)
