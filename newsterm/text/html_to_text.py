"""HTML of a title or name as plain text on one line."""

import re
from html import unescape
from typing import Final

from newsterm.text.terminal_safety import make_safe_line

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)


def html_to_line(html: str) -> str:
    """Make safe text on one line of a title that may hold tags and entities, escaped once or twice."""
    if "<" in html:
        html = _TAG.sub("", html)
    if "&" in html:
        html = unescape(html)
        if "&" in html and ";" in html:
            html = unescape(html)
        if "<" in html:
            html = _TAG.sub("", html)
    return make_safe_line(html)
