"""What publishers see of many refreshes: when they are asked, with what, and what their answers lead to."""

from datetime import timedelta

import httpx
import pytest

from newsterm.model.errors import Trouble
from newsterm.model.feed import Urgency, Validators
from newsterm.model.parsed import FeedLink
from newsterm.operations.mark import mark_read
from newsterm.operations.star import star
from newsterm.operations.subscribe import subscribe
from newsterm.storage import feeds, fetch_states
from tests.fakes.http_server import Answer, redirect
from tests.operations.fleet import TWO, Fleet, rss

ETAG = [("ETag", '"one"')]
PAGE = Answer(b"<!doctype html><html><body>Log in</body></html>", content_type="text/html")


@pytest.fixture
def feed(fleet: Fleet) -> Fleet:
    """One feed that has been asked once."""
    fleet.server.routes["/a"] = Answer(TWO, headers=ETAG)
    fleet.subscribe("/a")
    return fleet


@pytest.mark.checklist("H06")
async def test_a_new_etag_of_the_same_body_is_kept(feed):
    await feed.refresh()
    feed.server.routes["/a"] = Answer(TWO, headers=[("ETag", '"two"')])
    await feed.refresh()
    assert feed.done["/a"].status == "unchanged"
    assert feed.state("/a").validators == Validators('"two"')


@pytest.mark.checklist("H07")
async def test_validators_that_are_given_no_more_are_sent_no_more(feed):
    await feed.refresh()
    feed.server.routes["/a"] = Answer(rss(("3", "New", "")))
    await feed.refresh()
    await feed.refresh()
    assert [request.header("If-None-Match") for request in feed.server.requests] == [None, '"one"', None]


@pytest.mark.checklist("H08")
async def test_304_brings_new_validators_and_wishes_and_touches_no_article(feed):
    await feed.refresh()
    before = feed.rows()
    mark_read(feed.ctx, [before[0].id])
    feed.server.routes["/a"] = Answer(status=304, headers=[("ETag", '"two"'), ("Cache-Control", "max-age=43200")])
    feed.parsers = None
    await feed.refresh()
    state = feed.state("/a")
    assert state.validators.etag == '"two"'
    assert state.wishes.fresh_for == 43_200
    assert [(row.id, row.read) for row in feed.rows()] == [(row.id, row.id == before[0].id) for row in before]


@pytest.mark.checklist("H09")
async def test_304_to_a_first_request_is_an_error_and_the_next_request_asks_for_everything(feed):
    feed.server.routes["/a"] = Answer(status=304, headers=ETAG)
    await feed.refresh()
    assert "asked for everything" in feed.done["/a"].error
    feed.server.routes["/a"] = Answer(TWO)
    await feed.refresh()
    assert feed.server.requests[-1].header("If-None-Match") is None
    assert feed.done["/a"].new == 2


@pytest.mark.checklist("H10")
@pytest.mark.parametrize("body", [PAGE.body, b"", TWO[:120]], ids=["page", "nothing", "truncated"])
async def test_validators_of_a_broken_body_are_not_kept(feed, body):
    await feed.refresh()
    feed.server.routes["/a"] = Answer(body, headers=[("ETag", '"broken"')])
    await feed.refresh()
    assert feed.done["/a"].status == "failed"
    assert len(feed.rows()) == 2
    feed.server.routes["/a"] = Answer(TWO, headers=ETAG)
    await feed.refresh()
    assert feed.server.requests[-1].header("If-None-Match") == '"one"'


@pytest.mark.checklist("H11")
async def test_a_server_that_says_for_ever_that_nothing_changed_is_asked_for_everything_once_in_eight_days(feed):
    await feed.refresh()
    feed.server.routes["/a"] = Answer(status=304)
    for _ in range(20):
        await feed.refresh_due(days=1, hours=3)
    sent = [request.header("If-None-Match") for request in feed.server.requests[1:]]
    assert sent[:7] == ['"one"'] * 7
    assert sent[7] is None
    assert sent.count(None) <= 13  # daily at most, and only until a body comes
    feed.server.routes["/a"] = Answer(TWO, headers=ETAG)
    await feed.refresh_due(days=2)
    await feed.refresh_due(days=2)
    assert feed.server.requests[-1].header("If-None-Match") == '"one"'


@pytest.mark.checklist("H14")
async def test_the_users_second_ask_within_ten_seconds_sends_nothing_and_says_so(feed):
    await feed.refresh()
    summary = await feed.refresh(after=timedelta(seconds=10))
    assert len(feed.server.requests) == 1
    assert summary.sentence == "Asked less than 1 min ago: nothing can be new yet"
    await feed.refresh(after=timedelta(minutes=2))
    assert feed.server.requests[-1].header("If-None-Match") == '"one"'


@pytest.mark.checklist("H15")
async def test_a_start_right_after_a_refresh_asks_nobody(feed):
    await feed.refresh()
    summary = await feed.refresh_due(minutes=50)
    assert len(feed.server.requests) == 1
    assert summary.sentence.startswith("Not due before ")
    await feed.refresh_due(hours=30)
    assert len(feed.server.requests) == 2


@pytest.mark.checklist("H16")
async def test_max_age_is_honoured_by_timers_and_overridden_by_the_user_with_a_word(feed):
    feed.server.routes["/a"] = Answer(TWO, headers=[*ETAG, ("Cache-Control", "max-age=43200")])
    await feed.refresh()
    for _ in range(11):
        await feed.refresh_due(hours=1)
    assert len(feed.server.requests) == 1
    summary = await feed.refresh(after=timedelta(0))
    assert len(feed.server.requests) == 2
    assert "asked although its publisher wants to be asked every 12 h" in summary.sentence


@pytest.mark.checklist("H63")
async def test_what_a_feed_says_of_itself_raises_the_interval(feed):
    feed.server.routes["/a"] = Answer(rss(*[(str(n), "T", "") for n in range(50)], about="<ttl>300</ttl>"))
    await feed.refresh()
    await feed.refresh_due(hours=4)
    assert len(feed.server.requests) == 1
    await feed.refresh_due(hours=2)
    assert len(feed.server.requests) == 2


@pytest.mark.checklist("H19", "H20")
async def test_429_is_left_alone_for_as_long_as_it_asks(feed):
    feed.server.routes["/a"] = Answer(status=429, headers=[("Retry-After", "7200")])
    await feed.refresh()
    assert feed.state("/a").trouble is Trouble.LIMITED
    await feed.refresh_due(hours=1, minutes=50)
    assert len(feed.server.requests) == 1
    summary = await feed.refresh(after=timedelta(0))
    assert "asked although its server asked to be left alone until" in summary.sentence
    await feed.refresh_due(hours=2, minutes=10)
    assert len(feed.server.requests) == 3


@pytest.mark.checklist("H26", "H27")
async def test_a_feed_that_fails_for_weeks_is_asked_daily_marked_and_kept(feed):
    await feed.refresh()
    feed.server.routes["/a"] = Answer(status=404)
    asked = len(feed.server.requests)
    for _ in range(24 * 14):
        await feed.refresh_due(hours=1)
    state = feed.state("/a")
    assert 10 <= len(feed.server.requests) - asked <= 24
    assert (state.trouble, state.failures) == (Trouble.MISSING, len(feed.server.requests) - asked)
    assert state.failing_since is not None
    assert len(feed.rows()) == 2
    feed.server.routes["/a"] = Answer(TWO)
    await feed.refresh_due(days=2)
    assert (feed.state("/a").failures, feed.state("/a").failing_since) == (0, None)


@pytest.mark.checklist("H28")
async def test_410_stops_the_asking_and_keeps_everything(feed):
    await feed.refresh()
    star(feed.ctx, [feed.rows()[0].id])
    feed.server.routes["/a"] = Answer(status=410)
    await feed.refresh()
    for _ in range(5):
        await feed.refresh_due(days=3)
    assert len(feed.server.requests) == 2
    assert [row.starred for row in feed.rows()] == [True, False]
    feed.server.routes["/a"] = Answer(TWO)
    await feed.refresh()
    assert feed.state("/a").trouble is None


async def redirected_for(feed: Fleet, days: int) -> None:
    for _ in range(days):
        await feed.refresh_due(hours=27)


@pytest.mark.checklist("H30")
async def test_a_lasting_redirect_is_followed_at_once_and_not_believed_at_once(feed):
    feed.server.routes |= {"/b": feed.server.routes["/a"], "/a": redirect("/b", 301)}
    await feed.refresh()
    assert len(feed.rows()) == 2
    assert feed.state("/a").move.url == feed.server.url("/b")


@pytest.mark.checklist("H31")
@pytest.mark.parametrize("status", [301, 308])
async def test_a_lasting_redirect_that_stays_for_days_changes_the_address(feed, status):
    await feed.refresh()
    mark_read(feed.ctx, [row.id for row in feed.rows()])
    feed.server.routes |= {"/b": feed.server.routes["/a"], "/a": redirect("/b", status)}
    await redirected_for(feed, 9)
    assert feed.state("/a")
    await redirected_for(feed, 3)
    assert feed.state("/b").url == feed.server.url("/b")
    assert feed.server.targets()[-1] == "/b"
    assert [row.read for row in feed.rows()] == [True, True]


@pytest.mark.checklist("H31")
async def test_a_feed_that_moved_to_one_that_is_there_becomes_one_with_it(feed):
    old = rss(("1", "Ferry late", "Fog."), ("0", "Only there", "x"))
    feed.server.routes |= {"/a": Answer(old), "/b": Answer(TWO)}
    feed.subscribe("/b")
    await feed.refresh()
    star(feed.ctx, [row.id for row in feed.rows() if row.title == "Ferry late" and row.feed == feed.state("/a").feed])
    feed.server.routes["/a"] = redirect("/b", 301)
    await redirected_for(feed, 14)
    (state,) = [state for state in (feed.state("/b"),) if state]
    assert [known.url for known in feeds.all_feeds(feed.ctx.library.reader())] == [feed.server.url("/b")]
    rows = {row.title: row for row in feed.rows()}
    assert len(feed.rows()) == 3
    assert {row.feed for row in rows.values()} == {state.feed}
    assert [title for title, row in rows.items() if row.starred] == ["Ferry late"]


@pytest.mark.checklist("H32")
async def test_a_passing_redirect_is_never_believed(feed):
    feed.server.routes |= {"/b": feed.server.routes["/a"], "/a": redirect("/b", 302)}
    await redirected_for(feed, 14)
    assert feed.state("/a").move.url == ""
    assert set(feed.server.targets()[-2:]) == {"/a", "/b"}


@pytest.mark.checklist("H33", "H53")
@pytest.mark.parametrize("status", [301, 302])
async def test_a_redirect_to_a_login_page_changes_nothing(feed, status):
    await feed.refresh()
    feed.server.routes |= {"/login": PAGE, "/a": redirect("/login", status)}
    for _ in range(14):
        await feed.refresh_due(hours=27)
    assert feed.state("/a").error
    assert feed.state("/a").move.url == ""
    assert len(feed.rows()) == 2
    feed.server.routes["/a"] = Answer(TWO, headers=ETAG)
    await feed.refresh()
    assert feed.state("/a").error == ""


@pytest.mark.checklist("H31")
async def test_a_maintenance_redirect_that_ends_is_forgotten(feed):
    feed.server.routes |= {"/b": Answer(TWO), "/a": redirect("/b", 301)}
    await redirected_for(feed, 6)
    assert feed.state("/a").move.times == 6
    feed.server.routes["/a"] = Answer(TWO)
    await feed.refresh()
    assert feed.state("/a").move.url == ""


@pytest.mark.checklist("H69")
async def test_an_address_that_the_feed_names_is_advice_to_be_confirmed_and_tried(feed):
    def moved(url):
        return rss(("1", "Ferry late", ""), about=f"<itunes:new-feed-url>{url}</itunes:new-feed-url>")

    feed.server.routes["/a"] = Answer(moved(feed.server.url("/nowhere")))
    await redirected_for(feed, 14)
    assert feed.state("/a").error == ""
    assert "/nowhere" in feed.server.targets()
    feed.server.routes |= {"/a": Answer(moved(feed.server.url("/b"))), "/b": Answer(TWO)}
    await redirected_for(feed, 14)
    assert feed.state("/b").url == feed.server.url("/b")


@pytest.mark.checklist("H12")
async def test_validators_of_an_address_that_the_user_changed_are_not_sent_to_the_new_one(feed):
    from newsterm.operations.readdress import readdress

    await feed.refresh()
    feed.server.routes["/b"] = Answer(TWO)
    outcome = readdress(feed.ctx, feed.state("/a").feed, feed.server.url("/b"))
    assert outcome.changed
    await feed.refresh_due(seconds=1)
    assert feed.server.requests[-1].target == "/b"
    assert feed.server.requests[-1].header("If-None-Match") is None
    assert len(feed.rows()) == 2


@pytest.mark.checklist("H52")
async def test_without_a_network_no_feed_is_blamed_and_all_are_asked_soon_again(fleet):
    def unplugged(request):
        raise httpx.ConnectError("unreachable") from OSError(101, "Network is unreachable")

    for path in ("/a", "/b", "/c"):
        fleet.server.routes[path] = Answer(TWO)
    fleet.subscribe("/a", "/b", "/c")
    summary = await fleet.refresh(transport=httpx.MockTransport(unplugged), urgency=Urgency.DUE)
    assert summary.sentence == "No network: none of 3 feeds could be reached"
    for path in ("/a", "/b", "/c"):
        state = fleet.state(path)
        assert (state.error, state.failures, state.last_attempt) == ("", 0, None)
    summary = await fleet.refresh_due(minutes=6)
    assert summary.failed == 0
    assert summary.new == 6


@pytest.mark.checklist("H52")
async def test_one_feed_that_cannot_be_reached_is_told_and_does_not_count_as_failing(fleet):
    fleet.server.routes["/a"] = Answer(TWO)
    fleet.subscribe("/a")

    def broken(request):
        if request.url.path == "/b":
            raise httpx.ConnectError("unreachable") from OSError(113, "No route to host")
        return httpx.Response(200, stream=httpx.ByteStream(TWO))

    fleet.subscribe("/b")
    summary = await fleet.refresh(transport=httpx.MockTransport(broken))
    assert (summary.failed, summary.is_offline) == (1, False)
    assert "could not be reached" in fleet.state("/b").error
    assert fleet.state("/b").failures == 0


@pytest.mark.checklist("H68")
async def test_feeds_that_one_process_is_asking_are_not_asked_by_another(feed):
    seen = []

    def answer(_):
        seen.append(feed.state("/a").next_at)
        return Answer(TWO)

    feed.server.routes["/a"] = answer
    await feed.refresh_due(hours=1)
    assert seen[0] is not None
    assert seen[0] > feed.ctx.now.time


class Publisher(httpx.AsyncBaseTransport):
    """Plays hosts that count requests by the fleet's clock: one a minute each, what comes sooner is refused."""

    def __init__(self, clock, refusal: int, *, is_strict: bool = True) -> None:
        self.clock, self.refusal, self.is_strict = clock, refusal, is_strict
        self.asked: list[tuple[str, int]] = []
        self.served: dict[str, object] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host, now = request.url.host, self.clock.time
        is_served = host != "busy.example" or (
            self.is_strict and (host not in self.served or (now - self.served[host]).total_seconds() >= 60)
        )
        self.asked.append((str(request.url), 200 if is_served else self.refusal))
        if not is_served:
            return httpx.Response(self.refusal, stream=httpx.ByteStream(PAGE.body))
        self.served[host] = now
        return httpx.Response(200, stream=httpx.ByteStream(TWO))

    def statuses(self, host: str) -> list[int]:
        return [status for url, status in self.asked if f"//{host}/" in url]


@pytest.mark.checklist("H22")
async def test_a_host_of_twenty_feeds_that_asks_for_patience_gets_it_and_other_hosts_go_on(fleet):
    publisher = Publisher(fleet.ctx.now, 429, is_strict=False)
    links = [FeedLink(f"https://busy.example/{number}") for number in range(20)]
    subscribe(fleet.ctx, [*links, *(FeedLink(f"https://quiet{number}.example/") for number in range(5))])
    summary = await fleet.refresh(transport=publisher, urgency=Urgency.DUE)
    assert len(publisher.statuses("busy.example")) <= 2
    assert sum(status == 200 for _, status in publisher.asked) == 5
    assert summary.waiting == 20 - len(publisher.statuses("busy.example"))
    assert "put off, as their hosts ask" in summary.sentence
    await fleet.refresh(transport=publisher, urgency=Urgency.DUE, after=timedelta(minutes=5))
    assert len(publisher.statuses("busy.example")) <= 2


@pytest.mark.checklist("H24")
@pytest.mark.parametrize("refusal", [403, 429])
async def test_a_host_that_answers_one_request_a_minute_has_given_all_five_feeds_within_an_hour(fleet, refusal):
    publisher = Publisher(fleet.ctx.now, refusal)
    subscribe(fleet.ctx, [FeedLink(f"https://busy.example/{number}") for number in range(5)])
    for _ in range(60):
        await fleet.refresh(transport=publisher, urgency=Urgency.DUE, after=timedelta(minutes=1))
    states = fetch_states.of_feeds(fleet.ctx.library.reader())
    assert [state.trouble for state in states] == [None] * 5
    assert publisher.statuses("busy.example").count(refusal) <= 4
