"""Keys of other readers, by our commands: those that their documents give where a command of ours does the same.

newsboat: doc/keycmds.dsv, which is the table of keys in its manual. elfeed: the maps elfeed-search-mode-map and
elfeed-show-mode-map. Commands that are not named here keep their own keys, but for those that these take; chords whose
first key is taken begin with another.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsterm.interface.commands import COMMANDS

Keys = tuple[str, ...]

NEWSBOAT: Final[Mapping[str, Keys]] = MappingProxyType(
    {
        "move.down": ("down", "J", "j"),  # down, next
        "move.up": ("up", "K", "k"),  # up, prev
        "move.page_down": ("pagedown",),  # pagedown
        "move.page_up": ("pageup",),  # pageup
        "move.first": ("home",),  # home
        "move.last": ("end",),  # end
        "move.next_unread": ("n",),  # next-unread
        "move.previous_unread": ("p",),  # prev-unread
        "find.next": ("n",),
        "find.previous": ("p",),
        "pane.open": ("enter",),  # open
        "pane.back": ("q", "escape"),  # quit, which closes what is open first
        "article.toggle_read": ("N",),  # toggle-article-read
        "list.mark_read": ("A",),  # mark-feed-read
        "list.mark_older": ("' O",),
        "article.archive": ("D",),  # delete-article
        "article.browse": ("o", "O"),  # open-in-browser, open-in-browser-and-mark-read
        "article.link": ("u", "#"),  # show-urls, goto-url
        "article.full_text": ("' F",),
        "article.star": ("ctrl+b", "s"),  # bookmark
        "article.tag": ("ctrl+e",),  # edit-flags
        "search.open": ("/", "' /"),  # open-search
        "search.here": ("F",),  # set-filter
        "list.sort": ("g",),  # sort
        "feed.refresh": ("r",),  # reload
        "feed.refresh_all": ("R",),  # reload-all
        "feed.rename": ("f2",),
        "feed.unsubscribe": ("delete",),
        "history.undo": ("ctrl+z", "U"),
        "history.redo": ("ctrl+r", "ctrl+y"),
        "tree.move_down": ("shift+down",),
        "tree.move_up": ("shift+up",),
        "program.command_line": (":",),  # cmdline
        "program.help": ("?", "f1"),  # help
        "program.quit": ("Q", "ctrl+q"),  # hard-quit
    }
)
ELFEED: Final[Mapping[str, Keys]] = MappingProxyType(
    {
        "move.down": ("n", "down"),  # next-line
        "move.up": ("p", "up"),  # previous-line
        "move.page_down": ("pagedown", "ctrl+v"),  # scroll-up-command, as Emacs calls it
        "move.page_up": ("pageup", "backspace"),  # scroll-down-command
        "move.first": ("<", "home"),  # first-entry
        "move.last": (">", "end"),  # last-entry
        "move.advance": ("space",),  # scroll-up-command
        "move.next_unread": ("N",),
        "move.previous_unread": ("P",),
        "find.next": ("N",),
        "find.previous": ("P",),
        "find.open": ("ctrl+s",),
        "pane.open": ("enter",),  # show-entry
        "pane.back": ("q", "escape"),  # quit-window
        "pane.left": ("left",),
        "pane.fold": ("=",),
        "article.toggle_read": ("r", "u"),  # untag-all-unread, tag-all-unread
        "article.tag": ("+", "t"),  # tag-all
        "article.untag": ("-", "T"),  # untag-all
        "article.star": ("m",),
        "article.browse": ("b",),  # browse-url, visit
        "article.copy": ("y",),  # yank
        "search.open": ("s", "' /"),  # live-filter
        "search.from_article": ("s", "' /"),  # new-live-search
        "search.here": ("S",),  # set-filter
        "list.sort": ("o",),
        "split.left": ("' <",),
        "split.right": ("' >",),
        "feed.refresh": ("g",),  # search-update
        "feed.refresh_all": ("G",),  # search-fetch
        "score.raise": ("' +",),
        "score.lower": ("' -",),
        "history.undo": ("ctrl+underscore", "ctrl+z", "U"),  # undo of Emacs
        "program.help": ("h", "?", "f1"),  # describe-mode
        "program.quit": ("Q", "ctrl+q"),
    }
)
_PREFIXES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "newsboat": {"g": "'"},
    "elfeed": {"g": "'", "y": "Y"},
})  # fmt: skip
"""What chords begin with instead of a key that the profile takes."""
PROFILES: Final[Mapping[str, Mapping[str, Keys]]] = MappingProxyType(
    {"vim": MappingProxyType({}), "newsboat": NEWSBOAT, "elfeed": ELFEED}
)


def keys_of_profile(name: str) -> dict[str, Keys]:
    """The keys that a profile gives to commands, by command id."""
    profile, prefixes = PROFILES[name], _PREFIXES.get(name, {})
    found: dict[str, Keys] = {}
    for command in COMMANDS:
        if command.id in profile:
            found[command.id] = profile[command.id]
        elif any(key.partition(" ")[0] in prefixes for key in command.keys if " " in key):
            found[command.id] = tuple(_begin_anew(key, prefixes) for key in command.keys)
    return found


def _begin_anew(key: str, prefixes: Mapping[str, str]) -> str:
    first, parted, rest = key.partition(" ")
    return prefixes.get(first, first) + parted + rest if parted else key
