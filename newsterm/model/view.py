"""Views: queries saved under a name."""

from dataclasses import dataclass

from newsterm.model.listing import Sort


@dataclass(frozen=True, slots=True)
class View:
    """A saved query with its own order and look."""

    name: str
    query: str
    sort: Sort = Sort.NEWEST
    rows: str = ""
    """Rows of its list: "compact", "comfortable", or "" for what the user has everywhere."""
