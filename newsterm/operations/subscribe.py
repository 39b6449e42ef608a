"""Subscribing to feeds."""

from collections.abc import Sequence
from dataclasses import replace

from newsterm.model.errors import AddressError
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.model.login import Login
from newsterm.model.outcome import Outcome
from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.folders import check_folder
from newsterm.operations.logins import keep_password
from newsterm.operations.wording import capitalised, counted, quoted
from newsterm.storage import feeds, fetch_states, journal
from newsterm.storage.reducing_feeds import id_for
from newsterm.text.addresses import normalise_feed_address, split_login
from newsterm.text.terminal_safety import make_safe_line


def subscribe(ctx: Context, links: Sequence[FeedLink], *, titles_are_the_users: bool = False) -> Outcome:
    """Subscribe to feeds, as one action. One that was unsubscribed comes back with its articles.

    A name and password in an address go to the system's keyring, so that they are never shown nor exported.

    Args:
        ctx: the library and who acts.
        links: the feeds with the folders they go to.
        titles_are_the_users: whether the links' titles are the user's own words, which a refresh does not replace.

    Raises:
        AddressError: an address is none that newsterm fetches.
        FolderError: a folder's name is none.
        LoginError: an address has a password in it, and the system has no keyring.
    """
    logins = {url: login for url, login in map(_login, links) if login}
    wanted = {link.url: link for link in reversed([_tidy(link) for link in links])}
    reader = ctx.library.reader()
    there = {feed.url: feed for feed in feeds.all_feeds(reader) if feed.url in wanted}
    new = [link for url, link in reversed(wanted.items()) if url not in there]
    if not new:
        if len(there) == 1:
            (feed,) = there.values()
            place = f" in {feed.folder}" if feed.folder else ""
            return Outcome(f"Already subscribed to {quoted(feed.title)}{place}", feeds=(feed.id,))
        return Outcome(f"Already subscribed to all {len(there)} feeds" if there else "No feeds there")
    drafts = [
        journal.Draft(
            EventKind.SUBSCRIBED,
            {"url": link.url, "title": link.title if titles_are_the_users else "", "folder": link.folder},
        )
        for link in new
    ]
    for url, login in logins.items():
        keep_password(url, login)
    does = f"subscribed to {_named(new)}"
    with ctx.library.writing(durable=True) as connection:
        for url in [link.url for link in new if link.url in logins]:
            setting = {"name": "login", "value": logins[url].name}
            drafts.append(journal.Draft(EventKind.FEED_SET, setting, encode(id_for(connection, url))))
        appended = journal.append(connection, drafts, actor=ctx.actor, now=ctx.now(), label=does)
        titles = {link.url: link for link in new}
        for state in fetch_states.of_feeds(connection, appended.feeds):
            link = titles[state.url]
            title = link.title if link.title and not titles_are_the_users else None
            if (title or link.site_url) and state.last_success is None:
                fetch_states.record(connection, state, title=title, site_url=link.site_url or None)
    rest = f"; {counted(len(there), 'other')} were there already" if len(there) > 1 else ""
    rest = "; one other was there already" if len(there) == 1 else rest
    return Outcome(capitalised(does) + rest, feeds=appended.feeds, group=appended.group)


def check_address(url: str) -> str:
    """Return a feed's address as it is kept.

    Raises:
        AddressError: newsterm does not fetch it.
    """
    return normalise_feed_address(url)


def _login(link: FeedLink) -> tuple[str, Login | None]:
    """The login in an address, with the address as it is kept without it."""
    url, name, password = split_login(link.url.strip())
    return (check_address(url), Login(name, password)) if name else ("", None)


def _tidy(link: FeedLink) -> FeedLink:
    try:
        url = check_address(split_login(link.url.strip())[0])
    except AddressError as error:
        if not link.title:
            raise
        raise AddressError(f"{quoted(make_safe_line(link.title))}: {error}") from error
    return replace(link, url=url, title=make_safe_line(link.title), folder=check_folder(link.folder))


def _named(links: Sequence[FeedLink]) -> str:
    if len(links) > 1:
        return counted(len(links), "feed")
    place = f" in {links[0].folder}" if links[0].folder else ""
    return quoted(links[0].title or links[0].url) + place
