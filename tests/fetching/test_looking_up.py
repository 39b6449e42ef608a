"""Looking hosts up: names that nobody answers for hold up no others, nor the end of the program."""

import asyncio
import socket
import subprocess
import sys
import threading
import time

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.limits import Limits
from newsterm.fetching.looking_up import resolve
from newsterm.model.errors import FetchError, Trouble
from tests.fakes.http_server import Answer, HttpServer


def entry(address: str, family: socket.AddressFamily = socket.AF_INET):
    return (family, socket.SOCK_STREAM, 6, "", (address, 80))


async def test_the_families_take_turns(monkeypatch: pytest.MonkeyPatch):
    found = [entry("::2", socket.AF_INET6), entry("::3", socket.AF_INET6), entry("1.1.1.1"), entry("1.1.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert await resolve("feeds.example", 80) == ["::2", "1.1.1.1", "::3"]


@pytest.mark.checklist("H46", "H61")
async def test_names_that_nobody_answers_for_hold_up_no_others(monkeypatch: pytest.MonkeyPatch):
    is_over = threading.Event()
    truly = socket.getaddrinfo

    def look_up(host, *rest, **options):
        if host == "silent.example":
            is_over.wait()
        return truly("127.0.0.1" if host == "localhost" else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with HttpServer(routes={"/": Answer(b"<rss/>")}) as server, Client(limits=Limits(connect=0.3)) as client:
        dead = [client.fetch(f"http://silent.example:{port}/") for port in range(1000, 1030)]
        waiting = [asyncio.create_task(one) for one in dead]
        await asyncio.sleep(0)
        began = time.monotonic()
        assert (await client.fetch(f"http://localhost:{server.port}/")).body == b"<rss/>"
        assert time.monotonic() - began < 0.25
        for error in await asyncio.gather(*waiting, return_exceptions=True):
            assert isinstance(error, FetchError)
            assert error.trouble is Trouble.NETWORK
    is_over.set()


@pytest.mark.checklist("H52", "H66")
def test_a_lookup_under_way_does_not_hold_up_the_end_of_the_program():
    program = """
import asyncio, socket, threading
socket.getaddrinfo = lambda *_, **__: threading.Event().wait()
from newsterm.fetching.looking_up import resolve
async def main():
    try:
        async with asyncio.timeout(0.01):
            await resolve("silent.example", 80)
    except TimeoutError:
        print("over")
asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True)
    assert (ended.stdout, ended.stderr) == ("over\n", "")


@pytest.mark.checklist("H35", "H52", "H58")
@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example", ".example", "xn--.example", "x" * 300])
async def test_what_can_be_no_name_of_a_host_is_an_error_like_others(server: HttpServer, client: Client, host: str):
    server.routes["/feed"] = Answer(status=302, headers=[("Location", f"http://{host}/")])
    for url in (f"http://{host}/", server.url("/feed")):
        with pytest.raises(FetchError, match=r"could not be found|cannot be read"):
            await client.fetch(url)
