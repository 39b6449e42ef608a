"""What is not installed is sought once, not with every request."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec

import pytest

from newsterm.fetching.client import Client
from tests.fakes.http_server import Answer, HttpServer


class Seeker:
    """Remembers which modules were sought on the path, and finds none."""

    def __init__(self) -> None:
        self.sought: list[str] = []

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        self.sought.append(name)
        return None


async def test_requests_do_not_seek_modules_that_are_not_there(server: HttpServer, monkeypatch: pytest.MonkeyPatch):
    server.routes["/"] = Answer(b"<rss/>")
    async with Client() as client:
        await client.fetch(server.url("/"))
        seeker = Seeker()
        monkeypatch.setattr(sys, "meta_path", [seeker, *sys.meta_path])
        for _ in range(3):
            await client.fetch(server.url("/"))
    assert seeker.sought == []
