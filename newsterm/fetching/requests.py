"""What a request says: its headers, the validators verbatim, and which addresses are asked at all."""

import re
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import quote

import httpx

from newsterm.fetching.failures import host_of
from newsterm.fetching.limits import USER_AGENT
from newsterm.model.errors import FetchError, Trouble
from newsterm.model.feed import Validators
from newsterm.model.login import Login

HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": (
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
        "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
    ),
    # Only what can be inflated with a bound: httpx would decode brotli and zstd in one piece.
    "Accept-Encoding": "gzip, deflate",
}
_LONGEST_VALIDATOR = 8192
_UNSENDABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


def address(text: str) -> httpx.URL:
    """Read an address that newsterm fetches; the fragment is dropped, nothing else is changed.

    Raises:
        FetchError: it is no http or https address.
    """
    try:
        url = httpx.URL(text.strip())
        names_host = bool(url.host)  # reading it fails for what is no name
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError("The address cannot be read: it is not a proper web address.") from error
    if url.scheme not in {"http", "https"} or not names_host:
        raise FetchError("Only addresses that begin with http:// or https:// are fetched.")
    return url.copy_with(fragment=None) if url.fragment else url


def target_of(text: str) -> bytes:
    """What a request asks its host for: path and query of an address just as it is written.

    Only what HTTP cannot carry is percent-encoded (in UTF-8), once; what is encoded already stays so.
    """
    rest = text.strip().partition("://")[2].split("#", 1)[0]
    start = min((at for mark in "/?" if (at := rest.find(mark)) >= 0), default=len(rest))
    target = rest[start:]
    target = target if target.startswith("/") else "/" + target
    return quote(target, safe="".join(map(chr, range(0x21, 0x7F)))).encode("ascii")


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads.

    Raises:
        FetchError: to no address that newsterm follows, or from https to http.
    """
    host = host_of(url)
    try:
        target = url.join(_CONTROLS.sub("%20", location.strip()))
        names_host = bool(target.host)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"{host} sends newsterm to an address that cannot be read.", trouble=Trouble.UNSAFE) from error
    if target.scheme not in {"http", "https"} or not names_host:
        raise FetchError(
            f"{host} sends newsterm to something that is no web address, which is not followed.", trouble=Trouble.UNSAFE
        )
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError(
            f"{host} sends newsterm from https to plain http at {host_of(target)}, which is not followed; "
            "subscribe to that address if you trust it.",
            trouble=Trouble.UNSAFE,
        )
    return target.copy_with(fragment=None) if target.fragment else target


def origin_of(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address: who gets its login (RFC 6454)."""
    return url.scheme, url.host, url.port


def authorization(login: Login) -> tuple[bytes, bytes]:
    """The header that logs in (RFC 7617)."""
    return b"Authorization", b"Basic " + b64encode(f"{login.name}:{login.password}".encode())


def conditions(validators: Validators) -> list[tuple[bytes, bytes]]:
    """The headers of a conditional request: each validator byte for byte, or not at all if HTTP cannot carry it."""
    pairs = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    return [(name, value.encode("latin-1")) for name, value in pairs if _can_be_sent(value)]


def _can_be_sent(value: str) -> bool:
    return (
        0 < len(value) <= _LONGEST_VALIDATOR
        and not _UNSENDABLE.search(value)
        and all(ord(character) < 256 for character in value)
    )


def given_validators(headers: Iterable[tuple[bytes, bytes]]) -> Validators:
    """The validators that an answer carries, byte for byte (as Latin-1); the first of each where it has several."""
    etag = modified = ""
    for name, value in headers:
        if not etag and name.lower() == b"etag":
            etag = value.decode("latin-1")
        elif not modified and name.lower() == b"last-modified":
            modified = value.decode("latin-1")
    return Validators(etag, modified)
