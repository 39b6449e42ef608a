"""Moving: rows, lines, pages, and the next unread."""

from newsterm.interface.actions.showing import ShowingActions
from newsterm.interface.commands import Pane
from newsterm.interface.panes.reader import Reader
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.storage import windows


class MovingActions(ShowingActions):
    """Actions that move a cursor or scroll."""

    @property
    def _rows(self) -> VirtualList | None:
        return {Pane.TREE: self.feed_tree, Pane.LIST: self.articles}.get(self.pane)

    def _follow(self) -> None:
        """Show the article that the list's cursor came to, in the same frame."""
        if self.pane is Pane.LIST and Pane.READER in self.panes_shown:
            self.show_current()

    def _move(self, by: int) -> None:
        if rows := self._rows:
            rows.move(by)
            self._follow()
        else:
            self.reader.scroll_lines(by)

    def _page(self, by: int) -> None:
        if rows := self._rows:
            rows.page(by)
            self._follow()
        else:
            self.reader.page(by)

    def _half(self, by: int) -> None:
        rows: VirtualList | Reader = self._rows or self.reader
        self._move(max(rows.size.height // 2, 1) * by)

    def action_down(self) -> None:
        """One down."""
        self._move(1)

    def action_up(self) -> None:
        """One up."""
        self._move(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self._half(1)

    def action_half_up(self) -> None:
        """Half a page up."""
        self._half(-1)

    def action_first(self) -> None:
        """To the first row or line."""
        (self._rows or self.reader).first()
        self._follow()

    def action_last(self) -> None:
        """To the last row or line."""
        (self._rows or self.reader).last()
        self._follow()

    def action_advance(self) -> None:
        """A page down in the article; at its end the next unread."""
        if self.pane is Pane.TREE:
            self._page(1)
        elif Pane.READER not in self.panes_shown:
            self.read_current()
        elif not self.reader.page(1):
            self.go_to_unread()

    def action_next_unread(self) -> None:
        """To the next unread article."""
        self.go_to_unread()

    def action_previous_unread(self) -> None:
        """To the unread article before."""
        self.go_to_unread(backwards=True)

    def go_to_unread(self, *, backwards: bool = False) -> None:
        """Put the cursor on the nearest unread article of the list, and show it if the reader has the keys."""
        row = self.articles.current
        connection, now = self.session.library.reader(), self.session.now()
        after = row.id if row else None
        found = windows.next_unread(connection, self.listing, after, backwards=backwards, now=now)
        if found is None:
            self.say("No unread article above." if backwards else "No unread article below.")
            return
        if not self.articles.go_to_article(found):
            position = windows.position(connection, self.listing, found, now)
            if position is not None:
                self.articles.go_to(position)
        if self.pane is Pane.READER:
            self.read_current()
