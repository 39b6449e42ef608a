"""What newsterm tells a server, and what it never does."""

import asyncio
import base64

import pytest

from newsterm import __version__
from newsterm.fetching.client import Client
from tests.fakes.http_server import Answer, HttpServer, redirect

ETAG = [("ETag", '"a"')]


@pytest.mark.checklist("H54", "H55")
async def test_it_says_who_it_is_and_what_it_wants(server: HttpServer, client: Client):
    server.routes |= {"/": redirect("/feed"), "/feed": Answer(b"<rss/>")}
    await client.fetch(server.url("/"))
    for request in server.requests:
        assert request.header("User-Agent") == f"newsterm/{__version__} (+https://github.com/newsterm/newsterm)"
        assert (request.header("Accept") or "").endswith("*/*;q=0.1")
        assert request.header("Accept-Encoding") == "gzip, deflate"


@pytest.mark.checklist("H56", "H57")
async def test_it_never_returns_a_cookie_nor_says_where_it_comes_from(server: HttpServer, client: Client):
    cookie = [("Set-Cookie", "id=1; Path=/")]
    server.routes |= {"/": redirect("/feed", headers=cookie), "/feed": Answer(b"<rss/>", headers=cookie)}
    await client.fetch(server.url("/"))
    await client.fetch(server.url("/feed"))
    for request in server.requests:
        assert {"cookie", "referer", "origin"}.isdisjoint(name for name, _ in request.headers)


async def test_a_netrc_file_is_not_read(server: HttpServer, monkeypatch: pytest.MonkeyPatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    server.routes["/feed"] = Answer(b"<rss/>")
    async with Client() as client:
        await client.fetch(server.url("/feed"))
    assert server.requests[0].header("Authorization") is None


@pytest.mark.checklist("H13", "H58")
async def test_a_login_in_the_address_goes_to_its_host_alone(server: HttpServer, client: Client):
    async with HttpServer() as other:
        other.routes["/feed"] = Answer(b"<rss/>")
        server.routes["/feed"] = redirect(other.url("/feed"))
        fetched = await client.fetch(f"http://me:secret@{server.netloc}/feed")
        assert server.requests[0].header("Authorization") == "Basic " + base64.b64encode(b"me:secret").decode()
        assert other.requests[0].header("Authorization") is None
        other.routes["/mine"] = Answer(b"<rss/>")
        mine = await client.fetch(f"http://me:secret@{other.netloc}/mine")
    assert "secret" not in fetched.url
    assert "secret" not in mine.url


@pytest.mark.checklist("H57")
async def test_an_address_is_sent_as_it_is_without_its_fragment(server: HttpServer, client: Client):
    server.routes["/a%2Fb;c=1"] = Answer(b"<rss/>")
    fetched = await client.fetch(server.url("/a%2Fb;c=1?q=%C3%BC&x=a+b#part"))
    assert server.targets() == ["/a%2Fb;c=1?q=%C3%BC&x=a+b"]
    assert fetched.url == server.url("/a%2Fb;c=1?q=%C3%BC&x=a+b")


@pytest.mark.checklist("H60")
async def test_connections_to_one_host_are_kept_and_used_again(server: HttpServer, client: Client):
    for number in range(50):
        server.routes[f"/{number}"] = Answer(b"<rss/>" if number % 2 else b"", 200 if number % 2 else 304, ETAG)
    results = await asyncio.gather(
        *(client.fetch(server.url(f"/{number}")) for number in range(50)), return_exceptions=True
    )
    assert len(results) == 50
    assert server.connections <= 2


@pytest.mark.checklist("H61")
async def test_32_requests_are_under_way_at_once_and_a_slow_host_does_not_take_their_places(client: Client):
    go = asyncio.Event()
    slow = HttpServer(routes={"/": Answer(b"", wait_for=go)})
    servers = [HttpServer(routes={"/": Answer(b"", wait_for=go)}) for _ in range(40)]
    async with slow:
        for server in servers:
            await server.__aenter__()
        waiting = [asyncio.create_task(client.fetch(slow.url())) for _ in range(40)]
        others = [asyncio.create_task(client.fetch(server.url())) for server in servers]
        while sum(server.at_once for server in [slow, *servers]) < 32:  # noqa: ASYNC110 - it is the servers that tell
            await asyncio.sleep(0)
        assert slow.at_once <= 2
        go.set()
        await asyncio.gather(*waiting, *others)
        assert slow.most_at_once == 2
        for server in servers:
            await server.__aexit__()


async def test_a_proxy_of_the_environment_is_asked_for_the_whole_address(server: HttpServer, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", server.url(""))
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.delenv("no_proxy", raising=False)
    server.routes["http://feeds.example/feed"] = Answer(b"<rss/>")
    async with Client() as client:
        assert (await client.fetch("http://feeds.example/feed?a=1")).body == b"<rss/>"
    assert server.targets() == ["http://feeds.example/feed?a=1"]
