"""Logins of feeds: kept in the system's keyring, never in the library, in logs or in exports."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from newsterm.configuration import read
from newsterm.model.login import Login
from newsterm.model.parsed import FeedLink
from newsterm.operations.logins import LoginError, drop_login, login_of, save_login
from newsterm.operations.opml import export_opml
from newsterm.operations.subscribe import subscribe
from newsterm.storage import fetch_states
from tests.fakes.http_server import Answer
from tests.operations.fleet import TWO

ANA = Login("ana", "secret")


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def bytes_of(ctx) -> bytes:
    folder = ctx.library.path.parent
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


@pytest.mark.checklist("H29")
async def test_a_feed_that_wants_a_login_gets_it_from_the_keyring(fleet, ring):
    def answer(request):
        return Answer(TWO) if request.header("Authorization") else Answer(status=401)

    fleet.server.routes["/a"] = answer
    fleet.subscribe("/a")
    await fleet.refresh()
    assert "wants a login" in fleet.state("/a").error
    save_login(fleet.ctx, fleet.state("/a").feed, ANA)
    await fleet.refresh()
    assert fleet.done["/a"].new == 2
    assert b"secret" not in bytes_of(fleet.ctx)
    assert "secret" not in export_opml(fleet.ctx)
    drop_login(fleet.ctx, fleet.state("/a").feed)
    assert ring.kept == {}
    await fleet.refresh()
    assert "wants a login" in fleet.state("/a").error


@pytest.mark.checklist("H29", "H58")
def test_a_login_in_an_address_goes_to_the_keyring_and_out_of_sight(ctx, ring):
    subscribe(ctx, [FeedLink("https://ana:sec%20ret@a.example/feed?x=%2f")])
    (state,) = fetch_states.of_feeds(ctx.library.reader())
    assert state.url == "https://a.example/feed?x=%2f"
    assert login_of(state, {}) == Login("ana", "sec ret")
    assert b"sec%20ret" not in bytes_of(ctx)
    assert "ana" not in export_opml(ctx)


def test_without_a_keyring_the_sentence_says_where_to_put_the_login(ctx):
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        with pytest.raises(LoginError, match=r"no keyring.*config\.toml"):
            subscribe(ctx, [FeedLink("https://ana:secret@a.example/feed")])
        assert fetch_states.of_feeds(ctx.library.reader()) == []
    finally:
        keyring.set_keyring(before)


def test_a_keyring_that_lost_the_password_is_told(ctx, ring):
    subscribe(ctx, [FeedLink("https://ana:secret@a.example/feed")])
    ring.kept.clear()
    (state,) = fetch_states.of_feeds(ctx.library.reader())
    with pytest.raises(LoginError, match="no password of ana"):
        login_of(state, {})


def test_config_toml_can_hold_logins_and_wrong_ones_are_told_without_what_they_say(ctx, tmp_path):
    text = '[login."https://a.example/feed"]\nname = "ana"\npassword = "secret"\n'
    settings = read(text, tmp_path)
    subscribe(ctx, [FeedLink("https://a.example/feed")])
    (state,) = fetch_states.of_feeds(ctx.library.reader())
    assert login_of(state, settings.login) == ANA
    problems: list[str] = []
    read('[login."https://a.example/feed"]\nname = "ana"\npass = "secret"\n', tmp_path, problems)
    assert len(problems) == 1
    assert "secret" not in problems[0]
