"""The HTTP client: conditional, patient with publishers, bounded in time and size, without cookies or referrer."""

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Literal, Self

import httpx

from newsterm.fetching.answers import Answer, Redirected, read, stop_at_redirect
from newsterm.fetching.connecting import WRITTEN_TARGET, CheckedBackend, CheckedTransport
from newsterm.fetching.failures import host_of, network_failure
from newsterm.fetching.limits import Limits
from newsterm.fetching.looking_up import Resolver, resolve
from newsterm.fetching.missing_modules import remember_missing_modules
from newsterm.fetching.requests import (
    HEADERS,
    address,
    authorization,
    conditions,
    origin_of,
    redirected,
    target_of,
)
from newsterm.fetching.turns import Turns
from newsterm.model.errors import FetchError, Trouble
from newsterm.model.feed import Validators
from newsterm.model.login import Login
from newsterm.text.addresses import host_of as name_of
from newsterm.text.addresses import is_local, is_public_address

_NONE = Validators()


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What fetching an address brought."""

    status: Literal["ok", "unchanged"]
    url: str
    """The address that answered, after all redirects, without a login: the base of relative links."""
    lasting_url: str
    """How far redirects that are meant to last (301, 308) led: the address to subscribe to."""
    validators: Validators
    """What to send next time: what this answer gave; when unchanged, what it did not give stays as it was."""
    body: bytes = b""
    """Inflated; empty when unchanged."""
    content_type: str = ""
    fresh_for: int | None = None
    """Seconds that HTTP says the answer stays fresh; None where it does not."""


class Client:
    """Fetches addresses. Belongs to one event loop; to be used as an async context manager."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        own_hosts: Collection[str] = (),
        resolver: Resolver = resolve,
        is_public: Callable[[str], bool] = is_public_address,
        now: Callable[[], datetime] = _utc_now,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Prepare a client; nothing is opened before the first fetch.

        Args:
            limits: bounds in time, size and number.
            own_hosts: hosts that may be of the user's own network although their names do not say so.
            resolver: looks hosts up.
            is_public: tells addresses of the internet from those of this computer and its own network.
            now: the clock, for times that answers name.
            transport: plays the network in tests.
        """
        remember_missing_modules()
        self._limits = limits or Limits()
        self._turns = Turns(self._limits.at_once, self._limits.per_host)
        self._now = now
        self._own_hosts = frozenset(host.lower() for host in own_hosts)
        self._verify = httpx.create_ssl_context() if transport is None else True
        self._transport = transport
        self._make_backend = partial(CheckedBackend, resolver=resolver, is_public=is_public)
        self._clients: dict[bool, httpx.AsyncClient] = {}

    def _http(self, *, only_public: bool) -> httpx.AsyncClient:
        """The client of httpx; connections of one's own network are never used for what the internet leads to."""
        if only_public not in self._clients:
            self._clients[only_public] = self._opened(only_public=only_public)
        return self._clients[only_public]

    def _opened(self, *, only_public: bool) -> httpx.AsyncClient:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=self._limits.kept, keepalive_expiry=10.0)
        direct = self._transport or CheckedTransport(self._make_backend(only_public=only_public), limits, self._verify)
        return _Http(
            direct,
            verify=self._verify,
            headers=HEADERS,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            timeout=httpx.Timeout(self._limits.read, connect=self._limits.connect, pool=None),
            limits=limits,
            # httpx would read the place of a redirect, and fail on odd ones, even where it does not follow them.
            event_hooks={"response": [stop_at_redirect]},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()

    async def fetch(
        self,
        url: str,
        validators: Validators = _NONE,
        *,
        given_by: str = "",
        login: Login | None = None,
        named_by: str = "",
    ) -> Fetched:
        """Fetch an address, following redirects.

        Args:
            url: an http or https address; a name and password in it are sent as a login to that host alone.
            validators: what the last answer gave, for a conditional request.
            given_by: the address that gave them, so that they go to no other; where it is not known ("")
                they go along the redirects to whatever answers at the end.
            login: sent to the origin of the address alone, and only if what names the address is there too.
            named_by: the address of the feed or page that names this one, "" for the user: what the internet names
                may not lead into the user's own network.

        Raises:
            FetchError: in one plain sentence, why there is no body.
        """
        asked = lasting = address(url)
        origin = origin_of(address(named_by)) if named_by else origin_of(asked)
        only_public = not (self._is_own(url) and self.may_name(named_by or url, url))
        all_last = True
        first = asked
        seen = {asked}
        deadline = self._limits.total
        for _ in range(self._limits.redirects + 1):
            sent = conditions(validators if given_by in {"", _public(asked)} else Validators())
            if login is not None and origin_of(asked) == origin:
                sent.append(authorization(login))
            async with self._turns.turn(asked.netloc.decode("ascii")):
                began = time.monotonic()
                try:
                    written = target_of(url) if asked is first else None
                    answer = await self._ask(asked, written, sent, deadline, only_public=only_public)
                except Redirected as elsewhere:
                    target = redirected(asked, elsewhere.location)
                    if target in seen:
                        raise FetchError(
                            f"{host_of(asked)} redirects newsterm in a circle.", trouble=Trouble.UNSAFE
                        ) from None
                    seen.add(target)
                    all_last = all_last and elsewhere.lasts
                    asked, lasting = target, target if all_last else lasting
                    continue
                finally:
                    deadline -= time.monotonic() - began
            given = answer.validators
            if answer.body is None:
                given = Validators(given.etag or validators.etag, given.last_modified or validators.last_modified)
                return Fetched("unchanged", _public(asked), str(lasting), given, fresh_for=answer.fresh_for)
            return Fetched(
                "ok", _public(asked), str(lasting), given, answer.body, answer.content_type, answer.fresh_for
            )
        raise FetchError(
            f"{host_of(asked)} redirects newsterm more than {self._limits.redirects} times.", trouble=Trouble.UNSAFE
        )

    def may_name(self, page: str, url: str) -> bool:
        """Whether what is at one address may send newsterm to another: the internet not into the user's own network."""
        return self._is_own(page) or not self._is_own(url)

    def _is_own(self, url: str) -> bool:
        return is_local(url) or name_of(url) in self._own_hosts

    async def _ask(
        self,
        url: httpx.URL,
        target: bytes | None,
        sent: list[tuple[bytes, bytes]],
        seconds: float,
        *,
        only_public: bool,
    ) -> Answer:
        extensions = {} if target is None else {WRITTEN_TARGET: target}
        http = self._http(only_public=only_public)
        try:
            async with asyncio.timeout(max(seconds, 0)):
                async with http.stream("GET", url, headers=sent, extensions=extensions) as response:
                    is_conditional = any(name.startswith(b"If-") for name, _ in sent)
                    return await read(response, self._limits, self._now(), is_conditional=is_conditional)
        except TimeoutError as error:
            sentence = f"{host_of(url)} took longer than {self._limits.total:g} s."
            raise FetchError(sentence) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise network_failure(error, url, self._limits) from error


class _Http(httpx.AsyncClient):
    """httpx's client with a transport of ours where no proxy is set in the environment."""

    def __init__(self, direct: httpx.AsyncBaseTransport, **options: Any) -> None:
        self._direct = direct
        super().__init__(**options)

    def _init_transport(self, **_: Any) -> httpx.AsyncBaseTransport:  # type: ignore[override]
        return self._direct


def _public(url: httpx.URL) -> str:
    return str(url.copy_with(username=None, password=None) if url.userinfo else url)
