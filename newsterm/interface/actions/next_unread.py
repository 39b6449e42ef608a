"""The next unread article of the open list: none that was put aside, unless the list asks for such."""

import re
from dataclasses import replace

from newsterm.interface.actions.showing import ShowingActions
from newsterm.interface.panes.row_windows import Found
from newsterm.model.article import ArticleRow
from newsterm.storage import windows

_LOOKED_AT = 500
"""Rows of a list that was found that are looked at together."""
_LATER = re.compile(r"(?:^|[\s(])is:later", re.IGNORECASE)


class NextUnread(ShowingActions):
    """Steps from one unread article to the next."""

    def step_to_unread(self, *, backwards: bool) -> bool:
        """Put the cursor on the nearest unread article; False where there is none."""
        source = self.articles.source
        if isinstance(source, Found) and self.listed is not None:
            number = self._unread_row(source, backwards=backwards)
            if number is not None:
                self.articles.go_to(number)
            return number is not None
        found = self._unread_article(backwards=backwards)
        if found is not None and not self.articles.go_to_article(found):
            position = windows.position(self.session.library.reader(), self.listing, found, self.session.now())
            if position is not None:
                self.articles.go_to(position)
        return found is not None

    @property
    def _asks_for_later(self) -> bool:
        return _LATER.search(self.listing.query) is not None

    def _unread_row(self, source: Found, *, backwards: bool) -> int | None:
        """The nearest row of what was found that is unread."""
        at, step = self.articles.cursor, -1 if backwards else 1
        numbers = range(at + step, -1 if backwards else len(source.ids), step)
        for begin in range(0, len(numbers), _LOOKED_AT):
            part = numbers[begin : begin + _LOOKED_AT]
            first = min(part[0], part[-1])
            rows = {row.id: row for row in source.window(self.listing, first, len(part))}
            for number in part:
                row = rows.get(source.ids[number])
                if row and not row.read and not self._is_aside(row):
                    return number
        return None

    def _is_aside(self, row: ArticleRow) -> bool:
        is_gone = self.listing.stream and (row.archived or row.snoozed_until is not None)
        return is_gone or (row.later and not self._asks_for_later)

    def _unread_article(self, *, backwards: bool) -> int | None:
        """The nearest unread article of a list that the library reads as it goes."""
        row, listing = self.articles.current, replace(self.listing, kept=())
        if not self._asks_for_later:
            listing = replace(listing, query=f"({listing.query}) -is:later" if listing.query else "-is:later")
        connection, now = self.session.library.reader(), self.session.now()
        return windows.next_unread(connection, listing, row.id if row else None, backwards=backwards, now=now)
