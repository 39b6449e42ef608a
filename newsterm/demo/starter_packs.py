"""Starter packs: a few well-known public feeds a topic, read from starter_packs.toml."""

import tomllib
from dataclasses import dataclass
from importlib import resources

from newsterm.model.parsed import FeedLink


@dataclass(frozen=True, slots=True)
class StarterPack:
    """Feeds on one topic that a new user can subscribe to at once."""

    name: str
    description: str
    """One line, without a full stop."""
    feeds: tuple[FeedLink, ...]
    """Each with a title and a folder."""


def starter_packs() -> tuple[StarterPack, ...]:
    """All packs, in the order in which they are offered."""
    text = resources.files("newsterm.demo").joinpath("starter_packs.toml").read_text(encoding="utf-8")
    return tuple(
        StarterPack(
            name=pack["name"],
            description=pack["description"],
            feeds=tuple(FeedLink(feed["url"], feed["title"], pack["folder"], feed["site"]) for feed in pack["feeds"]),
        )
        for pack in tomllib.loads(text)["pack"]
    )
