"""HTML becomes documents whose offsets hold, whatever the HTML."""

import gzip
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model.document import BlockKind, Document, SpanKind
from newsterm.text.html_to_document import html_to_document, text_to_document
from newsterm.text.html_vocabulary import BLOCKS, INLINE
from newsterm.text.terminal_safety import is_safe
from tests.end_to_end.payloads import TERMINAL, shared_feeds
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
    assert is_safe(text)
    for block in document.blocks:
        assert is_safe(block.marker + block.target)
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
        assert is_safe(span.target)
        assert not document.text[span.start : span.end].startswith(" ")


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


def test_every_heading_has_its_level() -> None:
    html = "".join(f"<h{level}>{level}</h{level}>" for level in range(1, 7)) + "<h1></h1><h2> </h2>"
    assert [(kind, level, text) for kind, level, *_, text in blocks(html)] == [
        ("heading", level, str(level)) for level in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<ol start=3><li>a<li>b</ol>", [(1, "3.", "a"), (1, "4.", "b")]),
        ("<ol><li>a<li value=7>b<li>c</ol>", [(1, "1.", "a"), (1, "7.", "b"), (1, "8.", "c")]),
        ("<ol reversed><li>a<li>b</ol>", [(1, "2.", "a"), (1, "1.", "b")]),
        ("<ol start=0><li>a</ol>", [(1, "0.", "a")]),
        ("<ol start=x><li>a</ol>", [(1, "1.", "a")]),
        ("<ol start=99999999999><li>a</ol>", [(1, "1.", "a")]),
        ("<ul>loose<li>a</ul>", [(1, "", "loose"), (1, "•", "a")]),
        ("<li>a<li>b", [(1, "•", "a"), (1, "•", "b")]),
        ("<ul><li><ol><li>a</ol>b</ul>", [(2, "1.", "a"), (1, "•", "b")]),
        ("<dl><dd>a<ul><li>b</ul>c</dl><ul><li>d</ul>", [(1, "", "a"), (2, "•", "b"), (1, "", "c"), (1, "•", "d")]),
    ],
)
def test_items_have_depths_and_markers(html: str, items: list[tuple[int, str, str]]) -> None:
    assert blocks(html) == [("item", level, 0, marker, text) for level, marker, text in items]


def test_items_are_parted_by_a_line_feed_and_their_lists_are_too() -> None:
    assert html_to_document("x<ul><li>a<li>b<ul><li>c</ul></ul>y").text == "x\n\na\nb\nc\n\ny"


def test_terms_are_strong_and_what_they_mean_is_indented() -> None:
    html = "<dl><dt>T<dd>D<dd>E</dl>after"
    assert blocks(html) == [
        ("paragraph", 0, 0, "", "T"),
        ("item", 1, 0, "", "D"),
        ("item", 1, 0, "", "E"),
        ("paragraph", 0, 0, "", "after"),
    ]
    assert spans(html) == [("strong", "T", "")]


def test_details_have_a_strong_summary() -> None:
    html = "<details><summary>More</summary>body</details>"
    assert [text for *_, text in blocks(html)] == ["More", "body"]
    assert spans(html) == [("strong", "More", "")]


def test_white_space_folds_but_for_spaces_that_do_not_break() -> None:
    assert blocks("<p> a\n\t b&nbsp;&nbsp;c <b> d </b> e </p>")[0][4] == "a b\xa0\xa0c d e"


def test_a_table_s_caption_stands_above_it() -> None:
    html = "<table><caption>Ports <b>now</b></caption><tr><th>a<th>b<tr><td>1<td>2</table>"
    assert blocks(html) == [("paragraph", 0, 0, "", "Ports now"), ("table", 1, 0, "", "a\tb\n1\t2")]


def test_a_cell_over_columns_takes_as_many() -> None:
    html = "<table><tr><td colspan=2>a<td>b<tr></tr><tr><td>1<td>2<td>3</table>"
    assert blocks(html) == [("table", 0, 0, "", "a\t\tb\n1\t2\t3")]
    assert blocks(html.replace("=2", "=0")) == [("table", 0, 0, "", "a\tb\n1\t2\t3")]


def test_a_caption_without_an_image_is_a_paragraph() -> None:
    html = "<figure><pre>x</pre><figcaption>Cap</figcaption></figure>"
    assert [(kind, text) for kind, *_, text in blocks(html)] == [("code", "x"), ("paragraph", "Cap")]


def test_code_in_preformatted_text_is_no_span() -> None:
    assert spans("<pre>a <code>b <b>c</b></code></pre><code>d</code>") == [("strong", "c", ""), ("code", "d", "")]


@pytest.mark.parametrize("tag", sorted(INLINE))
def test_inline_elements_are_spans(tag: str) -> None:
    html = f'x <{tag} href="http://a.example/"> y </{tag}> z'
    (span,) = spans(html)
    assert span[:2] == (INLINE[tag].value, "y")
    assert blocks(html)[0][4] == "x y z"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://x.example/1", "http://x.example/1"),
        (" https://x.example/ \n", "https://x.example/"),
        ("//x.example/1", "http://x.example/1"),
        ("?q=1", "http://a.example/b/?q=1"),
        ("../c", "http://a.example/c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("--help", "http://a.example/b/--help"),
        ("JavaScript:alert(1)", ""),
        ("java\nscript:alert(1)", "http://a.example/b/java script:alert(1)"),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("#top", ""),
        ("", ""),
        ("http://[::1", "http://[::1"),
        ("//[::1", ""),
    ],
)
def test_addresses_are_resolved(address: str, target: str) -> None:
    assert spans(f'<a href="{address}">x</a>') == ([("link", "x", target)] if target else [])


@pytest.mark.parametrize("payload", TERMINAL.values(), ids=TERMINAL)
def test_no_payload_gets_into_a_document(payload: str) -> None:
    html = f'<p>A{payload}B</p><pre>A{payload}B</pre><a href="http://a.example/{payload}">x</a><img src="/{payload}" '
    check(html_to_document(html + f'alt="{payload}"><pre class="language-{payload}">x</pre>', "http://a.example/"))
    check(text_to_document(f"A{payload}B http://a.example/{payload}"))


def test_marks_do_not_pile_up_over_elements() -> None:
    assert blocks("<p>a" + "<b>\u0301\u0301</b>" * 50 + "b<i>\u0301</i>")[0][4] == "a" + "\u0301" * 8 + "b\u0301"


def test_marks_in_elements_of_their_own_stay() -> None:
    assert blocks("<p>ب<i>\u0651</i><b>\u064e</b> ก<i>\u0e34</i><b>\u0e48</b>")[0][4] == "ب\u0651\u064e ก\u0e34\u0e48"


def test_spans_in_preformatted_text_begin_behind_its_spaces() -> None:
    assert spans("<pre>a<b>  b <i> </i><br> c</b>") == [("strong", "b  \n c", "")]
    assert spans("<pre><strike> ") == []


def test_plain_text_in_place_of_html_folds_and_has_links() -> None:
    document = html_to_document("One\n  two &amp; three\n\nSee https://a.example/x?a=1, there")
    check(document)
    assert document.text == "One two & three\n\nSee https://a.example/x?a=1, there"
    assert document.links() == ("https://a.example/x?a=1",)


def test_media_are_links() -> None:
    html = (
        '<video src="v.mp4" title="Film"></video><audio><source src="a.mp3"></audio><iframe src="about:blank"></iframe>'
    )
    assert spans(html) == [
        ("link", "Film", "http://a.example/b/v.mp4"),
        ("link", "Audio", "http://a.example/b/a.mp3"),
    ]


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


@pytest.mark.parametrize(
    "opening",
    [
        "<div>", "<div></b>", "<DIV><div>", "<p><font size=1>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<pre>",
        "<figure>", "<a><b>", "<div x='>", "<", "<a", "</p>", "<span><dl><dd>",
    ],
)  # fmt: skip
def test_deep_nesting_is_a_document_in_time(opening: str) -> None:
    began = time.process_time()
    document = html_to_document(opening * (100_000 // opening.count("<")) + "<p>end")
    check(document)
    assert "end" in document.text or "'" in opening
    assert time.process_time() - began < 5


def test_what_stands_too_deep_keeps_its_paragraphs() -> None:
    html = "<div>" * 2_000 + "<p>one</p><div>two</div>" + "</div>" * 2_000 + "<blockquote>three</blockquote>"
    assert [(quote, text) for _, _, quote, _, text in blocks(html)] == [(0, "one"), (0, "two"), (1, "three")]


def test_many_paragraphs_without_end_tags_are_not_deep() -> None:
    assert len(blocks("<blockquote>" + "<p>word" * 3_000)) == 3_000
    assert len(blocks("<ul>" + "<li>word" * 3_000 + "</ul>")) == 3_000


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


@needs_shared
@pytest.mark.parametrize("kind", ["t", "l", "x"])
def test_the_offsets_hold_for_what_attacks(kind: str) -> None:
    feeds = shared_feeds(kind)
    assert feeds
    for feed in feeds.values():
        text = feed.decode("utf-8", "replace")
        check(html_to_document(text, "http://a.example/"))
        check(html_to_document(unescape(text), "http://a.example/"))
        check(text_to_document(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from([*"<>&;/'\" \n\t\x1b\u0301", *TAGS, "http://a"])).map("".join))
def test_the_offsets_hold_for_any_text(text: str) -> None:
    check(html_to_document(text, "http://a.example/"))
    check(text_to_document(text))
