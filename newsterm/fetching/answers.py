"""Answers of servers: what of them is read, and how much."""

from dataclasses import dataclass
from datetime import datetime

import httpx

from newsterm.fetching.failures import host_of, refusal
from newsterm.fetching.freshness import fresh_for
from newsterm.fetching.inflating import GZIP_START, Body, CodingError, TooLargeError
from newsterm.fetching.limits import Limits
from newsterm.fetching.requests import given_validators
from newsterm.model.errors import FetchError, Trouble
from newsterm.model.feed import Validators

_REDIRECTS = {301, 302, 303, 307, 308}
_LASTING_REDIRECTS = {301, 308}
_WORTH_DRAINING = 64 * 1024
"""Bytes of an unwanted body that are read so that its connection can be used again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer brought."""

    validators: Validators
    body: bytes | None
    """None for 304."""
    content_type: str
    fresh_for: int | None


class Redirected(Exception):  # noqa: N818 - it is no error
    """The answer is to be had elsewhere."""

    def __init__(self, location: str, *, lasts: bool) -> None:
        super().__init__(location)
        self.location = location
        self.lasts = lasts


async def read(response: httpx.Response, limits: Limits, now: datetime, *, is_conditional: bool) -> Answer:
    """Read an answer.

    Args:
        response: its body not read yet.
        limits: of bodies.
        now: the time.
        is_conditional: whether the request allowed the word that nothing changed.

    Raises:
        FetchError: it is a refusal, or its body cannot be read.
    """
    headers, status = response.headers, response.status_code
    fresh = fresh_for(headers, now)
    if status == httpx.codes.NOT_MODIFIED and is_conditional:
        await _drain(response)
        return Answer(given_validators(headers.raw), None, "", fresh)
    if status not in {httpx.codes.OK, httpx.codes.NON_AUTHORITATIVE_INFORMATION}:
        await _drain(response)
        raise refusal(status, headers, response.url, now)
    body = await _body(response, limits.largest_body)
    return Answer(given_validators(headers.raw), body, headers.get("content-type", ""), fresh)


async def stop_at_redirect(response: httpx.Response) -> None:
    """Raise `Redirected` for an answer that is one, before httpx looks at where it leads."""
    if response.status_code in _REDIRECTS and (location := response.headers.get("location")):
        await _drain(response)
        raise Redirected(location, lasts=response.status_code in _LASTING_REDIRECTS)


async def _body(response: httpx.Response, largest: int) -> bytes:
    host = host_of(response.url)
    too_large = FetchError(
        f"{host} sent more than {largest / 1024 / 1024:g} MiB, which no feed needs.", trouble=Trouble.UNREADABLE
    )
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > largest:
        raise too_large
    try:
        body = Body(response.headers.get("content-encoding", ""), largest)
        async for chunk in response.aiter_raw():
            body.add(chunk)
        return _unpacked(body.finish(), largest)
    except CodingError as error:
        raise FetchError(f"The answer of {host} {error}.", trouble=Trouble.UNREADABLE) from error
    except TooLargeError as error:
        raise too_large from error


def _unpacked(body: bytes, largest: int) -> bytes:
    """Inflate a file that is compressed itself (feed.xml.gz), whatever its headers say."""
    if not body.startswith(GZIP_START):
        return body
    unpacked = Body("gzip", largest)
    unpacked.add(body)
    return unpacked.finish()


async def _drain(response: httpx.Response) -> None:
    """Read a short unwanted body to its end, so that the connection stays usable."""
    length = 0
    async for chunk in response.aiter_raw():
        length += len(chunk)
        if length > _WORTH_DRAINING:
            return
