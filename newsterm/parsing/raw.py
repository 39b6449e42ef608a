"""A feed as its format says it: what the readers of RSS, Atom and JSON Feed have in common, before it is made safe."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from newsterm.model.feed import Wishes

_NO_WISHES = Wishes()
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")


@dataclass(frozen=True, slots=True)
class RawText:
    """A text construct."""

    value: str
    is_html: bool
    base: str = ""
    """What relative links in it refer to (xml:base), "" for the entry's or feed's address."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry."""

    url: str
    type: str = ""
    """Media type, "" if unknown."""
    length: int = 0
    """Bytes, 0 if unknown."""
    title: str = ""


def name_of_author(text: str) -> str:
    """The name of "jo@a.example (Jo Doe)", "Jo Doe <jo@a.example>" and the like; what has no name stays as it is."""
    if "@" not in text:
        return text
    return _EMAIL.sub("", text).strip(" ()<>\"'") or text


@dataclass(slots=True)
class RawEntry:
    """One entry, filled while it is read."""

    guid: str = ""
    title: RawText = RawText("", is_html=False)
    link: str = ""
    author: str = ""
    published: datetime | None = None
    texts: list[RawText] = field(default_factory=list)
    """Contents and summaries, contents first."""
    enclosures: list[Enclosure] = field(default_factory=list)


@dataclass(slots=True)
class RawFeed:
    """A feed, filled while it is read."""

    title: RawText = RawText("", is_html=False)
    link: str = ""
    description: RawText = RawText("", is_html=False)
    next_link: str = ""
    wishes: Wishes = _NO_WISHES
    new_link: str = ""
    """The address that it says it has moved to, "" for none."""
    entries: list[RawEntry] = field(default_factory=list)
