"""The feed tree: views, folders and feeds with their numbers."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from newsterm.interface.cells import fit, short_number
from newsterm.interface.panes.article_row import (
    ARCHIVED_MARK,
    LATER_MARK,
    NOTE_MARK,
    SNOOZED_MARK,
    STAR_MARK,
    UNREAD_MARK,
)
from newsterm.interface.places import ARCHIVED, LATER, NOTED, SNOOZED, STARRED, UNREAD, Place, PlaceKind
from newsterm.interface.tree_rows import TreeRow
from newsterm.interface.widgets.virtual_list import VirtualList

_MARKS = {
    UNREAD.key: (UNREAD_MARK, "unread"),
    LATER.key: (LATER_MARK, "arrow"),
    STARRED.key: (STAR_MARK, "star"),
    SNOOZED.key: (SNOOZED_MARK, "arrow"),
    ARCHIVED.key: (ARCHIVED_MARK, "arrow"),
    NOTED.key: (NOTE_MARK, "note"),
}
_VIEW_MARK = "◇"
_INDENT = 2
_NARROWEST_WITH_NUMBERS = 12


class FeedTree(VirtualList):
    """Shows the rows that `places.build_tree` laid out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "feed-tree--unread",
        "feed-tree--star",
        "feed-tree--note",
        "feed-tree--arrow",
        "feed-tree--failing",
        "feed-tree--title",
        "feed-tree--title-unread",
        "feed-tree--title-quiet",
        "feed-tree--number",
        "feed-tree--number-quiet",
        "feed-tree--cursor",
        "feed-tree--cursor-blurred",
        "feed-tree--cue",
        "feed-tree--cue-blurred",
    }

    class PlaceHighlighted(Message):
        """The cursor came to another place."""

        def __init__(self, tree: "FeedTree", place: Place) -> None:
            super().__init__()
            self.tree = tree
            self.place = place

        def can_replace(self, message: Message) -> bool:
            """Of a flood of moves the last one counts."""
            return isinstance(message, FeedTree.PlaceHighlighted) and message.tree is self.tree

    class PlaceChosen(Message):
        """The user clicked the place under the cursor."""

        def __init__(self, tree: "FeedTree", place: Place) -> None:
            super().__init__()
            self.tree = tree
            self.place = place

    class FolderToggled(Message):
        """The user clicked the arrow of a folder, or of the view of tags."""

        def __init__(self, tree: "FeedTree", key: str) -> None:
            super().__init__()
            self.tree = tree
            self.key = key

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(name=name, id=id, classes=classes)
        self._rows: Sequence[TreeRow] = ()

    # What is shown

    def show(self, rows: Sequence[TreeRow]) -> None:
        """Show rows; the cursor stays on its place, or goes to the nearest above that is still there."""
        before, old = self.current, self._rows
        self._rows = rows
        places = {(row.place.kind, row.place.key): index for index, row in enumerate(rows)}
        index = self.cursor
        for row in reversed(old[: self.cursor + 1]):
            if (found := places.get((row.place.kind, row.place.key))) is not None:
                index = found
                break
        self.set_row_count(len(rows))
        self.put_cursor(index)
        if before and self.current and _identity(before) != _identity(self.current):
            self.announce_cursor()

    @property
    def current(self) -> TreeRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def put_cursor_on(self, place: Place) -> bool:
        """Put the cursor on a place without telling anybody; False if the tree does not show it."""
        for index, row in enumerate(self._rows):
            if (row.place.kind, row.place.key) == (place.kind, place.key):
                self.put_cursor(index)
                return True
        return False

    # Painting

    def row_key(self, index: int) -> Hashable:
        """The row itself."""
        return self._rows[index]

    def row_strip(self, index: int, width: int, cursor: bool, focused: bool) -> Strip:
        """Paint a row: mark, title, number."""
        row = self._rows[index]
        ground, cue = self.ground(), Segment(" ", self.ground())
        if cursor:
            suffix = "" if focused else "-blurred"
            ground = self.ground(f"feed-tree--cursor{suffix}")
            cue_ground = Style(bgcolor=ground.bgcolor)
            cue = Segment("▌" if focused else "▏", self.part(f"feed-tree--cue{suffix}", cue_ground))
        mark, mark_part = _mark(row)
        number = short_number(row.number) if row.number else ""
        warning = "! " if row.failing and row.expanded is False else ""
        if width < _NARROWEST_WITH_NUMBERS:
            number = warning = ""
        indent = " " * _indent(row)
        room = width - 3 - len(indent) - len(warning) - len(number) - 3
        quiet = not number and row.place.kind is PlaceKind.FEED
        title = "title-unread" if row.counts_unread and number else "title-quiet" if quiet else "title"
        pieces = [
            (indent, "title"),
            (mark, mark_part),
            (" ", "title"),
            (fit(row.place.title, max(room, 1)), title),
            (" ", "title"),
            (warning, "failing"),
            (number, "number" if row.counts_unread else "number-quiet"),
            ("  ", "title"),
        ]
        segments = [Segment(text, self.part(f"feed-tree--{part}", ground)) for text, part in pieces if text]
        return Strip([cue, *segments]).adjust_cell_length(width, ground)

    # What happens

    def announce_cursor(self) -> None:
        """Tell which place is under the cursor."""
        if row := self.current:
            self.post_message(self.PlaceHighlighted(self, row.place))

    def announce_choice(self) -> None:
        """Tell that the place under the cursor was chosen."""
        if row := self.current:
            self.post_message(self.PlaceChosen(self, row.place))

    def clicked(self, index: int, x: int) -> None:
        """Fold where the arrow is clicked, else move the cursor or choose."""
        row = self._rows[index]
        if row.expanded is not None and x <= _indent(row) + 2:
            self.post_message(self.FolderToggled(self, row.place.key))
        else:
            super().clicked(index, x)


def _identity(row: TreeRow) -> tuple[PlaceKind, str]:
    return row.place.kind, row.place.key


def _indent(row: TreeRow) -> int:
    """Cells before the mark: what lies in a folder stands under its title, so the first level needs no more room."""
    inside = row.place.kind in {PlaceKind.FEED, PlaceKind.TAG} and row.depth > 0
    return _INDENT * (row.depth - 1 if inside else row.depth)


def _mark(row: TreeRow) -> tuple[str, str]:
    if row.expanded is not None:
        return ("▾" if row.expanded else "▸"), "arrow"
    if row.failing or row.wrong:
        return "!", "failing"
    if row.place.kind is PlaceKind.VIEW:
        return _VIEW_MARK, "arrow"
    if row.place.kind is PlaceKind.FEED and not row.depth:
        return "·", "arrow"
    if row.place.kind is PlaceKind.BUILT_IN:
        return _MARKS.get(row.place.key, (" ", "title"))
    return " ", "title"
