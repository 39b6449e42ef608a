"""A real HTTP/1.1 server on loopback that answers as it is told, well or badly, and remembers what it was asked."""

import asyncio
import contextlib
import gzip
import ssl
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self, TypeAlias

Headers: TypeAlias = Sequence[tuple[str, str | bytes]]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, values as Latin-1."""
    connection: int
    """Number of the connection that it came over, from 0."""

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to answer, and how to misbehave."""

    body: bytes = b""
    status: int = 200
    headers: Headers = ()
    content_type: str = "application/rss+xml"
    chunked: bool = False
    length: int | None = None
    """Content-Length to claim instead of the true one; -1 for none at all (the body ends with the connection)."""
    stop_after: int | None = None
    """Bytes of the body after which nothing more is sent; the connection stays open."""
    close_after: int | None = None
    """Bytes of the body after which the connection is closed."""
    silent: bool = False
    """Never answer anything."""
    raw: bytes | None = None
    """Send exactly this and close."""
    wait_for: asyncio.Event | None = None
    """Answer only when this is set."""
    trickle: float | None = None
    """Seconds between two bytes of the body."""
    endless_head: bool = False
    """Send headers for ever, one at a time."""
    before: bytes = b""
    """Sent before the answer, such as an interim one."""
    version: str = "1.1"

    def head(self) -> bytes:
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Odd"
        lines = [f"HTTP/{self.version} {self.status} {phrase}".encode()]
        if self.content_type and self.status not in {204, 304}:
            lines.append(f"Content-Type: {self.content_type}".encode())
        if self.chunked:
            lines.append(b"Transfer-Encoding: chunked")
        elif self.length != -1 and self.status not in {204, 304}:
            lines.append(b"Content-Length: %d" % (len(self.body) if self.length is None else self.length))
        for name, value in self.headers:
            lines.append(name.encode() + b": " + (value if isinstance(value, bytes) else value.encode("latin-1")))
        return b"\r\n".join(lines) + b"\r\n\r\n"


Route: TypeAlias = Answer | Callable[[Request], Answer]


def redirect(location: str | bytes, status: int = 302, headers: Headers = ()) -> Answer:
    return Answer(status=status, headers=[("Location", location), *headers])


def gzipped(body: bytes, coding: str = "gzip") -> Answer:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress}[coding](body)
    return Answer(packed, headers=[("Content-Encoding", coding)])


@dataclass(eq=False)
class HttpServer:
    """The server; `async with HttpServer() as server`, then `server.routes["/feed"] = Answer(...)`."""

    routes: dict[str, Route] = field(default_factory=dict)
    """By path without query. What is not here is 404."""
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self.host, 0, ssl=self.tls)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{'https' if self.tls else 'http'}://{self.netloc}{path}"

    def targets(self) -> list[str]:
        return [request.target for request in self.requests]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        number, self.connections = self.connections, self.connections + 1
        try:
            while await self._answer_one(reader, writer, number):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client went away, or the test is over
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head[:-4].split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = tuple((name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines))
        request = Request(method, target, headers, number)
        self.requests.append(request)
        route = self.routes.get(target.split("?", 1)[0], Answer(b"not here", 404, content_type="text/plain"))
        answer = route if isinstance(route, Answer) else route(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._send(answer, writer)
        finally:
            self.at_once -= 1

    async def _send(self, answer: Answer, writer: asyncio.StreamWriter) -> bool:
        """Send an answer; returns whether the connection can serve another request."""
        if answer.wait_for:
            await answer.wait_for.wait()
        if answer.silent:
            await asyncio.Event().wait()
        if answer.before:
            writer.write(answer.before)
        while answer.endless_head:
            writer.write(b"X-More: and more\r\n")
            await writer.drain()
            await asyncio.sleep(0.001)
        if answer.raw is not None:
            writer.write(answer.raw)
            await writer.drain()
            return False
        writer.write(answer.head())
        end = next((limit for limit in (answer.stop_after, answer.close_after) if limit is not None), len(answer.body))
        body = answer.body[:end]
        if answer.chunked:
            for start in range(0, len(body), 1000):
                piece = body[start : start + 1000]
                writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                await writer.drain()
            if end == len(answer.body):
                writer.write(b"0\r\n\r\n")
        elif answer.trickle is not None:
            for byte in body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(answer.trickle)
        else:
            writer.write(body)
        await writer.drain()
        if answer.stop_after is not None:
            await asyncio.Event().wait()
        return answer.close_after is None and answer.length is None and answer.version == "1.1"
