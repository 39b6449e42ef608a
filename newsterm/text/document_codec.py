"""Documents and their sources as the bytes that the library stores: compact, with the text at hand without the rest.

A blob is one byte that says whether the rest is deflated, then a document's or source's bytes. A document's
are the length of its text in UTF-8 (4 bytes, little endian), the text, and its blocks and spans as JSON.
"""

import json
import zlib
from typing import Any

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind

_PLAIN, _DEFLATED = b"\x00", b"\x01"
_WORTH_DEFLATING = 400
_LEVEL = 1
_LENGTH_SIZE = 4
_IMAGE = f'["{BlockKind.IMAGE.value}",'.encode()
"""How an image block begins; within a text of the JSON the quotes would be escaped."""
_SHAPE = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
"""Writes the shape: for each block and span its values, without those at the end that are what they are by default."""


def encode(document: Document) -> bytes:
    """Write a document."""
    text = document.text.encode()
    shape = _SHAPE.encode([[*map(_of_block, document.blocks)], [*map(_of_span, document.spans)]]).encode()
    return _pack(len(text).to_bytes(_LENGTH_SIZE, "little") + text + shape)


def decode(blob: bytes) -> Document:
    """Read a document back."""
    plain = _unpack(blob)
    end = _LENGTH_SIZE + int.from_bytes(plain[:_LENGTH_SIZE], "little")
    blocks, spans = json.loads(plain[end:])
    return Document(
        text=plain[_LENGTH_SIZE:end].decode(),
        blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in blocks),
        spans=tuple(Span(SpanKind(kind), *rest) for kind, *rest in spans),
    )


def decode_text(blob: bytes) -> str:
    """Read only a document's text."""
    plain = _unpack(blob)
    return plain[_LENGTH_SIZE : _LENGTH_SIZE + int.from_bytes(plain[:_LENGTH_SIZE], "little")].decode()


def has_image(blob: bytes) -> bool:
    """Whether a document has an image block, told without reading its shape."""
    plain = _unpack(blob)
    end = _LENGTH_SIZE + int.from_bytes(plain[:_LENGTH_SIZE], "little")
    return plain.find(_IMAGE, end) >= 0


def encode_source(source: str) -> bytes:
    """Write an article's HTML as it came."""
    return _pack(source.encode())


def decode_source(blob: bytes) -> str:
    """Read an article's HTML back."""
    return _unpack(blob).decode()


def _of_block(block: Block) -> tuple[Any, ...]:
    if not (block.level or block.quote or block.marker or block.target):
        return (block.kind, block.start, block.end)
    values = [block.kind, block.start, block.end, block.level, block.quote, block.marker, block.target]
    while not values[-1]:
        values.pop()
    return tuple(values)


def _of_span(span: Span) -> tuple[Any, ...]:
    if not span.target:
        return (span.kind, span.start, span.end)
    return (span.kind, span.start, span.end, span.target)


def _pack(plain: bytes) -> bytes:
    if len(plain) > _WORTH_DEFLATING:
        deflated = zlib.compress(plain, _LEVEL)
        if len(deflated) < len(plain):
            return _DEFLATED + deflated
    return _PLAIN + plain


def _unpack(blob: bytes) -> bytes:
    return zlib.decompress(blob[1:]) if blob[:1] == _DEFLATED else blob[1:]
