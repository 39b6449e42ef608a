"""The net behind `text.terminal_safety`: nothing that a terminal would obey is painted, whatever reached a widget.

An application returns `[OutputGuard(super().get_line_filters())]` from `get_line_filters()`; Textual then calls it for
every painted line.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

CONTROLS = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates
    "\xad\u200b\u2028\u2029\u2060\ufeff\ufff9-\ufffb"  # invisible hyphen and spaces, separators, interlinear marks
    "\ud800-\udfff"  # lone surrogates, which no terminal encoding can carry
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
"""Characters that are never painted; all but a few take no cells."""


class OutputGuard(LineFilter):
    """Drops control characters from painted text, and links whose address holds one or a space.

    Guards of the same filters are equal, so that Textual need not filter a line again that it kept.

    Args:
        filters: those that come before it; one filter of many costs a line less than many.
    """

    def __init__(self, filters: Sequence[LineFilter] = ()) -> None:
        super().__init__()
        self._filters = tuple(filters)
        self._hash = hash(self._filters)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OutputGuard) and other._filters == self._filters

    def __hash__(self) -> int:
        return self._hash

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give back the segments as they may be painted, each as wide as it was."""
        for line_filter in self._filters:
            segments = line_filter.apply(segments, background)
        if all(_is_clean(segment) for segment in segments):
            return segments
        return [
            Segment(CONTROLS.sub(_space, text), None if style is None else _without_bad_link(style))
            for text, style, _ in segments
        ]


def _space(match: re.Match[str]) -> str:
    return " " * cell_len(match[0])


def _is_clean(segment: Segment) -> bool:
    text, style, control = segment
    if control or not (text.isprintable() or CONTROLS.search(text) is None):
        return False
    return style is None or style.link is None or _is_fit(style.link)


def _is_fit(link: str) -> bool:
    return " " not in link and CONTROLS.search(link) is None


@lru_cache(512)
def _without_bad_link(style: Style) -> Style:
    return style if style.link is None or _is_fit(style.link) else style.update_link(None)
