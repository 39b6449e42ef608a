"""The feeds of well-known sites, told from the address of a page alone, as the sites' own pages tell them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from newsterm.model.errors import AddressError
from newsterm.model.parsed import FeedLink
from newsterm.text.terminal_safety import make_safe_line

_TABLE: Final = """
youtube.com/channel/{id:channel}/...
    https://www.youtube.com/feeds/videos.xml?channel_id={id}  YouTube channel {id}
youtube.com/playlist?list={id:playlist}
    https://www.youtube.com/feeds/videos.xml?playlist_id={id}  YouTube playlist {id}
youtube.com/...

reddit.com/r/{name}/comments/{post}/...
    https://www.reddit.com/r/{name}/comments/{post}/.rss  Comments on this post in r/{name}
    https://www.reddit.com/r/{name}/.rss  r/{name}
reddit.com/r/{name}/{order:order}
    https://www.reddit.com/r/{name}/{order}/.rss  r/{name}, {order}
reddit.com/r/{name}/...
    https://www.reddit.com/r/{name}/.rss  r/{name}
reddit.com/{_:user}/{name}/m/{many}/...
    https://www.reddit.com/user/{name}/m/{many}/.rss  m/{many} of u/{name}
reddit.com/{_:user}/{name}/...
    https://www.reddit.com/user/{name}/.rss  u/{name}
reddit.com
    https://www.reddit.com/.rss  Reddit
reddit.com/...

bsky.app/profile/{name}/...
    https://bsky.app/profile/{name}/rss  {name} on Bluesky

github.com/{_:github}/...
github.com/{owner}/{name}/releases/...
    https://github.com/{owner}/{name}/releases.atom  Releases of {owner}/{name}
github.com/{owner}/{name}/tags
    https://github.com/{owner}/{name}/tags.atom  Tags of {owner}/{name}
github.com/{owner}/{name}/commits
    https://github.com/{owner}/{name}/commits.atom  Commits to {owner}/{name}
github.com/{owner}/{name}/{_:branch}/{branch}
    https://github.com/{owner}/{name}/commits/{branch}.atom  Commits to {branch} of {owner}/{name}
github.com/{owner}/{name}/wiki/...
    https://github.com/{owner}/{name}/wiki.atom  Wiki of {owner}/{name}
github.com/{owner}/{name}/...
    https://github.com/{owner}/{name}/releases.atom  Releases of {owner}/{name}
    https://github.com/{owner}/{name}/commits.atom  Commits to {owner}/{name}
    https://github.com/{owner}/{name}/tags.atom  Tags of {owner}/{name}
github.com/{owner}
    https://github.com/{owner}.atom  What {owner} does on GitHub
github.com/...

{host:gitlab}/{project:project}/-/releases/...
    https://{host}/{project}/-/releases.atom  Releases of {project}
{host:gitlab}/{project:project}/-/tags
    https://{host}/{project}/-/tags?format=atom  Tags of {project}
{host:gitlab}/{project:project}/-/{_:branch}/{branch}
    https://{host}/{project}/-/commits/{branch}?format=atom  Commits to {branch} of {project}
{host:gitlab}/{project:project}/-/...
    https://{host}/{project}/-/releases.atom  Releases of {project}
    https://{host}/{project}/-/tags?format=atom  Tags of {project}
    https://{host}/{project}.atom  Activity in {project}

codeberg.org/{_:forgejo}/...
codeberg.org/{owner}/{name}/releases/...
    https://codeberg.org/{owner}/{name}/releases.rss  Releases of {owner}/{name}
codeberg.org/{owner}/{name}/tags
    https://codeberg.org/{owner}/{name}/tags.rss  Tags of {owner}/{name}
codeberg.org/{owner}/{name}/...
    https://codeberg.org/{owner}/{name}/releases.rss  Releases of {owner}/{name}
    https://codeberg.org/{owner}/{name}/tags.rss  Tags of {owner}/{name}
    https://codeberg.org/{owner}/{name}.rss  Activity in {owner}/{name}
codeberg.org/{owner}
    https://codeberg.org/{owner}.rss  What {owner} does on Codeberg

news.ycombinator.com
    https://news.ycombinator.com/rss  Hacker News
news.ycombinator.com/{_:front}
    https://news.ycombinator.com/rss  Hacker News
news.ycombinator.com/{_:rss}
news.ycombinator.com/item
    ! Hacker News has no feed of a single discussion, only of its front page: https://news.ycombinator.com/rss.
news.ycombinator.com/{_:hacker}
    ! Hacker News has no feed of a user, only of its front page: https://news.ycombinator.com/rss.
news.ycombinator.com/...
    ! Hacker News has a feed of its front page alone: https://news.ycombinator.com/rss.

{host:stackexchange}/{_:question}/{id:number}/...
    https://{host}/feeds/question/{id}  Answers to question {id}
{host:stackexchange}/questions/tagged/{tags}
    https://{host}/feeds/tag?tagnames={tags}&sort=newest  Questions on {tags}
{host:stackexchange}/users/{id:number}/...
    https://{host}/feeds/user/{id}  User {id} of {host}
{host:stackexchange}/questions
    https://{host}/feeds  Newest questions of {host}
{host:stackexchange}
    https://{host}/feeds  Newest questions of {host}
{host:stackexchange}/...

medium.com/{_:medium}/...
medium.com/tag/{name}/...
    https://medium.com/feed/tag/{name}  {name} on Medium
medium.com/{name}/...
    https://medium.com/feed/{name}  {name} on Medium
{name}.medium.com/feed/...
{name}.medium.com/...
    https://{name}.medium.com/feed  {name} on Medium

{name}.substack.com/feed/...
{name}.substack.com/...
    https://{name}.substack.com/feed  {name} on Substack

{name}.wordpress.com/feed/...
{name}.wordpress.com/{of:archive}/{what}
    https://{name}.wordpress.com/{of}/{what}/feed/  {what} of {name}.wordpress.com
{name}.wordpress.com
    https://{name}.wordpress.com/feed/  {name}.wordpress.com

{name}.{host:blogspot}/feeds/...
{name}.{host:blogspot}/...
    https://{name}.{host}/feeds/posts/default  {name}.{host}

{name}.tumblr.com/rss
{name}.tumblr.com/tagged/{tag}
    https://{name}.tumblr.com/tagged/{tag}/rss  {tag} of {name}.tumblr.com
{name}.tumblr.com
    https://{name}.tumblr.com/rss  {name}.tumblr.com

vimeo.com/{of:vimeo}/{name}/...
    https://vimeo.com/{of}/{name}/videos/rss  {name} on Vimeo

arxiv.org/{_:listing}/{name}/...
    https://rss.arxiv.org/rss/{name}  arXiv: {name}

pypi.org/project/{name}/...
    https://pypi.org/rss/project/{name}/releases.xml  Releases of {name}

crates.io/crates/{name}/...
    https://static.crates.io/rss/crates/{name}.xml  Versions of {name}
"""
"""Pages, and below each its feeds: address, two spaces, title.

`{word}` is one part of an address, `{word:kind}` one that looks as `_KINDS` says, `...` at the end whatever follows.
The first page that fits counts. One without feeds is known, but only the page itself tells its feeds; "!" says why
there are none.
"""

_KINDS: Final = {
    "archive": "category|tag|author",
    "blogspot": r"blogspot(?:\.[a-z]{2,3}){1,2}",
    "branch": "commits|tree",
    "channel": r"UC[\w-]{22}",
    "forgejo": "api|explore|user|org",
    "front": "news|front",
    "github": "about|apps|collections|customer-stories|enterprise|events|explore|features|issues|login|marketplace|"
    "notifications|organizations|orgs|pricing|pulls|search|security|sessions|settings|signup|site|sponsors|stars|team|"
    "topics|trending",
    "gitlab": r"gitlab\.[\w.-]+",
    "hacker": "user|submitted|threads|favorites|upvoted",
    "listing": "list|archive",
    "medium": "about|feed|m|me|new-story|p|plans|search|signin|topics?",
    "number": r"\d+",
    "order": "new|rising|top|controversial",
    "playlist": r"(?:PL|UU|FL|OL)[\w-]+",
    "project": r"(?!groups/)[\w.-]+(?:/[\w.-]+)+",
    "question": "questions|q",
    "rss": r"\w*rss",
    "stackexchange": r"(?:[\w-]+\.)+stackexchange\.com|(?:[\w-]+\.)?(?:stackoverflow|serverfault|superuser|askubuntu)"
    r"\.com|stackapps\.com|(?:meta\.)?mathoverflow\.net",
    "user": "u|user",
    "vimeo": "channels|groups",
}
_SAME_SITE: Final = {
    "export.arxiv.org": "arxiv.org",
    "m.youtube.com": "youtube.com",
    "music.youtube.com": "youtube.com",
    "new.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "old.reddit.com": "reddit.com",
}
_FEED_FILE: Final = re.compile(r"\.(?:rss|atom|xml|rdf)/?$", re.IGNORECASE)
_WORD: Final = re.compile(r"\\\{(\w+)(?::(\w+))?\\\}")


class _Page(NamedTuple):
    pattern: re.Pattern[str]
    """Of host and path."""
    asked: dict[str, re.Pattern[str]]
    """Of what a query must hold."""
    feeds: list[tuple[str, str]]
    refusal: list[str]


def known_feeds(url: str) -> tuple[FeedLink, ...] | None:
    """The feeds of a page of a well-known site, for the user to choose from; nothing is fetched.

    Args:
        url: the page's address.

    Returns:
        The feeds with titles, the likeliest first; () where the site is known, but only the page tells them; None for
        any other address.

    Raises:
        AddressError: the site is known to have no feed of what the page shows.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if parts.port not in {None, 80, 443}:
        return None
    place = _SAME_SITE.get(host, host) + parts.path.rstrip("/").removesuffix(".git")
    query = parse_qs(parts.query)
    for page in _pages():
        if (words := _words(page, place, query)) is None:
            continue
        if page.refusal:
            raise AddressError(page.refusal[0])
        if _FEED_FILE.search(parts.path):
            return ()
        titled = {name: make_safe_line(unquote(word)) for name, word in words.items()}
        return tuple(
            FeedLink(address.format_map(words), title.format_map(titled), site_url=url) for address, title in page.feeds
        )
    return None


def _words(page: _Page, place: str, query: dict[str, list[str]]) -> dict[str, str] | None:
    """What the words of a page's pattern stand for; None if it is another page."""
    found = page.pattern.fullmatch(place)
    if not found:
        return None
    words = found.groupdict()
    for name, pattern in page.asked.items():
        value = pattern.fullmatch(query.get(name, [""])[0])
        if not value:
            return None
        words |= value.groupdict()
    return words


@cache
def _pages() -> tuple[_Page, ...]:
    return tuple(_read())


def _read() -> Iterator[_Page]:
    page: _Page | None = None
    for line in _TABLE.splitlines():
        if page and line.startswith("    ! "):
            page.refusal.append(line[6:])
        elif page and line.startswith(" "):
            address, _, title = line.strip().partition("  ")
            page.feeds.append((address, title))
        elif line:
            place, _, query = line.partition("?")
            asked = dict(pair.split("=", 1) for pair in query.split("&") if pair)
            page = _Page(_compiled(place), {name: _compiled(value) for name, value in asked.items()}, [], [])
            yield page


def _compiled(pattern: str) -> re.Pattern[str]:
    start = pattern.removesuffix("/...")
    text = _WORD.sub(lambda word: f"(?P<{word[1]}>{_KINDS.get(word[2], '[^/]+')})", re.escape(start))
    return re.compile(text + ("(?:/.*)?" if start != pattern else ""))
