"""The layout that the next start shows again, as text in the library; what cannot be read back is left out."""

import json
from typing import Any, NamedTuple, Self

from newsterm.interface.commands import Pane
from newsterm.interface.places import UNREAD, PlaceKind
from newsterm.model.listing import Sort


class RememberedLayout(NamedTuple):
    """How the user left the screen."""

    kind: PlaceKind = UNREAD.kind
    key: str = UNREAD.key
    """Of the open place, with its kind."""
    pane: Pane = Pane.LIST
    """The pane that had the keys."""
    sort: Sort = Sort.NEWEST
    zoomed: bool = False
    collapsed: frozenset[str] = frozenset()
    """Keys of the folders that were folded."""

    def to_text(self) -> str:
        """Write it down."""
        return json.dumps(
            {
                "place": (self.kind, self.key),
                "pane": self.pane,
                "sort": self.sort,
                "zoomed": self.zoomed,
                "collapsed": sorted(self.collapsed),
            }
        )

    @classmethod
    def from_text(cls, text: str | None) -> Self:
        """Read it back, whatever an older or newer newsterm wrote."""
        kept = read_object(text)
        try:
            kind, key = kept["place"]
            return cls(
                PlaceKind(kind),
                str(key),
                Pane(kept["pane"]),
                Sort(kept["sort"]),
                bool(kept["zoomed"]),
                frozenset(map(str, kept["collapsed"])),
            )
        except (KeyError, TypeError, ValueError):
            return cls()


def read_positions(text: str | None) -> dict[str, int]:
    """Read document offsets by article token."""
    return {token: at for token, at in read_object(text).items() if isinstance(at, int)}


def read_object(text: str | None) -> dict[str, Any]:
    """Read a JSON object; {} where there is none."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
