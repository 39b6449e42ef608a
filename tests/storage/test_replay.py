"""Replaying the journal gives what the tables say, whatever was done."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode, feed_id
from newsterm.storage import integrity, journal, projections, replay
from tests.storage.shelf import Shelf

_URLS = ("https://example.org/1", "https://example.org/2")
_PLACES = st.lists(st.integers(0, 5), min_size=1, max_size=4)
_WORDS = st.sampled_from(("", "red", "green fish", "blau"))
_STEPS = st.one_of(
    st.tuples(
        st.sampled_from(
            (
                EventKind.READ,
                EventKind.UNREAD,
                EventKind.STARRED,
                EventKind.UNSTARRED,
                EventKind.LATER,
                EventKind.NOT_LATER,
                EventKind.ARCHIVED,
                EventKind.UNARCHIVED,
            )
        ),
        st.fixed_dictionaries({"articles": _PLACES}),
    ),
    st.tuples(
        st.just(EventKind.SNOOZED),
        st.fixed_dictionaries({"articles": _PLACES, "until": st.sampled_from(((0, 0), (50, 0), (99, 0), (0, 60)))}),
    ),
    st.tuples(
        st.just(EventKind.EDIT_SEEN),
        st.fixed_dictionaries({"articles": _PLACES, "revision": st.integers(0, 2)}),
    ),
    st.tuples(
        st.just(EventKind.DEFINED),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(("view", "rule")),
                "name": st.sampled_from(("a", "b")),
                "value": st.sampled_from((None, {"query": "x"}, {"query": "y", "points": [1]})),
            }
        ),
    ),
    st.tuples(
        st.sampled_from((EventKind.TAGGED, EventKind.UNTAGGED)),
        st.fixed_dictionaries({"articles": _PLACES, "tag": st.sampled_from("ab")}),
    ),
    st.tuples(st.just(EventKind.NOTED), st.fixed_dictionaries({"articles": _PLACES, "text": _WORDS})),
    st.tuples(
        st.just(EventKind.SUBSCRIBED),
        st.fixed_dictionaries({"url": st.sampled_from(_URLS), "title": _WORDS, "folder": _WORDS}),
    ),
    st.tuples(st.just(EventKind.UNSUBSCRIBED), st.fixed_dictionaries({"url": st.sampled_from(_URLS)})),
    st.tuples(st.just(EventKind.RENAMED), st.fixed_dictionaries({"url": st.sampled_from(_URLS), "title": _WORDS})),
    st.tuples(st.just(EventKind.MOVED), st.fixed_dictionaries({"url": st.sampled_from(_URLS), "folder": _WORDS})),
)
_ACTIONS = st.one_of(
    st.tuples(st.sampled_from(("key", "shown", "rule:x")), st.lists(_STEPS, min_size=1, max_size=3)),
    st.just("undo"),
    st.just("redo"),
    st.integers(0, 20),
    st.frozensets(st.integers(0, 20), min_size=2, max_size=4),
)


def _draft(step: tuple[EventKind, dict[str, Any]], numbers: list[int]) -> journal.Draft:
    kind, payload = step
    payload = dict(payload)
    subject = encode(feed_id(payload["url"])) if "url" in payload else ""
    if "articles" in payload:
        payload["articles"] = [numbers[place] for place in payload["articles"]]
        if kind in {EventKind.NOTED, EventKind.EDIT_SEEN}:
            payload["articles"] = payload["articles"][:1]
    return journal.Draft(kind, payload, subject)


def _act(shelf: Shelf, action: Any, numbers: list[int]) -> None:
    if action == "undo":
        shelf.undo()
    elif action == "redo":
        shelf.redo()
    elif isinstance(action, int | frozenset):
        standing = _standing(shelf)
        places = [action] if isinstance(action, int) else sorted(action)
        if standing and len(places) == 1:
            shelf.undo(standing[places[0] % len(standing)])
        elif standing:
            shelf.undo_groups(*{standing[place % len(standing)] for place in places})
    else:
        actor, steps = action
        with shelf.library.writing(durable=False) as connection:
            drafts = [_draft(step, numbers) for step in steps]
            journal.append(connection, drafts, actor=actor, now=shelf.now, label="something")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_ACTIONS, max_size=14))
def test_the_journal_and_the_tables_always_agree(actions: list[Any]) -> None:
    with TemporaryDirectory() as directory:
        shelf = Shelf(Path(directory))
        numbers = []
        for url in _URLS:
            shelf.subscribe(url)
            numbers += [shelf.store(key, url=url, body=f"body{key}") for key in "abc"]
        for action in actions:
            _act(shelf, action, numbers)
            assert replay.differences(shelf.reader) == []
        assert [finding for finding in integrity.check(shelf.library) if not finding.is_fine] == []
        before = shelf.projections()
        found = {word: shelf.found(word) for word in ("red", "fish", "blau", "bodya", "bodyc")}
        with shelf.library.writing(durable=False) as connection:
            projections.rebuild(connection)
        assert shelf.projections() == before
        assert {word: shelf.found(word) for word in found} == found
        shelf.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.just("key"), st.lists(_STEPS, min_size=1, max_size=3)), max_size=8))
def test_undoing_everything_gives_back_every_state_on_the_way(actions: list[Any]) -> None:
    with TemporaryDirectory() as directory:
        shelf = Shelf(Path(directory))
        numbers = []
        for url in _URLS:
            shelf.subscribe(url)
            numbers += [shelf.store(key, url=url) for key in "abc"]
        states = [_visible(shelf)]
        for action in actions:
            _act(shelf, action, numbers)
            if _visible(shelf) != states[-1] or len(journal.groups(shelf.reader, 100)) > len(states) + 1:
                states.append(_visible(shelf))
        for state in reversed(states[:-1]):
            shelf.undo()
            assert _visible(shelf) == state
        for state in states[1:]:
            shelf.redo()
            assert _visible(shelf) == state
        shelf.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_ACTIONS, max_size=10), st.lists(st.integers(0, 20), min_size=1, max_size=3, unique=True))
def test_undoing_anything_and_doing_it_again_changes_nothing(actions: list[Any], places: list[int]) -> None:
    with TemporaryDirectory() as directory:
        shelf = Shelf(Path(directory))
        numbers = []
        for url in _URLS:
            shelf.subscribe(url)
            numbers += [shelf.store(key, url=url) for key in "abc"]
        for action in actions:
            _act(shelf, action, numbers)
        standing = _standing(shelf)
        if standing:
            before = _visible(shelf)
            shelf.undo_groups(*{standing[place % len(standing)] for place in places})
            shelf.redo()
            assert _visible(shelf) == before
            assert _standing(shelf) == standing
        shelf.close()


def _standing(shelf: Shelf) -> list[str]:
    return [group.id for group in journal.groups(shelf.reader, 100, every=True) if not group.undone]


def _visible(shelf: Shelf) -> list[Any]:
    """What a user sees: names of feeds that are unsubscribed do not count."""
    tables = shelf.projections()
    feeds = [row if row[2] else row[:3] for row in tables["feeds"]]
    return [feeds, tables["articles"], tables["tags"], tables["notes"], tables["definitions"], tables["counters"]]


def test_differences_are_told(shelf: Shelf) -> None:
    feed = shelf.subscribe(title="Mine")
    first, second = shelf.store("a"), shelf.store("b")
    shelf.do(EventKind.STARRED, articles=[first])
    shelf.do(EventKind.TAGGED, articles=[first], tag="x")
    with shelf.library.writing(durable=False) as connection:
        connection.execute("UPDATE articles SET read = 1 WHERE id = ?", (second,))
        connection.execute("UPDATE articles SET starred = 0 WHERE id = ?", (first,))
        connection.execute("DELETE FROM article_tags")
        connection.execute("INSERT INTO notes VALUES (?, 'forged')", (second,))
        connection.execute("UPDATE feeds SET folder = 'moved'")
        connection.execute("UPDATE event_groups SET undone = 1 WHERE label = 'article.starred 1'")
    told = replay.differences(shelf.reader)
    assert len(told) == 6
    for word in (f"Article {encode(second)} is read;", "not starred", "['x']", "note", "'moved'", "taken back"):
        assert any(word in sentence for sentence in told), word
    with shelf.library.writing(durable=False) as connection:
        projections.rebuild(connection)
    assert replay.differences(shelf.reader) == []
    assert all(finding.is_fine for finding in integrity.check(shelf.library))
    assert shelf.found("forged") == set()
    assert shelf.found("words") == {first, second}
    assert feed in replay.replay(shelf.reader).feeds


def test_articles_no_longer_stored_are_no_difference(shelf: Shelf) -> None:
    shelf.subscribe()
    number = shelf.store("a")
    shelf.do(EventKind.TAGGED, articles=[number], tag="x")
    shelf.do(EventKind.NOTED, articles=[number], text="x")
    with shelf.library.writing(durable=False) as connection:
        connection.execute("DELETE FROM articles WHERE id = ?", (number,))
    assert replay.differences(shelf.reader) == []
    shelf.undo()
    assert replay.differences(shelf.reader) == []
