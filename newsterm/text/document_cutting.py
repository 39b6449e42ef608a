"""Taking pieces out of a document; what is left keeps its blocks and spans, at their new places."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsterm.model.document import Block, BlockKind, Document, Span

Range = tuple[int, int]
"""[start, end) of a document's text."""
_WITHOUT_TEXT = {BlockKind.IMAGE, BlockKind.RULE}


def cut(document: Document, ranges: Iterable[Range]) -> Document:
    """Take ranges of its text out of a document.

    White space that would then begin or end a block, or double up within one, goes too; a block that is left without
    text goes as a whole, unless it never had any.

    Args:
        document: any with blocks.
        ranges: in any order; they may overlap.
    """
    gone = _merged(ranges)
    if not gone:
        return document
    pieces: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    at = 0
    last: Block | None = None
    for block in document.blocks:
        kept = _kept(document.text, block, gone)
        if not kept and (block.kind not in _WITHOUT_TEXT or block.start != block.end):
            continue
        if last is not None:
            between = document.text[last.end : block.start]
            separator = between if _are_neighbours(document, last, block) else "\n\n"
            pieces.append(separator)
            at += len(separator)
        starts = _places(kept, at)
        text = "".join(document.text[start:end] for start, end in kept)
        pieces.append(text)
        blocks.append(replace(block, start=at, end=at + len(text)))
        spans += _moved(document.spans, block, kept, starts)
        at += len(text)
        last = block
    return Document("".join(pieces), tuple(blocks), tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def without_blocks(document: Document, numbers: Iterable[int]) -> Document:
    """Take whole blocks out of a document, by their numbers."""
    dropped = set(numbers)
    if not dropped:
        return document
    kept = [block for number, block in enumerate(document.blocks) if number not in dropped]
    pictures = [block for block in kept if block.start == block.end]
    left = cut(document, [(document.blocks[number].start, document.blocks[number].end) for number in dropped])
    if len(left.blocks) == len(kept):
        return left
    # Blocks that never had text were dropped too: `cut` keeps those.
    wanted = {(block.kind, block.target, block.marker) for block in pictures}
    blocks = [
        block for block in left.blocks if block.start != block.end or (block.kind, block.target, block.marker) in wanted
    ]
    return replace(left, blocks=tuple(blocks))


def _merged(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _kept(text: str, block: Block, gone: Sequence[Range]) -> list[Range]:
    """What is left of a block, in order, trimmed where something was taken out."""
    kept: list[Range] = []
    at, touched = block.start, False
    for start, end in gone[max(bisect_right(gone, (block.start, block.start)) - 1, 0) :]:
        if start >= block.end:
            break
        if end <= block.start:
            continue
        touched = True
        if at < start:
            kept.append((at, start))
        at = max(at, end)
    if not touched:
        return [(block.start, block.end)] if block.end > block.start else []
    if at < block.end:
        kept.append((at, block.end))
    return _trimmed(text, kept) if block.kind is not BlockKind.CODE else kept


def _trimmed(text: str, kept: list[Range]) -> list[Range]:
    trimmed: list[Range] = []
    for start, end in kept:
        begin = start
        if not trimmed or text[trimmed[-1][1] - 1].isspace():
            while begin < end and text[begin].isspace():
                begin += 1
        if begin < end:
            trimmed.append((begin, end))
    while trimmed:
        start, end = trimmed[-1]
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            trimmed[-1] = (start, end)
            break
        trimmed.pop()
    return trimmed


def _places(kept: Sequence[Range], at: int) -> list[int]:
    places = []
    for start, end in kept:
        places.append(at)
        at += end - start
    return places


def _moved(spans: Sequence[Span], block: Block, kept: Sequence[Range], places: Sequence[int]) -> list[Span]:
    """The spans within a block, at their new places; those that lost all their text are gone."""
    moved = []
    for span in spans:
        if span.end <= block.start or span.start >= block.end:
            continue
        parts = [
            (place + max(span.start, start) - start, place + min(span.end, end) - start)
            for (start, end), place in zip(kept, places, strict=True)
            if span.start < end and span.end > start
        ]
        if parts:
            moved.append(replace(span, start=parts[0][0], end=parts[-1][1]))
    return moved


def _are_neighbours(document: Document, one: Block, other: Block) -> bool:
    """Whether nothing stood between two blocks but what parts them."""
    return not document.text[one.end : other.start].strip()
