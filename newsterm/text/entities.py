"""References to characters in HTML, such as "&amp;" and "&#8217;", made the characters."""

import html
import re
from typing import Final

_ENDLESS: Final = re.compile(r"&#(?:0*[1-9][0-9]{7,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{6,});?")
"""References to what no character can be; `html.unescape` raises over the longest."""


def unescape(text: str) -> str:
    """Make references characters; one to what is no character becomes U+FFFD, as in a browser."""
    if "&" not in text:
        return text
    return html.unescape(_ENDLESS.sub("\ufffd", text) if "&#" in text else text)
