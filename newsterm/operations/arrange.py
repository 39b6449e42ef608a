"""The user's own order of views, folders, feeds and splits, kept as definitions that undo takes back."""

from collections.abc import Sequence

from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.define import define
from newsterm.operations.wording import quoted
from newsterm.storage import definitions


def move_item(ctx: Context, order: str, among: Sequence[str], item: str, by: int, title: str) -> Outcome:
    """Move something among its like.

    Args:
        ctx: the library and who acts.
        order: "views", "folders", "feeds" or "splits".
        among: the keys of its like as they stand, its own among them.
        item: its key.
        by: how far, negative towards the first; it stops at either end.
        title: what the user calls it.
    """
    before = list(among)
    at = before.index(item)
    to = max(min(at + by, len(before) - 1), 0)
    if to == at:
        return Outcome(f"{quoted(title)} is the {'first' if by < 0 else 'last'} already")
    moved = before[:at] + before[at + 1 :]
    moved.insert(to, item)
    others = [key for key in definitions.order(ctx.library.reader(), order) if key not in before]
    direction = "up" if order != "splits" and by < 0 else "down" if order != "splits" else "left" if by < 0 else "right"
    return define(ctx, "order", order, {"items": [*others, *moved]}, f"moved {quoted(title)} {direction}")


def show_as_split(ctx: Context, splits: Sequence[str], token: str, title: str) -> Outcome:
    """Make a place one of the splits over the list, or no more.

    Args:
        ctx: the library and who acts.
        splits: the splits as they stand.
        token: the place's.
        title: what the user calls it.
    """
    if token in splits:
        items = [split for split in splits if split != token]
        does = f"took the tab {quoted(title)} away"
    else:
        items, does = [*splits, token], f"made {quoted(title)} a tab"
    return define(ctx, "order", "splits", {"items": items}, does)
