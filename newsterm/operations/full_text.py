"""Full text: the story of an article's page, fetched as politely as feeds are."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsterm.fetching.client import Client, Fetched
from newsterm.model.errors import FetchError, NewstermError, ParseError
from newsterm.model.feed import FetchState
from newsterm.model.login import Login
from newsterm.operations.context import Context
from newsterm.operations.logins import login_of
from newsterm.operations.wording import counted, quoted
from newsterm.parsing.workers import ParserPool
from newsterm.storage import articles, fetch_states, pages, revisions
from newsterm.text.addresses import host_of
from newsterm.text.document_codec import decode_text
from newsterm.text.normalised_text import normalised_hash

_AT_ONCE = 8
_ABSENT = {404: "the page is not there any more", 410: "the page is gone for good"}
"""By status: what it means of a page."""


@dataclass(frozen=True, slots=True)
class PageFetched:
    """What came of fetching the page of one article."""

    article: int
    sentence: str
    is_there: bool
    """Whether the story is in the library now."""


async def fetch_pages(
    ctx: Context,
    ids: Sequence[int],
    *,
    client: Client,
    parsers: ParserPool,
    logins: Mapping[str, Login],
    on_done: Callable[[PageFetched], None],
) -> list[PageFetched]:
    """Fetch the pages of articles; each story becomes its article's text, what the feed brought stays beside it.

    Args:
        ctx: the library.
        ids: the articles.
        client: what fetches; it asks a host twice at once at most.
        parsers: what finds the stories.
        logins: those of config.toml, by the addresses of feeds.
        on_done: called in the event loop for every article as it is done.
    """
    slots = asyncio.Semaphore(_AT_ONCE)

    async def fetch(article: int) -> PageFetched:
        async with slots:
            try:
                sentence = await _fetch(ctx, article, client, parsers, logins)
            except NewstermError as error:
                done = PageFetched(article, str(error), is_there=False)
            else:
                done = PageFetched(article, sentence, is_there=True)
        on_done(done)
        return done

    return list(await asyncio.gather(*map(fetch, dict.fromkeys(ids))))


async def fetch_wanted(
    ctx: Context,
    since: datetime,
    *,
    client: Client,
    parsers: ParserPool,
    logins: Mapping[str, Login],
    on_done: Callable[[PageFetched], None] = lambda _: None,
) -> list[PageFetched]:
    """Fetch the pages of what arrived since a time, for feeds that are set to full text; see `fetch_pages`."""
    ids = pages.wanted(ctx.library.reader(), since)
    return await fetch_pages(ctx, ids, client=client, parsers=parsers, logins=logins, on_done=on_done)


async def fetch_page(client: Client, url: str, login: Login | None = None, *, named_by: str = "") -> Fetched:
    """Fetch a page, see `Client.fetch`; what is wrong is said of a page, not of a feed.

    Raises:
        FetchError: why it did not come, in one sentence.
    """
    try:
        return await client.fetch(url, login=login, named_by=named_by)
    except FetchError as error:
        if error.status not in _ABSENT:
            raise
        answer, _, _ = str(error).partition(": ")
        sentence = f"{answer}: {_ABSENT[error.status]}."
        raise FetchError(sentence, trouble=error.trouble, wait=error.wait, status=error.status) from error


def summed_up(done: Iterable[PageFetched]) -> str:
    """How fetching pages went, in a sentence."""
    results = list(done)
    if len(results) == 1:
        return results[0].sentence
    there = sum(result.is_there for result in results)
    failed = len(results) - there
    words = f"Full text of {counted(there, 'article')}" if there else "No full text"
    first = next((result.sentence for result in results if not result.is_there), "")
    return f"{words}; {failed:,} failed, the first: {first}" if failed else words


async def _fetch(ctx: Context, article: int, client: Client, parsers: ParserPool, logins: Mapping[str, Login]) -> str:
    reader = ctx.library.reader()
    known = articles.by_id(reader, article)
    url = known.row.url
    if not url.startswith(("http://", "https://")):
        raise FetchError(f"{quoted(known.row.title)} has no page: its feed gives no address.")
    feed_document = known.document if known.page is None else known.page.other
    state = fetch_states.of_feed(reader, known.row.feed)
    named_by = "" if state is None or state.url.startswith(fetch_states.NO_NETWORK_FEED) else state.url
    fetched = await fetch_page(client, url, await _login(state, url, logins), named_by=named_by)
    try:
        read = await parsers.parse_page(
            fetched.body, fetched.url, fetched.content_type, feed_length=len(feed_document.text)
        )
    except ParseError as error:
        raise ParseError(f"{host_of(fetched.url)}: {error}") from error
    story = read.entries[0]
    at = ctx.now()
    with ctx.library.writing(durable=False) as connection:
        if known.page is not None:
            title, standing = revisions.standing(connection, article, of_page=True)
            before = normalised_hash(title, decode_text(standing))
            if before != normalised_hash(title, story.text):
                revisions.keep(connection, article, text_hash=before, at=at, of_page=True)
        pages.store(connection, article, story, url=fetched.url, at=at)
    return f"Full text of {quoted(known.row.title)} from {host_of(fetched.url)}"


async def _login(state: FetchState | None, url: str, logins: Mapping[str, Login]) -> Login | None:
    """The login of the article's feed, where the page is of the same host."""
    if state is None or host_of(state.url) != host_of(url):
        return None
    return await asyncio.to_thread(login_of, state, logins)
