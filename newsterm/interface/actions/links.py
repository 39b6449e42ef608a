"""Links: opening them in the browser, and the letters that they are chosen by, with the checks that this needs."""

from textual import events, on

from newsterm.interface.article_screen import ArticleScreen
from newsterm.interface.link_hints import Chosen, LinkHints
from newsterm.interface.opening import open_address
from newsterm.interface.panes.reader import Reader
from newsterm.model.errors import AddressError, NewstermError
from newsterm.text.addresses import check_openable, display_host
from newsterm.text.terminal_safety import make_safe_line


class LinkActions(ArticleScreen):
    """Actions on links."""

    def open_link(self, url: str) -> None:
        """Open an address in the user's browser, saying which host it goes to."""
        try:
            open_address(url, self.session.settings.browser)
            self.say(f"Opened {display_host(url)} in the browser")
        except NewstermError as error:
            self.say(str(error), error=True)

    def copy_address(self, url: str, sentence: str) -> None:
        """Copy an address to the clipboard, if it is one that may be opened, and say so."""
        try:
            self.app.copy_to_clipboard(check_openable(make_safe_line(url)))
            self.say(sentence)
        except AddressError as error:
            self.say(str(error), error=True)

    def action_browse(self) -> None:
        """Open the article's own address."""
        row = self.current_row()
        if row is None or not row.url:
            self.say("This article has no address." if row else "No article is selected.")
            return
        self.open_link(row.url)

    @on(Reader.LinkClicked)
    def open_clicked(self, event: Reader.LinkClicked) -> None:
        """Open the link that was clicked."""
        self.open_link(event.url)

    def action_link(self) -> None:
        """Put letters on the links of the screen; open the link whose letters, or whose number, are typed."""
        self._label_links(copies=False)

    def action_copy_link(self) -> None:
        """The same, to copy the link's address."""
        self._label_links(copies=True)

    def _label_links(self, *, copies: bool) -> None:
        self.show_reader()
        links = self.reader.links()
        if not links:
            self.say("This article has no links." if self.reader.article else "No article is open.")
            return
        hints = LinkHints(self.reader.links_seen(), links, copies=copies)
        self.reader.key_taker = LinkKeys(self, hints)
        self.set_focus(self.reader, scroll_visible=False)
        letters = [("letters", "copy" if copies else "open")] if hints.letters() else []
        capitals = [("capitals", "copy")] if letters and not copies else []
        numbers = (f"1-{len(links)} enter" if len(links) > 1 else "1 enter", "by number")
        self.show_keys([*letters, *capitals, numbers, ("esc", "leave")])
        self.say("Copy which link?" if copies else "Open which link?")

    def follow_link(self, chosen: Chosen) -> None:
        """Open the link that was chosen, or copy its address."""
        if chosen.copied:
            host = display_host(chosen.address)
            self.copy_address(chosen.address, f"Copied the link to {host}" if host else "Copied the link")
        else:
            self.open_link(chosen.address)


class LinkKeys:
    """Takes the reader's keys while its links bear letters.

    Args:
        screen: the reader's screen.
        hints: which letters, and what has been typed of them.
    """

    def __init__(self, screen: LinkActions, hints: LinkHints) -> None:
        self._screen = screen
        self._hints = hints
        screen.reader.label_links(hints.letters())

    def take_key(self, event: events.Key) -> bool:
        """Take letters and numbers; any other key leaves, and then does what it always does."""
        if event.key == "enter" and self._hints.typed:
            self._choose_by_number()
        elif event.key == "backspace" and self._hints.take_back():
            self._show_typed()
        elif event.is_printable and event.character and event.key != "space":
            self._type(event.character)
        else:
            self.end()
            return event.key in {"escape", "enter", "backspace"}
        return True

    def end(self) -> None:
        """Take the letters off the links, and give the keys back to the pane that had them."""
        screen = self._screen
        screen.reader.key_taker = None
        screen.reader.label_links({})
        screen.say("")
        if screen.focused is screen.reader:
            screen.end_question()

    def _type(self, character: str) -> None:
        if not self._hints.takes(character):
            shown = make_safe_line(self._hints.typed + character)
            self._screen.say(f"No link here goes by {shown}; esc leaves.", error=True)
        elif chosen := self._hints.type(character):
            self.end()
            self._screen.follow_link(chosen)
        else:
            self._show_typed()

    def _choose_by_number(self) -> None:
        chosen, count = self._hints.by_number(), len(self._screen.reader.links())
        self.end()
        if chosen:
            self._screen.follow_link(chosen)
        else:
            sentence = f"There is no link {self._hints.typed}; the links are numbered 1 to {count}."
            self._screen.say(sentence, error=True)

    def _show_typed(self) -> None:
        self._screen.reader.label_links(self._hints.letters())
        self._screen.say(f"Link {self._hints.typed}" if self._hints.typed else "Which link?")
