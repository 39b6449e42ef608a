"""HTML of a title or name as plain text on one line."""

import re
from typing import Final

from newsterm.text.entities import unescape
from newsterm.text.terminal_safety import make_safe_line

_NAMES: Final = (
    "a|abbr|acronym|address|article|aside|b|bdi|bdo|big|blink|blockquote|body|br|button|center|cite|code|data|dd|del|dfn"
    "|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|ins|kbd|label|li|link|main|mark"
    "|marquee|meta|nobr|noscript|nav|ol|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike|strong"
    "|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
)
"""Elements of HTML; what else stands in angle brackets is what the title says."""
_TAG: Final = re.compile(rf"<(/?)({_NAMES})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_ALONE: Final = {"br", "hr", "img", "wbr"}


def html_to_line(html: str) -> str:
    """Make safe text on one line of a title that may hold tags and entities, escaped once or twice.

    What is no tag of HTML stays, as in "<antirez>"; behind an escape, a tag without its end stays too, as in
    "The &lt;code&gt; element".
    """
    if "<" in html:
        last = html.rfind("-->") + 3
        html = _TAG.sub("", _COMMENT.sub("", html[:last]) + html[last:] if last > 3 else html)
    if "&" in html:
        html = unescape(html)
        if "&" in html and ";" in html:
            html = unescape(html)
        if "<" in html:
            html = _without_pairs(html)
    return make_safe_line(html)


def _without_pairs(html: str) -> str:
    """Take out tags that stand alone by their nature, and those that have their end."""
    tags = list(_TAG.finditer(html))
    unneeded: set[int] = set()
    begun: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        name = tag[2].lower()
        if name in _ALONE:
            unneeded.add(number)
        elif not tag[1]:
            begun.setdefault(name, []).append(number)
        elif begun.get(name):
            unneeded.update((number, begun[name].pop()))
    pieces, end = [], 0
    for number in sorted(unneeded):
        pieces.append(html[end : tags[number].start()])
        end = tags[number].end()
    return "".join((*pieces, html[end:]))
