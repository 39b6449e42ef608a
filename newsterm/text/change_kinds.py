"""What kinds of things a difference changes: numbers, names, negations, the headline. Pure, and a guess for names."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from newsterm.text.change_vocabulary import Vocabulary, vocabulary_of
from newsterm.text.normalised_text import plain_characters
from newsterm.text.word_diff import Change, Difference, Paragraph

_TOKENS: Final = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\w+(?:[.,'-]\w+)*|[^\w\s]")
_GROUPED: Final = re.compile(r"(?<=\d)[ .,'](?=\d{3}(?!\d))")
"""What parts thousands."""
_QUOTES: Final = frozenset("'")
_STOPS: Final = frozenset(".!?:\u2026\u3002\uff01\uff1f")
_FEW: Final = 4
"""Words that others take the place of, and so many at most that do."""
_LONG: Final = 3
_TITLE_CASE: Final = 0.6
"""Share of a title's longer words with a capital from which a capital says nothing there."""


class ChangedKinds(NamedTuple):
    """What a difference changes."""

    headline: bool
    numbers: int
    names: int
    negations: int
    removed: int
    """Words."""
    added: int
    """Words."""

    def sentence(self) -> str:
        """Say it: "headline, 2 numbers, 1 negation changed", or how many words where it is none of these."""
        named = [(self.numbers, "number"), (self.names, "name"), (self.negations, "negation")]
        kinds = ["headline"] if self.headline else []
        kinds += [f"{number:,} {noun}{'s' * (number != 1)}" for number, noun in named if number]
        if kinds:
            return f"{', '.join(kinds)} changed"
        number = max(self.removed, self.added)
        if not number:
            return "the same words"
        verb = "changed" if self.removed and self.added else "added" if self.added else "removed"
        return f"{number:,} word{'s' * (number != 1)} {verb}"


class _Word(NamedTuple):
    text: str
    begins: bool
    """Whether it begins a sentence."""


class _Hunk(NamedTuple):
    """Words that took the place of others, or of none."""

    removed: tuple[_Word, ...]
    added: tuple[_Word, ...]
    in_title: bool


def changed_kinds(difference: Difference) -> ChangedKinds:
    """Tell what a difference changes.

    A number or name counts once that only one version has, or that took the place of another; those that only moved
    are none. A name is a capitalised word within a sentence, or at its beginning if it stands within another one;
    several in a row are one.
    """
    parts = (difference.title, *difference.paragraphs)
    earlier, later = ([_version(part, without) for part in parts] for without in (Change.ADDED, Change.REMOVED))
    known = vocabulary_of(" ".join(run.text for part in difference.paragraphs for run in part.runs))
    hunks = [hunk for part in parts for hunk in _hunks(part, difference)]
    namer = _Namer(earlier, later, known)
    numbers = [(set(_numbers(hunk.removed, known)), set(_numbers(hunk.added, known))) for hunk in hunks]
    names = [
        (set(namer.names(hunk.removed, hunk.in_title)), set(namer.names(hunk.added, hunk.in_title))) for hunk in hunks
    ]
    replacing = [0 < len(hunk.removed) <= _FEW >= len(hunk.added) > 0 for hunk in hunks]
    standing_numbers = [
        {number for part in version for number in _numbers(part, known)} for version in (earlier, later)
    ]
    standing_words = [
        {word.text.removesuffix("'s") for part in version for word in part} for version in (earlier, later)
    ]
    negations = 0
    for hunk in _pooled(hunks):
        gone, come = (Counter(_negations(words, known)) for words in (hunk.removed, hunk.added))
        negations += max((gone - come).total(), (come - gone).total())
    return ChangedKinds(
        difference.title.changed,
        _count(numbers, replacing, *(found.__contains__ for found in standing_numbers)),
        _count(names, replacing, *(partial(_has_name, found) for found in standing_words)),
        negations,
        sum(_is_word(word.text) for hunk in hunks for word in hunk.removed),
        sum(_is_word(word.text) for hunk in hunks for word in hunk.added),
    )


def _version(paragraph: Paragraph, without: Change) -> list[_Word]:
    """The words of one version of a paragraph."""
    words: list[_Word] = []
    last = "."
    for token in _tokens("".join(run.text for run in paragraph.runs if run.change is not without)):
        words.append(_Word(token, last in _STOPS))
        last = token
    return words


def _has_name(words: set[str], name: str) -> bool:
    return words.issuperset(name.split())


def _hunks(paragraph: Paragraph, difference: Difference) -> Iterator[_Hunk]:
    """The changed places of a paragraph."""
    removed: list[_Word] = []
    added: list[_Word] = []
    last = {Change.REMOVED: ".", Change.ADDED: "."}
    """The last sign of the earlier and of the later text, which tells whether a sentence begins."""
    in_title = paragraph is difference.title
    for run in paragraph.runs:
        tokens = _tokens(run.text)
        if run.change is Change.SAME:
            if removed or added:
                yield _Hunk(tuple(removed), tuple(added), in_title)
                removed, added = [], []
            if tokens:
                last = dict.fromkeys(last, tokens[-1])
            continue
        words = removed if run.change is Change.REMOVED else added
        for token in tokens:
            words.append(_Word(token, last[run.change] in _STOPS))
            last[run.change] = token
    if removed or added:
        yield _Hunk(tuple(removed), tuple(added), in_title)


def _pooled(hunks: Sequence[_Hunk]) -> list[_Hunk]:
    """Whole sentences that came or went as one: of those that only moved, everything then stands on both sides."""
    loose = [hunk for hunk in hunks if _is_sentence(hunk)]
    removed = tuple(word for hunk in loose for word in hunk.removed)
    added = tuple(word for hunk in loose for word in hunk.added)
    rest = [hunk for hunk in hunks if not _is_sentence(hunk)]
    return [*rest, _Hunk(removed, added, in_title=False)]


def _is_sentence(hunk: _Hunk) -> bool:
    words = hunk.removed or hunk.added
    is_alone = not ((hunk.removed and hunk.added) or hunk.in_title)
    return is_alone and words[0].begins and words[-1].text in _STOPS


def _count(
    exchanged: Sequence[tuple[set[str], set[str]]],
    replacing: Sequence[bool],
    in_earlier: Callable[[str], bool],
    in_later: Callable[[str], bool],
) -> int:
    """How many things changed: those that one version lacks, and those that took another's place though both have them.

    Args:
        exchanged: for each place, what was removed and what was added.
        replacing: for each place, whether few words took the place of few others.
        in_earlier: whether the earlier version has a thing.
        in_later: whether the later one has.
    """
    gone = {thing for removed, _ in exchanged for thing in removed if not in_later(thing)}
    come = {thing for _, added in exchanged for thing in added if not in_earlier(thing)}
    count = max(len(gone), len(come))
    for (removed, added), is_replaced in zip(exchanged, replacing, strict=True):
        left, new = removed - added, added - removed
        if is_replaced and gone.isdisjoint(left) and come.isdisjoint(new):
            count += max(len(left), len(new))
    return count


def _numbers(words: Sequence[_Word], known: Vocabulary) -> Iterator[str]:
    for word in words:
        if any(character.isdigit() for character in word.text):
            yield _GROUPED.sub("", word.text)
        else:
            yield from (part for part in word.text.lower().split("-") if part in known.numbers)


def _negations(words: Sequence[_Word], known: Vocabulary) -> Iterator[str]:
    for word in words:
        text = word.text.lower()
        before, apostrophe, _ = text.partition("'")
        if text in known.negations or text.endswith("n't") or (apostrophe and before in known.negations):
            yield text


def _tokens(text: str) -> list[str]:
    """Words and signs, but for quotation marks."""
    return [token for token in _TOKENS.findall(plain_characters(text)) if token not in _QUOTES]


def _is_word(token: str) -> bool:
    return token[0].isalnum()


class _Namer:
    """Tells names from other capitalised words."""

    def __init__(self, earlier: Sequence[list[_Word]], later: Sequence[list[_Word]], known: Vocabulary) -> None:
        self._known = known
        self._within: set[str] = set()
        """Words that stand with a capital within a sentence."""
        self._small: set[str] = set(known.small)
        """Words that stand without one somewhere."""
        for word in (word for version in (earlier, later) for part in version[1:] for word in part):
            if word.text[0].islower():
                self._small.add(word.text)
            elif word.text[0].isupper() and not word.begins:
                self._within.add(word.text)
        title = [word.text for version in (earlier, later) for word in version[0] if len(word.text) > _LONG]
        capital = sum(word[0].isupper() for word in title)
        self._title_tells = not title or capital < _TITLE_CASE * len(title)

    def names(self, words: Sequence[_Word], in_title: bool) -> Iterator[str]:
        """The names among some words, those of several words as one."""
        if self._known.nouns_are_capital:
            return
        name: list[str] = []
        for at, word in enumerate((*words, _Word(".", begins=False))):
            if self._is_name(
                word, in_title, before=bool(name), after=words[at + 1].text if at + 1 < len(words) else ""
            ):
                name.append(word.text.removesuffix("'s"))
            elif name:
                yield " ".join(name)
                name = []

    def _is_name(self, word: _Word, in_title: bool, *, before: bool, after: str) -> bool:
        text = word.text.removesuffix("'s")
        if not text[0].isupper() or (text.lower() in self._small and not text.isupper()) or text == "I":
            return False
        if len(text) > 1 and text.isupper():
            return True
        if in_title and not self._title_tells:
            return text in self._within
        return not word.begins or before or text in self._within or after[:1].isupper()
