"""Builds realistic libraries of any size, always the same for the same seed."""

import random
from bisect import bisect
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.model.event import EventKind
from newsterm.model.identifiers import feed_id
from newsterm.model.parsed import ParsedEntry
from newsterm.storage import arrivals, fetch_states, journal
from newsterm.storage.library import Library
from newsterm.text.packing import pack_entry

_WORDS = 30_000
_BATCH = 5_000
_YEARS = 3
_SYLLABLES = "ba be bi bo da de di do fa fe ga ge ka ke ko la le li lo ma me mi mo na ne ni no pa pe ra re ri sa se"
_TAGS = ("energy", "harbour", "later", "region/coast", "region/syria", "to-cite", "wire")


def build_library(directory: Path, count: int, feeds: int = 500, seed: int = 1) -> None:
    """Make a library of `count` articles of about 60 words over three years.

    30 % are unread, 1 % starred and 2 % tagged; words are spread as in a language (Zipf).

    Args:
        directory: where `library.db` is made.
        count: number of articles.
        feeds: number of feeds, of very different size.
        seed: chooses everything else.
    """
    chance = random.Random(seed)
    with closing(Library.open(directory)) as library:
        urls = _subscribe(library, feeds)
        writer = _Writer(chance)
        for start in range(0, count, _BATCH):
            numbers = range(start, min(start + _BATCH, count))
            new = _new_articles(chance, writer, urls, ((number, number / count) for number in numbers))
            _mark(library, chance, _insert(library, new))


class _Writer:
    """Writes texts with words whose frequency falls as their rank rises."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        syllables = _SYLLABLES.split()
        words: dict[str, None] = {}
        while len(words) < _WORDS:
            words["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
        self._words = tuple(sorted(words, key=len))
        self._weights = tuple(accumulate(1 / rank for rank in range(1, _WORDS + 1)))

    def words(self, number: int) -> str:
        """A run of words."""
        whole, weights, uniform = self._weights[-1], self._weights, self._chance.random
        return " ".join(self._words[bisect(weights, uniform() * whole)] for _ in range(number))

    def document(self) -> Document:
        """Three paragraphs with a link."""
        texts = [self.words(20).capitalize() + "." for _ in range(3)]
        blocks, start = [], 0
        for text in texts:
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(text)))
            start += len(text) + 2
        return Document("\n\n".join(texts), tuple(blocks), (Span(SpanKind.LINK, 0, 5, "https://example.org/more"),))


def _subscribe(library: Library, count: int) -> list[str]:
    urls = [f"https://feed{number}.example.org/rss.xml" for number in range(count)]
    drafts = [
        journal.Draft(EventKind.SUBSCRIBED, {"url": url, "title": "", "folder": f"Folder {number % 20}"})
        for number, url in enumerate(urls)
    ]
    with library.writing(durable=False) as connection:
        journal.append(connection, drafts, actor="import", now=_NOW, label=f"subscribed to {count} feeds")
        for number, state in enumerate(fetch_states.of_feeds(connection)):
            fetch_states.record(connection, state, title=f"The Daily {number}")
    return urls


_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_SPAN = timedelta(days=365 * _YEARS)


def _insert(library: Library, new: Iterator[tuple[str, arrivals.NewArticle]]) -> list[int]:
    with library.writing(durable=False) as connection:
        return [arrivals.insert(connection, feed_id(url), url, article, seen_at=_NOW) for url, article in new]


def _new_articles(
    chance: random.Random, writer: _Writer, urls: list[str], numbers: Iterable[tuple[int, float]]
) -> Iterator[tuple[str, arrivals.NewArticle]]:
    """Articles by their numbers, each with its place between the library's beginning (0) and end (1)."""
    for number, place in numbers:
        url = urls[int(len(urls) * chance.random() ** 2)]
        published = _NOW - _SPAN * (1 - place) - timedelta(seconds=chance.randrange(3600))
        document = writer.document()
        link = f"{url[:-7]}{number}"
        entry = ParsedEntry(
            guid=link,
            title=writer.words(8).capitalize(),
            url=link,
            author=writer.words(2).title(),
            published=published,
            document=document,
            source="".join(f"<p>{paragraph}</p>" for paragraph in document.text.split("\n\n")),
        )
        second, content = int(published.timestamp()), f"{number:016x}"
        yield url, arrivals.NewArticle(link, link[8:], content, second, None, pack_entry(entry))


def _mark(library: Library, chance: random.Random, ids: list[int]) -> None:
    drafts = [
        journal.Draft(EventKind.READ, {"articles": [number for number in ids if chance.random() < 0.7]}),
        journal.Draft(EventKind.STARRED, {"articles": [number for number in ids if chance.random() < 0.01]}),
    ]
    tagged = [(number, chance.choice(_TAGS)) for number in ids if chance.random() < 0.02]
    drafts += [
        journal.Draft(EventKind.TAGGED, {"articles": [number for number, name in tagged if name == tag], "tag": tag})
        for tag in _TAGS
    ]
    with library.writing(durable=False) as connection:
        journal.append(connection, drafts, actor="import", now=_NOW, label=f"imported {len(ids)} articles")
