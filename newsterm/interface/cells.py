"""Text measured in terminal cells: cutting and padding to a width. Most CJK characters take two."""

from rich.cells import cell_len, set_cell_size

from newsterm.text.line_breaking import break_lines

ELLIPSIS = "…"
_MOST_CHARACTERS_A_CELL = 12
_LEAST_NAME = 10
"""Cells under which the rest of a name says nothing."""


def cut(text: str, width: int) -> str:
    """Cut text to at most `width` cells; an ellipsis stands for what is missing."""
    if width <= 0:
        return ""
    text = text[: (width + 1) * _MOST_CHARACTERS_A_CELL]
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def cut_name(text: str, width: int) -> str:
    """Cut text to a width within the name between its quotation marks, so that what follows that is seen; else cut it.

    What was done is told so: "marked “Ports reopen after the…” read".
    """
    if cell_len(text) <= width:
        return text
    before, opened, rest = text.partition("“")
    name, closed, after = rest.rpartition("”")
    room = width - cell_len(before) - cell_len(after) - 2
    if not opened or not closed or room < _LEAST_NAME:
        return cut(text, width)
    return f"{before}“{cut(name.rstrip(ELLIPSIS), room)}”{after}"


def fit(text: str, width: int) -> str:
    """Cut or pad text on the right to exactly `width` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))


def wrapped_line(text: str, width: int, number: int) -> str:
    """The line of that number of a text that is wrapped to a width, "" where it has none."""
    lines = list(break_lines(text, width))
    return text[slice(*lines[number])] if 0 <= number < len(lines) else ""


def short_number(number: int) -> str:
    """A number in at most four cells: 9999, 128k, 1.2M."""
    if number < 10_000:
        return str(number)
    if number < 1_000_000:
        return f"{number // 1000}k"
    return f"{number // 100_000 / 10:.1f}M" if number < 10_000_000 else f"{number // 1_000_000}M"
