"""Connecting to hosts: each address that a name leads to is checked, and connected to as it was checked.

A name is looked up once for a connection, so that no second answer of a hostile name server (DNS rebinding) can lead
elsewhere than the one that was checked. Several addresses are tried as RFC 8305 (Happy Eyeballs) says: both families in
turn, the next one a moment later, so that one which swallows everything costs a fraction of a second.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore
import httpx

from newsterm.fetching.looking_up import Resolver, resolve
from newsterm.text.addresses import is_public_address

_HEAD_START = 0.25
"""Seconds that an address is tried before the next one is tried beside it (RFC 8305, section 8)."""
_MOST_TRIED = 8


WRITTEN_TARGET = "newsterm.target"
"""The extension of a request that holds what to ask for, byte for byte; a proxy is asked for the whole address."""


class OwnNetworkError(httpcore.ConnectError):
    """A name leads to this computer or its own network, although it should not."""


class CheckedBackend(httpcore.AnyIOBackend):
    """Connects to addresses that were checked.

    Args:
        only_public: whether addresses of this computer and its own network are refused.
        resolver: looks hosts up.
        is_public: tells addresses of the internet from others.
    """

    def __init__(
        self,
        *,
        only_public: bool,
        resolver: Resolver = resolve,
        is_public: Callable[[str], bool] = is_public_address,
    ) -> None:
        self._only_public = only_public
        self._resolve = resolver
        self._is_public = is_public

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host.

        Raises:
            OwnNetworkError: it may not be connected to.
            httpcore.ConnectTimeout: it took too long.
            httpcore.ConnectError: it cannot be reached.
        """
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._addresses(host, port)
                return await _first(
                    [
                        lambda address=address: super(CheckedBackend, self).connect_tcp(  # type: ignore[misc]
                            address, port, timeout, local_address, socket_options
                        )
                        for address in addresses[:_MOST_TRIED]
                    ]
                )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses: Sequence[str] = [str(ipaddress.ip_address(host))]
        except ValueError:
            addresses = await self._resolve(host, port)
        if self._only_public:
            allowed = [address for address in addresses if self._is_public(address)]
            if not allowed and addresses:
                raise OwnNetworkError(addresses[0])
            addresses = allowed
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        return addresses


class CheckedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport, with a network of ours below it.

    Args:
        backend: connects.
        limits: of connections.
        verify: the TLS context.
    """

    def __init__(self, backend: CheckedBackend, limits: httpx.Limits, verify: Any) -> None:
        super().__init__(verify=verify, limits=limits)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask for what was written."""
        if (target := request.extensions.get(WRITTEN_TARGET)) is not None:
            request.extensions = {**request.extensions, "target": target}
        return await super().handle_async_request(request)


async def _first(
    attempts: Sequence[Callable[[], Awaitable[httpcore.AsyncNetworkStream]]],
) -> httpcore.AsyncNetworkStream:
    """The stream of the first attempt that succeeds; each gets a head start before the next.

    Raises:
        httpcore.ConnectError: what the last to fail raised, if all failed.
    """
    waiting = list(attempts)
    running: set[asyncio.Task[httpcore.AsyncNetworkStream]] = set()
    failure: BaseException | None = None
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.ensure_future(waiting.pop(0)()))
            done, _ = await asyncio.wait(
                running, timeout=_HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            running -= done
            for task in done:
                if task.exception() is None:
                    return task.result()
                failure = task.exception()
    finally:
        for task in running:
            task.cancel()
        for late in await asyncio.gather(*running, return_exceptions=True):
            if isinstance(late, httpcore.AsyncNetworkStream):
                await late.aclose()
    raise failure or httpcore.ConnectError("no address")
