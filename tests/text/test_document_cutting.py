"""After something was cut out of a document, it is as a document should be."""

import time

from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.text.document_cutting import Range, cut, without_blocks
from newsterm.text.html_to_document import html_to_document


def test_white_space_that_would_double_goes_too():
    document = Document("a [x] b\n[x]\nc [x].", (Block(BlockKind.PARAGRAPH, 0, 18),))
    found = [(at, at + 3) for at in (2, 8, 14)]

    assert cut(document, found).text == "a b\nc."


def test_what_stands_in_a_list_item_keeps_its_bullet():
    document = html_to_document("<ul><li><p>First</p><p>more</p></li><li>Second</li></ul>")

    assert [block.marker for block in without_blocks(document, [0]).blocks] == ["•", "•"]


def test_cutting_much_out_of_much_takes_little_time():
    document = html_to_document("<p>x <b>y</b>" * 40_000)
    began = time.process_time()

    cut(document, [(at, at + 1) for at in range(0, len(document.text), 2)])
    without_blocks(document, range(0, 40_000, 2))

    assert time.process_time() - began < 5


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Range]]:
    """A document with unlike characters, and pieces of it to be cut."""
    text, blocks, spans, cuts = "", [], [], []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.IMAGE, BlockKind.CODE]))
        words = draw(st.text(alphabet="ab c.\n", min_size=1, max_size=15)).strip(" \n") or "x"
        if blocks:
            text += "\n" if kind is blocks[-1].kind is BlockKind.ITEM else "\n\n"
        start, end = len(text), len(text) + len(words)
        text += words
        blocks.append(Block(kind, start, end, marker="•" if kind is BlockKind.ITEM else ""))
        offsets = st.integers(start, end)
        for _ in range(draw(st.integers(0, 3))):
            one, other = sorted((draw(offsets), draw(offsets)))
            if one < other:
                spans.append(Span(SpanKind.STRONG, one, other))
        for _ in range(draw(st.integers(0, 3)) if kind is not BlockKind.IMAGE else 0):
            one, other = sorted((draw(offsets), draw(offsets)))
            if one < other:
                cuts.append((one, other))
    return Document(text, tuple(blocks), tuple(sorted(spans, key=lambda span: (span.start, -span.end)))), cuts


@given(documents())
def test_after_a_cut_blocks_and_spans_are_as_a_document_has_them(case: tuple[Document, list[Range]]) -> None:
    document, cuts = case
    after = cut(document, cuts)
    gone = {at for one in cuts for at in range(*one)}

    def letters(text: str) -> str:
        return "".join(text.split())

    def left(start: int, end: int) -> str:
        return letters("".join(document.text[at] for at in range(start, end) if at not in gone))

    assert letters(after.text) == left(0, len(document.text))
    end = 0
    for number, block in enumerate(after.blocks):
        assert not after.text[end : block.start].strip()
        assert (block.start == 0) == (number == 0)
        assert block.start < block.end
        end = block.end
    assert end == len(after.text)
    expected = [words for span in document.spans if (words := left(span.start, span.end))]
    found = [letters(after.text[span.start : span.end]) for span in after.spans]
    assert sorted(words for words in found if words) == sorted(expected)
    assert list(after.spans) == sorted(after.spans, key=lambda span: (span.start, -span.end))
    for span in after.spans:
        assert any(block.start <= span.start < span.end <= block.end for block in after.blocks)
