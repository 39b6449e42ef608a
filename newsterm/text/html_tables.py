"""Which tables hold data, and which only lay out a page."""

from selectolax.lexbor import LexborNode

_MOST_CELL = 300
"""Characters in a cell of a data table; longer ones are prose."""


def is_data_table(table: LexborNode) -> bool:
    """Whether a table is data: at least two rows and columns, no table or paragraphs inside, short cells."""
    if table.css_first("table table, blockquote, pre, h1, h2, h3, ul, ol, figure, p + p"):
        return False
    rows = table.css("tr")
    if len(rows) < 2:
        return False
    widest = 0
    for row in rows[:200]:
        cells = row.css("td, th")
        widest = max(widest, len(cells))
        if any(len(cell.text()) > _MOST_CELL for cell in cells):
            return False
    return widest >= 2
