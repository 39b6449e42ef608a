"""Which HTML elements mean what to a document."""

import re
from types import MappingProxyType
from typing import Final
from urllib.parse import urljoin

from newsterm.model.document import SpanKind
from newsterm.text.terminal_safety import make_safe_line

DROPPED: Final = frozenset(
    "script style template noscript head title meta link svg math canvas map object param button input select "
    "textarea datalist dialog".split()
)
"""Elements that say nothing to a reader of text."""
BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr caption ul xmp".split()
)
PLAIN: Final = frozenset("address article body center div footer header html main p section tbody thead tr".split())
"""Blocks that say no more than that a block begins and ends."""
CELLS: Final = frozenset({"td", "th"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
HEADINGS: Final = MappingProxyType({f"h{level}": level for level in range(1, 7)})
INLINE: Final = MappingProxyType(
    {
        "a": SpanKind.LINK,
        "b": SpanKind.STRONG,
        "strong": SpanKind.STRONG,
        "i": SpanKind.EMPHASIS,
        "em": SpanKind.EMPHASIS,
        "cite": SpanKind.EMPHASIS,
        "dfn": SpanKind.EMPHASIS,
        "code": SpanKind.CODE,
        "kbd": SpanKind.CODE,
        "samp": SpanKind.CODE,
        "tt": SpanKind.CODE,
        "del": SpanKind.STRIKE,
        "s": SpanKind.STRIKE,
        "strike": SpanKind.STRIKE,
        "sup": SpanKind.SUPERSCRIPT,
        "sub": SpanKind.SUBSCRIPT,
    }
)
EMBEDDED: Final = MappingProxyType(
    {"video": "Video", "audio": "Audio", "iframe": "Embedded page", "embed": "Embedded page"}
)
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_INERT: Final = ("javascript:", "data:", "vbscript:", "about:")


def resolve(base: str, address: str) -> str:
    """The absolute address of a link or image; "" where there is none or where it would run something."""
    is_plain = address.isascii() and address.isprintable()
    address = address.strip() if is_plain else make_safe_line(address)
    if address.startswith(("http://", "https://")):
        return address
    if not address or address.startswith("#") or address.lower().startswith(_INERT):
        return ""
    try:
        joined = urljoin(base, address)
    except ValueError:
        return ""
    return joined if _SCHEME.match(joined) else ""
