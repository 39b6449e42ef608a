"""How names of feeds, folders and tags and addresses are compared: without case and diacritics."""

import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_NEAR = 60
"""How alike (0 to 100) a known name must be to be suggested."""


def fold_name(text: str) -> str:
    """A name without case and diacritics."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def nearest(typed: str, known: Iterable[str]) -> str:
    """The known name most like a typed one, whatever their case; "" where none is."""
    from rapidfuzz import fuzz, process  # dear to import, and only mistakes need it

    found = process.extractOne(typed, list(known), scorer=fuzz.ratio, processor=fold_name, score_cutoff=_NEAR)
    return str(found[0]) if found else ""


def has_tag(tags: tuple[str, ...], folded: str) -> bool:
    """Whether one of the tags is the folded one or below it in the hierarchy."""
    return any(is_tag_below(tag, folded) for tag in tags)


def is_tag_below(tag: str, folded: str) -> bool:
    """Whether a tag is the folded one or below it."""
    name = fold_name(tag)
    return name == folded or name.startswith(folded + "/")


def is_at_site(url: str, site: str) -> bool:
    """Whether an address's host is the site (folded) or one of its subdomains."""
    try:
        host = fold_name(urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return False
    return host == site or host.endswith("." + site)


def lower_ascii(text: str) -> str:
    """Lower case of the letters A to Z alone, as SQLite's `lower` does it."""
    return text.translate(_LOWER_ASCII)


_LOWER_ASCII = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
