"""Tables laid out in aligned columns, or, too wide for that, as lines of "header: value"."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from newsterm.text.cell_width import cell_width, cut
from newsterm.text.line_breaking import break_lines
from newsterm.text.shown_text import LineSpan, ShownText

_GAP = "  "
_NARROWEST = 8
"""Cells of a column that must be narrower than its text."""


def lay_out_table(shown: ShownText, header_rows: int, width: int) -> Iterator[ShownText]:
    """Give the lines of a table.

    Args:
        shown: the table's text: rows parted by line feeds, cells by tabs.
        header_rows: how many of the first rows head it (0 or 1).
        width: at most, in cells.
    """
    rows = [list(_cells(shown.text, begin, end)) for begin, end in _rows(shown.text)]
    if not rows:
        return
    widths = _column_widths(shown.text, rows, width)
    if widths is None:
        yield from _as_records(shown, rows, header_rows, width)
        return
    for number, row in enumerate(rows):
        broken = [
            [(begin + a, begin + b) for a, b in break_lines(shown.text[begin:end], wide)]
            for (begin, end), wide in zip(row, widths, strict=False)
        ]
        for parts in zip_longest(*broken):
            yield _join(shown, parts, widths)
        if header_rows and number == 0:
            yield ShownText(_GAP.join("─" * wide for wide in widths), ())


def _rows(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for row in text.split("\n"):
        yield at, at + len(row)
        at += len(row) + 1


def _cells(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = begin
    for cell in text[begin:end].split("\t"):
        yield at, at + len(cell)
        at += len(cell) + 1


def _column_widths(text: str, rows: Sequence[Sequence[tuple[int, int]]], width: int) -> list[int] | None:
    """Widths that fit, taken from the widest columns first; None if some column would get too narrow."""
    columns = max(len(row) for row in rows)
    room = width - len(_GAP) * (columns - 1)
    if columns > room:
        return None
    widths = [
        max((cell_width(text[slice(*row[column])]) for row in rows if column < len(row)), default=0) or 1
        for column in range(columns)
    ]
    while sum(widths) > room:
        widest = max(widths)
        if widest <= _NARROWEST:
            return None
        widths[widths.index(widest)] -= 1
    return widths


def _join(shown: ShownText, parts: Sequence[tuple[int, int] | None], widths: Sequence[int]) -> ShownText:
    """One line of the parts of a row's cells."""
    text = ""
    pieces: list[tuple[int, int, int]] = []
    spans: list[LineSpan] = []
    for part, wide in zip(parts, widths, strict=False):
        if part and part[1] > part[0]:
            _append(shown, part, len(text), pieces, spans)
            cell = shown.text[part[0] : part[1]]
            text += cell + " " * (wide - cell_width(cell))
        else:
            text += " " * wide
        text += _GAP
    return ShownText(text.rstrip(), tuple(pieces), tuple(spans))


def _append(
    shown: ShownText, part: tuple[int, int], column: int, pieces: list[tuple[int, int, int]], spans: list[LineSpan]
) -> None:
    pieces += [(at + column, offset, length) for at, offset, length in shown.pieces_in(*part)]
    spans += [
        LineSpan(span.start + column, span.end + column, span.kind, span.target, span.link)
        for span in shown.spans_in(*part)
    ]


def _as_records(
    shown: ShownText, rows: Sequence[Sequence[tuple[int, int]]], header_rows: int, width: int
) -> Iterator[ShownText]:
    """A row as lines of "header: value", rows parted by a blank line."""
    names = [shown.text[begin:end] for begin, end in rows[0]] if header_rows else []
    for number, row in enumerate(rows[header_rows:]):
        if number:
            yield ShownText("", ())
        for column, (begin, end) in enumerate(row):
            if begin == end:
                continue
            name = f"{names[column]}: " if column < len(names) and names[column] else ""
            lead = len(name) if cell_width(name) <= width // 2 else 0
            if name and not lead:
                yield ShownText(cut(name.rstrip(), width), ())
            for line, (a, b) in enumerate(
                break_lines(shown.text[begin:end], width - 2, width - cell_width(name[:lead]))
            ):
                text = name[:lead] if line == 0 else "  "
                pieces: list[tuple[int, int, int]] = []
                spans: list[LineSpan] = []
                _append(shown, (begin + a, begin + b), len(text), pieces, spans)
                yield ShownText(text + shown.text[begin + a : begin + b], tuple(pieces), tuple(spans))
