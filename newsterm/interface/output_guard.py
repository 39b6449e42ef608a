"""The net behind `text.terminal_safety`: nothing that a terminal would obey is painted, whatever reached a widget.

An application adds an `OutputGuard` in `get_line_filters()`, last; Textual then calls it for every painted line.
"""

import re
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

CONTROLS = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction marks, embeddings, overrides, isolates
    "\u200b\u2028\u2029\u2060\ufeff\ufff9-\ufffb"  # invisible spaces, separators, interlinear marks
    "\ud800-\udfff"  # lone surrogates, which no terminal encoding can carry
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
"""Characters that are never painted; all but a few take no cells."""


class OutputGuard(LineFilter):
    """Drops control characters from painted text, and links whose address holds one or a space."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:  # all guards do the same, so that a line filtered by one need not be filtered again
        return hash(type(self))

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  Textual's signature
        """Give back the segments as they may be painted, each as wide as it was."""
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
