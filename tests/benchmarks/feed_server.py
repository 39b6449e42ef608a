"""A fast HTTP server on loopback with generated feeds, run as a process of its own.

`python -m tests.benchmarks.feed_server FEEDS ITEMS BYTES` prints its port and serves `/feed/N` until standard input
is closed. It listens on all of 127.0.0.0/8, so that every feed can have a host of its own, as in life.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

_SYLLABLES = "ba ko ri ten mar sol u vi den pra lo ski ne tor hal gi om sta fe wen dar li cho mu es bra ny pol ta ver"
_NEWEST = datetime(2026, 11, 20, 12, tzinfo=UTC)


def addresses(port: int, feeds: int) -> list[str]:
    """The addresses of the feeds, each on its own host."""
    return [f"http://127.0.{1 + number // 200}.{1 + number % 200}:{port}/feed/{number}" for number in range(feeds)]


def make_feed(number: int, items: int, size: int) -> bytes:
    """One RSS feed of about `size` bytes; the same for the same number."""
    chance = random.Random(number)
    syllables = _SYLLABLES.split()
    vocabulary = ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))) for _ in range(1_500)]
    parts = [
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>',
        f"<title>Feed {number}</title><link>http://site{number}.example/</link>",
        f"<description>Feed {number}</description>",
    ]
    room = size // items - 510
    for item in range(items):
        published = format_datetime(_NEWEST - timedelta(minutes=number + 700 * item))
        title = " ".join(chance.choices(vocabulary, k=8)).capitalize()
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < room:
            words = " ".join(chance.choices(vocabulary, k=50))
            paragraphs.append(f'<p>{words} <a href="http://site{number}.example/{item}/more">more</a>.</p>')
        parts.append(
            f"<item><title>{title}</title><link>http://site{number}.example/{item}</link>"
            f'<guid isPermaLink="false">feed-{number}-item-{item}</guid><pubDate>{published}</pubDate>'
            f"<description><![CDATA[{''.join(paragraphs)}]]></description></item>"
        )
    parts.append("</channel></rss>")
    return "".join(parts).encode()


def etag(number: int) -> str:
    """The entity tag of a feed."""
    return f'"feed-{number}-1"'


class _Connection(asyncio.Protocol):
    """One connection: GET with If-None-Match and keep-alive, no more."""

    def __init__(self, feeds: list[bytes]) -> None:
        self._feeds = feeds
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            number = int(request.split(b" ", 2)[1].rpartition(b"/")[2])
            tag = etag(number).encode()
            if tag in request:
                self._transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n")
                continue
            body = self._feeds[number]
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: %s\r\nContent-Length: %d\r\n\r\n"
                % (tag, len(body))
            )
            self._transport.write(body)


async def _serve(feeds: list[bytes]) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(feeds), "0.0.0.0", 0, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    ended = asyncio.Event()

    def look_for_the_end() -> None:
        if not os.read(0, 1024):
            ended.set()

    loop.add_reader(0, look_for_the_end)
    await ended.wait()
    server.close()


@contextmanager
def feed_server(feeds: int, items: int = 30, size: int = 75_000) -> Iterator[list[str]]:
    """A running server's feed addresses; it ends with the context."""
    command = [sys.executable, "-m", "tests.benchmarks.feed_server", *map(str, (feeds, items, size))]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, text=True) as process:
        assert process.stdout
        assert process.stdin
        yield addresses(int(process.stdout.readline()), feeds)
        process.stdin.close()


def main() -> None:
    """Make the feeds and serve them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("feeds", type=int)
    parser.add_argument("items", type=int)
    parser.add_argument("size", type=int, help="bytes of a feed")
    parsed = parser.parse_args()
    asyncio.run(_serve([make_feed(number, parsed.items, parsed.size) for number in range(parsed.feeds)]))


if __name__ == "__main__":
    main()
