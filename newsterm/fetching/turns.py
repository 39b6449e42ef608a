"""Whose turn it is: at most so many requests at once, and so many of them to one host."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Gives out turns. One that waits for its host does not take the place of another host's."""

    def __init__(self, at_once: int, per_host: int) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._per_host = per_host
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._interested: defaultdict[str, int] = defaultdict(int)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn to ask a host, and hold it."""
        slots = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        self._interested[host] += 1
        try:
            async with slots, self._all:
                yield
        finally:
            self._interested[host] -= 1
            if not self._interested[host]:
                del self._interested[host], self._hosts[host]
