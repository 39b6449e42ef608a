"""Wrapped lines fit, show every word once, and know their offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsterm.model.document import BlockKind, Document
from newsterm.text.html_to_document import html_to_document
from newsterm.text.plain_text import to_plain_text
from newsterm.text.terminal_safety import UNSAFE
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
LINKED = st.builds(
    lambda fragment, address: f'<a href="http://x.example/{address}">{fragment}</a>', FRAGMENT, st.integers(1, 3)
)
LETTERS = st.text("ab -,漢字。「」éी\u0301\u200d👩❤\ufe0fס\u064b", min_size=1, max_size=60)
TABLE = st.lists(st.lists(LETTERS, min_size=1, max_size=5), min_size=2, max_size=4).map(
    lambda rows: "<table>" + "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows) + "</table>"
)
HTML = st.lists(FRAGMENT | LINKED | TABLE | LETTERS.map("<p>{}</p>".format), max_size=4).map("".join)


def text_lines(html: str, width: int) -> list[str]:
    return [line.prefix + line.text for line in wrap(html_to_document(html), width)]


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
    check_offsets(html_to_document(STORY), width)


def check_offsets(document: Document, width: int) -> None:
    """Check that lines are in order of their offsets, and that each offset is found where it is shown."""
    lines = wrap(document, width)
    starts = [line.start for line in lines]
    assert starts == sorted(starts)
    for index, line in enumerate(lines):
        if line.kind is BlockKind.TABLE:  # its cells stand beside each other
            assert lines[line_of_offset(lines, line.start)].block == line.block
            continue
        for _, offset, length in line.pieces:
            assert {line_of_offset(lines, at) for at in range(offset, offset + length)} <= {index}


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


@pytest.mark.parametrize("width", [12, 13, 20])
def test_quotes_and_lists_however_deep_leave_room_for_text(width: int) -> None:
    deep = "<blockquote>" * 6 + "<ul><li>" * 6 + "some words here" + "<ol start=99999><li>numbered words"
    lines = text_lines(deep, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "words" in " ".join(lines)
    assert any("•" in line or "◦" in line or "▪" in line for line in lines)


def test_a_long_address_is_cut_to_the_width() -> None:
    address = "https://a.example/" + "x" * 60
    assert [line.strip() for line in text_lines(f"<p>See {address}", 30)] == ["See", *pieces_of(address, 30)]


def pieces_of(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def test_opening_brackets_end_no_line_and_wide_characters_break_anywhere_else() -> None:
    lines = text_lines("<p>港湾安全計画「詳細」未定</p>", 14)
    assert lines == ["港湾安全計画", "「詳細」未定"]


def test_a_space_at_which_a_line_breaks_is_not_shown() -> None:
    assert text_lines("<p>xxxxxxxxxx 漢字</p>", 10) == ["xxxxxxxxxx", "漢字"]


def test_what_is_drawn_as_one_is_not_parted() -> None:
    family = "👨\u200d👩\u200d👧"
    assert text_lines(f"<p>{family * 4}</p>", 12) == [family * 4]
    accented = "e\u0301"
    assert text_lines(f"<p>{accented * 14}</p>", 12) == [accented * 12, accented * 2]


def test_text_from_right_to_left_stays_in_its_order() -> None:
    story = "سوق السمك الليلي يعود إلى المدينة القديمة"
    assert " ".join(text_lines(f"<p>{story}</p>", 16)) == story


def test_code_keeps_its_blank_lines_and_cuts_long_ones() -> None:
    assert text_lines("<pre>a\n\n  b\n0123456789012345</pre>", 14) == [
        "  a", "  ", "    b", "  012345678901", "  2345",
    ]  # fmt: skip


def test_a_table_that_fits_has_columns_and_a_rule_below_its_head() -> None:
    html = "<table><tr><th>Port<th>Tonnes<tr><td>Ansel<td>12<tr><td>漢字<td>7</table>"
    assert text_lines(html, 40) == ["Port   Tonnes", "─────  ──────", "Ansel  12", "漢字   7"]


def test_cells_too_wide_are_wrapped_in_their_column() -> None:
    html = "<table><tr><td>a long cell of words<td>12<tr><td>b<td>3</table>"
    assert text_lines(html, 16) == ["a long cell   12", "of words", "b             3"]


def test_a_head_too_long_for_a_record_stands_above_its_value() -> None:
    html = "<table><tr><th>Name of the harbour<th>b<th>c<th>d<th>e<tr><td>Ansel<td>1<td>2<td>3<td>4</table>"
    assert text_lines(html, 12)[:3] == ["Name of the…", "  Ansel", "b: 1"] or text_lines(html, 12)[0] == "Name of the…"


def test_a_table_with_thousands_of_columns_is_records_at_once() -> None:
    html = "<table>" + ("<tr>" + "<td>some words" * 3000) * 2 + "</table>"
    assert len(text_lines(html, 40)) == 2 * 3000 + 1


def test_a_link_goes_on_over_lines_with_its_number_at_the_end() -> None:
    lines = wrap(html_to_document('<p>See <a href="http://x.example/1">one two three</a> now'), 12)
    assert [line.text for line in lines[:2]] == ["See one two", "three[1] now"]
    assert [(span.start, span.end, span.link) for line in lines[:2] for span in line.spans] == [(4, 11, 1), (0, 8, 1)]


def test_a_pager_gets_links_at_the_end() -> None:
    text = to_plain_text(html_to_document('<p><a href="http://x.example/1">a</a><ul><li>b</ul>'))
    assert text == "a[1]\n\n• b\n\n[1] http://x.example/1\n"


def test_nothing_is_no_text() -> None:
    assert wrap(html_to_document(""), 20) == ()
    assert to_plain_text(html_to_document("")) == ""


@settings(max_examples=300, deadline=None)
@given(HTML, st.integers(12, 90))
def test_any_document_fits_any_width_and_is_shown_once(html: str, width: int) -> None:
    document = html_to_document(html, "http://a.example/")
    lines = wrap(document, width)
    assert all(cell_len(line.prefix + line.text) <= width for line in lines)
    heads = [block for block in document.blocks if block.kind is BlockKind.TABLE and block.level]
    if not heads:  # heads of a table as records are said with every value
        assert shown(document, width) == "".join(document.text.split())
    check_offsets(document, width)


@settings(max_examples=100, deadline=None)
@given(HTML, st.integers(12, 90))
def test_any_document_fits_a_pager(html: str, width: int) -> None:
    text = to_plain_text(html_to_document(html), width)
    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert not UNSAFE.search(text)
