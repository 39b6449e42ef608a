"""Bounds how deep elements stand inside each other; the parser's time grows with the square of that."""

import re
from collections import Counter
from typing import Final

from newsterm.text.html_vocabulary import BLOCKS

_DEEPEST: Final = 300
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NO_DEPTH: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr "  # have no content
    "a colgroup dd dt li option optgroup p rp rt tbody td tfoot th thead tr".split()  # end where the next one begins
)


def make_shallow(html: str) -> str:
    """Replace the tags of elements that stand too deep: blocks by line breaks, others by nothing."""
    if html.count("<") <= _DEEPEST:
        return html
    standing: Counter[str] = Counter()  # each kind for itself, so that a stray end tag hides no depth
    depth = 0
    for closing, name in _TAG.findall(html):
        if name in _NO_DEPTH:
            continue
        if not closing:
            standing[name] += 1
            depth += 1
            if depth > _DEEPEST:
                return _without_deep_tags(html)
        elif standing[name]:
            standing[name] -= 1
            depth -= 1
    return html


def _without_deep_tags(html: str) -> str:
    standing: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name in _NO_DEPTH:
            return tag[0]
        if tag[1]:
            if dropped[name]:
                dropped[name] -= 1
                return "</wbr"
            if standing[name]:
                standing[name] -= 1
                depth -= 1
            return tag[0]
        if depth >= _DEEPEST:
            dropped[name] += 1
            return "<br" if name in BLOCKS else "<wbr"
        standing[name] += 1
        depth += 1
        return tag[0]

    return _TAG.sub(keep, html)
