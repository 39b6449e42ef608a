"""Going to places: the built-in ones by their keys, and from tab to tab."""

from textual import on

from newsterm.interface.actions.base import ReadingBase
from newsterm.interface.commands import Pane
from newsterm.interface.places import ALL, ARCHIVED, LATER, SNOOZED, STARRED, TURNS, UNREAD, Place
from newsterm.interface.widgets.top_line import TopLine


class PlaceActions(ReadingBase):
    """Actions that open places."""

    _last_split = ""
    """Token of the tab that was opened last."""

    def action_go_unread(self) -> None:
        """To what is unread."""
        self.go_to_place(UNREAD)

    def action_go_turns(self) -> None:
        """To the newest unread of every feed in turn."""
        self.go_to_place(TURNS)

    def action_go_later(self) -> None:
        """To what was put aside for later."""
        self.go_to_place(LATER)

    def action_go_starred(self) -> None:
        """To what is starred."""
        self.go_to_place(STARRED)

    def action_go_snoozed(self) -> None:
        """To what is snoozed."""
        self.go_to_place(SNOOZED)

    def action_go_archived(self) -> None:
        """To what is archived."""
        self.go_to_place(ARCHIVED)

    def action_go_all(self) -> None:
        """To everything in the stream."""
        self.go_to_place(ALL)

    def go_to_place(self, place: Place) -> None:
        """Open a place where the user left it, as of now."""
        self.keep_spot()
        self.open_place(place, spot=self.spots.get(place.token))
        self.focus_pane(Pane.LIST)

    def action_next_split(self) -> None:
        """To the next tab, round and round."""
        self._go_split(self.take_count())

    def action_previous_split(self) -> None:
        """To the tab before, round and round."""
        self._go_split(-self.take_count())

    @on(TopLine.SplitChosen)
    def open_clicked_split(self, event: TopLine.SplitChosen) -> None:
        """Open the tab that was clicked."""
        splits = self.splits
        if event.index < len(splits):
            self._open_split(splits[event.index].place)

    def _go_split(self, by: int) -> None:
        splits = [row.place for row in self.splits]
        if not splits:
            key = self.key_of("split.toggle")
            self.say(f"There are no tabs. {key} in the feed tree makes one." if key else "There are no tabs.")
            return
        here = next((index for index, place in enumerate(splits) if place.is_same(self.place)), None)
        if here is None:
            tokens = [place.token for place in splits]
            to = tokens.index(self._last_split) if self._last_split in tokens else 0
        else:
            to = (here + by) % len(splits)
        self._open_split(splits[to])

    def _open_split(self, place: Place) -> None:
        self._last_split = place.token
        self.go_to_place(place)
