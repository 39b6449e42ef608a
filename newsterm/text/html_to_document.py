"""HTML (or plain text) to a document: one walk over the parsed tree, every piece of text made safe."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsterm.model.document import Document, SpanKind
from newsterm.text.document_builder import DocumentBuilder
from newsterm.text.entities import unescape
from newsterm.text.html_depth import make_shallow
from newsterm.text.html_lists import BULLET, ListNumbers
from newsterm.text.html_tables import is_data_table
from newsterm.text.html_vocabulary import (
    BLOCKS,
    CELLS,
    DROPPED,
    EMBEDDED,
    HEADINGS,
    INLINE,
    LISTS,
    PLAIN,
    resolve,
)
from newsterm.text.terminal_safety import gives_only_safe_text, make_safe, make_safe_line

_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\u201c\u201d]+[^\s<>\"'\u201c\u201d.,;:!?)\]}]")


def html_to_document(html: str, base_url: str = "") -> Document:
    """Make a document of an article's HTML.

    Args:
        html: a fragment or a page, as it came; need not be well-formed nor safe.
        base_url: what relative addresses are resolved against; "" leaves them out.
    """
    if "<" not in html:
        return text_to_document(unescape(html), keep_lines=False)
    walk = _Walk(base_url, is_safe=gives_only_safe_text(html))
    root = LexborHTMLParser(make_shallow(html)).root
    if root is not None:
        walk.walk(root)
    return walk.builder.finish()


def text_to_document(text: str, *, keep_lines: bool = True) -> Document:
    """Make a document of plain text: paragraphs at blank lines, bare addresses as links.

    Args:
        text: the text, as it came.
        keep_lines: whether its other line breaks count.
    """
    builder = DocumentBuilder()
    for paragraph in _PARAGRAPHS.split(make_safe(text).strip()):
        for number, line in enumerate(paragraph.split("\n")):
            if number and keep_lines:
                builder.add_line_break()
            elif number:
                builder.add_text(" ")
            at = 0
            for address in _ADDRESS.finditer(line):
                builder.add_text(line[at : address.start()])
                builder.open_span(SpanKind.LINK, address.group())
                builder.add_text(address.group())
                builder.close_span(SpanKind.LINK)
                at = address.end()
            builder.add_text(line[at:])
        builder.end_block()
    return builder.finish()


class _Walk:
    """One walk over a tree; what it meets goes to the builder."""

    def __init__(self, base_url: str, *, is_safe: bool) -> None:
        self.builder = DocumentBuilder()
        self._is_safe = is_safe
        self._base = base_url
        self._preformatted = 0
        self._captions: list[str] = []
        self._lists: list[ListNumbers] = []
        self._in_table = 0

    def walk(self, root: LexborNode) -> None:
        """Visit every node in document order, without recursion."""
        builder, is_safe = self.builder, self._is_safe
        stack: list[LexborNode | str] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                self._leave(node)
                continue
            if (following := node.next) is not None:
                stack.append(following)
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if not is_safe:
                    text = make_safe(text)
                if self._preformatted:
                    builder.add_preformatted(text)
                else:
                    builder.add_text(text)
            elif tag not in DROPPED and tag[:1] not in "-!" and self._enter(tag, node):
                stack.append(tag)
                if (inner := node.child) is not None:
                    stack.append(inner)

    def _enter(self, tag: str, node: LexborNode) -> bool:
        """Begin an element; whether its children are visited."""
        if tag in PLAIN and not self._in_table:
            self.builder.end_block()
            return True
        if kind := INLINE.get(tag):
            if self._preformatted and kind is SpanKind.CODE:
                return True
            target = ""
            if kind is SpanKind.LINK:
                target = resolve(self._base, node.attributes.get("href") or "")
            self.builder.open_span(kind, target)
            return True
        if tag == "br":
            self.builder.add_line_break()
            return False
        if tag == "img":
            self._image(node)
            return False
        if tag in EMBEDDED:
            self._embedded(tag, node)
            return False
        if tag == "q":
            self.builder.add_text("\u201c")
            return True
        if tag in CELLS and self._in_table == 1:
            self.builder.begin_cell(tag == "th", _columns(node))
            return True
        if tag not in BLOCKS:
            return True
        if self._in_table:
            return self._enter_in_table(tag)
        self.builder.end_block()
        return self._enter_block(tag, node)

    def _enter_in_table(self, tag: str) -> bool:
        if tag == "tr":
            self.builder.begin_row()
        elif tag == "table":
            self._in_table += 1
        else:
            self.builder.add_text(" ")
        return tag != "caption"

    def _enter_block(self, tag: str, node: LexborNode) -> bool:
        builder = self.builder
        if level := HEADINGS.get(tag):
            builder.heading = level
        elif tag in LISTS:
            self._lists.append(ListNumbers(node))
            builder.depth = len(self._lists)
        elif tag == "li":
            builder.depth = max(len(self._lists), 1)
            builder.begin_item(self._lists[-1].marker(node) if self._lists else BULLET)
        elif tag == "dd":
            self._lists.append(ListNumbers(node))
            builder.depth = len(self._lists)
        elif tag in {"dt", "summary"}:
            builder.open_span(SpanKind.STRONG)
        elif tag == "blockquote":
            builder.quote += 1
        elif tag in {"pre", "listing", "xmp"}:
            self._preformatted += 1
            builder.begin_code(_language(node))
        elif tag == "hr":
            builder.add_rule()
            return False
        elif tag == "table" and is_data_table(node):
            if caption := node.css_first("caption"):
                builder.add_text(make_safe_line(caption.text()))
                builder.end_block()
            self._in_table = 1
            builder.begin_table()
        elif tag == "figure":
            caption = node.css_first("figcaption")
            self._captions.append(make_safe_line(caption.text()) if caption else "")
        elif tag == "figcaption":
            return not (self._captions and self._captions[-1] == "\0used")
        return True

    def _leave(self, tag: str) -> None:
        builder = self.builder
        if tag in PLAIN and not self._in_table:
            builder.end_block()
        elif kind := INLINE.get(tag):
            if not (self._preformatted and kind is SpanKind.CODE):
                builder.close_span(kind)
        elif tag == "q":
            builder.add_text("\u201d")
        elif tag in CELLS and self._in_table == 1:
            builder.end_cell()
        elif tag in BLOCKS and self._in_table:
            if tag == "table":
                self._in_table -= 1
                if not self._in_table:
                    builder.end_table()
            elif tag != "tr":
                builder.add_text(" ")
        elif tag in BLOCKS:
            builder.end_block()
            self._leave_block(tag)

    def _leave_block(self, tag: str) -> None:
        builder = self.builder
        if tag in HEADINGS:
            builder.heading = 0
        elif tag in LISTS or tag == "dd":
            self._lists.pop()
            builder.depth = len(self._lists)
        elif tag == "li":
            builder.end_item()
            builder.depth = len(self._lists)
        elif tag in {"dt", "summary"}:
            builder.close_span(SpanKind.STRONG)
        elif tag == "blockquote":
            builder.quote -= 1
        elif tag in {"pre", "listing", "xmp"}:
            self._preformatted -= 1
            builder.end_code()
        elif tag == "figure" and self._captions:
            self._captions.pop()

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        width, height = attributes.get("width") or "", attributes.get("height") or ""
        if width in {"0", "1", "1px"} or height in {"0", "1", "1px"}:
            return
        caption = make_safe_line(attributes.get("alt") or attributes.get("title") or "")
        if self._in_table or (width.isdecimal() and int(width) <= 32):
            self.builder.add_text(caption)
            return
        if self._captions and self._captions[-1] not in {"", "\0used"}:
            caption = self._captions[-1]
            self._captions[-1] = "\0used"
        self.builder.add_image(caption or "Image", resolve(self._base, attributes.get("src") or ""))

    def _embedded(self, tag: str, node: LexborNode) -> None:
        attributes = node.attributes
        source = attributes.get("src") or attributes.get("data") or ""
        if not source and (inner := node.css_first("source")):
            source = inner.attributes.get("src") or ""
        target = resolve(self._base, source)
        if not target.startswith("http"):
            return
        builder = self.builder
        builder.end_block()
        builder.open_span(SpanKind.LINK, target)
        builder.add_text(make_safe_line(attributes.get("title") or "") or EMBEDDED[tag])
        builder.close_span(SpanKind.LINK)
        builder.end_block()


def _columns(node: LexborNode) -> int:
    span = node.attributes.get("colspan") or ""
    return min(max(int(span), 1), 20) if span.isdecimal() and len(span) < 3 else 1


def _language(node: LexborNode) -> str:
    inner = node.css_first("code")
    names = f"{node.attributes.get('class') or ''} {(inner.attributes.get('class') or '') if inner else ''}".split()
    return next((make_safe_line(name[9:]) for name in names if name.startswith("language-")), "")
