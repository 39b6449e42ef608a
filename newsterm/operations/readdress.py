"""Giving a feed another address: because the user says so, or because its publisher said so for days."""

from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Connection

from newsterm.model.errors import AddressError
from newsterm.model.event import EventKind
from newsterm.model.feed import Feed
from newsterm.model.identifiers import encode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.wording import capitalised, quoted
from newsterm.storage import feeds, fetch_states, journal, twins
from newsterm.storage.journal import Appended, Draft
from newsterm.text.addresses import normalise_feed_address

PUBLISHER = "publisher"
"""Who the journal says moved a feed whose publisher said for days that it has moved."""


def readdress(ctx: Context, feed: int, address: str) -> Outcome:
    """Give a feed another address, to be asked at once; a feed that is there already takes over its articles.

    Args:
        ctx: the library and who acts.
        feed: its id.
        address: as the user types it.

    Raises:
        AddressError: it is none that newsterm fetches.
        NotFoundError: there is no such feed.
    """
    url = normalise_feed_address(address)
    known = feeds.find(ctx.library.reader(), encode(feed))
    if url == known.url:
        return Outcome(f"{quoted(known.title)} has that address already")
    if known.url.startswith(fetch_states.NO_NETWORK_FEED):
        raise AddressError(f"{quoted(known.title)} comes from no address; it cannot get one.")
    with ctx.library.writing(durable=True) as connection:
        appended = _move(connection, known, url, actor=ctx.actor, now=ctx.now())
        for changed in appended.feeds:
            fetch_states.postpone(connection, changed, None, "")
    return Outcome(capitalised(appended.label), appended.articles, appended.feeds, appended.group)


def follow_move(connection: Connection, feed: int, url: str, now: datetime) -> None:
    """Follow a feed to the address that its publisher gave; the history tells of it, and can take it back.

    Args:
        connection: in a write transaction, everything stored being findable.
        feed: its id.
        url: where it is now.
        now: the time.
    """
    known = next((each for each in feeds.all_feeds(connection) if each.id == feed), None)
    if known is not None:
        _move(connection, known, url, actor=PUBLISHER, now=now)


def _move(connection: Connection, feed: Feed, url: str, *, actor: str, now: datetime) -> Appended:
    subject = encode(feed.id)
    holder = next((each for each in feeds.all_feeds(connection, subscribed=False) if each.url == url), None)
    if holder is None:
        label = f"moved {quoted(feed.title)} to {url}"
        drafts = [Draft(EventKind.READDRESSED, {"url": url}, subject)]
    else:
        label = f"merged {quoted(feed.title)} into {quoted(holder.title)}"
        drafts = list(_merging(connection, feed, holder))
    appended = journal.append(connection, drafts, actor=actor, now=now, label=label)
    return appended._replace(label=label)


def _merging(connection: Connection, feed: Feed, holder: Feed) -> Iterator[Draft]:
    """What makes one feed of two: marks go over to the articles that both have, the others go over themselves."""
    yield Draft(EventKind.SUBSCRIBED, {"url": holder.url, "folder": feed.folder}, encode(holder.id))
    pairs = twins.pairs(connection, feed.id, holder.id)
    for old, new in pairs:
        yield from _handing_over(old, new)
    paired = {old.id for old, _ in pairs}
    others = [article for article in twins.ids(connection, feed.id) if article not in paired]
    if others:
        yield Draft(EventKind.ADOPTED, {"articles": others, "feed": encode(holder.id), "before": encode(feed.id)})
    yield Draft(EventKind.UNSUBSCRIBED, {}, encode(feed.id))


def _handing_over(old: twins.Marked, new: twins.Marked) -> Iterator[Draft]:
    """Marks that one article has, for the other."""
    there, here = {"articles": [new.id]}, {"articles": [old.id]}
    if old.read:
        yield Draft(EventKind.READ, there)
    for is_marked, kind, opposite in (
        (old.starred, EventKind.STARRED, EventKind.UNSTARRED),
        (old.later, EventKind.LATER, EventKind.NOT_LATER),
        (old.archived, EventKind.ARCHIVED, EventKind.UNARCHIVED),
    ):
        if is_marked:
            yield Draft(kind, there)
            yield Draft(opposite, here)
    for tag in old.tags:
        yield Draft(EventKind.TAGGED, {**there, "tag": tag})
        yield Draft(EventKind.UNTAGGED, {**here, "tag": tag})
    if old.note:
        text = f"{new.note}\n\n{old.note}" if new.note and new.note != old.note else old.note
        yield Draft(EventKind.NOTED, {**there, "text": text})
        yield Draft(EventKind.NOTED, {**here, "text": ""})
    if old.snooze[0] and not new.snooze[0]:
        yield Draft(EventKind.SNOOZED, {**there, "until": old.snooze})
        yield Draft(EventKind.SNOOZED, {**here, "until": (0, 0)})
