"""An article as text to put elsewhere: a Markdown link, a citation. Pure; what is given is made safe first."""

import re
from datetime import datetime, tzinfo
from typing import Final

from newsterm.model.article import ArticleRow
from newsterm.text.addresses import check_openable
from newsterm.text.terminal_safety import make_safe_line

_MONTHS: Final = "January February March April May June July August September October November December".split()
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
"""What Markdown would take for more than text in a link."""
_IN_ADDRESS: Final = re.compile(r"[()]|&(?=#?\w+;)")
_INNER_QUOTES: Final = str.maketrans('“”"', "‘’'")


def markdown_link(row: ArticleRow) -> str:
    """Write an article as a Markdown link (CommonMark 0.31, 6.3): `[title](address)`.

    Raises:
        AddressError: its address is none that may be opened.
    """
    address = check_openable(make_safe_line(row.url))
    title = make_safe_line(row.title) or address
    return f"[{_MARKDOWN.sub(_escaped, title)}]({_IN_ADDRESS.sub(_escaped, address)})"


def citation(row: ArticleRow, now: datetime, zone: tzinfo | None = None) -> str:
    """Write who, what, where and when, leaving out what the article does not have.

    Such as: Ada Lind, “A title”, Harbour Post, 3 November 2026, https://h.example/1, accessed 1 December 2026.

    Args:
        row: the article.
        now: when it is cited; aware.
        zone: the user's time zone, None for the machine's.

    Raises:
        AddressError: it has an address, and that is none that may be opened.
    """
    title = make_safe_line(row.title).translate(_INNER_QUOTES)
    url = make_safe_line(row.url)
    parts = [
        make_safe_line(row.author),
        f"“{title}”" if title else "",
        make_safe_line(row.feed_title),
        _day(row.published.astimezone(zone)),
        check_openable(url) if url else "",
        f"accessed {_day(now.astimezone(zone))}",
    ]
    return ", ".join(filter(None, parts)) + "."


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
