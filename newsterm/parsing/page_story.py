"""Web pages: the story that a page tells, without its menus, adverts and comments.

trafilatura extracts it in its precision mode; where that finds too little, in its default mode. What it still takes
along (the headline, links to other stories, what follows the story) `text.cleaning` removes. `python -m
tests.page_stories` measures both against the true text of 92 pages.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newsterm.model.document import Document
from newsterm.model.errors import ParseError
from newsterm.model.parsed import ParsedEntry, ParsedFeed
from newsterm.parsing.dates import parse_date
from newsterm.parsing.encodings import readable
from newsterm.parsing.pages import decoded
from newsterm.text.cleaning import clean_page
from newsterm.text.html_depth import make_shallow
from newsterm.text.html_to_document import html_to_document
from newsterm.text.html_to_text import html_to_line
from newsterm.text.terminal_safety import make_safe, make_safe_line

_LEAST = 250
"""Characters under which the default mode is tried as well."""
_SHARE_OF_FEED = 0.5
"""Of what the feed brought: a story shorter than that is tried again, too."""
_WORTH_SHOWING = 80
"""Characters; less is no story but a remark."""
_SHORT = 600
"""Characters of a story under which it may be what a wall says."""
_LARGEST = 6 * 1024 * 1024
_MOST_TAGS = 50_000
_STORIES = {
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "analysisnewsarticle",
    "opinionnewsarticle",
}
_WALLS = (
    (
        re.compile(
            r"enable javascript|javascript is (?:disabled|required)|turn on javascript|needs javascript", re.IGNORECASE
        ),
        "The page shows its story only in a browser (it needs JavaScript).",
    ),
    (
        re.compile(
            r"verify (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|captcha", re.IGNORECASE
        ),
        "The page keeps programs out with a challenge; open it in the browser.",
    ),
    (
        re.compile(
            r"before you continue|we value your privacy|accept (?:all )?cookies|manage (?:your )?consent", re.IGNORECASE
        ),
        "The page wants an answer about cookies before it shows its story; open it in the browser.",
    ),
    (
        re.compile(
            r"subscribe (?:now |today )?to (?:continue|read|unlock)|(?:log|sign) in to (?:continue|read|view)"
            r"|already a subscriber|for subscribers"
            r"|this (?:article|content) is (?:only )?(?:available )?(?:for|to) (?:subscribers|members)",
            re.IGNORECASE,
        ),
        "The page shows its story only to those who log in or subscribe.",
    ),
)
"""What pages say instead of a story, and what it means."""


@dataclass(frozen=True, slots=True)
class PageStory:
    """The story of a page."""

    title: str
    author: str
    published: datetime | None
    """As the page says, aware; None where it does not."""
    site: str
    """What the site calls itself, "" where it does not say."""
    canonical_url: str
    """The address that the page says to be its own, absolute; "" where it does not."""
    document: Document
    source: str
    """The story's HTML as it was extracted, terminal-safe."""

    def as_feed(self) -> ParsedFeed:
        """The page as a feed of its one story, for those who know what to do with feeds."""
        entry = ParsedEntry(
            guid="",
            title=self.title,
            url=self.canonical_url,
            author=self.author,
            published=self.published,
            document=self.document,
            source=self.source,
        )
        return ParsedFeed(title=self.site, site_url="", description="", entries=(entry,))


def read_page_story(body: bytes, url: str, *, feed_length: int = 0) -> PageStory:
    """Find the story of a page.

    Args:
        body: the page as it came.
        url: its address.
        feed_length: characters of what the article's feed brought, 0 for nothing.

    Raises:
        ParseError: there is no story in it; the sentence says why as far as the page tells.
    """
    if len(body) > _LARGEST:
        raise ParseError(f"The page is larger than {_LARGEST // 1024 // 1024} MiB, which no story is.")
    text = make_shallow(decoded(readable(body)))
    if text.count("<") > _MOST_TAGS:
        raise ParseError(f"The page has more than {_MOST_TAGS} tags, which no story has.")
    page = LexborHTMLParser(text)
    about = dict(_structured(page))
    title = _title(page, about)
    source = _extracted(text, precise=True)
    document = _document(source, url, title)
    if len(document.text) < max(_LEAST, feed_length * _SHARE_OF_FEED):
        roomy = _extracted(text, precise=False)
        other = _document(roomy, url, title)
        if len(other.text) > len(document.text):
            source, document = roomy, other
    if len(document.text) < _WORTH_SHOWING or (len(document.text) < _SHORT and _wall(document.text)):
        raise ParseError(_why_not(page, document))
    return PageStory(
        title=title,
        author=make_safe_line(str(about.get("author") or _meta(page, "author", "article:author") or "")),
        published=parse_date(str(about.get("datePublished") or _meta(page, "article:published_time", "date") or "")),
        site=make_safe_line(_meta(page, "og:site_name")),
        canonical_url=_canonical(page, url),
        document=document,
        source=make_safe(source),
    )


def _extracted(text: str, *, precise: bool) -> str:
    import trafilatura

    try:
        return (
            trafilatura.extract(
                text,
                output_format="html",
                favor_precision=precise,
                include_comments=False,
                include_formatting=True,
                include_links=True,
                include_tables=True,
                with_metadata=False,
            )
            or ""
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the border to a foreign parser: what breaks it is no story
        return ""


def _document(source: str, url: str, title: str) -> Document:
    return clean_page(html_to_document(source, url), title) if source else Document("")


def _title(page: LexborHTMLParser, about: dict[str, Any]) -> str:
    headline = about.get("headline")
    if isinstance(headline, str) and headline.strip():
        return html_to_line(headline)
    if title := _meta(page, "og:title", "twitter:title"):
        return make_safe_line(title)
    for selector in ("h1", "title"):
        if (element := page.css_first(selector)) is not None and (text := make_safe_line(element.text())):
            return text
    return ""


def _meta(page: LexborHTMLParser, *names: str) -> str:
    for name in names:
        for attribute in ("property", "name"):
            element = page.css_first(f'meta[{attribute}="{name}"]')
            if element is not None and (content := (element.attributes.get("content") or "").strip()):
                return content
    return ""


def _canonical(page: LexborHTMLParser, url: str) -> str:
    from newsterm.parsing.finishing import absolute

    element = page.css_first('link[rel="canonical"]')
    link = (element.attributes.get("href") or "") if element is not None else ""
    found = absolute(link, url)
    return found if found.startswith(("http://", "https://")) else ""


def _structured(page: LexborHTMLParser) -> Iterator[tuple[str, Any]]:
    """What the page says of its article as JSON-LD (https://schema.org/Article): headline, author, datePublished."""
    for script in page.css('script[type="application/ld+json"]')[:20]:
        try:
            found = json.loads(script.text()[:500_000])
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.lower() in _STORIES for kind in kinds):
                yield "headline", thing.get("headline")
                yield "datePublished", thing.get("datePublished")
                yield "author", ", ".join(dict.fromkeys(_names(thing.get("author"))))
                return


def _things(found: Any) -> Iterator[dict[str, Any]]:
    things = found if isinstance(found, list) else [found]
    for thing in things:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else [thing]


def _names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            yield name.strip()


def _why_not(page: LexborHTMLParser, document: Document) -> str:
    shown = page.body.text(separator=" ")[:20_000] if page.body is not None else ""
    return _wall(shown) or _wall(document.text) or "No story was found on the page; open it in the browser."


def _wall(text: str) -> str:
    """What a page means that says this instead of its story; "" for none."""
    return next((meaning for words, meaning in _WALLS if words.search(text)), "")
