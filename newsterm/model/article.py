"""Articles as rows of a list and as a whole."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from newsterm.model.document import Document
from newsterm.model.identifiers import encode, published_of


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of one article."""

    id: int
    feed: int
    feed_title: str
    title: str
    url: str
    author: str
    read: bool
    starred: bool
    noted: bool
    tags: tuple[str, ...]
    """Sorted."""
    later: bool = False
    archived: bool = False
    snoozed_until: datetime | None = None
    score: int = 0
    """What the user's scoring rules add up to."""
    revision: int = 0
    """How often its publisher edited it."""
    edited_at: datetime | None = None
    """When the latest edit was seen."""
    edit_unseen: bool = False
    """Whether it was read before its latest edit, and not looked at since."""

    @property
    def token(self) -> str:
        """The short stable token that commands take."""
        return encode(self.id)

    @property
    def published(self) -> datetime:
        """When it was published (UTC), or first seen where that is unknown or lies in the future."""
        return published_of(self.id)


class ArticlePage(NamedTuple):
    """The page that was fetched for an article."""

    url: str
    """The address that answered."""
    fetched_at: datetime
    other: Document
    """The text that is not shown: what the feed brought, or the page's story."""
    is_shown: bool = True
    """Whether the page's story is what is shown."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its text."""

    row: ArticleRow
    feed_url: str
    seen_at: datetime
    notes: tuple[str, ...]
    """The user's notes on the article, oldest first."""
    document: Document
    """What is shown: the story of its page where that was fetched, else what the feed brought."""
    page: ArticlePage | None = None

    def turned(self) -> "Article":
        """The same article with its other text shown; itself where it has only one."""
        page = self.page
        if page is None:
            return self
        shown = page._replace(other=self.document, is_shown=not page.is_shown)
        return replace(self, document=page.other, page=shown)


def title_start(title: str) -> int:
    """Where a title begins among the offsets of its document's text, which begin at 0: it stands before them."""
    return -len(title) - 1
