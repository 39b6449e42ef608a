"""Scores found stories against true ones: shingles of four tokens, precision and recall averaged over pages.

The measure is that of the article extraction benchmark that the pages come from; F1 is that of the averages.
"""

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsterm.model.errors import ParseError
from newsterm.parsing.page_story import read_page_story

_SHINGLE = 4


class Score(NamedTuple):
    """How one page went."""

    page: str
    precision: float
    recall: float
    seconds: float


class Scores(NamedTuple):
    """How all went."""

    pages: tuple[Score, ...]

    @property
    def precision(self) -> float:
        return sum(page.precision for page in self.pages) / len(self.pages)

    @property
    def recall(self) -> float:
        return sum(page.recall for page in self.pages) / len(self.pages)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    @property
    def pages_a_second(self) -> float:
        return len(self.pages) / sum(page.seconds for page in self.pages)


def measure(folder: Path) -> Scores:
    """Find the stories of all pages in a folder, and score them."""
    return Scores(tuple(_scored(*page) for page in _pages(folder)))


def _pages(folder: Path) -> Iterator[tuple[str, str, bytes, str]]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, page in truth.items():
        yield (
            name,
            page["url"],
            gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            page["articleBody"],
        )


def _scored(name: str, url: str, body: bytes, true_text: str) -> Score:
    began = time.process_time()
    try:
        found = read_page_story(body, url).document.text
    except ParseError:
        found = ""
    seconds = time.process_time() - began
    return Score(name, *_compared(_shingles(true_text), _shingles(found)), seconds)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    last = max(len(words) - _SHINGLE + 1, 1) if words else 0
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(last))


def _compared(true: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float, float]:
    both = (true & found).total()
    if not true and not found:
        return 1.0, 1.0
    return (both / found.total() if found else 0.0), (both / true.total() if true else 0.0)
