"""Panes: moving between them, opening what is under the cursor, folding and zooming."""

from textual import on

from newsterm.interface.actions.finding import FindActions
from newsterm.interface.actions.moving import MovingActions
from newsterm.interface.commands import Pane
from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.places import Place, PlaceKind

_ORDER = tuple(Pane)


class PaneActions(MovingActions, FindActions):
    """Actions on the panes themselves."""

    def action_pane_left(self) -> None:
        """To the pane on the left."""
        self.focus_pane(_ORDER[max(_ORDER.index(self.pane) - 1, 0)])

    def action_pane_right(self) -> None:
        """To the pane on the right, opening what the cursor is on."""
        if self.pane is Pane.TREE:
            self._open_tree_row()
        elif self.pane is Pane.LIST:
            self.read_current()

    def action_pane_next(self) -> None:
        """To the next pane, round and round."""
        self._go(1)

    def action_pane_previous(self) -> None:
        """To the pane before, round and round."""
        self._go(-1)

    def _go(self, by: int) -> None:
        self.focus_pane(_ORDER[(_ORDER.index(self.pane) + by) % len(_ORDER)])
        if self.pane is Pane.READER:
            self.show_current()

    def action_open(self) -> None:
        """Open the place, folder or article under the cursor; in the reader, nothing more to open."""
        if self.pane is Pane.TREE:
            self._open_tree_row()
        elif self.pane is Pane.LIST:
            self.read_current()

    def action_back(self) -> None:
        """One step out: what was found in the article, zoom, reader, search, list."""
        if self.pane is Pane.READER and self.leave_find():
            return
        if self.zoomed:
            self.action_zoom()
        elif self.pane is Pane.READER:
            self.focus_pane(Pane.LIST)
        elif self.pane is Pane.LIST and self.place.kind is PlaceKind.SEARCH and self.place_before:
            self.leave_search()
        elif self.pane is Pane.LIST:
            self.focus_pane(Pane.TREE)
        else:
            self.focus_pane(Pane.LIST)

    def action_zoom(self) -> None:
        """Give the whole screen to the pane that has the keys, or back."""
        self.zoomed = not self.zoomed
        self.focus_pane(self.pane)

    def action_fold(self) -> None:
        """Fold or unfold the folder under the cursor."""
        row = self.feed_tree.current
        if self.pane is Pane.TREE and row and row.place.kind is PlaceKind.FOLDER:
            self._fold(row.place.key)
        else:
            self.say("Only a folder in the feed tree folds.")

    def _fold(self, key: str) -> None:
        self.collapsed = self.collapsed ^ {key}
        self.show_tree()

    def _open_tree_row(self) -> None:
        row = self.feed_tree.current
        if row is None:
            return
        self.open_place(row.place)
        self.focus_pane(Pane.LIST)
        if row.failing:
            self.say(self.failure_of(row.place), error=True)

    def failure_of(self, place: Place) -> str:
        """Why a feed fails, as its last refresh said."""
        errors = [feed.error for feed in self.session.feeds() if place.feeds and feed.id in place.feeds and feed.error]
        return errors[0] if errors else ""

    @on(FeedTree.PlaceChosen)
    def open_chosen(self) -> None:
        """Open the place that was clicked."""
        self._open_tree_row()

    @on(FeedTree.FolderToggled)
    def fold_clicked(self, event: FeedTree.FolderToggled) -> None:
        """Fold or unfold the folder whose arrow was clicked."""
        self._fold(event.key)

    @on(FeedTree.PlaceHighlighted)
    def preview_place(self, event: FeedTree.PlaceHighlighted) -> None:
        """Show a place's articles while the cursor moves over the tree."""
        if self.pane is Pane.TREE and event.place != self.place:
            self.call_later(self._preview, event.place)

    def _preview(self, place: Place) -> None:
        current = self.feed_tree.current
        if current and current.place == place and place != self.place:
            self.open_place(place)
