"""Redirects are followed by newsterm itself, a few of them, and only where it would have gone anyway."""

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.requests import address, redirected
from newsterm.model.errors import FetchError
from tests.fakes.http_server import Answer, HttpServer, redirect

FEED = Answer(b"<rss/>")


@pytest.mark.checklist("H30", "H32")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_to_the_feed(server: HttpServer, client: Client, status: int):
    server.routes |= {"/old": redirect("new?a=1#part", status), "/new": FEED}
    fetched = await client.fetch(server.url("/old"))
    assert fetched.body == b"<rss/>"
    assert fetched.url == server.url("/new?a=1")


@pytest.mark.checklist("H30", "H32")
async def test_only_lasting_redirects_change_the_address_to_keep(server: HttpServer, client: Client):
    server.routes |= {"/a": redirect("/b", 301), "/b": redirect("/c", 308), "/c": redirect("/d", 302), "/d": FEED}
    server.routes |= {"/e": redirect("/a", 307)}
    assert (await client.fetch(server.url("/a"))).lasting_url == server.url("/c")
    assert (await client.fetch(server.url("/e"))).lasting_url == server.url("/e")


@pytest.mark.checklist("H34")
async def test_a_circle_of_redirects_is_an_error_at_once(server: HttpServer, client: Client):
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(FetchError, match="in a circle"):
        await client.fetch(server.url("/a"))
    assert server.targets() == ["/a", "/b"]


@pytest.mark.checklist("H34")
async def test_more_than_ten_redirects_are_an_error(server: HttpServer, client: Client):
    server.routes |= {f"/{number}": redirect(f"/{number + 1}") for number in range(30)}
    with pytest.raises(FetchError, match="more than 10 times"):
        await client.fetch(server.url("/0"))
    assert len(server.requests) == 11


@pytest.mark.checklist("H38")
@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "data:text/html,x", "javascript:1"])
async def test_a_redirect_to_anything_but_the_web_is_refused(server: HttpServer, client: Client, target: str):
    server.routes["/feed"] = redirect(target)
    with pytest.raises(FetchError, match="no web address"):
        await client.fetch(server.url("/feed"))


@pytest.mark.checklist("H35")
async def test_a_redirect_without_a_place_is_an_error(server: HttpServer, client: Client):
    server.routes["/feed"] = Answer(status=302)
    with pytest.raises(FetchError, match="302 Found: it sends newsterm elsewhere without saying where"):
        await client.fetch(server.url("/feed"))


@pytest.mark.checklist("H35")
async def test_a_place_with_spaces_is_still_found(server: HttpServer, client: Client):
    server.routes |= {"/old": redirect("/the new feed"), "/the%20new%20feed": FEED}
    assert (await client.fetch(server.url("/old"))).body == b"<rss/>"


@pytest.mark.checklist("H36")
def test_a_redirect_from_https_to_http_is_refused_and_says_so():
    with pytest.raises(FetchError, match=r"a\.example sends newsterm from https to plain http at b\.example"):
        redirected(address("https://a.example/feed"), "http://b.example/feed")


@pytest.mark.checklist("H35")
def test_a_redirect_without_a_scheme_keeps_the_scheme():
    assert str(redirected(address("https://a.example/feed"), "//b.example/x")) == "https://b.example/x"


@pytest.mark.parametrize("text", ["ftp://a.example/", "feed", "http://", "https://[::1", "file:///etc/passwd", ""])
def test_what_is_no_web_address_is_refused(text: str):
    with pytest.raises(FetchError):
        address(text)


@pytest.mark.checklist("H58")
def test_a_name_in_another_script_becomes_punycode():
    assert address("http://例え.jp/パス?q=ü").netloc == b"xn--r8jz45g.jp"
    assert address("http://例え.jp/パス?q=ü").raw_path == b"/%E3%83%91%E3%82%B9?q=%C3%BC"
