"""Feeds are found by what a user types, and remember how they were fetched."""

from datetime import timedelta

import pytest

from newsterm.model.errors import NotFoundError
from newsterm.model.event import EventKind
from newsterm.model.feed import Validators
from newsterm.model.identifiers import encode
from newsterm.storage import feeds, fetch_states
from tests.storage.shelf import URL, Shelf


def test_a_feed_is_found_by_id_address_title_or_part_of_it(shelf: Shelf) -> None:
    feed = shelf.subscribe(title="The Harbour Post")
    shelf.subscribe("https://example.org/times", title="Coast Times")
    for text in (encode(feed), URL, "the harbour post", "harbour", " Harbour Post "):
        assert feeds.find(shelf.reader, text).id == feed


def test_a_title_exactly_met_wins_over_titles_that_hold_it(shelf: Shelf) -> None:
    shelf.subscribe("https://example.org/1", title="News at Noon")
    wanted = shelf.subscribe("https://example.org/2", title="News")
    assert feeds.find(shelf.reader, "news").id == wanted


def test_a_feed_that_is_unknown_or_ambiguous_is_told_with_what_comes_near(shelf: Shelf) -> None:
    shelf.subscribe("https://example.org/1", title="Harbour Post")
    shelf.subscribe("https://example.org/2", title="Harbour Times")
    with pytest.raises(NotFoundError, match=r"Harbour Post.*Harbour Times"):
        feeds.find(shelf.reader, "harbour")
    with pytest.raises(NotFoundError, match="Did you mean “Harbour Post”"):
        feeds.find(shelf.reader, "harbor post")
    with pytest.raises(NotFoundError, match=r"goes by “qqq”\.$"):
        feeds.find(shelf.reader, "qqq")


def test_a_users_title_wins_over_the_publishers(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    assert feeds.find(shelf.reader, encode(feed)).title == URL
    (state,) = fetch_states.of_feeds(shelf.reader)
    with shelf.library.writing(durable=False) as connection:
        fetch_states.record(connection, state, title="Theirs")
    assert feeds.find(shelf.reader, encode(feed)).title == "Theirs"
    shelf.do(EventKind.RENAMED, subject=encode(feed), title="Mine")
    assert feeds.find(shelf.reader, encode(feed)).title == "Mine"
    assert feeds.all_feeds(shelf.reader)[0].title == "Mine"


def test_a_fetch_is_remembered(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    (before,) = fetch_states.of_feeds(shelf.reader)
    assert (before.feed, before.url, before.last_attempt) == (feed, URL, None)
    after = before._replace(
        validators=Validators('W/"x"', "Fri, 20 Nov 2026 12:00:00 GMT"),
        body_hash="ab",
        last_attempt=shelf.now,
        last_success=shelf.now - timedelta(days=1),
        error="The server said 500.",
        failures=2,
    )
    with shelf.library.writing(durable=False) as connection:
        fetch_states.record(connection, after, title="", site_url="https://example.org/")
    assert fetch_states.of_feeds(shelf.reader, [feed]) == [after]
    (known,) = feeds.all_feeds(shelf.reader)
    assert (known.error, known.site_url, known.last_attempt) == (after.error, "https://example.org/", shelf.now)


def test_feeds_come_by_title_and_those_unsubscribed_only_when_asked_for(shelf: Shelf) -> None:
    shelf.subscribe("https://example.org/1", title="b")
    shelf.subscribe("https://example.org/2", title="A")
    gone = shelf.subscribe(title="c")
    shelf.unsubscribe()
    assert [feed.title for feed in feeds.all_feeds(shelf.reader)] == ["A", "b"]
    assert gone in {feed.id for feed in feeds.all_feeds(shelf.reader, subscribed=False)}
    assert gone not in {state.feed for state in fetch_states.of_feeds(shelf.reader)}
