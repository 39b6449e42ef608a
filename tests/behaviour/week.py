"""A week of a publisher: a real server on loopback with feeds of every habit, and newsterm asking them by its timer.

Time is moved by hand; every request is written down with the time and the answer, and judged as a publisher would.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from newsterm.fetching.client import Client
from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.refresh import refresh
from newsterm.operations.subscribe import subscribe
from newsterm.parsing.workers import ParserPool
from newsterm.storage import fetch_states
from newsterm.storage.library import Library
from tests.fakes.http_server import Answer, HttpServer, Request, redirect

START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
_ROUND = timedelta(minutes=5)
"""Between two looks for feeds whose time has come, as in the interface."""
_LEAST = 3600


class Asked(NamedTuple):
    """One request with its answer."""

    at: datetime
    path: str
    request: Request
    answer: Answer

    def given(self, name: str) -> str:
        """A header of the answer, "" if it has none."""
        return next((str(value) for key, value in self.answer.headers if key.lower() == name), "")


@dataclass
class Publisher:
    """Feeds of every habit."""

    now: datetime = START
    asked: list[Asked] = field(default_factory=list)

    def routes(self) -> dict[str, Callable[[Request], Answer]]:
        """By path: what answers, and writes it down. `/moved` is subscribed to by nobody: a redirect leads there."""
        habits = {name.removeprefix("_habit_"): getattr(self, name) for name in dir(self) if name.startswith("_habit_")}
        return {f"/{name}": self._written_down(f"/{name}", habit) for name, habit in habits.items()}

    def _written_down(self, path: str, habit: Callable[[Request], Answer]) -> Callable[[Request], Answer]:
        def answer(request: Request) -> Answer:
            given = habit(request)
            self.asked.append(Asked(self.now, path, request, given))
            return given

        return answer

    def _feed(self, hours: int, about: str = "") -> bytes:
        """A feed that has something new every so many hours."""
        newest = int((self.now - START).total_seconds() // 3600 // hours)
        items = "".join(
            f"<item><guid>{n}</guid><title>Story {n}</title>"
            f"<pubDate>{(START + timedelta(hours=hours * n)):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
            for n in range(newest, newest - 20, -1)
        )
        head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed of {hours}</title>{about}'
        return f"{head}{items}</channel></rss>".encode()

    def _conditional(self, request: Request, body: bytes, *, etag: bool = True, modified: bool = True) -> Answer:
        tag = f'"{hash(body) & 0xFFFFFFFF:x}"'
        date = f"{self.now.replace(minute=0, second=0):%a, %d %b %Y %H}:00:00 GMT"
        headers = [*([("ETag", tag)] if etag else []), *([("Last-Modified", date)] if modified else [])]
        sent = request.header("If-None-Match" if etag else "If-Modified-Since")
        return Answer(status=304, headers=headers) if sent == (tag if etag else date) else Answer(body, headers=headers)

    def _habit_busy(self, request: Request) -> Answer:
        return self._conditional(request, self._feed(1))

    def _habit_daily(self, request: Request) -> Answer:
        return self._conditional(request, self._feed(24))

    def _habit_weak(self, request: Request) -> Answer:
        answer = self._conditional(request, self._feed(6), modified=False)
        return Answer(answer.body, answer.status, [("ETag", "W/" + str(answer.headers[0][1]))])

    def _habit_dated(self, request: Request) -> Answer:
        return self._conditional(request, self._feed(6), etag=False)

    def _habit_bare(self, _: Request) -> Answer:
        return Answer(self._feed(3))

    def _habit_restless(self, _: Request) -> Answer:
        """The same body for ever, with another tag at every ask."""
        return Answer(self._feed(10_000), headers=[("ETag", f'"{len(self.asked)}"')])

    def _habit_stubborn(self, request: Request) -> Answer:
        conditional = request.header("If-None-Match")
        return Answer(status=304) if conditional else Answer(self._feed(2), headers=[("ETag", '"for ever"')])

    def _habit_patient(self, request: Request) -> Answer:
        answer = self._conditional(request, self._feed(1))
        return Answer(answer.body, answer.status, [*answer.headers, ("Cache-Control", "max-age=21600")])

    def _habit_slow(self, request: Request) -> Answer:
        return self._conditional(request, self._feed(1, "<ttl>240</ttl>"))

    def _habit_limited(self, request: Request) -> Answer:
        if self.now.hour % 6 == 3:
            return Answer(status=429, headers=[("Retry-After", "5400")])
        return self._conditional(request, self._feed(1))

    def _habit_maintained(self, request: Request) -> Answer:
        if self.now.hour in {2, 3, 4}:
            until = self.now.replace(hour=5, minute=0, second=0)
            return Answer(status=503, headers=[("Retry-After", f"{until:%a, %d %b %Y %H:%M:%S} GMT")])
        return self._conditional(request, self._feed(2))

    def _habit_failing(self, _: Request) -> Answer:
        return Answer(status=500)

    def _habit_missing(self, _: Request) -> Answer:
        return Answer(status=404)

    def _habit_gone(self, _: Request) -> Answer:
        return Answer(status=410)

    def _habit_baking(self, request: Request) -> Answer:
        answer = self._conditional(request, self._feed(2))
        cookies = [("Set-Cookie", "id=1; Path=/"), ("Set-Cookie", "seen=yes")]
        return Answer(answer.body, answer.status, [*answer.headers, *cookies])

    def _habit_moved(self, request: Request) -> Answer:
        return self._conditional(request, self._feed(4))

    def _habit_moving(self, _: Request) -> Answer:
        return redirect("/moved", 301, [("Set-Cookie", "moved=1")])


class Report(NamedTuple):
    """How a client behaved: everything but the first two should be 0."""

    requests: int
    feeds: int
    unconditional_repeats: int
    invented_validators: int
    polls_under_the_least_interval: int
    ignored_wishes: int
    ignored_retry_after: int
    polls_after_410: int
    cookies: int
    referers: int

    def faults(self) -> int:
        """All faults together."""
        return sum(self[2:])


def judge(asked: list[Asked]) -> Report:
    """Judge what a publisher saw."""
    counts: defaultdict[str, int] = defaultdict(int)
    by_path: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_path[one.path].append(one)
    for history in by_path.values():
        for fault in _faults(history):
            counts[fault] += 1
    return Report(len(asked), len(by_path), *(counts[name] for name in Report._fields[2:]))


def _faults(history: list[Asked]) -> Iterator[str]:
    """What was wrong with the requests to one path, in their order."""
    given = {"etag": "", "last-modified": ""}
    ever: set[str] = set()
    before: Asked | None = None
    for one in history:
        sent = {name: one.request.header(header) for name, header in _CONDITIONS.items()}
        if any(value is not None and value not in ever for value in sent.values()):
            yield "invented_validators"
        if any(given.values()) and not any(sent.values()) and one.path != "/stubborn":
            yield "unconditional_repeats"
        yield from (name for name, header in _NEVER.items() if one.request.header(header) is not None)
        if before is not None:
            yield from _too_soon(before, (one.at - before.at).total_seconds())
        if one.answer.status in {200, 304}:
            for name, known in given.items():
                value = one.given(name)
                given[name] = value or ("" if one.answer.status == 200 else known)
                ever.add(value)
        before = one


_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_NEVER = {"cookies": "Cookie", "referers": "Referer"}


def _too_soon(before: Asked, seconds: float) -> Iterator[str]:
    status = before.answer.status
    if status in {200, 304, 301, 500, 404} and seconds < _LEAST:
        yield "polls_under_the_least_interval"
    if status in {200, 304} and seconds < {"/patient": 21_600, "/slow": 14_400}.get(before.path, 0):
        yield "ignored_wishes"
    if status == 410:
        yield "polls_after_410"
    wait = before.given("retry-after")
    if wait.isdigit():
        until = before.at + timedelta(seconds=int(wait))
    elif wait:
        until = datetime.strptime(wait, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    else:
        return
    if before.at + timedelta(seconds=seconds) < until:
        yield "ignored_retry_after"


async def live(directory: Path, days: float) -> Publisher:
    """Let newsterm ask a publisher by its timer for some days; returns what the publisher saw."""
    publisher = Publisher()
    with contextlib.closing(Library.open(directory)) as library:
        ctx = Context(library, now=lambda: publisher.now)
        async with (
            HttpServer(routes=dict(publisher.routes())) as server,
            ParserPool(1) as parsers,
            Client(now=ctx.now) as client,
        ):
            subscribe(ctx, [FeedLink(server.url(path)) for path in server.routes if path != "/moved"])
            while publisher.now < START + timedelta(days=days):
                first = fetch_states.first_time(library.reader())
                if first is not None and first <= publisher.now:
                    await refresh(
                        ctx,
                        None,
                        client=client,
                        parsers=parsers,
                        on_start=lambda _: None,
                        on_done=lambda _: None,
                        cancelled=asyncio.Event(),
                    )
                publisher.now += _ROUND
    return publisher
