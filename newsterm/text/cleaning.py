"""Taking out of a document what sites leave behind: shortcodes, share bars, the last line of feeds.

What is cleaned is a view of the source, which is kept. An editor's brackets ("[sic]", "[the minister]", "[…]") stay: a
bracket goes only if it has a known name that no editor writes, attributes, or an end that closes it. Code stays too.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter

from newsterm.model.document import Block, BlockKind, Document, SpanKind
from newsterm.text.cleaning_vocabulary import (
    ATTRIBUTES,
    CLEAR_SHARE_ITEM,
    DROPPED_WITH_CONTENT,
    IN_JEST,
    LAST_LINE,
    LAST_LINE_WORDS,
    LONE_LINES,
    PAGE_TAIL,
    READ_ON,
    SEE_ALSO,
    SHARE_BAR,
    SHARE_HEAD,
    SHARE_ITEM,
    SHORTCODE_FAMILIES,
    SHORTCODES,
    TRACES,
    WITH_ONE_VALUE,
)
from newsterm.text.document_cutting import Range, cut, merged, without_blocks

VERSION = 1
"""To be raised whenever documents are cleaned otherwise: those of older versions are then made anew."""
_BRACKET = re.compile(
    r"(?<!\[)\[(?P<end>/)?(?P<name>[A-Za-z][\w.-]{0,40})(?P<rest>(?:[\s=][^\[\]]{0,2000})?)/?\](?![\](])"
)
_ATTRIBUTE = re.compile(r"\s([\w-]+)=(?:[\"'“”„″‘’][^\"'“”″‘’]*[\"'“”″‘’]|[\w#./:,%-]+)")
_QUOTE = re.compile("=[\"'“”„″‘’]")
_LONGEST_LINE = 200
"""Characters of a line that only leads elsewhere."""
_TAIL = 6
"""Blocks at the end of a page that may be no longer its story."""
_LONGEST_TAIL = 600
_MOST_SHARE_ITEMS = 20
_MOST_ROUNDS = 10
"""What goes may bring to the end what then goes too; no text of a site takes more rounds."""


def clean(document: Document) -> Document:
    """Take out what sites leave behind; the document itself where there is nothing of it.

    What was cleaned is clean: cleaning it again leaves it as it is, so that texts can be compared whether they were
    stored before or after a new version.
    """
    for _ in range(_MOST_ROUNDS):
        cleaned = without_blocks(document, _machine_blocks(document))
        cleaned = cut(cleaned, [*_shortcodes(cleaned), *_last_lines(cleaned)])
        if cleaned is document:
            break
        document = cleaned
    return document


def clean_page(document: Document, title: str) -> Document:
    """Take out of a page's story what leads to other stories, what follows it, and its own headline at its beginning.

    Args:
        document: the story as extracted.
        title: the page's headline, which is shown above the story.
    """
    dropped = {number for number, block in enumerate(document.blocks) if _leads_elsewhere(document, block)}
    dropped |= _headline(document, title)
    last = [number for number in range(len(document.blocks)) if number not in dropped][-_TAIL:]
    for number in reversed(last):
        text = _text(document, document.blocks[number])
        if not (PAGE_TAIL.match(text) and len(text) <= _LONGEST_TAIL):
            break
        dropped.add(number)
    return clean(without_blocks(document, dropped))


def _headline(document: Document, title: str) -> set[int]:
    """The blocks before the story that only repeat its headline."""
    wanted = _plain(title)
    for number, block in enumerate(document.blocks[:3]):
        text = _plain(_text(document, block))
        if text and wanted and (text == wanted or (len(text) > 20 and wanted.startswith(text))):
            return set(range(number + 1)) if number == 0 else {number}
    return set()


def _leads_elsewhere(document: Document, block: Block) -> bool:
    text = _text(document, block)
    if block.kind is BlockKind.CODE or len(text) > _LONGEST_LINE:
        return False
    return bool(SEE_ALSO.match(text)) or (bool(READ_ON.match(text)) and _is_link(document, block))


def _machine_blocks(document: Document) -> set[int]:
    """Numbers of blocks that are share bars, traces of scripts, or links to the page itself."""
    found: set[int] = set()
    sharing = 0
    for number, block in enumerate(document.blocks):
        if block.end - block.start > _LONGEST_LINE or block.kind is BlockKind.CODE:
            sharing = 0
            continue
        text = _text(document, block).strip()
        if _is_no_text(text) or (READ_ON.match(text) and _is_link(document, block)):
            found.add(number)
        elif SHARE_HEAD.fullmatch(text):
            found.add(number)
            sharing = _MOST_SHARE_ITEMS
        elif sharing and SHARE_ITEM.fullmatch(text):
            found.add(number)
            sharing -= 1
        else:
            sharing = 0
    return found


def _is_no_text(line: str) -> bool:
    """Whether a line says by itself that it is not the author's."""
    if line in TRACES or line.lower() in LONE_LINES:
        return True
    return CLEAR_SHARE_ITEM.fullmatch(line) is not None or SHARE_BAR.fullmatch(line) is not None


def _last_lines(document: Document) -> Iterator[Range]:
    """The line that feeds put at the end of every text, and words that scripts leave there."""
    yield from _last_link(document)
    end = document.text[-_LONGEST_TAIL - _LONGEST_LINE :]
    if not document.blocks or not any(words in end for words in LAST_LINE_WORDS):
        return
    last = document.blocks[-1]
    if last.kind is BlockKind.CODE:
        return
    text = _text(document, last)
    for start in (match.start() for match in re.finditer(r"(?<!\S)(?=[A-Z])", text)):
        if len(text) - start <= _LONGEST_TAIL + _LONGEST_LINE and LAST_LINE.match(text, start):
            yield last.start + start, last.end
            return
    for trace in TRACES:
        if text.endswith(trace) and not text[: -len(trace)][-1:].isalnum():
            yield last.end - len(trace), last.end


def _last_link(document: Document) -> Iterator[Range]:
    """The link at the end of the last paragraph that only leads to the page itself."""
    if not (document.blocks and document.spans):
        return
    last = document.blocks[-1]
    for span in reversed(document.spans):
        if span.start < last.start:
            return
        words = document.text[span.start : span.end]
        if span.kind is SpanKind.LINK and READ_ON.match(words) and len(words) <= _LONGEST_LINE:
            if not document.text[span.end : last.end].strip(" …→»›.)]"):
                start = span.start - (document.text[span.start - 1 : span.start] in {"(", "["})
                yield max(start, last.start), last.end
            return


def _shortcodes(document: Document) -> Iterator[Range]:
    if "[" not in document.text:
        return
    brackets = _brackets(document)
    paired = _paired(brackets)
    for number, bracket in enumerate(brackets):
        name = bracket["name"].lower()
        if name in IN_JEST:
            continue
        is_known = name in SHORTCODES or SHORTCODE_FAMILIES.fullmatch(name)
        if bracket["end"] or number in paired or is_known or _has_attributes(bracket):
            yield bracket.span()
        if name in DROPPED_WITH_CONTENT and not bracket["end"] and number in paired:
            yield bracket.start(), brackets[paired[number]].end()


def _brackets(document: Document) -> list[re.Match[str]]:
    """What may be shortcodes: not in code, not escaped, no link of Markdown, within one block."""
    code = [(block.start, block.end) for block in document.blocks if block.kind is BlockKind.CODE]
    code += [(span.start, span.end) for span in document.spans if span.kind is SpanKind.CODE]
    code = merged(code)
    return [
        match
        for match in _BRACKET.finditer(document.text)
        if "\n\n" not in match["rest"]
        and ((near := bisect_left(code, match.end(), key=itemgetter(0))) == 0 or code[near - 1][1] <= match.start())
    ]


def _paired(brackets: Sequence[re.Match[str]]) -> dict[int, int]:
    """The places of brackets that open something, with the places of those that close it."""
    opened: defaultdict[str, list[int]] = defaultdict(list)
    paired: dict[int, int] = {}
    for number, bracket in enumerate(brackets):
        waiting = opened[bracket["name"].lower()]
        if not bracket["end"]:
            waiting.append(number)
        elif waiting:
            paired[waiting.pop()] = number
    return paired


def _has_attributes(match: re.Match[str]) -> bool:
    rest = match["rest"].rstrip("/")
    if rest.startswith("="):
        return match["name"].lower() in WITH_ONE_VALUE
    if not rest.strip() or _ATTRIBUTE.sub("", rest).strip(" /"):
        return False
    return _QUOTE.search(rest) is not None or any(found[1].lower() in ATTRIBUTES for found in _ATTRIBUTE.finditer(rest))


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _is_link(document: Document, block: Block) -> bool:
    """Whether most of a short block is one link."""
    length = block.end - block.start
    covered = 0
    for number in range(bisect_left(document.spans, block.start, key=attrgetter("start")), len(document.spans)):
        span = document.spans[number]
        if span.start >= block.end:
            break
        if span.kind is SpanKind.LINK:
            covered += min(span.end, block.end) - span.start
    return 0 < length <= _LONGEST_LINE and covered >= length * 0.6


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
