"""The background process for real: a process of its own, a loopback server, a library on disk."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest

from newsterm.background.client import BackgroundProcess
from newsterm.background.protocol import FeedDone, ProcessDied, RefreshFinished, RefreshStarted
from newsterm.model.errors import NewstermError
from newsterm.model.feed import Urgency
from newsterm.model.listing import Listing
from newsterm.model.parsed import FeedLink
from newsterm.operations.context import Context
from newsterm.operations.subscribe import subscribe
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.fakes.http_server import Answer, HttpServer

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>
<item><guid>1</guid><title>Ferry late</title></item></channel></rss>"""
LONG = 20
"""Seconds after which something that should have happened has not."""


class Desk:
    """The interface's side: the library, the process, and what it said."""

    def __init__(self, directory, server):
        self.directory, self.server = directory, server
        self.said = []
        self._news = asyncio.Event()
        self.background = BackgroundProcess(directory, self._hear)

    def _hear(self, message):
        self.said.append(message)
        self._news.set()

    def subscribe(self, *paths):
        with contextlib.closing(Library.open(self.directory)) as library:
            subscribe(Context(library), [FeedLink(self.server.url(path)) for path in paths])

    def articles(self):
        with contextlib.closing(Library.open(self.directory)) as library:
            ctx = Context(library)
            return windows.count(library.reader(), Listing(), ctx.now())

    async def hear(self, kind):
        """Wait for a message of this kind and return it; those before it are forgotten."""
        async with asyncio.timeout(LONG):
            while True:
                for number, message in enumerate(self.said):
                    if isinstance(message, kind):
                        del self.said[: number + 1]
                        return message
                self._news.clear()
                await self._news.wait()


@pytest.fixture
async def desk(tmp_path):
    async with HttpServer() as server:
        desk = Desk(tmp_path, server)
        yield desk
        await desk.background.stop()


def children_of(pid):
    """Process ids of all living descendants."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    found, wanted = set(), {pid}
    while wanted:
        wanted = {int(child) for child, parent, state in rows if int(parent) in wanted and not state.startswith("Z")}
        found |= wanted
    return found


@contextlib.contextmanager
def watched(pids):
    """Give a future that is done when all these processes have ended."""
    loop = asyncio.get_running_loop()
    gone = loop.create_future()
    living = {os.pidfd_open(pid) for pid in pids}

    def leave(descriptor):
        loop.remove_reader(descriptor)
        os.close(descriptor)
        living.discard(descriptor)
        if not living and not gone.done():
            gone.set_result(None)

    for descriptor in set(living):
        loop.add_reader(descriptor, leave, descriptor)
    try:
        yield gone
    finally:
        for descriptor in set(living):
            leave(descriptor)


async def test_a_refresh_reports_each_feed_and_its_end(desk):
    desk.server.routes["/a"] = Answer(RSS)
    desk.subscribe("/a", "/missing")
    await desk.background.refresh()
    assert await desk.hear(RefreshStarted) == RefreshStarted(2, Urgency.DUE)
    done = [await desk.hear(FeedDone), await desk.hear(FeedDone)]
    assert {(d.refreshed.status, d.total) for d in done} == {("new", 2), ("failed", 2)}
    assert [d.done for d in done] == [1, 2]
    finished = await desk.hear(RefreshFinished)
    assert finished == RefreshFinished(
        1, 1, cancelled=False, sentence="1 new in 1 of 2 feeds, 1 failed", urgency=Urgency.DUE
    )
    assert desk.articles() == 1


async def test_it_stands_back_behind_the_interface(desk):
    desk.server.routes["/a"] = Answer(RSS)
    desk.subscribe("/a")
    await desk.background.refresh()
    await desk.hear(RefreshFinished)
    here, there = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (os.getpid(), desk.background.pid))
    assert there > here or here >= 10


async def test_a_refresh_of_one_feed_waits_for_the_one_under_way(desk):
    gate = asyncio.Event()
    desk.server.routes["/a"] = Answer(RSS, wait_for=gate)
    desk.subscribe("/a")
    await desk.background.refresh()
    await desk.hear(RefreshStarted)
    await desk.background.refresh([])
    gate.set()
    assert (await desk.hear(RefreshFinished)).new == 1
    assert await desk.hear(RefreshStarted) == RefreshStarted(0, Urgency.DUE)
    assert (await desk.hear(RefreshFinished)).new == 0


async def test_cancel_ends_a_refresh_and_keeps_what_was_stored(desk):
    desk.server.routes["/a"] = Answer(RSS)
    desk.server.routes["/silent"] = Answer(silent=True)
    desk.subscribe("/a", "/silent")
    await desk.background.refresh()
    await desk.hear(FeedDone)
    await desk.background.cancel()
    finished = await desk.hear(RefreshFinished)
    assert finished.cancelled
    assert desk.articles() == 1


async def test_feeds_of_a_site_are_found(desk):
    page = b'<html><head><link rel=alternate type="application/rss+xml" title="Quay" href="/a"></head></html>'
    desk.server.routes["/"] = Answer(page, content_type="text/html")
    (link,) = await desk.background.discover(desk.server.url("/"))
    assert (link.url, link.title) == (desk.server.url("/a"), "Quay")
    with pytest.raises(NewstermError, match="only http and https"):
        await desk.background.discover("exec:id")


@pytest.mark.checklist("H66")
@pytest.mark.parametrize("ends", ["stop", "kill the interface"])
async def test_quitting_in_the_middle_of_a_refresh_takes_less_than_half_a_second(desk, ends):
    """Both ends of it: the interface quits, or dies so that nothing but the closed pipe tells."""
    bomb = b'<?xml version="1.0"?><rss version="2.0"><channel><title>B</title>' + b"<item><title>x</title>" * 40_000
    for number in range(30):
        desk.server.routes[f"/{number}"] = Answer(RSS if number % 2 else bomb)
    desk.server.routes["/silent"] = Answer(silent=True)
    desk.subscribe(*desk.server.routes)
    await desk.background.refresh()
    while not (await desk.hear(FeedDone)).refreshed.new:
        pass  # what is no feed may be done before the first of those that are
    pid = desk.background.pid
    family = {pid, *children_of(pid)}
    assert len(family) > 1
    with watched(family) as gone:
        began = time.monotonic()
        if ends == "stop":
            await desk.background.stop()
        else:
            desk.background._process.stdin.close()
        await asyncio.wait_for(gone, LONG)
        assert time.monotonic() - began < 0.5
    assert desk.articles() >= 1
    if ends == "stop":
        assert not any(isinstance(message, ProcessDied) for message in desk.said)


async def test_a_process_that_died_is_told_and_started_again(desk):
    desk.server.routes["/a"] = Answer(RSS)
    desk.server.routes["/silent"] = Answer(silent=True)
    desk.subscribe("/silent")
    await desk.background.refresh()
    await desk.hear(RefreshStarted)
    os.kill(desk.background.pid, signal.SIGKILL)
    died = await desk.hear(ProcessDied)
    assert died.reason.startswith("The background process ended unexpectedly")
    assert not desk.background.is_running
    desk.subscribe("/a")
    with contextlib.closing(Library.open(desk.directory)) as library:
        (feed,) = [
            row[0] for row in library.reader().execute("SELECT id FROM feeds WHERE url = ?", (desk.server.url("/a"),))
        ]
    await desk.background.refresh([feed])
    assert (await desk.hear(RefreshFinished)).new == 1


async def test_a_question_to_a_process_that_dies_is_answered(desk):
    asked = asyncio.Event()

    def answer(_):
        asked.set()
        return Answer(silent=True)

    desk.server.routes["/"] = answer
    asking = asyncio.create_task(desk.background.discover(desk.server.url("/")))
    await asyncio.wait_for(asked.wait(), LONG)
    os.kill(desk.background.pid, signal.SIGKILL)
    with pytest.raises(NewstermError, match="ended unexpectedly"):
        await asking


async def test_a_library_that_cannot_be_opened_ends_the_refresh_with_its_sentence(desk):
    (desk.directory / "library.db").write_text("Dear diary, " * 1000)
    await desk.background.refresh()
    finished = await desk.hear(RefreshFinished)
    assert finished.error
    assert "library.db" in finished.sentence


async def test_nothing_is_started_before_it_is_needed_nor_by_cancel_nor_after_stop(desk):
    assert not desk.background.is_running
    await desk.background.cancel()
    await desk.background.stop()
    assert not desk.background.is_running
    with pytest.raises(NewstermError, match="was stopped"):
        await desk.background.refresh()


@pytest.mark.checklist("H67")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
async def test_signals_end_it_quietly(tmp_path, number):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "newsterm.background", "--data-dir", str(tmp_path)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    process.stdin.write(b'nonsense\n{"kind":"refresh","feeds":[]}\n')
    async with asyncio.timeout(LONG):
        await process.stdout.readline()
        process.send_signal(number)
        _, err = await process.communicate()
    assert process.returncode == 0
    assert err == b""
    assert "not a line of the protocol" in (tmp_path / "newsterm.log").read_text()
