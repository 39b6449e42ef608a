"""Windows show the right articles in the right order, whichever index they are read through."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model.article import ArticleRow
from newsterm.model.errors import QueryError
from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode, feed_id
from newsterm.model.listing import Listing, Sort
from newsterm.storage import ordering, plans, windows
from newsterm.storage.plans import Plan
from newsterm.storage.scopes import understand
from newsterm.storage.selecting import select_ids
from newsterm.storage.times import to_seconds
from newsterm.text.document_codec import decode_text
from tests.storage.shelf import NOW, Shelf

_URLS = tuple(f"https://example.org/{number}" for number in range(4))
_COUNT = 240


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Some hundred articles of four feeds, of which one is unsubscribed."""
    chance = random.Random(5)
    shelf = Shelf(tmp_path_factory.mktemp("library"))
    for number, url in enumerate(_URLS):
        shelf.subscribe(url, title=f"Feed {number}", folder="odd" if number % 2 else "even")
    numbers = [
        shelf.store(
            str(number),
            url=_URLS[int(4 * chance.random() ** 2)],
            title=chance.choice(("Ferry", "Harbour", "Ferry to the harbour")),
            body="common " + " ".join(chance.choices(("red", "green", "blue", "rare" * (number % 40 == 0)), k=3)),
            age=timedelta(hours=chance.randrange(2000)),
        )
        for number in range(_COUNT)
    ]
    shelf.do(EventKind.READ, articles=chance.sample(numbers, 150))
    shelf.do(EventKind.STARRED, articles=chance.sample(numbers, 20))
    shelf.do(EventKind.TAGGED, articles=chance.sample(numbers, 15), tag="region/coast")
    shelf.do(EventKind.TAGGED, articles=chance.sample(numbers, 10), tag="wire")
    for number in chance.sample(numbers, 5):
        shelf.do(EventKind.NOTED, articles=[number], text="remember")
    shelf.do(EventKind.LATER, articles=chance.sample(numbers, 20))
    shelf.do(EventKind.ARCHIVED, articles=chance.sample(numbers, 40))
    asleep = chance.sample(numbers, 30)
    shelf.do(EventKind.SNOOZED, articles=asleep, until=(to_seconds(NOW) + 3600, 0))
    shelf.do_all(
        (EventKind.SNOOZED, {"articles": asleep[:12], "until": (0, to_seconds(NOW))}),
        (EventKind.UNREAD, {"articles": asleep[:12]}),
    )
    shelf.unsubscribe(_URLS[1])
    with shelf.library.writing(durable=False) as connection:
        for number in chance.sample(numbers, 60):
            connection.execute("UPDATE articles SET score = ? WHERE id = ?", (chance.randint(-3, 5), number))
        for number in chance.sample(numbers, 25):
            connection.execute("UPDATE articles SET revision = ? WHERE id = ?", (chance.randint(1, 3), number))
    yield shelf
    shelf.close()


_QUERIES = {
    "": lambda a: True,
    "is:unread": lambda a: not a["read"],
    "is:unread -is:later": lambda a: not a["read"] and not a["later"],
    "is:later": lambda a: a["later"],
    "is:archived": lambda a: a["archived"],
    "is:snoozed is:unread": lambda a: a["snoozed"] and not a["read"],
    "score>0 is:unread": lambda a: a["score"] > 0 and not a["read"],
    "is:read": lambda a: a["read"],
    "is:starred": lambda a: a["starred"],
    "is:edited": lambda a: a["revision"],
    "has:revisions is:read green": lambda a: a["revision"] and a["read"] and "green" in a["body"],
    "is:starred OR is:edited": lambda a: a["starred"] or a["revision"],
    "is:annotated": lambda a: a["noted"],
    "-tag:none": lambda a: a["tags"],
    "tag:region": lambda a: "region/coast" in a["tags"],
    "is:unread is:starred": lambda a: not a["read"] and a["starred"],
    "common": lambda a: True,
    "green": lambda a: "green" in a["body"],
    "rare": lambda a: "rare" in a["body"],
    "nowhere": lambda a: False,
    "green is:starred": lambda a: "green" in a["body"] and a["starred"],
    "common is:unread": lambda a: not a["read"],
    "remember": lambda a: a["noted"],
    "green OR is:starred": lambda a: "green" in a["body"] or a["starred"],
    "-green": lambda a: "green" not in a["body"],
    "red -green is:unread": lambda a: "red" in a["body"] and "green" not in a["body"] and not a["read"],
    "title:ferry folder:odd": lambda a: "Ferry" in a["title"] and a["feed"] in {feed_id(_URLS[1]), feed_id(_URLS[3])},
    'feed:"feed 2"': lambda a: a["feed"] == feed_id(_URLS[2]),
    "age<500h": lambda a: a["age"] < timedelta(hours=500),
    "common age>500h is:unread": lambda a: a["age"] > timedelta(hours=500) and not a["read"],
    "title:/arb/": lambda a: "arb" in a["title"],
}
_FEEDS = st.none() | st.lists(st.sampled_from([feed_id(url) for url in _URLS]), unique=True).map(tuple)


def _facts(shelf: Shelf) -> list[dict[str, Any]]:
    """All that is listed, newest first, read in the plainest way."""
    rows = shelf.reader.execute(
        "SELECT id, feed_id, read, starred, noted, tags, title, arrival, later, archived, snoozed_until, score,"
        " revision, document FROM articles JOIN documents ON article_id = id WHERE listed ORDER BY id DESC"
    )
    names = ("id", "feed", "read", "starred", "noted", "tags", "title", "arrival")
    names += ("later", "archived", "snoozed", "score", "revision")
    facts = [dict(zip(names, row, strict=False)) | {"body": decode_text(row[-1]), "age": NOW} for row in rows]
    for fact in facts:
        fact["age"] = shelf.now - ArticleRow(fact["id"], 0, "", "", "", "", False, False, False, ()).published
    return facts


def _expected(shelf: Shelf, listing: Listing) -> list[int]:
    found = [
        fact["id"]
        for fact in _facts(shelf)
        if (
            _QUERIES[listing.query](fact)
            and (listing.feeds is None or fact["feed"] in listing.feeds)
            and (listing.as_of is None or fact["arrival"] <= listing.as_of)
            and not (listing.stream and (fact["archived"] or fact["snoozed"]))
        )
        or fact["id"] in listing.kept
    ]
    if listing.sort is Sort.SCORE:
        scores = {fact["id"]: fact["score"] for fact in _facts(shelf)}
        return sorted(found, key=lambda number: scores[number], reverse=True)
    if listing.sort is Sort.OLDEST:
        return found[::-1]
    return sorted(found, key=lambda n: listing.raised.index(n) if n in listing.raised else len(listing.raised))


@st.composite
def _listings(draw: st.DrawFn) -> Listing:
    return Listing(
        query=draw(st.sampled_from(sorted(_QUERIES))),
        feeds=draw(_FEEDS),
        sort=draw(st.sampled_from((Sort.NEWEST, Sort.OLDEST, Sort.SCORE))),
        stream=draw(st.booleans()),
        as_of=draw(st.none() | st.integers(0, _COUNT + 5)),
    )


@settings(max_examples=250, deadline=None)
@given(
    _listings(),
    st.integers(0, 200),
    st.integers(1, 60),
    st.lists(st.integers(0, _COUNT - 1), max_size=5),
    st.booleans(),
    st.sampled_from((0, 20_000)),
)
def test_windows_counts_and_places_are_those_of_the_plain_way(
    full: Shelf, listing: Listing, offset: int, limit: int, kept: list[int], raised: bool, few: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordering, "FEW", few)
        _compare_windows(full, listing, offset, limit, kept, raised=raised)


def _compare_windows(full: Shelf, listing: Listing, offset: int, limit: int, kept: list[int], *, raised: bool) -> None:
    everything = [row[0] for row in full.reader.execute("SELECT id FROM articles WHERE listed ORDER BY id")]
    listing = replace(
        listing,
        kept=tuple(everything[place] for place in kept if place < len(everything)),
        raised=windows.raised(full.reader) if raised else (),
    )
    expected = _expected(full, listing)
    reader, now = full.reader, full.now
    assert windows.ids(reader, listing, now) == expected
    assert [row.id for row in windows.window(reader, listing, offset, limit, now)] == expected[offset : offset + limit]
    assert windows.count(reader, listing, now) == len(expected)
    assert windows.known_count(reader, listing) in {None, len(expected)}
    unread = {row.id for row in windows.window(reader, listing, 0, _COUNT, now) if not row.read}
    for place, article in list(enumerate(expected))[offset::30]:
        assert windows.position(reader, listing, article, now) == place
        following = next((number for number in expected[place + 1 :] if number in unread), None)
        assert windows.next_unread(reader, listing, article, now=now) == following
        previous = next((number for number in reversed(expected[:place]) if number in unread), None)
        assert windows.next_unread(reader, listing, article, backwards=True, now=now) == previous
    outside = set(everything).difference(expected)
    assert all(windows.position(reader, listing, article, now) is None for article in list(outside)[:2])


@pytest.mark.parametrize("query", ["common is:unread", "green is:starred", "red -tag:none"])
def test_every_plan_finds_the_same(full: Shelf, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Listing(query)
    found = []
    used: list[Plan] = []
    for is_cheaper in (True, False):
        monkeypatch.setattr(plans, "_is_probing_cheaper", lambda *_, answer=is_cheaper: answer)
        scope = understand(full.reader, listing, full.now)
        used.append(plans.choose(full.reader, scope, 100))
        found.append(select_ids(full.reader, scope, used[-1]))
    assert found[0] == found[1] != []
    assert used[0].number != used[1].number


def test_the_best_matches_come_first_and_older_ones_follow(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "CANDIDATES", 4)
    shelf.subscribe()
    old = [shelf.store(f"old{n}", body="ferry", age=timedelta(days=9, hours=n)) for n in range(2)]
    weak = [shelf.store(f"weak{n}", body="ferry " + "and much else " * 30, age=timedelta(hours=n)) for n in range(3)]
    best = shelf.store("best", title="Ferry, ferry", body="ferry ferry", age=timedelta(days=2))
    listing = Listing("ferry", sort=Sort.BEST)
    order = [best, *weak, *old]
    assert windows.ids(shelf.reader, listing, shelf.now) == order
    for offset in range(6):
        shown = windows.window(shelf.reader, listing, offset, 2, shelf.now)
        assert [row.id for row in shown] == order[offset : offset + 2]
        assert windows.position(shelf.reader, listing, order[offset], shelf.now) == offset
    shelf.do(EventKind.READ, articles=weak)
    assert windows.next_unread(shelf.reader, listing, best, now=shelf.now) == old[0]
    assert windows.next_unread(shelf.reader, listing, old[0], backwards=True, now=shelf.now) == best
    assert windows.next_unread(shelf.reader, listing, None, now=shelf.now) == best
    assert windows.next_unread(shelf.reader, listing, old[1], now=shelf.now) is None


def test_a_list_is_a_snapshot_of_what_had_arrived(shelf: Shelf) -> None:
    shelf.subscribe()
    first = shelf.store("a")
    listing = Listing("is:unread -is:later", stream=True, as_of=windows.latest_arrival(shelf.reader))
    shelf.store("b")
    shelf.do(EventKind.READ, articles=[first])
    assert windows.window(shelf.reader, listing, 0, 10, shelf.now) == []
    kept = replace(listing, kept=(first,))
    assert [row.id for row in windows.window(shelf.reader, kept, 0, 10, shelf.now)] == [first]
    assert windows.known_count(shelf.reader, kept) == 1


def test_counts_are_known_at_once_where_a_counter_tells(shelf: Shelf) -> None:
    feed = shelf.subscribe()
    other = shelf.subscribe("https://example.org/other")
    shelf.store("a")
    number = shelf.store("b")
    shelf.do(EventKind.READ, articles=[number])
    for listing, count in {
        Listing(): 2,
        Listing(stream=True): 2,
        Listing("is:unread -is:later", stream=True): 1,
        Listing("is:starred", stream=True): 0,
        Listing("is:archived"): 0,
        Listing("is:unread -is:later", feeds=(feed,), stream=True): 1,
        Listing(feeds=(feed, other)): 2,
        Listing(feeds=()): 0,
        Listing("some words"): None,
        Listing("is:unread age<2d"): None,
    }.items():
        assert windows.known_count(shelf.reader, listing) == count


def test_every_feed_has_its_turn_with_what_is_newest_and_unread(shelf: Shelf) -> None:
    busy, quiet = "https://example.org/busy", "https://example.org/quiet"
    shelf.subscribe(busy)
    shelf.subscribe(quiet)
    often = [shelf.store(f"b{n}", url=busy, age=timedelta(hours=n)) for n in range(5)]
    seldom = [shelf.store(f"q{n}", url=quiet, age=timedelta(days=90 + n)) for n in range(2)]
    shelf.do(EventKind.READ, articles=[often[0]])
    listing = Listing("is:unread -is:later", sort=Sort.TURNS, stream=True)
    turns = [often[1], seldom[0], often[2], seldom[1], often[3], often[4]]
    assert windows.ids(shelf.reader, listing, shelf.now) == turns
    assert [row.id for row in windows.window(shelf.reader, listing, 1, 3, shelf.now)] == turns[1:4]
    assert windows.count(shelf.reader, listing, shelf.now) == 6
    assert windows.position(shelf.reader, listing, seldom[1], shelf.now) == 3
    assert windows.next_unread(shelf.reader, listing, seldom[0], now=shelf.now) == often[2]


def test_what_woke_comes_first_until_it_is_read(shelf: Shelf) -> None:
    shelf.subscribe()
    old, *rest = [shelf.store(str(n), age=timedelta(days=9 - n)) for n in range(3)]
    shelf.do(EventKind.SNOOZED, articles=[old], until=(to_seconds(shelf.now) + 60, 0))
    assert (windows.raised(shelf.reader), windows.count(shelf.reader, Listing(stream=True), shelf.now)) == ((), 2)
    shelf.do(EventKind.SNOOZED, articles=[old], until=(0, to_seconds(shelf.now)))
    assert windows.raised(shelf.reader) == (old,)
    listing = Listing("is:unread -is:later", stream=True, raised=windows.raised(shelf.reader))
    assert windows.ids(shelf.reader, listing, shelf.now) == [old, *rest[::-1]]
    shelf.do(EventKind.READ, articles=[old])
    assert windows.raised(shelf.reader) == ()


def test_a_wrong_query_is_told_with_its_column(shelf: Shelf) -> None:
    with pytest.raises(QueryError, match="tittle"):
        windows.window(shelf.reader, Listing("tittle:x"), 0, 10, shelf.now)


def test_tokens_of_rows_are_those_that_commands_take(full: Shelf) -> None:
    (row,) = windows.window(full.reader, Listing("rare"), 0, 1, full.now)
    assert row.token == encode(row.id)
