"""What the quick way collects of a feed and of an entry, with feedparser's rules for what wins and what is HTML."""

from dataclasses import dataclass
from datetime import datetime

from newsterm.parsing.raw import Enclosure, RawEntry, RawFeed, RawText, name_of_author
from newsterm.parsing.well_formed_texts import (
    UnusualError,
    is_absolute,
    link_parts,
    looks_like_markup,
    mended,
    plain_link,
    read_date,
    web_base,
)

_TYPES = {
    "": "",
    "text": "text",
    "plain": "text",
    "text/plain": "text",
    "html": "html",
    "text/html": "html",
}
_PAGES = {"text/html", "html", "application/xhtml+xml", "xhtml"}
_ONCE = {"title", "id", "description", "itunes:summary"}
_SUMMARIES = {"description", "summary", "itunes:summary", "media:description"}


@dataclass(slots=True)
class Author:
    """Who wrote something, as far as it is known."""

    name: str = ""
    email: str = ""

    def add(self, part: str, value: str) -> None:
        """Take the text of the element "name" or "email".

        Raises:
            UnusualError: several addresses are in it.
        """
        if value.count("@") > 1:
            raise UnusualError
        if part == "email":
            self.email = mended(value)
        elif part == "name":
            self.name = name_of_author(mended(value))


class FeedReading:
    """A feed while it is read."""

    def __init__(self) -> None:
        self.is_atom = False
        self.depth_of_entries = 2
        self.name_of_entries = ""
        self.entries: list[RawEntry] = []
        self.authors: list[Author] = []
        self.counts_as_content = False
        """Whether the next entry is read as if it had content already."""
        self._has_channel = False
        self._other_pages = 0
        """Links to pages that are not HTML."""
        self.has_bases = False
        """Whether a text had a base of its own, which to feedparser goes on counting for what comes behind it."""
        self._seen: set[str] = set()
        self._raw = RawFeed()

    def open_outer(self, meaning: str, depth: int, attributes: dict[str, str]) -> None:
        """The root or the channel begins."""
        if depth == 1 and meaning == "rss":
            self.depth_of_entries, self.name_of_entries = 3, "item"
        elif depth == 1 and meaning == "feed" and "version" not in attributes:
            self.is_atom, self.name_of_entries = True, "entry"
        elif depth == 2 and meaning == "channel" and not self._has_channel:
            self._has_channel = True
            if "lastmod" in attributes or "href" in attributes:
                raise UnusualError
        else:
            raise UnusualError

    def add_link(self, attributes: dict[str, str]) -> None:
        """A link with its address as an attribute."""
        rel, kind, href = link_parts(attributes)
        self.check_independent(href)
        if rel == "alternate":
            self._other_pages += kind not in _PAGES
            self._raw.link = href if kind in _PAGES else self._raw.link
        elif rel == "next" and not self._raw.next_link:
            self._raw.next_link = href

    def take(self, name: str, value: str, attributes: dict[str, str]) -> None:
        """A text element has ended."""
        if name in _ONCE and name in self._seen:
            raise UnusualError
        self._seen.add(name)
        value = mended(value)
        if name == "title":
            self._raw.title = self.text(value, attributes, default="text")
        elif name == "link":
            if attributes or "&amp;" in value:
                raise UnusualError
            self._raw.link = plain_link(value)
        elif name in {"description", "subtitle"}:
            # feedparser then takes the description for content, and forgets that only at the end of the next item.
            self.counts_as_content = name == "description" and "itunes:summary" in self._seen
            default = "html" if name == "description" else "text"
            self._raw.description = self.text(value, attributes, default=default)

    def text(self, value: str, attributes: dict[str, str], *, default: str) -> RawText:
        """Find out whether a text is HTML: by its type, and in RSS, where that says no, by its looks."""
        kind = _TYPES.get(attributes.get("type", "").lower())
        if kind is None or "mode" in attributes or "src" in attributes:
            raise UnusualError
        is_html = (kind or default) == "html"
        if not is_html and not self.is_atom:
            is_html = looks_like_markup(value)
        base = web_base(attributes.get("base", ""))
        self.has_bases = self.has_bases or bool(base)
        return RawText(value, is_html=is_html, base=base)

    def check_independent(self, href: str) -> None:
        """Leave a relative address to feedparser where that may know a base for it."""
        if self.has_bases and not is_absolute(href):
            raise UnusualError

    def author(self) -> str:
        """The feed's authors, for entries of Atom that have none."""
        return names_of(self.authors)

    def finished(self) -> RawFeed:
        """The whole feed."""
        if not self.name_of_entries or not (self.is_atom or self._has_channel):
            raise UnusualError
        if self._other_pages and not self._raw.link:
            raise UnusualError  # its id may serve as one
        author = self.author() if self.is_atom else ""
        for entry in self.entries:
            entry.author = entry.author or author
        self._raw.entries = self.entries
        return self._raw


class EntryReading:
    """An entry while it is read."""

    def __init__(self, feed: FeedReading, attributes: dict[str, str]) -> None:
        if attributes.keys() & {"about", "lastmod", "href"}:
            raise UnusualError
        self.raw = RawEntry()
        self.authors: list[Author] = []
        self._feed = feed
        self._link: str | None = None
        self._pages: list[str] = []
        self._guid_is_link = False
        self._has_title = False
        self._texts: set[str] = set()
        self._dates: dict[str, datetime | None] = {}
        self._contents: list[RawText] = []
        self._has_content = feed.counts_as_content
        self._summary: RawText | None = None

    def add_link(self, attributes: dict[str, str]) -> None:
        """A link with its address as an attribute."""
        rel, kind, href = link_parts(attributes)
        self._feed.check_independent(href)
        if rel == "alternate":
            self._pages.append(href)
            if kind in _PAGES:
                self._link = href
        elif rel == "enclosure":
            self._add_enclosure(href, kind, attributes)

    def add_enclosure(self, attributes: dict[str, str]) -> None:
        """An RSS enclosure."""
        if href := attributes.get("url") or attributes.get("href"):
            self._feed.check_independent(href)
            self._add_enclosure(href.strip(), attributes.get("type", "").lower().strip(), attributes)

    def _add_enclosure(self, href: str, kind: str, attributes: dict[str, str]) -> None:
        length = attributes.get("length", "").strip()
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 15 else 0
        if href:
            self.raw.enclosures.append(Enclosure(href, kind, size, attributes.get("title", "").strip()))

    def take(self, name: str, value: str, attributes: dict[str, str]) -> None:
        """A text element has ended."""
        value = mended(value)
        match name:
            case "title":
                if self._has_title:
                    raise UnusualError
                self._has_title = True
                self.raw.title = self._feed.text(value, attributes, default="text")
            case "link":
                if attributes:
                    raise UnusualError
                self._link = plain_link(value)
                self._feed.check_independent(self._link)
                self._pages.append(self._link)
            case "guid" | "id":
                self._take_guid(value, attributes)
            case "pubdate" | "published" | "issued" | "dcterms:issued":
                self._dates["published"] = read_date(value)
            case "updated" | "modified" | "dc:date" | "dcterms:modified":
                self._dates["updated"] = read_date(value)
            case "created" | "dcterms:created":
                self._dates["created"] = read_date(value)
            case "author" | "dc:creator" | "dc:author" | "itunes:author":
                self.authors.append(Author(name_of_author(value), value if "@" in value else ""))
            case "source":
                return  # the name of another feed
            case _:
                self._take_text(name, value, attributes)

    def _take_guid(self, value: str, attributes: dict[str, str]) -> None:
        if self.raw.guid:
            raise UnusualError
        self.raw.guid = value
        if attributes.get("ispermalink", "true") == "true" and self._link is None:
            self._link = value
            self._guid_is_link = True

    def _take_text(self, name: str, value: str, attributes: dict[str, str]) -> None:
        is_summary = name in _SUMMARIES
        if name in self._texts or (name == "summary" and self._texts & _SUMMARIES):
            raise UnusualError
        if self._texts and "media:description" in {name, *self._texts}:
            raise UnusualError
        self._texts.add(name)
        if is_summary and (self._summary is None or self._has_content):
            default = "html" if name in {"description", "media:description"} else "text"
            self._summary = self._feed.text(value, attributes, default=default)
            return
        default = "html" if name == "content:encoded" else "text"
        content = self._feed.text(value, attributes, default=default)
        self._contents.append(content)
        self._has_content = True
        self._summary = self._summary or content

    def finished(self) -> RawEntry:
        """The whole entry."""
        raw = self.raw
        self._feed.counts_as_content = False
        link = self._link or ""
        if self._guid_is_link and link == raw.guid and not link.lower().startswith(("http://", "https://")):
            link = ""
        raw.link = link or next((page for page in self._pages if page), "")
        raw.author = names_of(self.authors)
        raw.published = next(
            (date for name in ("published", "updated", "created") if (date := self._dates.get(name))), None
        )
        raw.texts = [*self._contents, *([self._summary] if self._summary and self._summary.value else [])]
        return raw


def names_of(authors: list[Author]) -> str:
    """All names, or else the email of the only author."""
    names = [author.name for author in authors if author.name]
    if len(authors) > 1 and any(author.email for author in authors):
        raise UnusualError
    return ", ".join(dict.fromkeys(names)) or "".join(author.email for author in authors)
