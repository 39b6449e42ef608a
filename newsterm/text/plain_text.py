"""A document as plain text for pagers and pipes."""

from newsterm.model.document import Document
from newsterm.text.wrapping import QUOTE_BAR, wrap


def to_plain_text(document: Document, width: int = 72) -> str:
    """Wrap a document to `width` cells, quotes marked by "> ", links numbered and listed at the end."""
    lines = ((line.prefix.replace(QUOTE_BAR, "> ") + line.text).rstrip() for line in wrap(document, width))
    return "\n".join(lines) + "\n" if document.blocks else ""
