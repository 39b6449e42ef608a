"""Refreshes over a real loopback server, with parser processes, a library and a clock that is moved by hand."""

import asyncio
from datetime import timedelta

from newsterm.fetching.client import Client
from newsterm.fetching.limits import Limits
from newsterm.model.feed import FetchState, Urgency
from newsterm.model.listing import Listing
from newsterm.model.parsed import FeedLink
from newsterm.operations.host_pacing import HostPacing
from newsterm.operations.refresh import refresh
from newsterm.operations.subscribe import subscribe
from newsterm.storage import fetch_states, windows


def rss(*items, title="Harbour Post", about=""):
    """A feed of (guid, title, text) items; `about` is more XML of its channel."""
    made = "".join(
        f"<item><guid>{guid}</guid><title>{name}</title><description>{text}</description></item>"
        for guid, name, text in items
    )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    head += ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
    return f"{head}<channel><title>{title}</title>{about}{made}</channel></rss>".encode()


TWO = rss(("1", "Ferry late", "Fog."), ("2", "Ferry later", "More fog."))


class Fleet:
    """Everything a refresh needs, and what it reported."""

    def __init__(self, ctx, server, parsers):
        self.ctx, self.server, self.parsers = ctx, server, parsers
        self.done = {}
        self.total = None
        self.cancelled = asyncio.Event()
        self.on_done = lambda _: None
        self.limits = Limits(connect=2, read=2, total=4)

    def subscribe(self, *paths):
        subscribe(self.ctx, [FeedLink(self.server.url(path)) for path in paths])

    def wait(self, **span):
        """Let time pass."""
        self.ctx.now.time += timedelta(**span)

    async def refresh(self, feeds=None, transport=None, urgency=Urgency.NOW, *, after=None):
        """Refresh, an hour later than whatever was before unless said otherwise."""
        self.done.clear()
        self.ctx.now.time += timedelta(hours=1) if after is None else after

        def start(total):
            self.total = total

        def done(refreshed):
            self.done[refreshed.url.partition(self.server.netloc)[2]] = refreshed
            self.on_done(refreshed)

        async with Client(limits=self.limits, transport=transport, now=self.ctx.now) as client:
            return await refresh(
                self.ctx,
                feeds,
                urgency=urgency,
                client=client,
                parsers=self.parsers,
                on_start=start,
                on_done=done,
                cancelled=self.cancelled,
                pacing=lambda known: HostPacing(known, longest_wait=0),
            )

    async def refresh_due(self, **after):
        """What a timer does, so much later."""
        return await self.refresh(urgency=Urgency.DUE, after=timedelta(**after))

    def rows(self, query=""):
        return windows.window(self.ctx.library.reader(), Listing(query), 0, 1000, self.ctx.now())

    def state(self, path) -> FetchState:
        states = fetch_states.of_feeds(self.ctx.library.reader())
        return next(state for state in states if state.url == self.server.url(path))
