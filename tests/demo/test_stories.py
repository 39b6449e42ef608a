"""The demo is a whole small world: some sixty stories, fresh on the day that it is opened."""

from datetime import UTC, datetime, timedelta

from newsterm.demo.stories import CONTENT_TYPE, load_demo
from newsterm.model.document import BlockKind
from newsterm.model.parsed import ParsedEntry, ParsedFeed
from newsterm.parsing.feeds import parse_feed

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def parsed() -> dict[str, ParsedFeed]:
    return {
        feed.link.title: parse_feed(feed.body, url=feed.link.url, content_type=CONTENT_TYPE) for feed in load_demo(NOW)
    }


def entries() -> list[ParsedEntry]:
    return [entry for feed in parsed().values() for entry in feed.entries]


def test_there_are_about_sixty_stories_in_eight_feeds_and_three_folders() -> None:
    feeds = load_demo(NOW)
    assert len(feeds) == 8
    assert {feed.link.folder for feed in feeds} == {"World", "Coast", "Reading"}
    assert 55 <= len(entries()) <= 65


def test_the_parser_reads_every_story_whole() -> None:
    for title, feed in parsed().items():
        assert feed.title == title
        for entry in feed.entries:
            assert entry.title
            assert entry.author
            assert entry.url.startswith(feed.site_url)
            assert len(entry.document.text) > 100


def test_titles_and_bodies_are_of_the_length_of_news() -> None:
    for entry in entries():
        if entry.title.isascii() or "almarfa" in entry.url:
            assert 35 <= len(entry.title) <= 95, entry.title
        if "haigang" not in entry.url:
            assert 35 <= len(entry.document.text.split()) <= 900, entry.title


def test_stories_are_as_fresh_as_the_day() -> None:
    dates = [entry.published for entry in entries() if entry.published]
    assert len(dates) == len(entries())
    assert all(timedelta(0) < NOW - date < timedelta(days=30) for date in dates)
    assert min(NOW - date for date in dates) < timedelta(hours=1)


def test_guids_do_not_change_from_day_to_day() -> None:
    later = [parse_feed(feed.body, url=feed.link.url) for feed in load_demo(NOW + timedelta(days=3))]
    assert [entry.guid for feed in later for entry in feed.entries] == [entry.guid for entry in entries()]
    assert len({entry.guid for entry in entries()}) == len(entries())


def test_one_story_had_two_earlier_revisions() -> None:
    (wire,) = (feed for feed in load_demo(NOW) if feed.link.title == "Northern Wire")
    states = [parse_feed(state, url=wire.link.url) for state in wire.states]
    titles = [next(entry.title for entry in state.entries if "power-cut" in entry.guid) for state in states]
    assert len(titles) == len(set(titles)) == 3
    assert "64,000" in titles[-1]


def test_copies_of_one_event_have_different_headlines() -> None:
    copies = [entry for entry in entries() if "opening a gash of four metres in its bow" in entry.document.text]
    assert len({entry.title for entry in copies}) == len(copies) == 3


def test_the_demo_shows_every_kind_of_block() -> None:
    found = {block.kind for entry in entries() for block in entry.document.blocks}
    assert found == set(BlockKind)
    assert max(block.level for e in entries() for block in e.document.blocks if block.kind is BlockKind.ITEM) >= 3
    widths = [
        entry.document.text[block.start : block.end].splitlines()[0].count("\t") + 1
        for entry in entries()
        for block in entry.document.blocks
        if block.kind is BlockKind.TABLE
    ]
    assert min(widths) == 3
    assert max(widths) == 7


def test_other_scripts_are_there() -> None:
    titles = "".join(entry.title for entry in entries())
    assert "عبّارة" in titles
    assert "渡轮" in titles


def test_the_attributed_report_has_its_hedges_and_is_cleaned_of_left_over_shortcodes() -> None:
    (report,) = (entry for entry in entries() if entry.title.startswith("Report:"))
    for words in ("Apparently", "refused to comment on the report"):
        assert words in report.document.text
    for left_over in ("fbpx", "[ssba]"):
        assert left_over in report.source
        assert left_over not in report.document.text
