"""Every trouble is one plain sentence that names the host."""

import asyncio
import socket
import ssl
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.failures import refusal
from newsterm.fetching.limits import Limits
from newsterm.model.errors import FetchError, Trouble
from tests.fakes.http_server import Answer, HttpServer

TLS = Path(__file__).parent.parent / "fixtures" / "tls"


async def sentence(client: Client, url: str) -> str:
    with pytest.raises(FetchError) as error:
        await client.fetch(url)
    return str(error.value)


@pytest.mark.checklist("H25", "H47", "H48")
@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (Answer(status=404), "answered 404 Not Found: no feed lives at this address any more."),
        (Answer(status=410), "answered 410 Gone: the feed is gone for good."),
        (Answer(status=401), "answered 401 Unauthorized: it wants a login."),
        (Answer(status=403), "answered 403 Forbidden: it does not let newsterm in."),
        (
            Answer(status=403, headers=[("cf-mitigated", "challenge")]),
            "answered 403 Forbidden: Cloudflare keeps programs out with a challenge.",
        ),
        (Answer(status=429), "answered 429 Too Many Requests: it was asked too often."),
        (Answer(status=500), "answered 500 Internal Server Error: the trouble is at their end and may pass."),
        (Answer(status=520), "answered 520: the trouble is at their end and may pass."),
        (Answer(status=204), "answered 204 No Content: there is nothing to read."),
        (Answer(b"part", 206), "answered 206 Partial Content: only a part came, which newsterm did not ask for."),
        (Answer(raw=b""), "closed the connection without an answer."),
        (Answer(raw=b"220 mail.example ESMTP\r\n\r\n"), "answered with something that is not proper HTTP."),
        (Answer(headers=[("X", "y" * 200_000)]), "answered with more headers than newsterm reads."),
        (Answer(headers=[("X", b"a\0b")]), "answered with something that is not proper HTTP."),
    ],
)
async def test_what_a_server_answers_is_told_in_a_sentence(
    server: HttpServer, client: Client, answer: Answer, meaning: str
):
    server.routes["/feed"] = answer
    assert await sentence(client, server.url("/feed")) == f"{server.netloc} {meaning}"


@pytest.mark.checklist("H19", "H20", "H21", "H23")
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "wait", "words"),
    [
        ("120", 120, "left alone until 14:07"),
        ("Mon, 23 Nov 2026 15:05:00 GMT", 3600, "left alone until 15:05"),
        ("Mon, 23 Nov 2020 15:05:00 GMT", 0, ""),
        ("Fri, 01 Jan 2099 00:00:00 GMT", 2_275_466_100, "left alone for days"),
        ("soon", None, ""),
        ("-5", None, ""),
        ("9" * 40, 999_999_999_999, "left alone for days"),
    ],
)
def test_a_server_says_how_long_to_wait(status, header, wait, words, monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    now = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
    error = refusal(status, httpx.Headers({"Retry-After": header}), httpx.URL("https://a.example/"), now)
    assert error.wait == wait
    assert words in str(error)
    limited = status == 429 or wait is not None
    assert error.trouble is (Trouble.LIMITED if limited else Trouble.TEMPORARY)


@pytest.mark.checklist("H46")
async def test_silence_is_given_up_after_the_read_deadline(server: HttpServer, hasty: Client):
    server.routes |= {"/": Answer(silent=True), "/body": Answer(b"abc", stop_after=1)}
    assert await sentence(hasty, server.url("/")) == f"{server.netloc} went silent for 0.05 s."
    assert await sentence(hasty, server.url("/body")) == f"{server.netloc} went silent for 0.05 s."


@pytest.mark.checklist("H46")
async def test_a_body_that_trickles_is_given_up_after_the_total_deadline(server: HttpServer):
    server.routes["/"] = Answer(b"abc", stop_after=1)
    async with Client(limits=Limits(read=5.0, total=0.1)) as client:
        assert await sentence(client, server.url("/")) == f"{server.netloc} took longer than 0.1 s."


async def test_waiting_for_a_turn_does_not_count_against_the_deadline(server: HttpServer):
    server.routes |= {"/silent": Answer(silent=True), "/feed": Answer(b"<rss/>")}
    async with Client(limits=Limits(total=0.1, read=5.0, per_host=1)) as client:
        first = asyncio.create_task(sentence(client, server.url("/silent")))
        second = asyncio.create_task(sentence(client, server.url("/silent")))
        third = asyncio.create_task(client.fetch(server.url("/feed")))
        assert "took longer" in await first
        assert "took longer" in await second
        assert (await third).body == b"<rss/>"


async def test_a_closed_port_refused_the_connection(client: Client):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        netloc = f"127.0.0.1:{unused.getsockname()[1]}"
        assert await sentence(client, f"http://{netloc}/") == f"{netloc} refused the connection."


@pytest.mark.checklist("H52")
@pytest.mark.parametrize(
    ("cause", "meaning", "is_network"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "could not be found.", True),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "could not be looked up; the network may be down.", True),
        (OSError(101, "x"), "could not be reached: there is no network.", True),
        (OSError(113, "x"), "could not be reached.", True),
        (ExceptionGroup("all", [OSError(99, "x"), ConnectionRefusedError(111, "x")]), "refused the connection.", False),
        (ConnectionResetError(104, "x"), "broke off the connection.", False),
        (ssl.SSLError(1, "[SSL: UNSUPPORTED_PROTOCOL] x"), "could not agree on a safe connection (TLS).", False),
    ],
)
async def test_trouble_on_the_way_is_told_in_a_sentence(cause: Exception, meaning: str, is_network: bool):
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("failed") from cause

    async with Client(transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(FetchError) as error:
            await client.fetch("https://feeds.example/feed")
    assert str(error.value) == f"feeds.example {meaning}"
    assert error.value.is_network_trouble is is_network


@pytest.mark.checklist("H50")
@pytest.mark.parametrize(
    ("certificate", "meaning"),
    [
        ("expired", "has a TLS certificate that has expired."),
        ("wrong_host", "has a TLS certificate for another name."),
        ("self_signed", "has a TLS certificate that it signed itself."),
    ],
)
async def test_bad_certificates_are_never_accepted(certificate: str, meaning: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    async with secure_server(certificate) as server, Client() as client:
        assert await sentence(client, server.url("/feed")) == f"{server.netloc} {meaning}"
        assert server.requests == []


@pytest.mark.checklist("H50")
async def test_tls_that_is_too_old_to_be_safe_is_refused(client: Client):
    """The server answers as one that speaks TLS 1.0 alone: by the alert "protocol_version" (RFC 5246, section 7.2)."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        writer.write(bytes([21, 3, 1, 0, 2, 2, 70]))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert "too old to be safe" in await sentence(client, f"https://127.0.0.1:{port}/feed")


@pytest.mark.checklist("H50")
async def test_the_host_is_named_while_tls_is_agreed_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    named = []
    server = secure_server("trusted")
    assert server.tls is not None
    server.tls.sni_callback = lambda _socket, name, _context: named.append(name)

    async def resolver(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    async with server, Client(resolver=resolver, own_hosts=["feeds.example"]) as client:
        words = await sentence(client, f"https://feeds.example:{server.port}/feed")
    assert named == ["feeds.example"]
    assert "has a TLS certificate for another name" in words


async def test_a_good_certificate_is_accepted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    async with secure_server("trusted") as server, Client() as client:
        assert (await client.fetch(server.url("/feed"))).body == b"<rss/>"


@pytest.mark.checklist("H50")
async def test_a_server_without_tls_is_told_apart(server: HttpServer, hasty: Client):
    async with secure_server("trusted") as secure:
        assert "authority that this computer does not know" in await sentence(hasty, secure.url("/feed"))


def secure_server(certificate: str) -> HttpServer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / f"{certificate}.pem")
    return HttpServer(routes={"/feed": Answer(b"<rss/>")}, tls=context)


@pytest.mark.checklist("H29", "H58")
async def test_a_password_in_the_address_is_never_in_the_sentence(server: HttpServer, client: Client):
    assert "secret" not in await sentence(client, f"http://me:secret@{server.netloc}/missing")
