"""Which panes stand on the screen, by its width."""

from newsterm.interface.commands import Pane

WIDE = 120
"""Cells from which all three panes stand side by side."""
MEDIUM = 80
"""Cells from which list and reader do; below, one pane at a time."""


def visible_panes(width: int, focused: Pane, *, zoomed: bool) -> frozenset[Pane]:
    """Say which panes are shown; in the middle width the tree comes on demand and takes the list's place beside it.

    Args:
        width: of the screen, in cells.
        focused: the pane that has the keys.
        zoomed: whether it was given the whole screen.
    """
    if zoomed or width < MEDIUM:
        return frozenset({focused})
    if width < WIDE:
        return frozenset({Pane.TREE, Pane.LIST} if focused is Pane.TREE else {Pane.LIST, Pane.READER})
    return frozenset(Pane)
