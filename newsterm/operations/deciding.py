"""What a fetched feed changes in the library: pure, from what is stored and what was parsed to what to write."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsterm.operations.identity import Candidate, is_same_host
from newsterm.storage.arrivals import StoredArticle


@dataclass(frozen=True, slots=True)
class Insert:
    """A new article."""

    key: str
    sort_second: int
    """Seconds since 1970 that it sorts by: as published, or now where that is unknown or lies in the future."""
    position: int | None
    """Its place among the document's entries where it sorts by now, None where it has a date of its own."""
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stored article whose title, text, author or address the publisher changed."""

    article: int
    differs: bool
    """Whether title or text changed, beyond white space; whether that is an edit, `operations.revising` tells."""
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write for one fetched feed."""

    inserts: tuple[Insert, ...]
    replacements: tuple[Replacement, ...]


def decide(stored: Mapping[str, StoredArticle], found: Sequence[Candidate], now: datetime) -> Decision:
    """Decide what a fetched feed changes. An article that the document lacks is never touched.

    Args:
        stored: the feed's stored articles by key; at least those whose key or alias a candidate names.
        found: the document's entries, as `identity.candidates` returns them.
        now: when the document was fetched.
    """
    matches = _match(stored, found)
    taken = set(stored)
    inserts, replacements = [], []
    for position, candidate in enumerate(found):
        article = matches.get(position)
        if article is not None:
            if replacement := _replacement(article, candidate):
                replacements.append(replacement)
            continue
        key = next((key for key in candidate.new_keys if key not in taken), None)
        if key is not None:
            taken.add(key)
            inserts.append(_insert(key, position, candidate, now))
    return Decision(tuple(inserts), tuple(replacements))


def _match(stored: Mapping[str, StoredArticle], found: Sequence[Candidate]) -> dict[int, StoredArticle]:
    """Pair entries (by place) with stored articles, the surest evidence first, none twice."""
    matches: dict[int, StoredArticle] = {}
    claimed: set[int] = set()

    def claim(position: int, articles: Sequence[StoredArticle]) -> None:
        for article in articles:
            if article.id not in claimed:
                matches[position] = article
                claimed.add(article.id)
                return

    by_key = [[stored[key] for key in candidate.keys if key in stored] for candidate in found]
    for position, candidate in enumerate(found):
        claim(position, [article for article in by_key[position] if article.content_hash == candidate.content_hash])
    for position, candidate in enumerate(found):
        if position not in matches:
            claim(position, [article for article in by_key[position] if _is_proof(article, candidate)])
    by_alias = defaultdict(list)
    for article in stored.values():
        if article.alias:
            by_alias[article.alias].append(article)
    for position, candidate in enumerate(found):
        if position not in matches and candidate.alias in by_alias:
            claim(position, [article for article in by_alias[candidate.alias] if _has_moved(article, candidate)])
    return matches


def _is_proof(article: StoredArticle, candidate: Candidate) -> bool:
    """Whether an equal key means the same article although the text differs.

    Of a guid that entries share the link must agree too; of a shared link, the title.
    """
    if not candidate.shared or article.key not in {candidate.entry.guid, candidate.entry.url}:
        return True
    if candidate.entry.guid:
        return article.url == candidate.entry.url
    return article.title == candidate.entry.title


def _has_moved(article: StoredArticle, candidate: Candidate) -> bool:
    """Whether an equal alias means the same article: another host must at least bring the same title or text.

    A planet's feed has articles of many hosts whose paths may well be equal.
    """
    return (
        is_same_host(article.key, candidate.address)
        or article.content_hash == candidate.content_hash
        or (article.title != "" and article.title == candidate.entry.title)
    )


def _replacement(article: StoredArticle, candidate: Candidate) -> Replacement | None:
    entry = candidate.entry
    differs = article.content_hash != candidate.content_hash
    if differs or (article.title, article.url, article.author) != (entry.title, entry.url, entry.author):
        return Replacement(article.id, differs, candidate)
    return None


def _insert(key: str, position: int, candidate: Candidate, now: datetime) -> Insert:
    published = candidate.entry.published
    if published is None or published > now:
        return Insert(key, int(now.timestamp()), position, candidate)
    return Insert(key, int(published.timestamp()), None, candidate)
