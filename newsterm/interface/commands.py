"""The one table of commands: it feeds keys, palette, bottom line and help.

To add a command, add a row here and a method `action_<name>` to the module of `interface.actions`
whose topic it belongs to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Pane(StrEnum):
    """Which pane has the keys."""

    TREE = "tree"
    LIST = "list"
    READER = "reader"


class Group(StrEnum):
    """Headings of the help, in its order."""

    MOVING = "Moving"
    PANES = "Panes"
    ARTICLE = "Article"
    SEARCH = "Search"
    FEEDS = "Feeds"
    HISTORY = "History"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Command:
    """An operation as offered to the user."""

    id: str
    """Dotted and unique: what config.toml calls it."""
    action: str
    """Name of the `action_` method that does it."""
    title: str
    help: str
    keys: tuple[str, ...]
    """Default keys, most typical first, in Textual's names."""
    group: Group
    hint: str = ""
    """A word for the bottom line, "" to stay out of it."""
    hint_in: tuple[Pane, ...] = ()
    """Panes whose bottom line shows the hint."""


_T, _L, _R = Pane.TREE, Pane.LIST, Pane.READER
_M, _P, _A, _S, _F, _H, _G = Group

COMMANDS: tuple[Command, ...] = (
    Command("move.down", "down", "Down", "One row or line down.", ("j", "down"), _M),
    Command("move.up", "up", "Up", "One row or line up.", ("k", "up"), _M),
    Command("move.page_down", "page_down", "Page down", "One page down.", ("pagedown", "ctrl+f"), _M),
    Command("move.page_up", "page_up", "Page up", "One page up.", ("pageup", "ctrl+b", "b"), _M),
    Command("move.half_down", "half_down", "Half a page down", "Half a page down.", ("ctrl+d",), _M),
    Command("move.half_up", "half_up", "Half a page up", "Half a page up.", ("ctrl+u",), _M),
    Command("move.first", "first", "First", "To the first row or line.", ("g", "home"), _M),
    Command("move.last", "last", "Last", "To the last row or line.", ("G", "end"), _M),
    Command(
        "move.advance", "advance", "Read on", "A page down in the article; at its end, the next unread one.",
        ("space",), _M, "read on", (_L, _R),
    ),
    Command(
        "move.next_unread", "next_unread", "Next unread", "The next unread article in the list.",
        ("n",), _M, "next unread", (_R,),
    ),
    Command("move.previous_unread", "previous_unread", "Previous unread", "The unread article before.", ("N", "p"), _M),
    Command("pane.left", "pane_left", "Pane to the left", "To the pane on the left.", ("h", "left"), _P),
    Command("pane.right", "pane_right", "Pane to the right", "To the pane on the right.", ("l", "right"), _P),
    Command("pane.next", "pane_next", "Next pane", "To the next pane, round and round.", ("tab",), _P),
    Command("pane.previous", "pane_previous", "Pane before", "To the pane before.", ("shift+tab",), _P),
    Command(
        "pane.open", "open", "Open", "Open the place or the article under the cursor; fold or unfold a folder.",
        ("enter",), _P, "open", (_T, _L),
    ),
    Command("pane.back", "back", "Back", "Out of zoom, search or pane, one step at a time.", ("escape",), _P),
    Command("pane.fold", "fold", "Fold or unfold", "Fold or unfold the folder under the cursor.", ("-",), _P),
    Command("pane.zoom", "zoom", "Zoom", "Give the whole screen to this pane, or back.", ("z",), _P, "zoom", (_R,)),
    Command("article.star", "star", "Star", "Star the article, or take the star off.", ("s",), _A, "star", (_L, _R)),
    Command("article.tag", "tag", "Tag", "Put tags on the article.", ("t",), _A, "tag", (_L, _R)),
    Command("article.untag", "untag", "Untag", "Take a tag off the article.", ("T",), _A),
    Command("article.note", "note", "Write a note", "Write a note on the article.", ("w",), _A, "note", (_R,)),
    Command("article.toggle_read", "toggle_read", "Mark read or unread", "Mark the article read, or unread again.",
            ("m",), _A, "read/unread", (_L,)),
    Command("list.mark_read", "mark_list_read", "Mark all read", "Mark every article in the list read.", ("A",), _A),
    Command("article.link", "link", "Open a link", "Open one of the article's links by its number.", ("f",), _A),
    Command("article.browse", "browse", "Open in the browser", "Open the article's address in your browser.",
            ("o",), _A),
    Command("article.copy", "copy", "Copy the address", "Copy the article's address.", ("y",), _A),
    Command("search.open", "search", "Search", "Find articles by a query, everywhere.", ("/",), _S, "search", (_L,)),
    Command("search.here", "search_here", "Search here", "Find articles by a query within this place.", ("=",), _S),
    Command("list.sort", "sort", "Turn the order", "Newest first, or oldest first.", ("S",), _S),
    Command("feed.refresh", "refresh_here", "Refresh", "Ask this place's feeds for news.",
            ("r",), _F, "refresh", (_T,)),
    Command("feed.refresh_all", "refresh_all", "Refresh all", "Ask every feed for news.", ("R",), _F),
    Command("feed.cancel", "cancel_refresh", "Stop the refresh", "Stop asking; what has arrived stays.", ("X",), _F),
    Command("feed.add", "add_feed", "Add a feed", "Subscribe to a feed or a site by its address.",
            ("a",), _F, "add", (_T,)),
    Command("feed.rename", "rename_feed", "Rename", "Give the feed a title of your own.",
            ("C", "f2"), _F, "rename", (_T,)),
    Command("feed.move", "move_feed", "Move to a folder", "Put the feed into a folder.", ("M",), _F, "move", (_T,)),
    Command("feed.unsubscribe", "unsubscribe", "Unsubscribe",
            "Drop the feed; articles that you starred, tagged or noted stay.", ("D",), _F),
    Command("feed.import", "import_opml", "Import OPML", "Subscribe to all feeds of an OPML file.", ("I",), _F),
    Command("feed.welcome", "welcome", "Ways to begin", "Demo, address, OPML file or starter pack.", (), _F),
    Command("history.undo", "undo", "Undo", "Take back the last thing you did, also of another day.", ("u",), _H),
    Command("history.redo", "redo", "Redo", "Do again what was taken back.", ("U", "ctrl+r"), _H),
    Command("program.palette", "app.command_palette", "Commands", "Find a command by its name.", ("ctrl+p", ":"), _G),
    Command("program.theme", "theme", "Theme", "Choose the colours.", ("ctrl+t",), _G),
    Command("program.rows", "rows", "Row height", "One line a row, or two.", ("ctrl+l",), _G),
    Command("program.help", "help", "Help", "All commands and their keys.", ("?", "f1"), _G, "keys", (_T, _L, _R)),
    Command("program.quit", "app.quit", "Quit", "Leave newsterm; all is kept.", ("q", "ctrl+q"), _G),
)  # fmt: skip


def hints(
    commands: Iterable[Command], keys: dict[str, tuple[str, ...]], pane: Pane, *, most: int = 6
) -> list[tuple[str, str]]:
    """The (key, word) pairs for the bottom line of a pane, at most `most`."""
    found = [(keys[c.id][0], c.hint) for c in commands if pane in c.hint_in and keys.get(c.id)]
    return [(display_key(key), word) for key, word in [*found[: most - 1], *found[most - 1 :][-1:]]]


def help_rows(commands: Sequence[Command], keys: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str, str]]:
    """Rows (group, title, keys, help) for the help sheet, in the table's order."""
    return [
        (command.group.value, command.title, "  ".join(display_key(key) for key in keys[command.id]), command.help)
        for command in commands
    ]


_DISPLAY = {
    "space": "space", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "question_mark": "?", "slash": "/", "colon": ":", "minus": "-", "equals_sign": "=",
}  # fmt: skip


def display_key(key: str) -> str:
    """A key as people write it: "ctrl+p" becomes "^p", "escape" becomes "esc"."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return _DISPLAY.get(key, key)
