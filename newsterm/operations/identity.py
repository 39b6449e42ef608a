"""Which stored article an entry of a feed is: keys that survive what publishers do to theirs. Pure.

The rules are those of the README's "Identity of articles": the raw guid; without one the link where it is
unique in the document, else a hash of link and title, else of title and content; never the date.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsterm.model.parsed import PackedEntry
from newsterm.text.addresses import alias_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with everything that tells which stored article it is."""

    entry: PackedEntry
    keys: tuple[str, ...]
    """Keys that it may be stored under, best first."""
    new_keys: tuple[str, ...]
    """Keys for a new article, best first; the first that is free serves."""
    shared: bool
    """Whether its guid (or, without guid, its link) is not its own in the document and so proves little."""
    alias: str
    """Its guid or link without scheme, host, `www.` and trailing slash; "" for none."""
    content_hash: str
    """Hash of the normalised title and text: when it differs, the publisher edited the article."""

    @property
    def address(self) -> str:
        """What the alias was made from."""
        return self.entry.guid or self.entry.url


def candidates(entries: Sequence[PackedEntry]) -> tuple[Candidate, ...]:
    """Work out the keys of every entry of a document, in order; repeats and entries that say nothing are left out."""
    links = Counter(entry.url for entry in entries)
    guids = Counter(entry.guid for entry in entries)
    met: set[tuple[str, str, str]] = set()
    met_guids: set[str] = set()
    found = []
    for entry in entries:
        if not (entry.guid or entry.url or entry.title or entry.text):
            continue
        content = content_hash(entry.title, entry.text)
        if (entry.guid, entry.url, content) in met:
            continue
        met.add((entry.guid, entry.url, content))
        unique_link = entry.url if entry.url and links[entry.url] == 1 else ""
        if entry.guid:
            shared = guids[entry.guid] > 1
            keys, new_keys = _keys_by_guid(entry, unique_link, first=entry.guid not in met_guids)
            met_guids.add(entry.guid)
        else:
            shared = not unique_link
            keys, new_keys = _keys_without_guid(entry, content, unique_link)
        alias = "" if shared else alias_of(entry.guid or entry.url)
        found.append(Candidate(entry, keys, new_keys, shared, alias, content))
    return tuple(found)


def _keys_by_guid(entry: PackedEntry, unique_link: str, *, first: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of an entry with a guid; by guid and link where the guid is shared, or was when it was stored.

    The link alone finds an article of a publisher who has begun to give guids, or better ones.
    """
    with_link = _joined("guid", entry.guid, entry.url)
    with_title = _joined("guid", entry.guid, entry.url, entry.title)
    keys = (with_title, with_link, entry.guid, *((unique_link,) if unique_link else ()))
    return keys, (entry.guid, with_link, with_title) if first else (with_link, with_title)


def _keys_without_guid(entry: PackedEntry, content: str, unique_link: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of an entry without a guid; by link and title where the link is shared, or was when it was stored."""
    by_content = _joined("content", entry.title, content)
    if not entry.url:
        return (by_content,), (by_content,)
    by_title = _joined("link", entry.url, entry.title)
    new_keys = (unique_link, by_title, by_content) if unique_link else (by_title, by_content)
    return (by_content, by_title, entry.url), new_keys


def content_hash(title: str, text: str) -> str:
    """Hash an article's title and text, blind to white space and Unicode's equivalent spellings."""
    joined = f"{_normalised(title)}\0{_normalised(text)}"
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but scheme, `www.` and trailing slashes (their aliases being equal)."""
    return _host(one) == _host(other)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return address


def _normalised(text: str) -> str:
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def _joined(kind: str, *parts: str) -> str:
    """Name a key made of several parts; the prefix keeps the kinds from ever meeting."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"newsterm:{kind}:{digest}"
