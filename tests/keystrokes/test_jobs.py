"""Every job is done by just the keys that the README counts."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from newsterm.model.document import Block, BlockKind, Document, Span, SpanKind
from newsterm.model.event import EventKind
from newsterm.model.identifiers import feed_id
from newsterm.model.listing import Listing
from newsterm.model.parsed import ParsedEntry
from newsterm.storage import arrivals, articles, rules, windows
from newsterm.text.packing import pack_entry
from tests.interface.desk import QUIET, Desk, at_desk
from tests.interface.harness import NOW
from tests.keystrokes.jobs import JOBS, Job, table
from tests.keystrokes.strokes import strokes
from tests.storage.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
FEEDS = ("Gulf Desk", "Northern Wire", "Harbour Post", "Field Notes", "Long View")
IRAN = {2, 7, 11, 23, 31}
"""Stories whose title names Iran."""
OLD = 40
"""From this story on they are three weeks old."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Fifty unread stories of five feeds, newest first; the first has fourteen links."""
    shelf = Shelf(tmp_path)
    shelf.now = NOW - timedelta(days=30)
    for title in FEEDS:
        shelf.subscribe(f"https://{title.lower().replace(' ', '.')}.example/feed", title=title)
    for number in range(50):
        _store(shelf, number)
    return shelf


def _store(shelf: Shelf, number: int) -> None:
    url = f"https://{FEEDS[number % 5].lower().replace(' ', '.')}.example/feed"
    text = " ".join(f"link{link}" for link in range(14)) if not number else "The port reopened this morning."
    spans = [(text.index(word), len(word)) for word in text.split() if word.startswith("link")]
    links = tuple(Span(SpanKind.LINK, start, start + size, f"https://a.example/{start}") for start, size in spans)
    title = f"Story {number}" + (" of Iran" if number in IRAN else "")
    published = NOW - (timedelta(days=21, hours=number) if number >= OLD else timedelta(hours=1 + number))
    document = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), links)
    entry = ParsedEntry(str(number), title, f"https://a.example/s{number}", "", published, document, text)
    new = arrivals.NewArticle(str(number), "", "", int(published.timestamp()), None, pack_entry(entry))
    with shelf.library.writing(durable=False) as connection:
        arrivals.insert(connection, feed_id(url), url, new, seen_at=NOW)


def found(shelf: Shelf, query: str, *, stream: bool = False) -> set[int]:
    """The numbers of the stories that a query finds."""
    rows = articles.rows(shelf.reader, windows.ids(shelf.reader, Listing(query, stream=stream), NOW))
    return {int(row.title.split()[1]) for row in rows}


def mark_all_yesterday(shelf: Shelf) -> None:
    ids = windows.ids(shelf.reader, Listing(), NOW)
    shelf.do(EventKind.READ, articles=ids)
    for number in range(3):
        shelf.do(EventKind.STARRED, articles=[ids[number]])


def nothing(_shelf: Shelf) -> None:
    """No need to prepare anything."""


async def triaged(shelf: Shelf, _desk: Desk) -> bool:
    starred, tagged = found(shelf, "is:starred"), found(shelf, "tag:iran")
    return (len(starred), len(tagged), len(found(shelf, "is:archived"))) == (3, 2, 45)


async def listed(_shelf: Shelf, desk: Desk) -> bool:
    await desk.settle()
    rows = [desk.screen.articles.row_at(number) for number in range(desk.screen.articles.row_count)]
    return {row.title for row in rows if row} == {"Story 11 of Iran", "Story 31 of Iran"}


async def unread_again(shelf: Shelf, _desk: Desk) -> bool:
    return len(found(shelf, "is:unread")) == 50 and len(found(shelf, "is:starred")) == 3


async def ruled(shelf: Shelf, _desk: Desk) -> bool:
    return [(rule.query, rule.tag) for rule in rules.all_rules(shelf.reader)] == [("iran", ("iran",))]


async def read_above(shelf: Shelf, _desk: Desk) -> bool:
    return found(shelf, "is:read") == set(range(10))


async def all_unread(shelf: Shelf, _desk: Desk) -> bool:
    return found(shelf, "is:read") == set()


async def tagged(shelf: Shelf, _desk: Desk) -> bool:
    return found(shelf, "tag:iran") == IRAN


async def opened_twelfth(_shelf: Shelf, desk: Desk) -> bool:
    return desk.said.startswith("Opened")


async def read_older(shelf: Shelf, _desk: Desk) -> bool:
    return found(shelf, "is:read") == set(range(OLD, 50))


async def asleep(shelf: Shelf, _desk: Desk) -> bool:
    return found(shelf, "is:snoozed") == {0}


CHECKS: dict[int, tuple[Callable[[Shelf], None], str, Callable[[Shelf, Desk], Awaitable[bool]]]] = {
    0: (nothing, "", triaged),
    1: (nothing, "", listed),
    2: (mark_all_yesterday, "", unread_again),
    3: (nothing, "", ruled),
    4: (nothing, "j*10", read_above),
    5: (nothing, "", all_unread),
    6: (nothing, "", tagged),
    7: (nothing, "enter", opened_twelfth),
    8: (nothing, "", read_older),
    9: (nothing, "", asleep),
}
"""By job: what to prepare, keys that come before it, and whether it is done."""


async def press(desk: Desk, line: str) -> None:
    """Press the keys of a line."""
    for key in strokes(line):
        await (desk.type(key) if len(key) == 1 else desk.press(key))


@pytest.mark.parametrize("number", range(len(JOBS)), ids=lambda number: JOBS[number].name[:40])
async def test_a_job_is_done_by_its_keys(number: int, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("newsterm.interface.actions.links.open_address", lambda url, _browser: opened.append(url))
    prepare, before, is_done = CHECKS[number]
    prepare(shelf)
    async with at_desk(shelf.library.path.parent, settings=QUIET) as desk:
        await press(desk, before)
        assert number == 5 or not await is_done(shelf, desk)
        await press(desk, JOBS[number].newsterm)
        assert await is_done(shelf, desk), desk.said
    shelf.close()
    if number == 7:
        text = " ".join(f"link{link}" for link in range(14))
        assert opened == [f"https://a.example/{text.index('link11')}"]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name[:40])
def test_newsterm_needs_the_fewest(job: Job) -> None:
    others = [len(strokes(keys)) for keys in (job.newsboat, job.eilmeldung) if keys]
    assert all(len(strokes(job.newsterm)) < other for other in others)


def test_the_readme_shows_the_counts() -> None:
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8")
