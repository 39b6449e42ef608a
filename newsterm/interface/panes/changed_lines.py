"""What changed in an article as lines of a width: pure, from a difference to pieces of text with their parts' names.

What was removed stands in [-…-] and what was added in {+…+}, whatever the colours; a sign beside each line says which
of them it has.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from newsterm.text.line_breaking import break_lines
from newsterm.text.word_diff import Change, Difference, Paragraph, Run

_MARKS: Final = {Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
_FOLDED_FROM: Final = 2
"""Paragraphs without a change in a row from which they are only counted."""


class Part(StrEnum):
    """Parts of a line; each has a component style of that name."""

    TITLE = "title"
    TEXT = "text"
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    FOLD = "fold"
    SIGN = "sign"


_PARTS: Final = {Change.REMOVED: Part.REMOVED, Change.ADDED: Part.ADDED}


class ChangedLine(NamedTuple):
    """One line."""

    pieces: tuple[tuple[str, Part], ...] = ()
    sign: str = ""
    """"−", "+" or "±": what the line has of what was removed and added."""
    changes: tuple[int, ...] = ()
    """Numbers of the changes that begin on it."""


def changed_lines(difference: Difference, width: int, *, whole: bool = False) -> list[ChangedLine]:
    """Lay a difference out.

    Args:
        difference: what changed.
        width: of a line, in cells.
        whole: whether paragraphs without a change are shown, too, rather than counted.
    """
    lines = list(_lines(difference.title, width, 0, Part.TITLE))
    count = _count(difference.title)
    same: list[Paragraph] = []
    for paragraph in (*difference.paragraphs, None):
        if paragraph is not None and not paragraph.changed:
            same.append(paragraph)
            continue
        lines += _unchanged(same, width, whole=whole)
        same = []
        if paragraph is not None:
            lines += [ChangedLine(), *_lines(paragraph, width, count, Part.TEXT)]
            count += _count(paragraph)
    return lines


def change_count(difference: Difference) -> int:
    """How many changes there are: runs of words that were removed, added or replaced."""
    return sum(_count(paragraph) for paragraph in (difference.title, *difference.paragraphs))


def _unchanged(paragraphs: Sequence[Paragraph], width: int, *, whole: bool) -> Iterator[ChangedLine]:
    if len(paragraphs) >= _FOLDED_FROM and not whole:
        yield ChangedLine()
        yield ChangedLine(((f"⋯ {len(paragraphs):,} paragraphs as before", Part.FOLD),))
        return
    for paragraph in paragraphs:
        yield ChangedLine()
        yield from _lines(paragraph, width, 0, Part.SAME)


def _count(paragraph: Paragraph) -> int:
    return sum(_begins(paragraph.runs, at) for at in range(len(paragraph.runs)))


def _begins(runs: Sequence[Run], at: int) -> bool:
    """Whether a run is the first of a change."""
    return runs[at].change is not Change.SAME and (at == 0 or runs[at - 1].change is Change.SAME)


def _lines(paragraph: Paragraph, width: int, count: int, base: Part) -> Iterator[ChangedLine]:
    text = ""
    spans: list[tuple[int, int, Change]] = []
    begins: list[int] = []
    for at, run in enumerate(paragraph.runs):
        if _begins(paragraph.runs, at):
            begins.append(len(text))
        if run.change is Change.SAME:
            text += run.text
            continue
        opening, closing = _MARKS[run.change]
        words = run.text.rstrip()
        marked = f"{opening}{words}{closing}"
        spans.append((len(text), len(text) + len(marked), run.change))
        text += marked + run.text[len(words) :]
    first = 0
    for begin, end in break_lines(text, width):
        met = [span for span in spans[first:] if span[0] < end and begin < span[1]]
        while first < len(spans) and spans[first][1] <= end:
            first += 1
        changes = tuple(count + number for number, at in enumerate(begins) if begin <= at < max(end, begin + 1))
        yield ChangedLine(tuple(_pieces(text, begin, end, met, base)), _sign({change for *_, change in met}), changes)


def _pieces(
    text: str, begin: int, end: int, spans: Sequence[tuple[int, int, Change]], base: Part
) -> Iterator[tuple[str, Part]]:
    at = begin
    for low, high, change in spans:
        if at < low:
            yield text[at:low], base
        yield text[max(low, begin) : min(high, end)], _PARTS[change]
        at = min(high, end)
    if at < end:
        yield text[at:end], base


def _sign(changes: set[Change]) -> str:
    if len(changes) > 1:
        return "±"
    return "−" if Change.REMOVED in changes else "+" if changes else ""
