"""Saving a page that no feed brought: it becomes an article of its own."""

from dataclasses import replace

from newsterm.fetching.client import Client
from newsterm.model.event import EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.full_text import fetch_page
from newsterm.operations.identity import candidates
from newsterm.operations.settling import Answered
from newsterm.operations.storing import Arrival, Contents, store_all
from newsterm.operations.wording import quoted
from newsterm.parsing.workers import ParserPool
from newsterm.storage import fetch_states, journal
from newsterm.storage.arrivals import stored_for
from newsterm.storage.reducing_feeds import id_for
from newsterm.text.addresses import host_of, normalise_feed_address

SAVED = f"{fetch_states.NO_NETWORK_FEED}saved"
"""The address of the feed of saved pages, which is never asked."""
_TITLE = "Saved pages"


async def save_page(ctx: Context, address: str, *, client: Client, parsers: ParserPool) -> Outcome:
    """Fetch a page and keep its story as an article in the feed of saved pages; once more, it is the same article.

    Args:
        ctx: the library and who acts.
        address: of the page, as the user types it.
        client: what fetches.
        parsers: what finds the story.

    Raises:
        AddressError: it is none that newsterm fetches.
        FetchError: it could not be fetched.
        ParseError: there is no story in it.
        LibraryError: the library cannot be written.
    """
    url = normalise_feed_address(address)
    fetched = await fetch_page(client, url)
    page = await parsers.parse_page(fetched.body, fetched.url, fetched.content_type)
    (story,) = page.entries
    kept = replace(story, guid=url, url=fetched.url, author=story.author or page.title or host_of(fetched.url))
    at = ctx.now()
    with ctx.library.writing(durable=True) as connection:
        feed = id_for(connection, SAVED)
        drafts = [journal.Draft(EventKind.SUBSCRIBED, {"url": SAVED, "title": _TITLE, "folder": ""})]
        journal.append(connection, drafts, actor=ctx.actor, now=at, label=f"subscribed to {_TITLE}")
    (found,) = candidates((kept,))
    came = Contents("", "", (found,), "", Answered(SAVED))
    (stored,) = store_all(ctx.library, [Arrival(feed, SAVED, _TITLE, came, at)])
    known = stored_for(ctx.library.reader(), feed, keys=found.keys)
    articles = tuple(article.id for article in known.values())
    name = quoted(story.title or url)
    words = "Saved" if stored.new else "Saved anew, as it changed:" if stored.updated else "Saved already:"
    return Outcome(f"{words} {name}", articles=articles, feeds=(feed,))
