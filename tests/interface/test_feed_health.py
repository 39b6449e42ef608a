"""The sheet of feed health: the worst first, what each feed needs, and doing it."""

import keyring
import pytest

from newsterm.interface.screens.feed_health import FeedHealthSheet
from newsterm.model.feed import Urgency
from newsterm.storage import fetch_states
from newsterm.storage.library import Library
from tests.interface.ailing import make_ailing
from tests.interface.desk import Desk, at_desk
from tests.interface.harness import NOW
from tests.operations.test_logins import Ring


@pytest.fixture
async def desk(directory):
    feeds = make_ailing(directory, NOW)
    async with at_desk(directory) as desk:
        desk.feeds = feeds
        await desk.press("g", "h")
        yield desk


def state(desk: Desk, title: str):
    found = fetch_states.of_feed(desk.app.session.library.reader(), desk.feeds[title])
    assert found is not None
    return found


async def go_to(desk: Desk, title: str) -> None:
    """Put the cursor on a feed, counting down from the top."""
    sheet = desk.app.screen
    assert isinstance(sheet, FeedHealthSheet)
    place = [health.feed.title for health in sheet._healths].index(title)
    for _ in range(place - (sheet.query_one("OptionList").highlighted or 0)):
        await desk.press("j")


async def test_the_worst_feeds_come_first_with_what_is_wrong(desk):
    shown = [health.feed.title for health in desk.app.screen._healths]
    assert shown[:4] == ["Gulf Desk", "Northern Wire", "Small Machines", "Long View"]
    assert "3 of 8 feeds need a look" in desk.text()
    assert "Gone for good" in desk.text()
    await desk.press("k")
    assert "Not asked any more" in desk.text()


async def test_more_is_told_of_the_feed_under_the_cursor(desk):
    await go_to(desk, "Northern Wire")
    assert "500 Internal Server Error" in desk.text()
    assert "3 times in 2 days" in desk.text()
    assert "it failed 3 times: it is asked less often" in desk.text()
    await go_to(desk, "Long View")
    assert "4 times since" in desk.text()
    assert "y follows it there" in desk.text()


async def test_a_feed_is_asked_at_once(desk):
    await go_to(desk, "Northern Wire")
    await desk.press("r")
    assert desk.background.asked == [(desk.feeds["Northern Wire"],)]
    assert desk.background.urgencies == [Urgency.NOW]
    assert "Asking Northern Wire" in desk.text()


async def test_an_interval_is_set_and_taken_back(desk):
    await go_to(desk, "Harbour Post")
    await desk.press("i")
    await desk.press("backspace")
    await desk.type("15")
    await desk.press("enter")
    assert state(desk, "Harbour Post").settings.interval == 15
    assert "to be asked every 15 min" in desk.text()
    await desk.press("u")
    assert state(desk, "Harbour Post").settings.interval == 0
    for wrong, words in (("soon", "no number of minutes"), ("5", "every 15 minutes to 24 hours")):
        await desk.press("i", "backspace")
        await desk.type(wrong)
        await desk.press("enter")
        assert words in desk.text()


async def test_full_text_is_turned_on(desk):
    await go_to(desk, "Harbour Post")
    await desk.press("F")
    assert state(desk, "Harbour Post").settings.full_text
    assert "full text on" in desk.text()


async def test_a_feed_that_moved_is_followed(desk):
    await go_to(desk, "Long View")
    await desk.press("y")
    assert state(desk, "Long View").url == "https://new.example/feed"


async def test_an_address_is_edited(desk):
    await go_to(desk, "Harbour Post")
    await desk.press("e")
    await desk.type("2")
    await desk.press("enter")
    assert state(desk, "Harbour Post").url.endswith("/rss2")


async def test_a_login_is_kept_and_its_password_never_shown(desk):
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    try:
        await go_to(desk, "Harbour Post")
        await desk.press("l")
        await desk.type("ana")
        await desk.press("enter")
        await desk.type("secret")
        assert "secret" not in desk.text()
        await desk.press("enter")
    finally:
        keyring.set_keyring(before)
    assert state(desk, "Harbour Post").settings.login == "ana"
    assert list(ring.kept.values()) == ["secret"]


async def test_a_feed_is_dropped_opened_and_the_sheet_left(desk):
    await go_to(desk, "Gulf Desk")
    await desk.press("D")
    assert "Unsubscribed from “Gulf Desk”" in desk.text()
    await desk.press("enter")
    assert desk.screen.place.title == "Northern Wire"
    await desk.press("g", "h", "escape")
    assert desk.app.screen is desk.screen


async def test_without_feeds_it_says_what_to_do(tmp_path):
    Library.open(tmp_path / "empty").close()
    async with at_desk(tmp_path / "empty") as desk:
        await desk.press("escape", "g", "h")
        assert "No feeds yet" in desk.text()
