"""What changed between two versions of a text: sentences aligned, then words within aligned sentences. Pure.

Typography is no change: words that differ in quotation marks, dashes or white space alone are equal.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import Final, NamedTuple

from newsterm.text.aligning import Pair, aligned, equal_runs
from newsterm.text.normalised_text import plain_characters

_ENDS: Final = re.compile(
    r"(?<=[.!?\u2026])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Nr)\.)(?<!\b(?:Mrs|vgl)\.)(?<!z\.B\.)"
    "[\"'\u2019\u201d\u00bb)\\]]*\\s+(?=[\"'\u2018\u201c\u201e\u00ab\u00bf\u00a1(\\[]*[^\\Wa-z_])"
    "|(?<=[\u3002\uff01\uff1f])(?![\u300d\u300f\u201d\uff09])"
)
"""Where a sentence ends: at a full stop before something that is not a small letter, or a Chinese one."""
_WORDS: Final = re.compile(
    "(?:[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "(?:[^\\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[.,'\u2019\u2010\u2011-](?=\\w))*|[^\\w\\s])\\s*"
)
"""A word or a sign with the space behind it; each Chinese or Japanese character is a word."""
_LONGEST_BRIDGE: Final = 1
"""Short words between two changes, up to so many, that are told as changed with them."""


_KEPT: Final = 0.8
_LEAST_KEPT: Final = 5
"""Share of the words of a sentence, and how many at least, with which another one is that sentence grown."""
_GROWN: Final = 0.45
"""How alike those are at least."""


class Change(Enum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Run(NamedTuple):
    """Words with one fate."""

    change: Change
    text: str


class Paragraph(NamedTuple):
    """A paragraph of both versions as one."""

    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return any(run.change is not Change.SAME for run in self.runs)


class Difference(NamedTuple):
    """What changed between two versions of an article."""

    title: Paragraph
    paragraphs: tuple[Paragraph, ...]

    @property
    def changed(self) -> bool:
        """Whether any word differs."""
        return self.title.changed or any(paragraph.changed for paragraph in self.paragraphs)


class _Sentence(NamedTuple):
    text: str
    words: tuple[str, ...]
    """With the space behind each."""
    keys: tuple[str, ...]
    """What is compared of the words."""
    paragraph: int
    begins: bool
    """Whether it begins its paragraph."""


def word_diff(title: str, text: str, other_title: str, other_text: str) -> Difference:
    """Compare two versions of an article, the earlier first.

    Args:
        title: the earlier title.
        text: of the earlier document.
        other_title: the later title.
        other_text: of the later document.
    """
    headline = _merged(_runs(_sentence(title, 0), _sentence(other_title, 0)))
    return Difference(Paragraph(headline), tuple(_paragraphs(_sentences(text), _sentences(other_text))))


def _paragraphs(one: Sequence[_Sentence], other: Sequence[_Sentence]) -> Iterator[Paragraph]:
    sets = [Counter(sentence.keys) for sentence in one], [Counter(sentence.keys) for sentence in other]

    def likeness(at: int, other_at: int) -> float:
        lengths = len(one[at].keys), len(other[other_at].keys)
        common = (sets[0][at] & sets[1][other_at]).total()
        alike = 2 * common / max(sum(lengths), 1)
        return max(alike, _GROWN) if common >= max(_LEAST_KEPT, _KEPT * min(lengths)) else alike

    keys = [" ".join(sentence.keys) for sentence in one], [" ".join(sentence.keys) for sentence in other]
    runs: list[Run] = []
    left: int | None = None
    """The paragraph of the earlier text of which what stands in `runs` was removed; None if that is not all."""
    for before, after in _by_paragraphs(one, other, aligned(*keys, likeness)):
        if after is not None:
            goes_on = left is not None and before is not None and before.paragraph == left
            begins = after.begins and not goes_on
        else:
            begins = before is not None and before.begins
        if begins and runs:
            yield Paragraph(_merged(runs))
            runs = []
        if before is not None and after is not None:
            runs += _runs(before, after)
        elif before is not None:
            runs.append(Run(Change.REMOVED, before.text))
        elif after is not None:
            runs.append(Run(Change.ADDED, after.text))
        if after is not None:
            left = None
        elif begins or len(runs) == 1:
            left = before.paragraph if before else None
    if runs:
        yield Paragraph(_merged(runs))


_Partners = tuple[_Sentence | None, _Sentence | None]


def _by_paragraphs(one: Sequence[_Sentence], other: Sequence[_Sentence], pairs: Iterable[Pair]) -> Iterator[_Partners]:
    """The partners; of sentences without any, those that end a paragraph come before those that begin one."""
    removed: list[_Sentence] = []
    added: list[_Sentence] = []
    for at, other_at in (*pairs, (None, None)):
        if at is not None and other_at is None:
            removed.append(one[at])
        elif at is None and other_at is not None:
            added.append(other[other_at])
        else:
            rests = [next((n for n, each in enumerate(loose) if each.begins), len(loose)) for loose in (removed, added)]
            yield from ((sentence, None) for sentence in removed[: rests[0]])
            yield from ((None, sentence) for sentence in added[: rests[1]])
            yield from ((sentence, None) for sentence in removed[rests[0] :])
            yield from ((None, sentence) for sentence in added[rests[1] :])
            removed, added = [], []
            if at is not None and other_at is not None:
                yield one[at], other[other_at]


def _runs(before: _Sentence, after: _Sentence) -> Iterator[Run]:
    """The words of two partners as runs, what was removed before what was added in its place."""
    at = other_at = 0
    for begin, other_begin, length in _without_bridges(before, after):
        removed, added = "".join(before.words[at:begin]), "".join(after.words[other_at:other_begin])
        if removed:
            yield Run(Change.REMOVED, removed)
        if added:
            yield Run(Change.ADDED, added)
        if length:
            yield Run(Change.SAME, "".join(after.words[other_begin : other_begin + length]))
        at, other_at = begin + length, other_begin + length


def _without_bridges(before: _Sentence, after: _Sentence) -> list[tuple[int, int, int]]:
    """The equal runs, and the end; but not those so short that changes on both sides read better as one."""
    end = (len(before.keys), len(after.keys), 0)
    found: list[tuple[int, int, int]] = []
    runs = list(equal_runs(before.keys, after.keys))
    for number, (at, other_at, length) in enumerate(runs):
        parted = at > 0 and other_at > 0 and number < len(runs)
        inner = parted and (at + length, other_at + length) != end[:2]
        if inner and length <= _LONGEST_BRIDGE and _is_short(after.keys[other_at : other_at + length]):
            continue
        found.append((at, other_at, length))
    return [*found, end]


def _is_short(keys: Sequence[str]) -> bool:
    return all(len(key) <= 3 and not key.isnumeric() for key in keys)


def _merged(runs: Sequence[Run] | Iterator[Run]) -> tuple[Run, ...]:
    """Join neighbours of one fate; the last one's space goes."""
    joined = [
        Run(change, "".join(run.text for run in group)) for change, group in groupby(runs, lambda run: run.change)
    ]
    if joined:
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)


def _sentences(text: str) -> list[_Sentence]:
    """The sentences of a text; each line is a paragraph."""
    found = []
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines):
        at = 0
        for end in (*(match.end() for match in _ENDS.finditer(line)), len(line)):
            if line[at:end].strip():
                found.append(_sentence(line[at:end] + (" " if end == len(line) else ""), number, begins=at == 0))
            at = end
    return found


def _sentence(text: str, paragraph: int, *, begins: bool = True) -> _Sentence:
    words = tuple(_WORDS.findall(text))
    plain = plain_characters(text)
    keys = tuple(word.rstrip() for word in (words if plain == text else map(plain_characters, words)))
    return _Sentence(text, words, keys, paragraph, begins)
