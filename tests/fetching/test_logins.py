"""Logins: to the origin of the feed's address alone, and in no sentence."""

import base64

import pytest

from newsterm.fetching.client import Client
from newsterm.model.errors import FetchError, Trouble
from newsterm.model.login import Login
from tests.fakes.http_server import Answer, HttpServer, redirect

ANA = Login("ana", "sécret:x")
HEADER = "Basic " + base64.b64encode("ana:sécret:x".encode()).decode()


@pytest.mark.checklist("H13", "H29")
async def test_a_login_goes_to_its_origin_alone(server: HttpServer, client: Client):
    async with HttpServer() as other:
        server.routes |= {"/old": redirect("/feed"), "/feed": redirect(other.url("/feed"))}
        other.routes["/feed"] = Answer(b"<rss/>")
        await client.fetch(server.url("/old"), login=ANA)
        assert [request.header("Authorization") for request in server.requests] == [HEADER, HEADER]
        assert other.requests[0].header("Authorization") is None


@pytest.mark.checklist("H29")
@pytest.mark.parametrize("status", [401, 407])
async def test_a_feed_that_wants_a_login_says_so_and_the_password_is_nowhere(server, client, status, caplog):
    server.routes["/feed"] = Answer(status=status)
    with pytest.raises(FetchError, match="it wants a login") as error:
        await client.fetch(server.url("/feed"), login=ANA)
    assert error.value.trouble is Trouble.LOGIN
    assert "sécret" not in str(error.value) + repr(ANA) + caplog.text


@pytest.mark.checklist("H13", "H29")
async def test_a_login_does_not_go_where_another_origin_says(server: HttpServer, client: Client):
    async with HttpServer() as other:
        server.routes["/feed"] = other.routes["/feed"] = Answer(b"<rss/>")
        await client.fetch(other.url("/feed"), login=ANA, named_by=server.url("/"))
        await client.fetch(server.url("/feed"), login=ANA, named_by=server.url("/"))
        assert other.requests[0].header("Authorization") is None
        assert server.requests[0].header("Authorization") == HEADER
