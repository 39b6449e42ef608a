"""Which addresses are connected to: never this computer's own network because the internet says so.

127.0.0.2 and 127.0.0.3 play hosts of the internet, by a resolver and a notion of "public" that the client is given.
"""

import asyncio
import socket
import time

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.limits import Limits
from newsterm.fetching.looking_up import resolve
from newsterm.model.errors import FetchError, Trouble
from newsterm.text.addresses import is_local, is_public_address
from tests.fakes.http_server import Answer, HttpServer, redirect

FEED = Answer(b"<rss/>")
PUBLIC = {"127.0.0.2", "127.0.0.3"}
BLACK_HOLE = "192.0.2.1"
"""TEST-NET-1: nobody answers there (RFC 5737)."""


class Names:
    """A resolver that tests fill; of a name with several answers each question gets the next."""

    def __init__(self, **hosts):
        self.hosts = {name.replace("_", "."): answers for name, answers in hosts.items()}
        self.asked = []

    async def __call__(self, host, _port):
        self.asked.append(host)
        answers = self.hosts.get(host)
        if answers is None:
            return await resolve(host, _port)
        return answers.pop(0) if len(answers) > 1 else answers[0]


def client(names: Names, **options) -> Client:
    limits = options.pop("limits", Limits(connect=5, read=5, total=10))
    return Client(limits=limits, resolver=names, is_public=PUBLIC.__contains__, **options)


@pytest.mark.checklist("H39")
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "localhost",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "inside.example",
    ],
)
async def test_a_redirect_from_the_internet_into_ones_own_network_is_refused(host):
    names = Names(feeds_example=[["127.0.0.2"]], inside_example=[["127.0.0.1"]])
    names.hosts["localhost."] = [["127.0.0.1"]]
    async with HttpServer(host="127.0.0.2") as outside, HttpServer() as inside, client(names) as fetcher:
        inside.routes["/feed"] = FEED
        outside.routes["/feed"] = redirect(f"http://{host}:{inside.port}/feed")
        with pytest.raises(FetchError) as error:
            await fetcher.fetch(f"http://feeds.example:{outside.port}/feed")
        assert inside.requests == []
        assert inside.connections == 0
    assert error.value.trouble is Trouble.UNSAFE
    assert "own network" in str(error.value)


@pytest.mark.checklist("H39")
async def test_a_feed_of_ones_own_network_is_fetched_with_its_redirects():
    names = Names(feeds_example=[["127.0.0.1"]])
    async with HttpServer() as inside, client(names, own_hosts=["feeds.example"]) as fetcher:
        inside.routes |= {"/feed": FEED, "/old": redirect(inside.url("/feed"))}
        assert (await fetcher.fetch(inside.url("/old"))).body == b"<rss/>"
        assert (await fetcher.fetch(f"http://feeds.example:{inside.port}/old")).body == b"<rss/>"


@pytest.mark.checklist("H39")
async def test_what_the_internet_names_may_not_lead_into_ones_own_network():
    names = Names(feeds_example=[["127.0.0.2"]], own_example=[["127.0.0.1"]])
    async with HttpServer() as inside, client(names, own_hosts=["own.example"]) as fetcher:
        inside.routes["/feed"] = FEED
        for url in (inside.url("/feed"), f"http://own.example:{inside.port}/feed"):
            with pytest.raises(FetchError, match="own network"):
                await fetcher.fetch(url, named_by="http://feeds.example/feed")
            assert not fetcher.may_name("http://feeds.example/", url)
            assert fetcher.may_name(inside.url(), url)
        assert inside.connections == 0
        assert (await fetcher.fetch(inside.url("/feed"), named_by=inside.url("/other"))).body == b"<rss/>"


@pytest.mark.checklist("H40")
async def test_a_name_that_leads_elsewhere_at_the_second_look_is_checked_where_it_is_connected_to():
    names = Names(feeds_example=[["127.0.0.2"], ["127.0.0.1"]])
    async with HttpServer(host="127.0.0.2") as outside, HttpServer() as inside:
        outside.routes["/feed"] = FEED
        async with client(names) as fetcher:
            await fetcher.fetch(f"http://feeds.example:{outside.port}/feed")
        async with client(names) as fetcher:
            with pytest.raises(FetchError, match="own network"):
                await fetcher.fetch(f"http://feeds.example:{inside.port}/feed")
        assert inside.connections == 0
    assert names.asked == ["feeds.example"] * 2  # once for each connection


@pytest.mark.checklist("H40")
async def test_a_connection_into_ones_own_network_is_not_used_for_what_the_internet_sends():
    names = Names(feeds_example=[["127.0.0.2"]])
    async with HttpServer(host="127.0.0.2") as outside, HttpServer() as inside, client(names) as fetcher:
        inside.routes["/feed"] = FEED
        outside.routes["/feed"] = redirect(inside.url("/feed"))
        await fetcher.fetch(inside.url("/feed"))
        with pytest.raises(FetchError, match="own network"):
            await fetcher.fetch(f"http://feeds.example:{outside.port}/feed")
        assert len(inside.requests) == 1


@pytest.mark.checklist("H51")
async def test_an_address_that_swallows_everything_costs_less_than_two_seconds():
    names = Names(feeds_example=[["192.0.2.1", "127.0.0.2"]])
    async with HttpServer(host="127.0.0.2") as outside:
        outside.routes["/feed"] = FEED
        fetcher = Client(
            limits=Limits(connect=5, total=10), resolver=names, is_public={"192.0.2.1", "127.0.0.2"}.__contains__
        )
        async with fetcher:
            began = time.monotonic()
            assert (await fetcher.fetch(f"http://feeds.example:{outside.port}/feed")).body == b"<rss/>"
            assert time.monotonic() - began < 2


@pytest.mark.checklist("H51")
async def test_of_several_addresses_one_that_refuses_is_passed_over_and_ipv6_alone_will_do():
    with socket.socket() as unused:
        unused.bind(("127.0.0.3", 0))
        port = unused.getsockname()[1]
        async with HttpServer(host="127.0.0.2") as outside:
            outside.routes["/feed"] = FEED
            names = Names(feeds_example=[["127.0.0.3", "127.0.0.2"]], nobody_example=[["127.0.0.3"]])
            async with client(names) as fetcher:
                assert (await fetcher.fetch(f"http://feeds.example:{outside.port}/feed")).body == b"<rss/>"
                with pytest.raises(FetchError, match="refused the connection"):
                    await fetcher.fetch(f"http://nobody.example:{port}/feed")
    async with HttpServer(host="::1") as six, Client() as fetcher:
        six.routes["/feed"] = FEED
        assert (await fetcher.fetch(f"http://[::1]:{six.port}/feed")).body == b"<rss/>"


@pytest.mark.checklist("H52")
async def test_a_name_that_nobody_knows_is_trouble_of_the_network():
    async def unknown(_host, _port):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    async def slow(_host, _port):
        await asyncio.Event().wait()

    for resolver, words in ((unknown, "could not be found"), (slow, "did not answer within 0.05 s")):
        async with Client(limits=Limits(connect=0.05), resolver=resolver) as fetcher:
            with pytest.raises(FetchError, match=words) as error:
                await fetcher.fetch("http://feeds.example/feed")
            assert error.value.trouble is Trouble.NETWORK


@pytest.mark.checklist("H39")
@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_addresses_of_the_internet_are_told_from_others(address, public):
    assert is_public_address(address) is public


@pytest.mark.checklist("H39")
@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/", True),
        ("http://localhost/", True),
        ("http://LOCALHOST./", True),
        ("http://nas/feed", True),
        ("http://nas.local/feed", True),
        ("http://[::1]/", True),
        ("http://10.0.0.5/", True),
        ("http://0x7f.1/", False),
        ("http://2130706433/", False),
        ("http://feeds.example/", False),
        ("http://93.184.216.34/", False),
    ],
)
def test_only_plainly_local_addresses_count_as_the_users_own(url, local):
    assert is_local(url) is local
