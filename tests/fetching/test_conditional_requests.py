"""Validators: both come back byte for byte, to the resource that gave them."""

import pytest

from newsterm.fetching.client import Client
from newsterm.model.errors import FetchError
from newsterm.model.feed import Validators
from tests.fakes.http_server import Answer, HttpServer, redirect

BOTH = Validators('"a b"', "Tue, 01 Jan 2030 00:00:00 CEST")
UNCHANGED = Answer(status=304)


@pytest.mark.checklist("H01")
async def test_both_validators_come_back_byte_for_byte(server: HttpServer, client: Client):
    odd = [("ETag", 'W/"  odd, \t"spacing" '), ("Last-Modified", "Tuesday, 1-Jan-30 00:00:00 CEST")]
    server.routes["/feed"] = Answer(b"<rss/>", headers=odd)
    fetched = await client.fetch(server.url("/feed"))
    server.routes["/feed"] = UNCHANGED
    again = await client.fetch(server.url("/feed"), fetched.validators)
    assert server.requests[-1].header("If-None-Match") == 'W/"  odd, \t"spacing"'
    assert server.requests[-1].header("If-Modified-Since") == "Tuesday, 1-Jan-30 00:00:00 CEST"
    assert (again.status, again.body, again.validators) == ("unchanged", b"", fetched.validators)


@pytest.mark.checklist("H02", "H03")
@pytest.mark.parametrize("etag", ["unquoted", 'W/"a"', '"' + "x" * 4000 + '"', '"\xe4\xff"'])
async def test_odd_etags_come_back_unchanged(server: HttpServer, client: Client, etag: str):
    server.routes["/feed"] = Answer(b"<rss/>", headers=[("ETag", etag)])
    fetched = await client.fetch(server.url("/feed"))
    await client.fetch(server.url("/feed"), fetched.validators)
    assert server.requests[-1].header("If-None-Match") == etag


@pytest.mark.checklist("H03")
@pytest.mark.parametrize("etag", ["", '"a"\r\nX-Injected: 1', '"\0"', '"\u20ac"', "x" * 9000])
async def test_an_etag_that_http_cannot_carry_is_not_sent(server: HttpServer, client: Client, etag: str):
    server.routes["/feed"] = Answer(b"<rss/>")
    await client.fetch(server.url("/feed"), Validators(etag))
    assert server.requests[-1].header("If-None-Match") is None
    assert server.requests[-1].header("X-Injected") is None


@pytest.mark.checklist("H04")
async def test_nothing_is_invented_where_no_validators_were_given(server: HttpServer, client: Client):
    server.routes["/feed"] = Answer(b"<rss/>")
    fetched = await client.fetch(server.url("/feed"))
    assert fetched.validators == Validators()
    assert {"if-none-match", "if-modified-since"}.isdisjoint(name for name, _ in server.requests[0].headers)


@pytest.mark.checklist("H07")
async def test_a_new_answer_replaces_both_validators(server: HttpServer, client: Client):
    server.routes["/feed"] = Answer(b"<rss/>", headers=[("ETag", '"new"')])
    assert (await client.fetch(server.url("/feed"), BOTH)).validators == Validators('"new"')


@pytest.mark.checklist("H08")
async def test_304_with_a_new_etag_keeps_the_date(server: HttpServer, client: Client):
    server.routes["/feed"] = Answer(status=304, headers=[("ETag", '"new"')])
    assert (await client.fetch(server.url("/feed"), BOTH)).validators == Validators('"new"', BOTH.last_modified)


@pytest.mark.checklist("H09")
async def test_304_to_an_unconditional_request_is_an_error(server: HttpServer, client: Client):
    server.routes["/feed"] = UNCHANGED
    with pytest.raises(FetchError, match=r"304 Not Modified.*asked for everything"):
        await client.fetch(server.url("/feed"))


@pytest.mark.checklist("H12", "H13")
async def test_validators_whose_giver_is_known_go_to_no_other_address(server: HttpServer, client: Client):
    server.routes |= {"/old": redirect("/new"), "/new": UNCHANGED}
    fetched = await client.fetch(server.url("/old"), BOTH, given_by=server.url("/new"))
    assert [request.header("If-None-Match") for request in server.requests] == [None, BOTH.etag]
    assert fetched.url == server.url("/new")


@pytest.mark.checklist("H13")
async def test_validators_of_a_redirect_are_not_kept(server: HttpServer, client: Client):
    server.routes |= {
        "/old": redirect("/new", headers=[("ETag", '"of the redirect"')]),
        "/new": Answer(b"<rss/>", headers=[("ETag", '"of the feed"')]),
    }
    assert (await client.fetch(server.url("/old"))).validators == Validators('"of the feed"')


@pytest.mark.checklist("H05")
@pytest.mark.parametrize("date", ["Fri, 01 Jan 2038 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday"])
async def test_a_date_that_cannot_be_comes_back_as_it_was_and_a_new_body_is_taken(server, client, date: str):
    server.routes["/feed"] = Answer(b"<rss/>", headers=[("Last-Modified", date)])
    fetched = await client.fetch(server.url("/feed"))
    server.routes["/feed"] = Answer(b"<rss>new</rss>", headers=[("Last-Modified", date)])
    again = await client.fetch(server.url("/feed"), fetched.validators)
    assert server.requests[-1].header("If-Modified-Since") == date
    assert (again.status, again.body) == ("ok", b"<rss>new</rss>")
