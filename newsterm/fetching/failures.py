"""Why fetching failed, in one plain sentence each: for what the network did, and for what the server answered."""

import errno
import socket
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from http import HTTPStatus

import httpx

from newsterm.fetching.connecting import OwnNetworkError
from newsterm.fetching.freshness import http_date
from newsterm.fetching.limits import Limits
from newsterm.model.errors import FetchError, Trouble

_DAY = 86_400
_NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.ENONET if hasattr(errno, "ENONET") else errno.ENETDOWN}
_UNREACHABLE = {errno.EHOSTUNREACH, errno.EHOSTDOWN}
# OpenSSL's X509_V_ERR_* numbers (x509_vfy.h).
_EXPIRED, _NOT_YET_VALID = 10, 9
_SELF_SIGNED = {18, 19}
_UNKNOWN_ISSUER = {2, 20, 21}
_WRONG_HOST = {62, 64}


def host_of(url: httpx.URL) -> str:
    """The host of an address as a sentence names it: in ASCII, with an unusual port, never with a password."""
    return url.netloc.decode("ascii") or "the server"


def network_failure(error: Exception, url: httpx.URL, limits: Limits) -> FetchError:
    """Say what went wrong between newsterm and the server.

    Args:
        error: what httpx raised.
        url: the address that was asked for.
        limits: the deadlines in force.
    """
    host = host_of(url)
    match error:
        case httpx.ConnectTimeout():
            return FetchError(f"{host} did not answer within {limits.connect:g} s.", trouble=Trouble.NETWORK)
        case httpx.TimeoutException():
            return FetchError(f"{host} went silent for {limits.read:g} s.")
        case httpx.ProxyError():
            return FetchError(f"The proxy would not connect to {host}.", trouble=Trouble.NETWORK)
        case httpx.DecodingError() | httpx.RemoteProtocolError():
            return FetchError(f"{host} {_broken_answer(str(error))}.", trouble=Trouble.UNREADABLE)
        case httpx.UnsupportedProtocol() | httpx.LocalProtocolError() | httpx.InvalidURL():
            return FetchError(
                f"{host} cannot be asked: the address is not one that HTTP can carry.", trouble=Trouble.UNSAFE
            )
    for cause in _causes(error):
        if isinstance(cause, OwnNetworkError):
            return FetchError(
                f"{host} leads to this computer's own network ({cause}), where the internet may not send newsterm.",
                trouble=Trouble.UNSAFE,
            )
        if isinstance(cause, socket.gaierror):
            return _unknown_name(cause, host)
        if isinstance(cause, ssl.SSLError):
            return FetchError(f"{host} {_tls_trouble(cause)}.", trouble=Trouble.UNSAFE)
        if isinstance(cause, ConnectionRefusedError):
            return FetchError(f"{host} refused the connection.")
        if isinstance(cause, ConnectionResetError | BrokenPipeError):
            return FetchError(f"{host} broke off the connection.")
        if isinstance(cause, OSError) and cause.errno in _NO_NETWORK:
            return FetchError(f"{host} could not be reached: there is no network.", trouble=Trouble.NETWORK)
        if isinstance(cause, OSError) and cause.errno in _UNREACHABLE:
            return FetchError(f"{host} could not be reached.", trouble=Trouble.NETWORK)
    if isinstance(error, httpx.ReadError | httpx.WriteError):
        return FetchError(f"{host} broke off the connection.")
    return FetchError(f"{host} could not be reached.", trouble=Trouble.NETWORK)


def _unknown_name(error: socket.gaierror, host: str) -> FetchError:
    if error.errno == socket.EAI_AGAIN:
        return FetchError(f"{host} could not be looked up; the network may be down.", trouble=Trouble.NETWORK)
    return FetchError(f"{host} could not be found.", trouble=Trouble.NETWORK)


def _broken_answer(reason: str) -> str:
    if "without sending complete message body" in reason or "incomplete chunked read" in reason:
        return "broke off in the middle of the answer"
    if "disconnected without sending" in reason:
        return "closed the connection without an answer"
    if "too many" in reason.lower() or "too large" in reason.lower() or "too long" in reason.lower():
        return "answered with more headers than newsterm reads"
    return "answered with something that is not proper HTTP"


def _tls_trouble(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        code = error.verify_code
        if code == _EXPIRED:
            return "has a TLS certificate that has expired"
        if code == _NOT_YET_VALID:
            return "has a TLS certificate that is not valid yet"
        if code in _SELF_SIGNED:
            return "has a TLS certificate that it signed itself"
        if code in _UNKNOWN_ISSUER:
            return "has a TLS certificate from an authority that this computer does not know"
        if code in _WRONG_HOST:
            return "has a TLS certificate for another name"
        return "has a TLS certificate that cannot be trusted"
    reason = getattr(error, "reason", None) or ""
    if "PROTOCOL" in reason:
        return "speaks only versions of TLS that are too old to be safe"
    if reason == "WRONG_VERSION_NUMBER" or "HTTP_REQUEST" in reason:
        return "does not speak TLS at this address; http:// may be meant"
    return "could not agree on a safe connection (TLS)"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error with all that led to it, nearest first."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
        waiting += [cause.__cause__, cause.__context__]


def refusal(status: int, headers: httpx.Headers, url: httpx.URL, now: datetime) -> FetchError:
    """Say what it means that a server answered with this status.

    Args:
        status: of the answer.
        headers: of the answer.
        url: what was asked for.
        now: the time.
    """
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    wait = retry_after(headers, now)
    sentence = f"{host_of(url)} answered {name}: {_meaning(status, headers, wait, now)}."
    return FetchError(sentence, trouble=_trouble(status, wait), wait=wait, status=status)


def retry_after(headers: httpx.Headers, now: datetime) -> int | None:
    """Seconds that an answer asks to wait, 0 for a time that has passed; None where it says nothing that makes sense.

    Source: RFC 9110, section 10.2.3: a number of seconds, or a date.
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return int(text[:12])
    moment = http_date(text)
    return None if moment is None else max(int((moment - now).total_seconds()), 0)


def _trouble(status: int, wait: int | None) -> Trouble:
    match status:
        case 401 | 407:
            return Trouble.LOGIN
        case 402 | 403 | 451:
            return Trouble.REFUSED
        case 404:
            return Trouble.MISSING
        case 410:
            return Trouble.GONE
        case 429:
            return Trouble.LIMITED
        case 503 if wait is not None:
            return Trouble.LIMITED
        case 408 | 421 | 425:
            return Trouble.TEMPORARY
        case _ if status >= 500:
            return Trouble.TEMPORARY
        case _ if 300 <= status < 400 and status != HTTPStatus.NOT_MODIFIED:
            return Trouble.UNSAFE
    return Trouble.UNREADABLE


def _meaning(status: int, headers: httpx.Headers, wait: int | None, now: datetime) -> str:
    if headers.get("cf-mitigated") == "challenge":
        return "Cloudflare keeps programs out with a challenge"
    match status:
        case 401 | 407:
            return "it wants a login"
        case 402:
            return "it wants to be paid"
        case 403:
            return "it does not let newsterm in"
        case 404:
            return "no feed lives at this address any more"
        case 410:
            return "the feed is gone for good"
        case 429:
            return f"it was asked too often{_patience(wait, now)}"
        case 451:
            return "it is withheld for legal reasons"
        case 503:
            return f"it is not available at the moment{_patience(wait, now)}"
        case 204 | 205:
            return "there is nothing to read"
        case 206:
            return "only a part came, which newsterm did not ask for"
        case 304:
            return "it says that nothing is new, although newsterm asked for everything"
        case _ if 500 <= status < 600:
            return "the trouble is at their end and may pass"
        case _ if 300 <= status < 400:
            return "it sends newsterm elsewhere without saying where"
    return "that is no feed"


def _patience(wait: int | None, now: datetime) -> str:
    """Until when it asks to be left alone, in local time; a wait of days only says so."""
    if not wait:
        return ""
    if wait > _DAY:
        return " and asks to be left alone for days"
    return f" and asks to be left alone until {(now + timedelta(seconds=wait)).astimezone():%H:%M}"
