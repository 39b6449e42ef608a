"""What the interface and the background process say to each other: one JSON object a line."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, Final

from newsterm.model.feed import Urgency
from newsterm.model.outcome import FeedRefreshed
from newsterm.model.parsed import FeedLink
from newsterm.model.rule import Firing

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of one line; a site that names more feeds than this holds is no site."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """Request: refresh these feeds, or all of them where `feeds` is None."""

    feeds: tuple[int, ...] | None = None
    urgency: Urgency = Urgency.DUE


@dataclass(frozen=True, slots=True)
class Cancel:
    """Request: stop the refresh that is going on."""


@dataclass(frozen=True, slots=True)
class Discover:
    """Request: find the feeds at an address. The answer carries the same number."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class FetchPages:
    """Request: fetch the pages of these articles for their full text."""

    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SavePage:
    """Request: keep the page at an address as an article. The answer carries the same number."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Rescore:
    """Request: work out all scores anew, if rules changed or time did change them."""


@dataclass(frozen=True, slots=True)
class RefreshStarted:
    """A refresh of `total` feeds began."""

    total: int
    urgency: Urgency = Urgency.NOW


@dataclass(frozen=True, slots=True)
class FeedDone:
    """One feed of the refresh is done and its articles are stored."""

    refreshed: FeedRefreshed
    done: int
    """Feeds of this refresh that are done."""
    total: int


@dataclass(frozen=True, slots=True)
class RefreshFinished:
    """The refresh ended, by itself, by a cancel or by an error."""

    new: int
    """New articles."""
    failed: int
    """Feeds that failed."""
    cancelled: bool
    sentence: str
    """How it went, finished for the screen, such as "12 new in 3 of 8 feeds"."""
    error: bool = False
    """Whether the sentence tells of an error of the whole refresh: no network, a full disk."""
    problems: tuple[str, ...] = ()
    """Sentences on rules that were stopped or left out."""
    urgency: Urgency = Urgency.NOW


@dataclass(frozen=True, slots=True)
class PageDone:
    """The page of one article was asked for."""

    article: int
    is_there: bool
    """Whether its story is in the library now."""


@dataclass(frozen=True, slots=True)
class PagesFinished:
    """All pages of a request were asked for."""

    sentence: str
    """How it went, finished for the screen."""
    error: bool = False
    """Whether none of them brought a story."""


@dataclass(frozen=True, slots=True)
class PageSaved:
    """Answer to SavePage: what was kept, or why nothing was."""

    number: int
    sentence: str = ""
    article: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class RuleFired:
    """A rule that gives notice found articles during a refresh; said once a rule and refresh, before its end."""

    firing: Firing


@dataclass(frozen=True, slots=True)
class Rescored:
    """All scores are worked out anew."""

    changed: int
    """Articles whose score is another now."""
    problems: tuple[str, ...] = ()
    """Sentences on rules that were stopped."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """Answer to Discover: the feeds found, or why there are none."""

    number: int
    links: tuple[FeedLink, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class ProcessDied:
    """The background process ended unasked. It never says so itself: its client does."""

    reason: str
    """A sentence for the screen."""


Request = Refresh | Cancel | Discover | FetchPages | SavePage | Rescore
BackgroundMessage = (
    RefreshStarted
    | FeedDone
    | RefreshFinished
    | PageDone
    | PagesFinished
    | PageSaved
    | RuleFired
    | Rescored
    | Discovered
    | ProcessDied
)


class ProtocolError(Exception):
    """A line that is none of the protocol's."""


def encode(value: Request | BackgroundMessage) -> bytes:
    """Write a request or message as one line."""
    kind = next(kind for kind, type_ in _KINDS.items() if isinstance(value, type_))
    return json.dumps({"kind": kind, **asdict(value)}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Request | BackgroundMessage:
    """Read one line back.

    Raises:
        ProtocolError: it is no line of the protocol.
    """
    try:
        fields = json.loads(line)
        kind = fields.pop("kind")
        return _DECODERS.get(kind, _KINDS[kind])(**fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ProtocolError(f"not a line of the protocol: {line[:80]!r}") from error


def _refresh(feeds: list[int] | None, urgency: str = Urgency.DUE) -> Refresh:
    return Refresh(None if feeds is None else tuple(feeds), Urgency(urgency))


def _feed_done(refreshed: Mapping[str, Any], done: int, total: int) -> FeedDone:
    return FeedDone(FeedRefreshed(**refreshed), done, total)


def _fetch_pages(articles: list[int]) -> FetchPages:
    return FetchPages(tuple(articles))


def _refresh_started(total: int, urgency: str) -> RefreshStarted:
    return RefreshStarted(total, Urgency(urgency))


def _refresh_finished(problems: list[str], urgency: str, **fields: Any) -> RefreshFinished:
    return RefreshFinished(**fields, problems=tuple(problems), urgency=Urgency(urgency))


def _rule_fired(firing: Mapping[str, Any]) -> RuleFired:
    return RuleFired(Firing(firing["rule"], firing["count"], tuple(firing["titles"])))


def _rescored(changed: int, problems: list[str]) -> Rescored:
    return Rescored(changed, tuple(problems))


def _discovered(number: int, links: list[Mapping[str, Any]], error: str) -> Discovered:
    return Discovered(number, tuple(FeedLink(**link) for link in links), error)


_KINDS: Final[Mapping[str, type[Request | BackgroundMessage]]] = MappingProxyType(
    {
        "refresh": Refresh,
        "cancel": Cancel,
        "discover": Discover,
        "fetch-pages": FetchPages,
        "save-page": SavePage,
        "rescore": Rescore,
        "refresh-started": RefreshStarted,
        "feed-done": FeedDone,
        "refresh-finished": RefreshFinished,
        "page-done": PageDone,
        "pages-finished": PagesFinished,
        "page-saved": PageSaved,
        "rule-fired": RuleFired,
        "rescored": Rescored,
        "discovered": Discovered,
        "process-died": ProcessDied,
    }
)
_DECODERS: Final[Mapping[str, Callable[..., Request | BackgroundMessage]]] = MappingProxyType(
    {
        "refresh": _refresh,
        "fetch-pages": _fetch_pages,
        "refresh-started": _refresh_started,
        "feed-done": _feed_done,
        "refresh-finished": _refresh_finished,
        "rule-fired": _rule_fired,
        "rescored": _rescored,
        "discovered": _discovered,
    }
)
