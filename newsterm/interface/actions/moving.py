"""Moving: rows, lines, pages, and the next unread."""

from newsterm.interface.actions.next_unread import NextUnread
from newsterm.interface.commands import Pane
from newsterm.interface.panes.reader import Reader
from newsterm.interface.widgets.virtual_list import VirtualList

_MOST_UNREAD = 100


class MovingActions(NextUnread):
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

    def _go_to_line(self, number: int) -> None:
        """Go to a row or line by its number, from 1."""
        if rows := self._rows:
            rows.go_to(number - 1)
            self._follow()
        else:
            self.reader.first()
            self.reader.scroll_lines(number - 1)

    def action_down(self) -> None:
        """One down."""
        self._move(self.take_count())

    def action_up(self) -> None:
        """One up."""
        self._move(-self.take_count())

    def action_page_down(self) -> None:
        """A page down."""
        self._page(self.take_count())

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-self.take_count())

    def action_half_down(self) -> None:
        """Half a page down."""
        self._half(self.take_count())

    def action_half_up(self) -> None:
        """Half a page up."""
        self._half(-self.take_count())

    def action_first(self) -> None:
        """To the first row or line, or the one whose number was typed."""
        self._go_to_line(self.take_count())

    def action_last(self) -> None:
        """To the last row or line, or the one whose number was typed."""
        if number := self.take_count(default=0):
            self._go_to_line(number)
        else:
            (self._rows or self.reader).last()
            self._follow()

    def action_advance(self) -> None:
        """A page down in the article; at its end the next unread."""
        pages = self.take_count()
        if self.pane is Pane.TREE:
            self._page(pages)
        elif Pane.READER not in self.panes_shown:
            self.read_current()
        elif not self.reader.page(pages):
            self.go_to_unread()

    def action_next_unread(self) -> None:
        """To the next unread article."""
        self.go_to_unread(self.take_count())

    def action_previous_unread(self) -> None:
        """To the unread article before."""
        self.go_to_unread(self.take_count(), backwards=True)

    def leave_hits(self, by: int, times: int) -> None:
        """On to the next unread article."""
        self.go_to_unread(times, backwards=by < 0)

    def go_to_unread(self, times: int = 1, *, backwards: bool = False) -> None:
        """Put the cursor on the nearest unread article of the list, and show it if the reader has the keys.

        Args:
            times: go on from there so many times in all, as far as there are more.
            backwards: towards the beginning.
        """
        before = self.articles.cursor
        for _ in range(min(times, _MOST_UNREAD)):
            if not self.step_to_unread(backwards=backwards):
                break
        if self.articles.cursor == before:
            self.say("No unread article above." if backwards else "No unread article below.")
        elif self.pane is Pane.READER:
            self.read_current()
