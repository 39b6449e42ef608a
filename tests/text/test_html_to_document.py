"""HTML becomes documents whose offsets hold, whatever the HTML."""

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model.document import BlockKind, Document, SpanKind
from newsterm.text.html_to_document import html_to_document, text_to_document
from newsterm.text.html_vocabulary import BLOCKS, INLINE
from newsterm.text.terminal_safety import UNSAFE
from tests.shared import SHARED, needs_shared

TAGS = sorted(BLOCKS | set(INLINE) | {"br", "img", "hr", "script", "span", "unknown"})


def blocks(html: str, base: str = "http://a.example/b/") -> list[tuple[str, int, int, str, str]]:
    document = html_to_document(html, base)
    check(document)
    return [
        (block.kind.value, block.level, block.quote, block.marker, document.text[block.start : block.end])
        for block in document.blocks
    ]


def check(document: Document) -> None:
    """Check what model.document says of blocks and spans."""
    text, before = document.text, None
    assert not UNSAFE.search(text)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        gap = text[before.end : block.start] if before else text[: block.start]
        items = before and before.kind is block.kind is BlockKind.ITEM
        assert gap in ({"\n", "\n\n"} if items else {"\n\n"} if before else {""})
        assert block.end > block.start or block.kind is BlockKind.RULE
        before = block
    assert (before.end if before else 0) == len(text)
    order = [(span.start, -span.end) for span in document.spans]
    assert order == sorted(order)
    for span in document.spans:
        assert span.start < span.end
        assert any(block.start <= span.start and span.end <= block.end for block in document.blocks)
        assert span.target or span.kind is not SpanKind.LINK


def spans(html: str) -> list[tuple[str, str, str]]:
    document = html_to_document(html, "http://a.example/b/")
    check(document)
    return [(span.kind.value, document.text[span.start : span.end], span.target) for span in document.spans]


def test_headings_and_paragraphs() -> None:
    assert blocks("<h2>Head <b>line</b></h2><p>One\n  two</p>three") == [
        ("heading", 2, 0, "", "Head line"),
        ("paragraph", 0, 0, "", "One two"),
        ("paragraph", 0, 0, "", "three"),
    ]


def test_a_line_break_stays_and_two_part_paragraphs() -> None:
    assert [text for *_, text in blocks("a<br>b<br><br>c")] == ["a\nb", "c"]


def test_lists_nest_and_count() -> None:
    assert blocks("<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul><ol start=9><li>e<li>f</ol>") == [
        ("item", 1, 0, "•", "a"),
        ("item", 2, 0, "•", "b"),
        ("item", 1, 0, "•", "c"),
        ("item", 1, 0, "", "d"),
        ("item", 1, 0, "9.", "e"),
        ("item", 1, 0, "10.", "f"),
    ]


def test_quotes_nest() -> None:
    assert [
        (quote, text) for _, _, quote, _, text in blocks("<blockquote>a<blockquote>b</blockquote></blockquote>c")
    ] == [
        (1, "a"),
        (2, "b"),
        (0, "c"),
    ]


def test_preformatted_text_keeps_its_spaces() -> None:
    document = html_to_document('<pre><code class="language-python">a\n  b\n</code></pre>')
    check(document)
    assert (document.blocks[0].kind, document.blocks[0].target, document.text) == (BlockKind.CODE, "python", "a\n  b")


def test_a_table_of_data_is_rows_and_cells() -> None:
    html = "<table><tr><th>a<th>b<tr><td>1<td>2 <b>x</b><tr><td colspan=2>3</table>"
    assert blocks(html) == [("table", 1, 0, "", "a\tb\n1\t2 x\n3")]


def test_a_table_that_lays_out_a_page_is_unrolled() -> None:
    html = "<table><tr><td><p>One</p><p>Two</p></td><td><h2>Three</h2></td></tr><tr><td>x<td>y</table>"
    assert [kind for kind, *_ in blocks(html)][:3] == ["paragraph", "paragraph", "heading"]


def test_images_have_captions_and_pixels_are_dropped() -> None:
    html = (
        '<figure><img src="i.png" alt="alt"><figcaption>Cap</figcaption></figure><img src=t.gif width=1><img src=u.png>'
    )
    document = html_to_document(html, "http://a.example/b/")
    check(document)
    assert [(block.kind.value, document.text[block.start : block.end], block.target) for block in document.blocks] == [
        ("image", "Cap", "http://a.example/b/i.png"),
        ("image", "Image", "http://a.example/b/u.png"),
    ]


def test_links_are_resolved_and_those_that_run_something_are_text() -> None:
    html = '<a href="/x">one</a> <a href="javascript:alert(1)">two</a> '
    html += '<a href="#n">three</a> <a href="mailto:a@b.c">four</a>'
    assert spans(html) == [("link", "one", "http://a.example/x"), ("link", "four", "mailto:a@b.c")]


def test_spans_go_on_over_blocks() -> None:
    assert spans("<b>a<p>b</p></b>") == [("strong", "a", ""), ("strong", "b", "")]


def test_what_says_nothing_to_a_reader_is_dropped() -> None:
    assert blocks("<style>x</style><script>y</script>a<!-- c --><template>z</template>") == [
        ("paragraph", 0, 0, "", "a")
    ]


def test_entities_become_safe_text() -> None:
    assert blocks("<p>a&#27;[2Jb &amp; c&#x202e;d</p>")[0][4] == "ab & cd"


def test_an_embedded_page_is_a_link() -> None:
    assert spans('<iframe src="https://v.example/e"></iframe>') == [("link", "Embedded page", "https://v.example/e")]


def test_plain_text_has_paragraphs_and_links() -> None:
    document = text_to_document("One\ntwo\n\nSee https://a.example/x.")
    check(document)
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "One\ntwo",
        "See https://a.example/x.",
    ]
    assert document.links() == ("https://a.example/x",)


def test_deep_nesting_is_flattened_in_time() -> None:
    began = time.process_time()
    document = html_to_document("<div>" * 100_000 + "end")
    assert document.text == "end"
    assert time.process_time() - began < 2


@pytest.mark.parametrize("html", ["", "<", "</p>", "<p>", "<table>", "<li>x", "&#xd800;", "<td>x<td>y"])
def test_scraps_are_documents(html: str) -> None:
    check(html_to_document(html))


FRAGMENT = st.recursive(
    st.sampled_from(["word", " ", "two words", "&amp;", "\n", "\x1b[2J", "é漢", "<br>", "<img src=a alt=b>", "<hr>"]),
    lambda inner: st.builds(
        lambda tag, parts, closed: f"<{tag}>{''.join(parts)}" + (f"</{tag}>" if closed else ""),
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENT, max_size=5).map("".join))
def test_the_offsets_hold_for_any_html(html: str) -> None:
    check(html_to_document(html, "http://a.example/"))


@needs_shared
def test_the_offsets_hold_for_pages_of_the_web() -> None:
    assert SHARED is not None
    pages = sorted((SHARED / "articles" / "html").glob("*.html.gz"))
    assert len(pages) > 50
    for page in pages:
        check(html_to_document(gzip.decompress(page.read_bytes()).decode("utf-8", "replace"), "http://a.example/"))
