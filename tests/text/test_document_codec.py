"""Documents come back as they were stored."""

from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.text import document_codec

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_NUMBERS = st.integers(0, 10_000)
_BLOCKS = st.builds(
    Block, st.sampled_from(BlockKind), _NUMBERS, _NUMBERS, st.integers(0, 6), st.integers(0, 3), _TEXTS, _TEXTS
)
_SPANS = st.builds(Span, st.sampled_from(SpanKind), _NUMBERS, _NUMBERS, _TEXTS)
_DOCUMENTS = st.builds(
    Document, _TEXTS | _TEXTS.map(lambda text: text * 50), st.lists(_BLOCKS).map(tuple), st.lists(_SPANS).map(tuple)
)


@given(_DOCUMENTS)
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    blob = document_codec.encode(document)
    assert document_codec.decode(blob) == document
    assert document_codec.decode_text(blob) == document.text


@given(_TEXTS | _TEXTS.map(lambda text: text * 100))
def test_a_source_comes_back_as_it_was(source: str) -> None:
    assert document_codec.decode_source(document_codec.encode_source(source)) == source


def test_a_long_document_is_stored_small() -> None:
    text = "The committee adjourned, and nobody said when it would meet again. " * 50
    assert len(document_codec.encode(Document(text))) < len(text) / 5


@given(_DOCUMENTS)
def test_a_document_tells_whether_it_has_an_image(document: Document) -> None:
    has_one = any(block.kind is BlockKind.IMAGE for block in document.blocks)
    assert document_codec.has_image(document_codec.encode(document)) == has_one


def test_a_text_that_looks_like_an_image_block_is_none() -> None:
    looks = '["image",0,1'
    document = Document(looks, (Block(BlockKind.CODE, 0, 12, target=looks),), (Span(SpanKind.LINK, 0, 1, looks),))
    assert not document_codec.has_image(document_codec.encode(document))
