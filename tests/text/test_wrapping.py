"""Wrapped lines fit, show every word once, and know their offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsterm.model.document import BlockKind, Document
from newsterm.text.html_to_document import html_to_document
from newsterm.text.plain_text import to_plain_text
from newsterm.text.wrapping import line_of_offset, wrap
from tests.text.test_html_to_document import FRAGMENT

STORY = """<h2>Head</h2><p>A <a href="http://x.example/1">link <em>in</em></a> here, and-hyphen-ated words.
<br>A new line.<ul><li>one item that is long enough to go over two lines<ul><li>deep</ul></ul>
<ol start=9><li>nine<li>ten</ol>
<blockquote><p>A quotation of some length, on two lines.<blockquote>inner</blockquote></blockquote>
<table><tr><th>Port<th>Tonnes<tr><td>Ansel, the northern one<td>12 <a href="http://x.example/2">k</a></table>
<pre>code  here that is a good deal too long for one line</pre>
<p>政府は新しい港湾安全計画を来週発表する見通しだ。「詳細は未定」という。<p>"""
WIDTHS = [12, 20, 44, 72]


def shown(document: Document, width: int) -> str:
    """The document's text as its lines show it, put back into its order (cells stand beside each other)."""
    parts = []
    for line in wrap(document, width):
        for column, offset, length in line.pieces:
            assert line.text[column : column + length] == document.text[offset : offset + length]
            parts.append((offset, line.text[column : column + length]))
    return "".join("".join(text for _, text in sorted(parts)).split())


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_fit_and_show_everything_once(width: int) -> None:
    document = html_to_document(STORY)
    assert max(cell_len(line.prefix + line.text) for line in wrap(document, width)) <= width
    missing = "PortTonnes" if width < 20 else ""  # heads of a table as records are said with every value
    assert shown(document, width) == "".join(document.text.split()).replace(missing, "")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_offset_is_found_on_the_line_that_shows_it(width: int) -> None:
    document = html_to_document(STORY)
    lines = wrap(document, width)
    starts = [line.start for line in lines]
    assert starts == sorted(starts)
    for index, line in enumerate(lines):
        for column, offset, length in line.pieces[:1]:
            assert length == 0 or lines[line_of_offset(lines, offset)].start <= offset
            assert column >= 0
            assert line_of_offset(lines, line.start) >= 0 <= index


def test_links_are_numbered_and_listed() -> None:
    document = html_to_document('<p><a href="http://x.example/1">a</a> <a href="http://x.example/2">b</a> '
                                '<a href="http://x.example/1">c</a></p>')  # fmt: skip
    assert [line.text for line in wrap(document, 40)] == [
        "a[1] b[2] c[1]", "", "[1] http://x.example/1", "[2] http://x.example/2",
    ]  # fmt: skip


def test_items_and_quotes_hang() -> None:
    document = html_to_document("<ul><li>one two three</ul><blockquote>four five six</blockquote>")
    assert [line.prefix + line.text for line in wrap(document, 11)] == [
        "• one two", "  three", "", "▌ four five", "▌ six",
    ]  # fmt: skip


def test_closing_punctuation_begins_no_line() -> None:
    document = html_to_document("<p>政府は計画を発表した。「詳細」</p>")
    assert not any(line.text.startswith(("。", "」")) for line in wrap(document, 20))


def test_a_table_too_wide_becomes_records() -> None:
    rows = "".join(f"<th>header{number}" for number in range(6)) + "<tr>" + "<td>some value" * 6
    lines = [line.text for line in wrap(html_to_document(f"<table><tr>{rows}</table>"), 30)]
    assert lines == [f"header{number}: some value" for number in range(6)]


def test_a_pager_gets_plain_text() -> None:
    assert to_plain_text(html_to_document("<blockquote>Said</blockquote><p>End")) == "> Said\n\nEnd\n"


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENT, max_size=4).map("".join), st.integers(20, 90))
def test_any_document_fits_any_width(html: str, width: int) -> None:
    document = html_to_document(html)
    if not any(block.kind is BlockKind.TABLE for block in document.blocks):
        assert shown(document, width) == "".join(document.text.split())
    assert all(cell_len(line.prefix + line.text) <= width + 8 * 2 for line in wrap(document, width))
