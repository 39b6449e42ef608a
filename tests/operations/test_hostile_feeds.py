"""Feeds that turn hostile: what was stored stays, and the other feeds come as ever."""

import pytest

from newsterm.model.errors import ParseError
from newsterm.operations.mark import mark_read
from newsterm.operations.opml import import_opml
from newsterm.storage import feeds
from tests.fakes.http_server import Answer
from tests.operations.fleet import rss
from tests.shared import SHARED, needs_shared

_HOSTILE = sorted(SHARED.joinpath("hostile").glob("*.[xj]*")) if SHARED else []

_HARMLESS = rss(("kept-1", "Ferry late", "Fog."), ("kept-2", "Ferry later", "More fog."))


@needs_shared
@pytest.mark.checklist("H10")
async def test_stored_articles_stay_and_other_feeds_come_when_feeds_turn_hostile(fleet):
    paths = [f"/{file.name}" for file in _HOSTILE]
    assert len(paths) > 40
    for path in (*paths, "/good"):
        fleet.server.routes[path] = Answer(_HARMLESS)
    fleet.subscribe(*paths, "/good")
    await fleet.refresh()
    before = {row.id: row.title for row in fleet.rows()}
    assert len(before) == 2 * len(paths) + 2
    mark_read(fleet.ctx, list(before))

    for file in _HOSTILE:
        fleet.server.routes[f"/{file.name}"] = Answer(file.read_bytes())
    fleet.server.routes["/good"] = Answer(rss(("kept-1", "Ferry late", "Fog."), ("3", "Ferry sunk", "Rain.")))
    await fleet.refresh()

    rows = {row.id: row for row in fleet.rows()}
    assert {number: rows[number].title for number in before} == before
    assert all(rows[number].read for number in before)
    assert (fleet.done["/good"].error, fleet.done["/good"].new) == ("", 1)
    assert {path for path in paths if "fault of newsterm" in fleet.done[path].error} == set()
    assert all(fleet.done[path].error for path in paths if path.startswith(("/x01", "/x02", "/x07", "/x08", "/j01")))


@needs_shared
@pytest.mark.parametrize(
    ("name", "imported", "said"),
    [
        (
            "o01-exec.opml",
            ["http://a.example/f"],
            "3 entries refused, the first: “x”: exec:touch /tmp/pwn runs",
        ),
        ("o02-laughs.opml", [], "entities of its own"),
        ("o03-deep.opml", [], "No feeds there"),
        ("o04-dups.opml", ["http://a.example/f"], "Subscribed to “a”"),
    ],
)
def test_hostile_opml_brings_its_fetchable_feeds_once_and_leaves_the_others(ctx, put, name, imported, said):
    assert SHARED is not None
    put("https://kept.example/feed", [], title="Kept")
    for times in (1, 2):
        try:
            sentence = import_opml(ctx, SHARED / "hostile" / name).sentence
        except ParseError as refusal:
            sentence = str(refusal)
        assert said in sentence or (times == 2 and imported and "Already subscribed" in sentence)
        kept, *others = sorted(feeds.all_feeds(ctx.library.reader()), key=lambda feed: feed.title != "Kept")
        assert (kept.url, [feed.url for feed in others]) == ("https://kept.example/feed", imported)
