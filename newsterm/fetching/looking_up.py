"""Looking up the addresses of hosts, each in a thread of its own.

A pool of threads would be full of names that nobody answers for, and names that are answered for at once would wait for
them; nor may the end of the program wait for a lookup.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from itertools import chain, zip_longest
from typing import Any

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host, best first, or raises `socket.gaierror`."""


async def resolve(host: str, port: int) -> list[str]:
    """Look a host up as this computer does; the families take turns.

    Raises:
        socket.gaierror: it is not known, or nobody could be asked.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[tuple[Any, ...]]] = loop.create_future()

    def look_up() -> None:
        answer: list[tuple[Any, ...]] = []
        failure: OSError | None = None
        try:
            answer = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except UnicodeError:
            failure = socket.gaierror(socket.EAI_NONAME, "no name of a host")
        except OSError as error:
            failure = error
        with contextlib.suppress(RuntimeError):  # the program is ending
            loop.call_soon_threadsafe(_settle, found, answer, failure)

    threading.Thread(target=look_up, name=f"looking up {host[:40]}", daemon=True).start()
    addresses = dict.fromkeys((family, str(where[0])) for family, _, _, _, where in await found)
    first = next(iter(addresses), (socket.AF_INET, ""))[0]
    like = [address for family, address in addresses if family == first]
    unlike = [address for family, address in addresses if family != first]
    return [address for address in chain.from_iterable(zip_longest(like, unlike)) if address]


def _settle(
    found: "asyncio.Future[list[tuple[Any, ...]]]", answer: list[tuple[Any, ...]], failure: OSError | None
) -> None:
    if found.done():
        return
    if failure is None:
        found.set_result(answer)
    else:
        found.set_exception(failure)
