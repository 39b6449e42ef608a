"""What a page calls its story."""

import re
from typing import Final

from lxml.html import HtmlElement

from newsterm.text.terminal_safety import make_safe_line

_PARTS: Final = re.compile(r"\s[|\-–—:»·]\s")
_LEAST_PART: Final = 20
"""Characters of a part of a `<title>` that may be the headline."""
_NO_WORD: Final = re.compile(r"\W+")


def find_titles(page: HtmlElement) -> list[str]:
    """Find the headlines that a page may have, the surest first: what it says to others, its title, parts of that."""
    named = page.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
    whole = ["".join(element.itertext()) for element in page.iter("title")][:1]
    parts = [part for title in whole for part in _PARTS.split(title) if len(part) >= _LEAST_PART]
    return [title for title in map(make_safe_line, map(str, (*named, *whole, *parts))) if title]


def comparable(title: str) -> str:
    """A headline as it is compared: its words alone, in small letters."""
    return _NO_WORD.sub(" ", title).strip().casefold()
