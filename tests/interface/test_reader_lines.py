"""The lines of the reader: what each shows and how it is told apart."""

from rich.style import Style

from newsterm.interface.panes.reader_head import when
from newsterm.interface.panes.reader_lines import ReaderLines
from tests.interface.reading_room import NOW, PUBLISHED, article, paragraphs

WIDE_TABLE = (
    "<table><tr>" + "".join(f"<th>Column {n}</th>" for n in range(9)) + "</tr><tr>"
    + "".join(f"<td>a rather long value number {n}</td>" for n in range(9)) + "</tr></table>"
)  # fmt: skip


def lines_of(html: str, width: int = 72) -> ReaderLines:
    lines = ReaderLines(article(html), width, NOW)
    assert lines.take(10)
    return lines


def painted(html: str, width: int = 72) -> dict[str, str]:
    """Each text that is painted in one style, with the name of that style."""
    found = {}
    for line in lines_of(html, width).lines:
        for segment in line.segments(lambda name: Style.from_meta({name: True}), width):
            names = [name for name in (segment.style.meta if segment.style else {}) if name != "address"]
            found[segment.text] = " ".join(sorted(names))
    return found


def test_a_link_is_words_and_a_quiet_number_and_the_list_of_links_numbers_and_quiet_addresses() -> None:
    shown = painted('<p>A <a href="https://gulf.example/report">report</a> says so.</p>')
    assert shown["report"] == "link text"
    assert shown["[1]"] == "link links"
    assert shown[" https://gulf.example/report"] == "links"


def test_the_number_after_a_links_words_is_quiet() -> None:
    line = next(
        line
        for line in lines_of('<p>A <a href="https://g.example/">report</a>.</p>').lines
        if "report" in line.line.text
    )
    styles = {
        segment.text: set(segment.style.meta) if segment.style else set()
        for segment in line.segments(lambda name: Style.from_meta({name: True}), 72)
    }
    assert "link-number" in styles["[1]"]
    assert {"address"} <= styles["[1]"] & styles["report"]


def test_code_stands_on_a_ground_as_wide_as_the_text() -> None:
    html = "<pre>short\n\nmuch longer line</pre>"
    code = [line for line in lines_of(html, 40).lines if line.base() == "code"]
    assert len(code) == 3
    for line in code:
        segments = list(line.segments(lambda name: Style.from_meta({name: True}), 40))
        assert sum(segment.cell_length for segment in segments) == 40
        assert all(segment.style and "code" in segment.style.meta for segment in segments)


def test_the_bar_of_a_quote_stays_outside_the_ground_of_code() -> None:
    line = next(
        line for line in lines_of("<blockquote><pre>x = 1</pre></blockquote>", 40).lines if "x = 1" in line.line.text
    )
    first = next(line.segments(lambda name: Style.from_meta({name: True}), 40))
    assert first.text == "▌ "
    assert first.style
    assert set(first.style.meta) == {"prefix"}


def test_the_head_of_a_table_is_strong_and_its_rule_faint() -> None:
    html = "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Aldermark</td><td>214</td></tr></table>"
    styles = [(line.line.text.split()[0], line.base()) for line in lines_of(html).lines[3:] if line.line.text]
    assert styles == [("Port", "table-head"), ("─────────", "rule"), ("Aldermark", "text")]


def test_a_table_without_a_head_has_no_strong_row() -> None:
    html = "<table><tr><td>Tarrow</td><td>97</td></tr><tr><td>Aldermark</td><td>214</td></tr></table>"
    assert {line.base() for line in lines_of(html).lines[3:] if line.line.text} == {"text"}


def test_a_table_too_wide_for_columns_shows_its_headers_as_labels() -> None:
    shown = painted(WIDE_TABLE, 60)
    assert shown["Column 3: "] == "label text"
    assert "table-head" not in shown.values()


def test_every_offset_is_found_in_the_line_that_shows_it() -> None:
    lines = lines_of(paragraphs(8), 40)
    text = article(paragraphs(8)).document.text
    for word in ("Paragraph 1.", "Paragraph 5.", "Paragraph 7."):
        index = lines.index_of(text.index(word))
        assert index is not None
        assert lines.lines[index].line.text.startswith(word)
    assert lines.index_of(0) == 0
    assert lines.index_of(len(text) + 10) == len(lines.lines) - 1


def test_an_offset_that_has_not_arrived_has_no_line_yet() -> None:
    story = article(paragraphs(3000))
    lines = ReaderLines(story, 72, NOW)
    assert not lines.take(0)
    assert lines.index_of(len(story.document.text) - 5) is None
    while not lines.take(0.05):
        pass
    assert lines.index_of(len(story.document.text) - 5) is not None


def test_dates_are_said_as_people_say_them() -> None:
    assert when(PUBLISHED, NOW) == "today 14:02"
    assert when(PUBLISHED.replace(day=21), NOW) == "yesterday 14:02"
    assert when(PUBLISHED.replace(day=3), NOW) == "3 Nov 14:02"
    assert when(PUBLISHED.replace(year=2024), NOW) == "22 Nov 2024 14:02"
